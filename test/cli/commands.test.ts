import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { catalogue } from '../../server/src/checks/catalogue';
import type { DiffReport } from '../../server/src/cli/diffReport';
import type { ModelReport } from '../../server/src/cli/modelReport';
import { wantsColour } from '../../server/src/cli/terminal';
import { temporaryFolder } from '../host/temporaryFolder';
import { outageFolder } from './outage';
import { sgLens, sgLensJson } from './runCli';

const repository = path.dirname(path.dirname(import.meta.dirname));

describe('sg-lens diff', () => {
  it('tells the flow that the edit cut off, and that nobody came in instead', async () => {
    const report = (await sgLensJson(outageFolder(), [
      'diff',
      '--base',
      'HEAD',
      '--environment',
      'prod',
    ])) as DiffReport;
    const [lost] = report.lost;
    assert.deepEqual(
      [lost?.source.address, lost?.destination.address, lost?.protocol, lost?.ports, lost?.certainty],
      [
        'module.api.aws_security_group.api',
        'module.database.aws_security_group.db',
        'tcp',
        '5432',
        'certain',
      ],
    );
    assert.equal(lost?.edit?.file, 'modules/database/main.tf');
    assert.equal(lost.edit.range?.start.line, 14);
    assert.match(
      lost.edit.summary,
      /db_allow_api_traffic now admits 203\.0\.113\.7\/32 instead of prod-api$/,
    );
    // The new rule admits the address, but the database stands in subnets to which nothing leads from outside.
    assert.deepEqual(report.gained, []);
    assert.ok(
      report.findings.every(
        ({ code }) => code.startsWith('reachability-') || code.startsWith('group-source-'),
      ),
    );
  });

  it('tells nearly everything by what it lacks', async () => {
    const group = (from: number, protocol: string): string =>
      `resource "aws_security_group" "a" {\n  egress {\n    from_port = ${from}\n    to_port = ${from}\n` +
      `    protocol = "${protocol}"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n`;
    const base = temporaryFolder({ 'main.tf': group(0, '-1') });
    const { out } = await sgLens(temporaryFolder({ 'main.tf': group(443, 'tcp') }), ['diff', '--base', base]);
    assert.match(out, /the internet {2}all traffic except tcp\/443\n/);
    assert.match(out, /^1 flow lost/m);
  });

  it('exits with 1 when something grave was lost, with 0 when nothing changed', async () => {
    assert.equal((await sgLens(outageFolder(), ['diff', '--base', 'HEAD'])).exitCode, 1);
    const same = await sgLens(outageFolder({ edited: false }), ['diff', '--base', 'HEAD']);
    assert.equal(same.exitCode, 0);
    assert.match(same.out, /The same traffic flows since HEAD between what stands in both/);
  });

  it('compares with where the branch left the default branch, unless told otherwise', async () => {
    const { out } = await sgLens(outageFolder(), ['diff']);
    assert.match(out, /since the merge base with main/);
  });
});

describe('sg-lens model', () => {
  it('lists each declared rule once, with what it is made of', async () => {
    const folder = temporaryFolder({
      'main.tf': `resource "aws_security_group" "a" {
  name   = "a"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 80
    to_port     = 90
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8", var.more]
    self        = true
  }
}

resource "aws_vpc_security_group_egress_rule" "b" {
  security_group_id = aws_security_group.a.id
  ip_protocol       = "-1"
  prefix_list_id    = "pl-0123456789abcdef0"
}

variable "more" {}
`,
    });
    const { roots } = (await sgLensJson(folder, ['model'])) as ModelReport;
    assert.equal(roots.length, 1);
    const [group] = roots[0]?.groups ?? [];
    assert.deepEqual([group?.address, group?.name, group?.file], ['aws_security_group.a', 'a', 'main.tf']);
    const rules = roots[0]?.rules.map(
      ({ direction, protocol, fromPort, toPort, cidrs, prefixLists, self }) => {
        return { direction, protocol, fromPort, toPort, cidrs, prefixLists, self };
      },
    );
    const [first, second] = rules ?? [];
    assert.deepEqual(
      { ...first, cidrs: first?.cidrs[0] },
      {
        ...{ direction: 'ingress', protocol: 'tcp', fromPort: 80, toPort: 90 },
        ...{ cidrs: '10.0.0.0/8', prefixLists: [], self: true },
      },
    );
    assert.equal(typeof first?.cidrs[1], 'object');
    assert.deepEqual(second, {
      ...{ direction: 'egress', protocol: 'all', fromPort: null, toPort: null },
      ...{ cidrs: [], prefixLists: ['pl-0123456789abcdef0'], self: false },
    });
  });

  it('reads well', async () => {
    const { out } = await sgLens(outageFolder({ edited: false }), ['model', '--environment', 'prod']);
    assert.match(out, /^live \(prod\)\n/);
    assert.match(out, /ingress tcp\/5432 postgres from module\.api\.aws_security_group\.api\n/);
    assert.match(out, /on +module\.database\.aws_db_instance\.db\n/);
  });
});

describe('sg-lens explain', () => {
  it('has a page for every check', () => {
    const missing = catalogue.filter(
      ({ code }) => !existsSync(path.join(repository, 'docs', 'checks', `${code}.md`)),
    );
    assert.deepEqual(
      missing.map(({ code }) => code),
      [],
    );
  });

  it('shows the page of a check', async () => {
    const { out, exitCode } = await sgLens(repository, ['explain', 'host-bits-set']);
    assert.equal(exitCode, 0);
    assert.match(out, /^host-bits-set\n\nWhat it does\n/);
    assert.doesNotMatch(out, /```|\]\(/);
  });

  it('lists the checks when it is asked for none', async () => {
    const { out } = await sgLens(repository, ['explain']);
    for (const { code } of catalogue) assert.ok(out.includes(code), code);
  });

  it('knows the codes of proofs', async () => {
    assert.match((await sgLens(repository, ['explain', 'no-egress-rule'])).out, /no egress rule/);
  });

  it('names the nearest code for a misspelt one', async () => {
    const { exitCode, err } = await sgLens(repository, ['explain', 'host-bit-set']);
    assert.equal(exitCode, 2);
    assert.match(err, /Did you mean host-bits-set\?/);
  });
});

describe('The command line', () => {
  it('shows its help on standard error when nothing is asked, and fails', async () => {
    const { exitCode, out, err } = await sgLens(repository, []);
    assert.equal(exitCode, 2);
    assert.equal(out, '');
    assert.match(err, /Usage: sg-lens/);
  });

  it('answers --help and --version on standard output', async () => {
    const help = await sgLens(repository, ['--help']);
    assert.equal(help.exitCode, 0);
    assert.match(help.out, /check .*reach .*diff .*model .*explain .*lsp /s);
    assert.match((await sgLens(repository, ['--version'])).out, /^\d+\.\d+\.\d+\n$/);
  });

  it('refuses a command there is none of, and names the nearest', async () => {
    const { exitCode, err } = await sgLens(repository, ['chek']);
    assert.equal(exitCode, 2);
    assert.match(err, /Did you mean check\?/);
  });

  it('refuses to start the server without a way to talk', async () => {
    const { exitCode, err } = await sgLens(repository, ['lsp']);
    assert.equal(exitCode, 2);
    assert.match(err, /lsp --stdio/);
  });

  it('follows NO_COLOR, FORCE_COLOR and the terminal, in this order', () => {
    assert.equal(wantsColour({}, true), true);
    assert.equal(wantsColour({}, false), false);
    assert.equal(wantsColour({ TERM: 'dumb' }, true), false);
    assert.equal(wantsColour({ FORCE_COLOR: '1' }, false), true);
    assert.equal(wantsColour({ FORCE_COLOR: '0' }, true), false);
    assert.equal(wantsColour({ NO_COLOR: '1', FORCE_COLOR: '1' }, true), false);
  });

  it('ends quietly when nobody reads on', async () => {
    const child = spawn(
      process.execPath,
      ['--import=tsx', 'server/src/cli/main.ts', 'model', 'examples/outage', '--format', 'json'],
      { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    child.stdout.destroy();
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    await once(child, 'close');
    assert.equal(err, '');
  });
});
