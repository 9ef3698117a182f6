import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Log } from 'sarif';
import type { CheckReport } from '../../server/src/cli/report';
import { git, temporaryFolder, writeFiles } from '../host/temporaryFolder';
import { outageFolder } from './outage';
import { sgLens, sgLensJson } from './runCli';

/** SSH of a public machine open to the world: one finding of severity error. */
const openSsh = `resource "aws_security_group" "bastion" {
  name = "bastion"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "bastion" {
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.bastion.id]
}
`;

async function report(folder: string, ...args: string[]): Promise<CheckReport> {
  return (await sgLensJson(folder, ['check', ...args])) as CheckReport;
}

describe('sg-lens check', () => {
  it('finds the outage at the edited line, and fails', async () => {
    const folder = outageFolder();
    const { exitCode, out } = await sgLens(folder, ['check', '--base', 'HEAD', '--format', 'json']);
    assert.equal(exitCode, 1);
    const { findings } = JSON.parse(out) as CheckReport;
    for (const code of ['reachability-removed', 'group-source-replaced-by-address']) {
      const finding = findings.find((each) => each.code === code);
      assert.equal(finding?.severity, 'error', code);
      assert.equal(finding.file, 'modules/database/main.tf');
      assert.equal(finding.range.start.line, 14);
      assert.match(finding.message, /-api.*-db.*tcp\/5432/s);
    }
  });

  it('is silent about the example before the edit', async () => {
    const folder = outageFolder({ edited: false });
    const { findings, summary } = await report(folder, '--base', 'HEAD');
    assert.deepEqual(findings, []);
    assert.equal(summary.rules, 8);
    assert.deepEqual(summary.unknowns, []);
  });

  it('offers the fix as edits that bring the flow back', async () => {
    const folder = outageFolder();
    const { findings } = await report(folder, '--base', 'HEAD', '--environment', 'prod');
    const [fix] = findings.find(({ code }) => code === 'group-source-replaced-by-address')?.fixes ?? [];
    assert.ok(fix !== undefined);
    for (const file of new Set(fix.edits.map((edit) => edit.file))) {
      const target = path.join(folder, file);
      const lines = readFileSync(target, 'utf8').split('\n');
      const offset = ({ line, character }: { line: number; character: number }) =>
        lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, character);
      const edits = fix.edits
        .filter((edit) => edit.file === file)
        .sort((left, right) => offset(right.range.start) - offset(left.range.start));
      let text = lines.join('\n');
      for (const { range, newText } of edits) {
        text = text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end));
      }
      writeFiles(folder, { [file]: text });
    }
    const after = await report(folder, '--base', 'HEAD', '--environment', 'prod');
    assert.deepEqual(
      after.findings.filter(({ code }) => code.endsWith('removed') || code.startsWith('group-source')),
      [],
    );
  });

  it('compares with a directory as with a commit', async () => {
    const after = outageFolder();
    const before = outageFolder({ edited: false });
    const { findings } = await report(after, '--base', before);
    assert.ok(findings.some(({ code }) => code === 'reachability-removed'));
  });

  it('fails only at or above --fail-on', async () => {
    const folder = temporaryFolder({ 'main.tf': openSsh });
    const exitCode = async (...args: string[]) => (await sgLens(folder, ['check', ...args])).exitCode;
    assert.equal(await exitCode(), 1);
    assert.equal(await exitCode('--fail-on', 'never'), 0);
    assert.equal(await exitCode('--skip', 'sensitive-port-exposed', '--fail-on', 'error'), 0);
    const unattached = temporaryFolder({ 'main.tf': openSsh.split('\nresource "aws_instance"')[0] ?? '' });
    const only = async (threshold: string) =>
      (await sgLens(unattached, ['check', '--only', 'group-not-attached', '--fail-on', threshold])).exitCode;
    assert.equal(await only('information'), 1);
    assert.equal(await only('warning'), 0);
  });

  it('refuses a code that there is none of, and names the nearest', async () => {
    const folder = temporaryFolder({ 'main.tf': openSsh });
    const { exitCode, err } = await sgLens(folder, ['check', '--skip', 'sensitive-port-exposd']);
    assert.equal(exitCode, 2);
    assert.match(err, /sensitive-port-exposd.*sensitive-port-exposed/s);
  });

  it('takes severities and variables from .sg-lens.yaml', async () => {
    const folder = temporaryFolder({
      'main.tf': openSsh.replace('["0.0.0.0/0"]', '[var.source]') + '\nvariable "source" {}\n',
      '.sg-lens.yaml': [
        'checks: { severity: { sensitive-port-exposed: warning, group-not-attached: off } }',
        'variables: { values: { source: 0.0.0.0/0 } }',
      ].join('\n'),
    });
    const { findings } = await report(folder);
    const severities = new Map(findings.map(({ code, severity }) => [code, severity]));
    assert.equal(severities.get('sensitive-port-exposed'), 'warning');
    assert.equal(severities.has('group-not-attached'), false);
  });

  it('gives --var the last word over --var-file, and that over the default', async () => {
    const folder = temporaryFolder({
      'main.tf':
        openSsh.replace('["0.0.0.0/0"]', 'var.sources') + '\nvariable "sources" {\n  default = []\n}\n',
      'open.tfvars': 'sources = ["0.0.0.0/0"]',
    });
    const isOpen = async (...args: string[]) =>
      (await report(folder, ...args)).findings.some(({ code }) => code === 'sensitive-port-exposed');
    assert.equal(await isOpen('--var-file', 'open.tfvars'), true);
    assert.equal(await isOpen('--var-file', 'open.tfvars', '--var', 'sources=["10.0.0.0/8"]'), false);
  });

  it('asks for one environment, and names those there are', async () => {
    const folder = outageFolder();
    const { findings } = await report(folder, '--base', 'HEAD', '--environment', 'staging');
    assert.deepEqual([...new Set(findings.map(({ environment }) => environment))], ['staging']);
    const { exitCode, err } = await sgLens(folder, ['check', '--environment', 'stagin']);
    assert.equal(exitCode, 2);
    assert.match(err, /prod, staging.*Did you mean staging/s);
  });

  it('reads modules outside PATH that the configuration calls, in the base as well', async () => {
    const folder = outageFolder();
    const { findings, summary } = await report(path.join(folder, 'live'), '--base', 'HEAD');
    assert.equal(summary.groups, 4);
    const removed = findings.find(({ code }) => code === 'reachability-removed');
    assert.equal(removed?.file, '../modules/database/main.tf');
  });

  it('tells what a comment suppresses, and lets it pass', async () => {
    const folder = temporaryFolder({
      'main.tf': openSsh.replace(
        '    cidr_blocks',
        '    # sg-lens: ignore sensitive-port-exposed, ingress-open-to-internet -- a honeypot\n    cidr_blocks',
      ),
    });
    const { exitCode, out } = await sgLens(folder, ['check', '--format', 'json']);
    assert.equal(exitCode, 0);
    const { findings, summary } = JSON.parse(out) as CheckReport;
    const found = findings.find(({ code }) => code === 'sensitive-port-exposed');
    assert.deepEqual(found?.suppressed, { reason: 'a honeypot', by: 'sg-lens' });
    assert.equal(summary.findings.error, 0);
  });
});

describe('sg-lens check, of a group that another module names wrongly,', () => {
  it('says where it is written, and suggests no group of the module that was given it', async () => {
    const folder = temporaryFolder({
      'main.tf': `
        resource "aws_security_group" "web" {}
        module "db" {
          source  = "./db"
          clients = aws_security_group.wbe.id
        }
      `,
      'db/main.tf': `
        variable "clients" { type = string }
        resource "aws_security_group" "web" {}
        resource "aws_vpc_security_group_ingress_rule" "in" {
          security_group_id            = aws_security_group.web.id
          ip_protocol                  = "tcp"
          from_port                    = 5432
          to_port                      = 5432
          referenced_security_group_id = var.clients
        }
      `,
    });
    const { findings } = await report(folder);
    const found = findings.filter(({ code }) => code === 'unknown-group-reference');
    assert.deepEqual(
      found.map(({ file, related, fixes, message }) => [
        file,
        related.map((each) => [each.file, each.message]),
        fixes.length,
        message.includes('Did you mean'),
      ]),
      [['db/main.tf', [['main.tf', 'aws_security_group.wbe is written here']], 0, false]],
    );
  });
});

describe('The baseline of sg-lens check', () => {
  it('hides what it records, until something new comes', async () => {
    const folder = temporaryFolder({ 'main.tf': openSsh });
    const written = await sgLens(folder, ['check', '--write-baseline', 'accepted.json']);
    assert.equal(written.exitCode, 0);
    assert.match(written.err, /recorded in accepted\.json/);
    assert.equal((await sgLens(folder, ['check', '--baseline', 'accepted.json'])).exitCode, 0);
    writeFiles(folder, { 'more.tf': openSsh.replaceAll('bastion', 'second') });
    const { findings } = await report(folder, '--baseline', 'accepted.json');
    const open = findings.filter(({ suppressed, severity }) => suppressed === null && severity === 'error');
    assert.deepEqual(
      open.map(({ file }) => file),
      ['more.tf'],
    );
  });

  it('says which entries no longer apply', async () => {
    const folder = temporaryFolder({ 'main.tf': openSsh });
    await sgLens(folder, ['check', '--write-baseline', 'accepted.json']);
    writeFiles(folder, { 'main.tf': openSsh.replace('0.0.0.0/0', '10.0.0.0/24') });
    const { err } = await sgLens(folder, ['check', '--baseline', 'accepted.json']);
    assert.match(err, /sensitive-port-exposed of aws_security_group\.bastion no longer occurs/);
  });

  it('is refused when it is no baseline', async () => {
    const folder = temporaryFolder({ 'main.tf': openSsh, 'broken.json': '[]' });
    for (const file of ['missing.json', 'broken.json']) {
      const { exitCode, err } = await sgLens(folder, ['check', '--baseline', file]);
      assert.equal(exitCode, 2);
      assert.match(err, /cannot be used/);
    }
  });
});

describe('The text of sg-lens check', () => {
  it('shows the code with marks under what is meant, and the fix by name', async () => {
    const { out } = await sgLens(outageFolder(), ['check', '--base', 'HEAD', '--environment', 'prod']);
    assert.match(out, /15 │ {3}cidr_blocks {14}= \["203\.0\.113\.7\/32"\]\n +│ {3}\^{45}\n/);
    assert.match(out, /error reachability-removed in live prod\n/);
    assert.match(out, /fix: Put prod-api back/);
    assert.match(out, /2 errors, 1 warning/);
  });

  it('has colour only where it is wanted', async () => {
    const folder = temporaryFolder({ 'main.tf': openSsh });
    const escape = '\u001b[';
    assert.ok((await sgLens(folder, ['check'], { colour: true })).out.includes(escape));
    assert.ok(!(await sgLens(folder, ['check'])).out.includes(escape));
    assert.ok(!(await sgLens(folder, ['check', '--no-color'], { colour: true })).out.includes(escape));
  });

  it('lets no file of the workspace speak to the terminal', async () => {
    const folder = temporaryFolder({
      'main.tf': openSsh.replace('"bastion"\n', '"bas\u001b[31mtion" # \u001b]0;owned\u0007 \u202e\n'),
    });
    for (const format of ['text', 'markdown']) {
      const { out } = await sgLens(folder, ['check', '--format', format]);
      for (const character of ['\u001b', '\u0007', '\u202e']) assert.ok(!out.includes(character), format);
    }
  });

  it('writes progress only where a person watches, and never among the answer', async () => {
    const folder = temporaryFolder({ 'main.tf': openSsh });
    assert.match((await sgLens(folder, ['check'], { interactive: true })).err, /reading files/);
    assert.equal((await sgLens(folder, ['check'])).err, '');
    const { out, err } = await sgLens(folder, ['check', '--verbose', '--format', 'json']);
    assert.match(err, /ms {2}reading files\n/);
    assert.doesNotThrow(() => JSON.parse(out));
  });

  it('leaves out the summary when it is to be quiet', async () => {
    const folder = temporaryFolder({ 'main.tf': 'locals {}\n' });
    assert.equal((await sgLens(folder, ['check', '--quiet'])).out, '');
    assert.match((await sgLens(folder, ['check'])).out, /No findings/);
  });
});

describe('Formats of sg-lens check for machines', () => {
  it('give code scanning rules, places, fixes and suppressions', async () => {
    const folder = outageFolder();
    const { out } = await sgLens(folder, ['check', '--base', 'HEAD', '--format', 'sarif']);
    const [run] = (JSON.parse(out) as Log).runs;
    const results = run?.results ?? [];
    const removed = results.find(({ ruleId }) => ruleId === 'reachability-removed');
    assert.equal(removed?.level, 'error');
    const place = removed.locations?.[0]?.physicalLocation;
    assert.equal(place?.artifactLocation?.uri, 'modules/database/main.tf');
    assert.equal(place.region?.startLine, 15);
    assert.equal(run?.tool.driver.rules?.[removed.ruleIndex ?? -1]?.id, 'reachability-removed');
    assert.ok((removed.fixes?.[0]?.artifactChanges.length ?? 0) > 0);
  });

  it('name files from the top of the repository, where the service looks', async () => {
    const folder = temporaryFolder({ 'live/main.tf': openSsh });
    const sarif = await sgLens(folder, ['check', 'live', '--format', 'sarif']);
    assert.match(sarif.out, /"uri": "live\/main\.tf"/);
    const inside = path.join(folder, 'live');
    const github = await sgLens(inside, ['check', '--format', 'github'], {
      environment: { GITHUB_WORKSPACE: folder },
    });
    assert.match(github.out, /^::error file=live\/main\.tf,line=\d+/m);
  });

  it('escape what a workflow command may not hold', async () => {
    const folder = temporaryFolder({ 'a,b:%.tf': openSsh });
    const { out } = await sgLens(folder, ['check', '--format', 'github']);
    assert.match(out, /file=a%2Cb%3A%25\.tf,line=/);
    for (const line of out.trimEnd().split('\n')) assert.match(line, /^::(error|warning|notice) /);
  });

  it('let no text of the workspace become Markdown', async () => {
    const folder = temporaryFolder({
      'main.tf': openSsh.replace('name = "bastion"', 'name = "<img src=x> [a](b) @everyone"'),
    });
    const { out } = await sgLens(folder, ['check', '--format', 'markdown']);
    assert.doesNotMatch(out.replace(/`[^`]*`/g, ''), /(^|[^\\])[<[]|@everyone/m);
  });

  it('give dashboards one failed test per grave finding, and one that passed for none', async () => {
    const folder = temporaryFolder({ 'main.tf': openSsh });
    const { out } = await sgLens(folder, ['check', '--format', 'junit']);
    assert.match(out, /<testsuites name="sg-lens" tests="\d+" failures="1"/);
    assert.match(out, /<failure type="error" message="[^"<>]*">/);
    const clean = await sgLens(temporaryFolder({ 'main.tf': 'locals {}' }), ['check', '--format', 'junit']);
    assert.match(clean.out, /tests="1" failures="0"/);
  });
});

describe('sg-lens check, where it cannot run,', () => {
  const refuses = async (args: string[], why: RegExp, folder = temporaryFolder({ 'main.tf': openSsh })) => {
    const { exitCode, out, err } = await sgLens(folder, ['check', ...args]);
    assert.equal(exitCode, 2, err);
    assert.equal(out, '');
    assert.match(err, why);
  };

  it('says so for a path that is missing, a file, or without Terraform', async () => {
    await refuses(['nowhere'], /nowhere was not found/);
    await refuses(['main.tf'], /not a directory.*Give the directory/s);
    await refuses([], /nothing to analyse/, temporaryFolder());
  });

  it('says so for options that mean nothing', async () => {
    await refuses(['--format', 'xml'], /Allowed choices/);
    await refuses(['--fail-on', 'critical'], /Allowed choices/);
    await refuses(['--bas', 'HEAD'], /unknown option.*--base/s);
    await refuses(['--var', 'nonsense'], /names no value/);
    await refuses(['--var-file', 'nowhere.tfvars'], /nowhere\.tfvars was not found/);
    await refuses(['--var-file', 'main.tf'], /not read as a variable file/);
    await refuses(['--config', 'nowhere.yaml'], /nowhere\.yaml was not found/);
  });

  it('says so for a base that cannot be compared with', async () => {
    const folder = temporaryFolder({ 'main.tf': openSsh, 'plan.json': '{}' });
    await refuses(['--base', 'HEAD'], /no git repository/, folder);
    await refuses(['--base', 'plan.json'], /A plan, a state/, folder);
    await refuses(['--base', ''], /The base is empty/, folder);
    git(folder, 'init', '-q');
    await refuses(['--base', 'HEAD'], /no commit yet/, folder);
  });

  it('says which line of .sg-lens.yaml is wrong', async () => {
    const refusal = (text: string, why: RegExp) =>
      refuses([], why, temporaryFolder({ 'main.tf': openSsh, '.sg-lens.yaml': text }));
    await refusal('checks:\n  severity: [', /Line \d+: This is not YAML/);
    await refusal('chekcs: {}', /Did you mean checks\?/);
    await refusal('checks: { severity: { invalid-cdir: off } }', /Did you mean invalid-cidr\?/);
    await refusal('checks: { severity: { invalid-cidr: loud } }', /none of error/);
    await refusal('- a', /not a map/);
  });
});

describe('sg-lens check warns', () => {
  it('about what it could not read, and goes on', async () => {
    const folder = temporaryFolder({
      'main.tf': openSsh,
      'half.tf': 'resource "aws_security_group" "x" {\n  name = \n}\n',
      'huge.tf': `#${' '.repeat(5 * 1024 * 1024)}`,
    });
    const { exitCode, err } = await sgLens(folder, ['check']);
    assert.equal(exitCode, 1);
    assert.match(err, /warning: huge\.tf is left out: larger than 5 MB/);
    assert.match(err, /warning: half\.tf:2:\d+: /);
    assert.equal((await sgLens(folder, ['check', '--quiet'])).err, '');
  });

  it('about every file of a root that speaks of the network, though of no group', async () => {
    const folder = temporaryFolder({
      'routes.tf': 'resource "aws_route" "out" {\n  destination_cidr_block = \n}\n',
      'names.tf': 'locals {\n  name = "half\n}\n',
    });
    const { err } = await sgLens(folder, ['check']);
    assert.match(err, /warning: names\.tf:2:\d+: /);
    assert.match(err, /warning: routes\.tf:2:\d+: /);
  });

  it('about the variable files of environments, wherever they lie', async () => {
    const folder = temporaryFolder({
      'main.tf': `variable "name" {}\n${openSsh}`,
      'env/prod.tfvars': 'name = "a"\nname = "b"\n',
      'env/staging.tfvars': 'name = "a"\n',
    });
    const { err } = await sgLens(folder, ['check']);
    assert.match(err, /^warning: env\/prod\.tfvars:2:\d+: [^\n]*\n$/);
  });

  it('about no file of a root that speaks of nothing of the network', async () => {
    const folder = temporaryFolder({ 'main.tf': 'resource "aws_s3_bucket" "a" {\n  bucket = \n}\n' });
    const { exitCode, err } = await sgLens(folder, ['check']);
    assert.deepEqual([exitCode, err], [0, '']);
  });

  it('about modules that are not installed, by a finding', async () => {
    const folder = temporaryFolder({ 'main.tf': 'module "vpc" {\n  source = "a/vpc/aws"\n}\n' });
    const { findings, summary } = await report(folder);
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['module-not-installed'],
    );
    assert.equal(summary.notInstalledModules[0]?.source, 'a/vpc/aws');
  });
});

describe('A workspace that is compared with itself', () => {
  it('has no review finding, wherever it lies', async () => {
    const folder = outageFolder({ edited: false });
    const copy = temporaryFolder();
    cpSync(folder, copy, { recursive: true });
    const { findings } = await report(copy, '--base', folder);
    assert.deepEqual(findings, []);
  });
});
