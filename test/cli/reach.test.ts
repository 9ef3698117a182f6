import assert from 'node:assert/strict';
import type { ReachReport } from '../../server/src/cli/reachReport';
import { temporaryFolder } from '../host/temporaryFolder';
import { outageFolder } from './outage';
import { sgLens, sgLensJson } from './runCli';

/** Two groups and the rule that matters; neither group has an egress rule. */
const twoGroups = `resource "aws_security_group" "prod_db_sg" {
  name   = "prod-db-sg"
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group" "prod_api_sg" {
  name   = "prod-api-sg"
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "db_allow_api_traffic" {
  type                     = "ingress"
  from_port                = 5432
  to_port                  = 5432
  protocol                 = "tcp"
  security_group_id        = aws_security_group.prod_db_sg.id
  source_security_group_id = aws_security_group.prod_api_sg.id
}
`;

const egress = `
resource "aws_security_group_rule" "api_to_db" {
  type                     = "egress"
  from_port                = 5432
  to_port                  = 5432
  protocol                 = "tcp"
  security_group_id        = aws_security_group.prod_api_sg.id
  source_security_group_id = aws_security_group.prod_db_sg.id
}
`;

const question = [
  '--from',
  'aws_security_group.prod_api_sg',
  '--to',
  'aws_security_group.prod_db_sg',
  '--port',
  '5432',
];

async function ask(files: Record<string, string>, ...args: string[]): Promise<ReachReport> {
  return (await sgLensJson(temporaryFolder(files), ['reach', ...args])) as ReachReport;
}

describe('sg-lens reach', () => {
  it('says unreachable where Terraform removes the default egress of the source', async () => {
    const { verdict, flows, blockedBy } = await ask({ 'main.tf': twoGroups }, ...question);
    assert.equal(verdict, 'unreachable');
    assert.deepEqual(flows, []);
    assert.equal(blockedBy[0]?.step, 'source-egress');
    assert.equal(blockedBy[0].code, 'egress-removed-by-terraform');
    assert.equal(blockedBy[0].range?.start.line, 5);
  });

  it('says reachable with a proof of two rules once there is an egress rule', async () => {
    const { verdict, flows, blockedBy } = await ask({ 'main.tf': twoGroups + egress }, ...question);
    assert.equal(verdict, 'reachable');
    assert.deepEqual(blockedBy, []);
    assert.deepEqual(
      flows.map(({ protocol, ports, certainty, proof }) => [
        protocol,
        ports,
        certainty,
        proof.map(({ rule }) => rule),
      ]),
      [
        [
          'tcp',
          '5432',
          'certain',
          ['aws_security_group_rule.api_to_db', 'aws_security_group_rule.db_allow_api_traffic'],
        ],
      ],
    );
  });

  it('takes the names that people gave to groups', async () => {
    const { verdict } = await ask(
      { 'main.tf': twoGroups + egress },
      '--from',
      'prod-api-sg',
      '--to',
      'prod-db-sg',
    );
    assert.equal(verdict, 'reachable');
  });

  it('names the nearest when an end is misspelt, or lacks its module', async () => {
    const typo = await sgLens(temporaryFolder({ 'main.tf': twoGroups }), [
      'reach',
      '--to',
      'aws_security_group.prod_db_gs',
    ]);
    assert.equal(typo.exitCode, 2);
    assert.match(typo.err, /Did you mean aws_security_group\.prod_db_sg\?/);
    const short = await sgLens(outageFolder(), ['reach', '--to', 'aws_db_instance.db']);
    assert.match(short.err, /Did you mean module\.database\.aws_db_instance\.db\?/);
  });

  it('refuses a question that is none', async () => {
    const folder = temporaryFolder({ 'main.tf': twoGroups });
    for (const [args, why] of [
      [[], /no question/],
      [['--to', 'internet', '--port', '70000'], /no port/],
      [['--to', 'internet', '--port', '90-80'], /no port/],
      [['--to', 'internet', '--protocol', 'tpc'], /no protocol/],
      [['--to', 'internet', '--protocol', 'all', '--port', '1'], /needs a protocol/],
      [['--to', '10.0.0.0/33'], /prefix length/],
    ] as const) {
      const { exitCode, err } = await sgLens(folder, ['reach', ...args]);
      assert.equal(exitCode, 2);
      assert.match(err, why);
    }
  });

  it('tells the answer of each environment', async () => {
    const report = (await sgLensJson(outageFolder(), [
      'reach',
      '--from',
      'module.api.aws_security_group.api',
      '--to',
      'module.database.aws_db_instance.db',
      '--port',
      '5432',
    ])) as ReachReport;
    assert.equal(report.verdict, 'unreachable');
    assert.deepEqual(
      report.blockedBy.map(({ environment, step }) => [environment, step]),
      [
        ['prod', 'destination-ingress'],
        ['staging', 'destination-ingress'],
      ],
    );
  });

  it('reads well: verdict, ends by name, port with service, each step with its place', async () => {
    const folder = temporaryFolder({ 'main.tf': twoGroups + egress });
    const { out, exitCode } = await sgLens(folder, ['reach', ...question]);
    assert.equal(exitCode, 0);
    assert.match(out, /^REACHABLE {2}prod-api-sg → prod-db-sg on tcp\/5432 postgres\n/);
    assert.match(out, /✓ leaves the source[^✓]*main\.tf:20:1\n/);
    assert.match(out, /✓ enters the target[^✓]*main\.tf:11:1\n/);
    assert.match(out, /for example tcp \d+\.\d+\.\d+\.\d+:49152 → \d+\.\d+\.\d+\.\d+:5432\n/);
  });

  it('says what to do when the way is blocked', async () => {
    const { out } = await sgLens(temporaryFolder({ 'main.tf': twoGroups }), ['reach', ...question]);
    assert.match(out, /^NOT REACHABLE/);
    assert.match(
      out.replace(/\s+/g, ' '),
      /add an egress rule to prod-api-sg for tcp\/5432 postgres to prod-db-sg/,
    );
  });
});
