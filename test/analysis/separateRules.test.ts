import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Peer, Rule } from '../../server/src/network/model';
import { referenceId } from '../../server/src/network/networkModel';
import { formatIpPrefix } from '../../server/src/packets/ipPrefix';
import { analyse, type Analysed } from '../fixtures/analyse';
import { configurations } from './writtenGroups';

const code = 'inline-and-standalone-rules';

function analyseText(text: string, before?: string): Analysed {
  const files = (each: string) => new Map([['/main.tf', each]]);
  return analyse(files(text), before === undefined ? undefined : files(before));
}

/** The text after the fix; undefined where there is none. */
function separated(analysed: Analysed, wanted = code): string | undefined {
  for (const { finding } of analysed.findings) {
    if (finding.code !== wanted) continue;
    for (const fix of finding.fixes) {
      assert.equal(fix.preferred, false);
      const text = analysed.apply(fix)?.get('/main.tf');
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

/** What the rules of all groups permit, each permission once, whatever declares it; `described`: and what is said of it. */
function permissions(analysed: Analysed, described: boolean): readonly string[] {
  const found = new Set<string>();
  for (const root of analysed.workspace.roots()) {
    for (const rule of root.root.model().rules) {
      for (const peer of rule.peers) found.add(permission(rule, peer, described));
    }
  }
  return [...found].sort();
}

function permission(
  { group, direction, protocol, ports, description, certainty }: Rule,
  peer: Peer,
  described: boolean,
): string {
  return JSON.stringify([
    referenceId(group),
    direction,
    protocol.kind === 'protocol' ? protocol.protocol : protocol.kind,
    ports.kind === 'all' ? 'all' : ports,
    described && description.kind === 'known' ? description.value : '',
    certainty === 'certain' && peer.certainty === 'certain',
    peer.kind === 'cidr'
      ? formatIpPrefix(peer.prefix)
      : peer.kind === 'group'
        ? referenceId(peer.group)
        : peer.kind === 'prefix-list'
          ? referenceId(peer.list)
          : [peer.kind, peer.kind === 'unknown' ? peer.of : peer.text],
  ]);
}

function repeatsItself(analysed: Analysed): boolean {
  return analysed.workspace.roots().some(({ root }) => {
    const all = root.model().rules.flatMap((rule) => rule.peers.map((peer) => permission(rule, peer, true)));
    return new Set(all).size < all.length;
  });
}

function inlineGroups(analysed: Analysed): readonly string[] {
  return analysed.workspace
    .roots()
    .flatMap(({ root }) =>
      [...root.model().groups.values()]
        .filter(({ inline }) => inline.ingress !== 'absent' || inline.egress !== 'absent')
        .map(({ address }) => address),
    );
}

function hasTerraform(): boolean {
  return spawnSync('terraform', ['version']).status === 0;
}

describe('rules of a group’s block as rule resources', () => {
  const results: string[] = [];

  it('permit what they permitted, and no rule is left in the block', () => {
    let offered = 0;
    let fixed = 0;
    fc.assert(
      fc.property(configurations, ({ text, comments, mayRepeat }) => {
        const before = analyseText(text);
        if (!before.findings.some(({ finding }) => finding.code === code)) return;
        offered++;
        const after = separated(before);
        if (after === undefined) return;
        fixed++;
        if (results.length < 150) results.push(after);
        const now = analyseText(after, text);
        // Where a rule resource states the same, its own description stands.
        assert.deepEqual(permissions(now, !mayRepeat), permissions(before, !mayRepeat));
        assert.deepEqual(inlineGroups(now), []);
        const codes = now.findings.map(({ finding }) => finding.code);
        const wrong = [code, 'reachability-added', 'reachability-removed', 'invalid-declaration'];
        assert.deepEqual(
          codes.filter((each) => wrong.includes(each) || each === 'evaluation-error'),
          [],
          after,
        );
        const duplicates = (of: Analysed) =>
          of.findings.filter(({ finding }) => finding.code === 'duplicate-rule');
        if (duplicates(before).length === 0) assert.equal(duplicates(now).length, 0, after);
        // What is said twice is left out, with its comments.
        if (!mayRepeat && !repeatsItself(before)) {
          for (const comment of comments) assert.ok(after.includes(comment), after);
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(fixed > offered / 5, `${fixed} of ${offered}`);
  });

  it('are formatted as terraform fmt does', function () {
    if (!hasTerraform()) this.skip();
    assert.ok(results.length > 40);
    const folder = mkdtempSync(join(tmpdir(), 'sg-lens-fmt-'));
    try {
      results.forEach((text, index) => {
        writeFileSync(join(folder, `m${index}.tf`), text);
      });
      const { stdout } = spawnSync('terraform', ['fmt', '-check', '-diff', folder], { encoding: 'utf8' });
      assert.equal(stdout, '');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const standalone = `
resource "aws_vpc_security_group_ingress_rule" "other" {
  security_group_id = aws_security_group.db.id
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_ipv4         = "10.9.0.0/16"
}
`;
  const group = (rules: string): string => `resource "aws_security_group" "db" {\n${rules}\n}\n${standalone}`;
  const ingress = (line: string): string =>
    `  ingress {\n    from_port = 443\n    to_port = 443\n    protocol = "tcp"\n    ${line}\n  }`;

  it('take over the line breaks of the file', () => {
    const text = group(ingress('cidr_blocks = ["10.0.0.0/16", "10.1.0.0/16"]')).replaceAll('\n', '\r\n');
    const after = separated(analyseText(text)) ?? '';
    assert.match(after, /db_ingress_443_2/);
    assert.doesNotMatch(after, /[^\r]\n/);
  });

  it('are not written where their meaning, or a comment, would be lost', () => {
    const kept = [
      ingress('security_groups = ["default"]'),
      ingress('self = length(path.module) > 3'),
      ingress('cidr_blocks = split(",", "10.0.0.0/16")'),
      ingress('cidr_blocks = [<<-EOT\n      10.0.0.0/16\n    EOT\n    ]'),
      ingress('cidr_blocks = [/* two\nlines */ "10.0.0.0/16"]'),
      ingress('cidr_blocks = [] # nobody'),
      ingress('cidr_blocks = ["10.0.0.0/16"]').replace('"tcp"', '"tpc"'),
      `${ingress('cidr_blocks = ["10.0.0.0/16"]')}\n  lifecycle {\n    ignore_changes = [egress]\n  }`,
      ingress('cidr_blocks = ["10.0.0.0/16"]').replace(
        /ingress \{([^}]*)\}/,
        'dynamic "ingress" {\nfor_each = length(path.module) > 0 ? [1] : []\ncontent {$1}\n}',
      ),
    ];
    for (const rules of kept) {
      const analysed = analyseText(group(rules));
      assert.ok(
        analysed.findings.some(({ finding }) => finding.code === code),
        rules,
      );
      assert.equal(separated(analysed), undefined, rules);
    }
    assert.notEqual(separated(analyseText(group(ingress('cidr_blocks = ["10.0.0.0/16"]')))), undefined);
  });

  it('are not written in the JSON syntax, nor where an override file has a say', () => {
    const text = group(ingress('cidr_blocks = ["10.0.0.0/16"]'));
    const override = 'resource "aws_security_group" "db" {\n  name = "other"\n}\n';
    const overridden = analyse(
      new Map([
        ['/main.tf', text],
        ['/main_override.tf', override],
      ]),
    );
    assert.equal(separated(overridden), undefined);
    const block = { from_port: 443, to_port: 443, protocol: 'tcp', cidr_blocks: ['10.0.0.0/16'] };
    const json = { resource: { aws_security_group: { db: { ingress: [block] } } } };
    const inJson = analyse(
      new Map([
        ['/main.tf.json', JSON.stringify(json)],
        ['/rules.tf', standalone],
      ]),
    );
    const found = inJson.findings.filter(({ finding }) => finding.code === code);
    assert.equal(found.length, 1);
    for (const fix of found.flatMap(({ finding }) => finding.fixes)) {
      assert.equal(inJson.apply(fix), undefined);
    }
  });
});
