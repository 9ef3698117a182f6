/** Configuration and values in JSON syntax, from their texts to findings, fixes and what the editor shows. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Workspace } from '../../server/src/analysis/workspace';
import { definitionsAt } from '../../server/src/features/definition';
import { documentSymbols } from '../../server/src/features/documentSymbols';
import { hoverAt } from '../../server/src/features/hover';
import { quickFixesAt } from '../../server/src/features/quickFixes';
import { referencesAt } from '../../server/src/features/references';
import type { Location } from '../../server/src/source/origin';
import { pathOfUri, uriOfPath } from '../fixtures/analyse';
import { describeWorkspace } from './describe';
import { findingTexts, openWorkspace, setBase } from './open';

const json = (value: unknown): string => JSON.stringify(value, undefined, 2) + '\n';

const instance = {
  aws_instance: { web: { vpc_security_group_ids: ['${aws_security_group.web.id}'] } },
};

function group(ingress: unknown, more: object = {}): unknown {
  return { resource: { aws_security_group: { web: { name: 'web', ingress, ...more } }, ...instance } };
}

const ssh = { from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] };

/** The rules of all roots: direction, ports, where they come from, and how sure. */
function rules(workspace: Workspace): string[] {
  return workspace.roots().flatMap(({ root }) =>
    root.model().rules.map((rule) => {
      const peers = rule.peers.map((peer) =>
        peer.kind === 'cidr' ? workspace.project.locate(peer.origin) : undefined,
      );
      const texts = peers.map((place) =>
        place === undefined ? '?' : place.file.text.slice(place.span.start, place.span.end),
      );
      return `${rule.direction} ${rule.certainty} ${texts.join()}`;
    }),
  );
}

const exposed = (workspace: Workspace): string[] => findingTexts(workspace, 'sensitive-port-exposed');

function textAt({ file, span }: Location): string {
  return `${pathOfUri(file.uri)}: ${file.text.slice(span.start, span.end)}`;
}

describe('configuration in JSON', () => {
  for (const [what, ingress, more] of [
    ['an array of objects', [ssh], {}],
    ['one object', ssh, {}],
    [
      'an expression',
      '${[for p in [22] : {from_port = p, to_port = p, protocol = "tcp", cidr_blocks = ["0.0.0.0/0"]}]}',
      {},
    ],
    [
      'dynamic blocks beside others',
      [{ ...ssh, from_port: 443, to_port: 443 }],
      {
        dynamic: {
          ingress: {
            for_each: [22],
            content: { ...ssh, from_port: '${ingress.value}', to_port: '${ingress.value}' },
          },
        },
      },
    ],
  ] as const) {
    it(`has rules in ${what}, with the place of the address`, () => {
      const workspace = openWorkspace({ '/main.tf.json': json(group(ingress, more)) });
      assert.equal(exposed(workspace).length, 1, findingTexts(workspace).join('\n'));
      assert.ok(
        rules(workspace).every((rule) => rule.replaceAll('\\', '') === 'ingress certain "0.0.0.0/0"'),
      );
    });
  }

  it('is read beside the native syntax, each referring to the other', () => {
    const workspace = openWorkspace({
      '/group.tf': 'resource "aws_security_group" "web" {\n  name = "web"\n}\n',
      '/more.tf.json': json({ resource: instance }),
    });
    assert.deepEqual(findingTexts(workspace, 'group-not-attached'), []);
    workspace.removeFile(uriOfPath('/more.tf.json'));
    assert.deepEqual(findingTexts(workspace, 'group-not-attached'), ['group-not-attached /group.tf:1']);
  });

  it('calls modules, and is called', () => {
    const workspace = openWorkspace({
      '/live/main.tf.json': json({
        module: { db: { source: '../modules/db', cidrs: ['0.0.0.0/0'] } },
        terraform: { backend: { s3: { bucket: 'b' } } },
      }),
      '/modules/db/main.tf.json': json({
        variable: { cidrs: { type: 'list(string)' } },
        ...(group({ ...ssh, cidr_blocks: '${var.cidrs}' }) as object),
      }),
    });
    assert.deepEqual(
      workspace.roots().map(({ root }) => pathOfUri(root.directory)),
      ['/live'],
    );
    assert.deepEqual(rules(workspace), ['ingress certain "0.0.0.0/0"']);
    assert.equal(exposed(workspace).length, 1);
  });

  it('leaves what a nested block has besides what is written to the provider', () => {
    const workspace = openWorkspace({
      '/main.tf.json': json({
        resource: {
          aws_eks_cluster: { c: { name: 'c', vpc_config: [{ subnet_ids: ['subnet-1'] }], tags: { a: 'b' } } },
          aws_instance: {
            i: {
              vpc_security_group_ids: [
                '${try(aws_eks_cluster.c.vpc_config[0].cluster_security_group_id, "sg-0123456789abcdef0")}',
                '${aws_eks_cluster.c.tags.a == "b" ? "sg-00000000000000001" : "sg-00000000000000002"}',
              ],
            },
          },
        },
      }),
    });
    const groups = workspace
      .roots()
      .flatMap(({ root }) =>
        [...(root.model().attachments.get('aws_instance.i')?.groups ?? [])].map(({ group }) =>
          JSON.stringify(group),
        ),
      );
    assert.equal(groups.length, 2);
    assert.match(groups[0] ?? '', /cluster_security_group_id/);
    assert.match(groups[1] ?? '', /sg-00000000000000001/);
  });

  it('overrides, and is overridden', () => {
    const native = `resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
`;
    const override = { resource: { aws_security_group: { web: { ingress: [ssh] } } } };
    const workspace = openWorkspace({
      '/main.tf': native,
      '/attach.tf.json': json({ resource: instance }),
      '/x_override.tf.json': json(override),
    });
    assert.deepEqual(rules(workspace), ['ingress certain "0.0.0.0/0"']);
    assert.match(exposed(workspace)[0] ?? '', /x_override\.tf\.json/);
  });

  it('of OpenTofu takes the place of Terraform’s', () => {
    const workspace = openWorkspace({
      '/main.tf.json': json(group([ssh])),
      '/main.tofu.json': json(group([{ ...ssh, cidr_blocks: ['10.0.0.0/8'] }])),
    });
    assert.deepEqual(exposed(workspace), []);
    workspace.removeFile(uriOfPath('/main.tofu.json'));
    assert.equal(exposed(workspace).length, 1);
  });
});

describe('values in JSON', () => {
  const main = `variable "cidrs" {
  type    = list(string)
  default = ["10.0.0.0/8"]
}
resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = var.cidrs
  }
}
resource "aws_instance" "web" {
  vpc_security_group_ids = [aws_security_group.web.id]
}
`;
  const values = '{\n  "other": 1,\n  "cidrs": [\n    "0.0.0.0/0"\n  ]\n}\n';

  for (const name of ['terraform.tfvars.json', 'x.auto.tfvars.json']) {
    it(`of ${name} override the default, and are named with their line`, () => {
      const workspace = openWorkspace({ '/main.tf': main, [`/${name}`]: values });
      const [finding] = workspace.findings().filter((each) => each.finding.code === 'sensitive-port-exposed');
      assert.ok(finding !== undefined);
      const places = [finding.location, ...finding.related.map(({ location }) => location)].map(textAt);
      assert.ok(places.includes(`/${name}: "0.0.0.0/0"`), places.join('\n'));
    });
  }

  it('are those of an environment', () => {
    const workspace = openWorkspace({
      '/main.tf': main,
      '/env/dev.tfvars': 'cidrs = ["10.1.0.0/16"]\n',
      '/env/prod.tfvars.json': values,
    });
    const [finding] = workspace.findings().filter((each) => each.finding.code === 'sensitive-port-exposed');
    assert.deepEqual(
      finding?.holdsIn.map(({ environment }) => environment),
      ['prod'],
    );
  });

  it('are no templates', () => {
    const workspace = openWorkspace({
      '/main.tf': main,
      '/terraform.tfvars.json': '{"cidrs": ["${var.open}"]}',
    });
    assert.match(findingTexts(workspace).join('\n'), /invalid-cidr/);
  });
});

describe('fixes in JSON', () => {
  /** The texts after each fix of a code, by title. */
  function fixed(
    texts: Readonly<Record<string, string>>,
    path: string,
    base?: typeof texts,
  ): Map<string, string> {
    const workspace = openWorkspace(texts);
    if (base !== undefined) setBase(workspace, base);
    const text = texts[path] ?? '';
    const found = new Map<string, string>();
    for (const { title, edits } of quickFixesAt(workspace, uriOfPath(path), { start: 0, end: text.length })) {
      let result = text;
      for (const { uri, span, newText } of [...edits].sort((a, b) => b.span.start - a.span.start)) {
        if (uri === uriOfPath(path)) result = result.slice(0, span.start) + newText + result.slice(span.end);
      }
      found.set(title, result);
    }
    return found;
  }

  it('write JSON', () => {
    const text = json(
      group([{ ...ssh, from_port: 90, to_port: 80, cidr_blocks: ['10.0.0.1/8', '10.0.0.0/8'] }]),
    );
    const fixes = fixed({ '/main.tf.json': text }, '/main.tf.json');
    assert.ok(fixes.size >= 2, [...fixes.keys()].join());
    for (const [title, result] of fixes) {
      assert.doesNotThrow(() => JSON.parse(result) as unknown, `${title}: ${result}`);
    }
    assert.ok(
      [...fixes.values()].includes(text.replace('10.0.0.1/8', '10.0.0.0/8')),
      [...fixes.values()].join(),
    );
  });

  it('name a group in a template', () => {
    const text = json({
      resource: {
        aws_security_group: { web: { name: 'web' } },
        aws_instance: { web: { vpc_security_group_ids: ['${aws_security_group.wbe.id}'] } },
      },
    });
    const fixes = fixed({ '/main.tf.json': text }, '/main.tf.json');
    assert.ok([...fixes.values()].includes(text.replace('.wbe.', '.web.')), [...fixes].join('\n'));
  });

  it('bring a rule back as it was', () => {
    const rule = (cidr: string): unknown => ({
      resource: {
        aws_security_group: { db: { name: 'db' } },
        aws_security_group_rule: {
          db: {
            type: 'ingress',
            from_port: 5432,
            to_port: 5432,
            protocol: 'tcp',
            cidr_blocks: [cidr],
            security_group_id: '${aws_security_group.db.id}',
          },
        },
        aws_db_instance: {
          db: { engine: 'postgres', vpc_security_group_ids: ['${aws_security_group.db.id}'] },
        },
      },
    });
    const before = json(rule('10.0.0.0/8'));
    const after = json(rule('203.0.113.7/32'));
    const fixes = fixed({ '/main.tf.json': after }, '/main.tf.json', { '/main.tf.json': before });
    assert.ok([...fixes.values()].includes(before), [...fixes.keys()].join());
    for (const [title, result] of fixes) {
      assert.doesNotThrow(() => JSON.parse(result) as unknown, `${title}: ${result}`);
    }
  });

  it('are not offered where they would write the other syntax', () => {
    const native = `resource "aws_security_group_rule" "db" {
  type              = "ingress"
  from_port         = 5432
  to_port           = 5432
  protocol          = "tcp"
  cidr_blocks       = ["10.0.0.0/8"]
  security_group_id = aws_security_group.db.id
}
`;
    const rest = json({
      resource: {
        aws_security_group: { db: { name: 'db' } },
        aws_db_instance: {
          db: { engine: 'postgres', vpc_security_group_ids: ['${aws_security_group.db.id}'] },
        },
      },
    });
    const fixes = fixed({ '/main.tf.json': rest }, '/main.tf.json', {
      '/main.tf.json': rest,
      '/rules.tf': native,
    });
    for (const [title, result] of fixes) {
      assert.doesNotThrow(() => JSON.parse(result) as unknown, `${title}: ${result}`);
    }
  });
});

describe('the editor in JSON', () => {
  const text = json({
    variable: { cidrs: { default: ['0.0.0.0/0'] } },
    ...(group([{ ...ssh, cidr_blocks: '${concat(var.cidrs, ["a\\nb"])}' }]) as object),
  });
  const path = '/main.tf.json';
  const uri = uriOfPath(path);
  const workspace = (): Workspace =>
    openWorkspace({ [path]: text, '/terraform.tfvars.json': '{"cidrs": []}' });

  it('goes from a name in a template to its declaration, and back', () => {
    const found = definitionsAt(workspace(), uri, text.indexOf('var.cidrs') + 6);
    assert.deepEqual(found.map(textAt), [`${path}: "cidrs"`]);
    const named = referencesAt(workspace(), uri, text.indexOf('"cidrs"') + 2, true).map(textAt);
    assert.deepEqual(named.sort(), [
      `${path}: "cidrs"`,
      `${path}: var.cidrs`,
      '/terraform.tfvars.json: cidrs',
    ]);
    const group = definitionsAt(workspace(), uri, text.indexOf('aws_security_group.web') + 21);
    assert.deepEqual(group.map(textAt), [`${path}: "web"`]);
  });

  it('shows on the name of a group who reaches it, and nothing on the words around it', () => {
    const hover = hoverAt(workspace(), uri, text.indexOf('"web"') + 2);
    assert.match(hover?.markdown ?? '', /^\[\*\*web\*\*\].*\*\*Reached by\*\*/s);
    assert.equal(text.slice(hover?.span.start, hover?.span.end), '"web"');
    assert.equal(hoverAt(workspace(), uri, text.indexOf('aws_security_group"') + 2), undefined);
  });

  it('has an outline', () => {
    const { symbols } = documentSymbols(workspace(), uri) ?? { symbols: [] };
    assert.deepEqual(
      symbols.map(
        ({ name, kind, nameSpan }) => `${kind} ${name} ${text.slice(nameSpan.start, nameSpan.end)}`,
      ),
      ['variable cidrs "cidrs"', 'resource aws_security_group.web "web"', 'resource aws_instance.web "web"'],
    );
  });
});

describe('a workspace in JSON after edits', () => {
  it('says what a fresh one says of the same texts', () => {
    const files: Readonly<Record<string, readonly unknown[]>> = {
      '/main.tf.json': [
        group([ssh]),
        group([{ ...ssh, cidr_blocks: '${var.cidrs}' }]),
        group([], { tags: { a: 'b' } }),
        { resource: { aws_security_group: { db: { ingress: '${module.m.rules}' } }, ...instance } },
        {},
      ],
      '/variables.tf.json': [
        { variable: { cidrs: { type: 'list(string)', default: ['10.0.0.0/8'] } } },
        { variable: { cidrs: {} }, module: { m: { source: './m' } } },
        { locals: [{ a: 1 }, { b: '${local.a}' }], terraform: { backend: { s3: {} } } },
      ],
      '/override.tf.json': [{}, { variable: { cidrs: { default: ['0.0.0.0/0'] } } }],
      '/terraform.tfvars.json': [{}, { cidrs: ['0.0.0.0/0'] }, { cidrs: ['10.0.0.1/8'], x: null }],
      '/m/main.tf.json': [{ output: { rules: { value: [ssh] } } }, { output: {} }],
    };
    const paths = Object.keys(files);
    const edits = fc.record({
      path: fc.constantFrom(...paths),
      variant: fc.nat(4),
      layout: fc.constantFrom(undefined, 0, 2),
      kind: fc.constantFrom('whole', 'whole', 'cut', 'insert', 'padding', 'remove'),
      at: fc.nat(),
      insert: fc.constantFrom('"', '{', '}', ',', '\n', ' ', '${', '1', ':'),
    });
    fc.assert(
      fc.property(fc.array(edits, { minLength: 20, maxLength: 20 }), (steps) => {
        const texts = new Map<string, string>();
        const live = openWorkspace({});
        steps.forEach(({ path, variant, layout, kind, at, insert }, index) => {
          const whole = files[path] ?? [];
          let text = texts.get(path) ?? '';
          const place = at % (text.length + 1);
          if (kind === 'whole') text = JSON.stringify(whole[variant % whole.length], undefined, layout);
          else if (kind === 'cut') text = text.slice(0, place);
          else if (kind === 'insert') text = text.slice(0, place) + insert + text.slice(place);
          else if (kind === 'padding') text = `\n\n${text}`;
          if (kind === 'remove') {
            texts.delete(path);
            live.removeFile(uriOfPath(path));
          } else {
            texts.set(path, text);
            live.setFile(uriOfPath(path), text);
          }
          if (index % 3 > 0) return;
          const cold = openWorkspace(Object.fromEntries([...texts].sort()));
          assert.deepEqual(describeWorkspace(live), describeWorkspace(cold));
        });
      }),
      { numRuns: 60 },
    );
  });
});
