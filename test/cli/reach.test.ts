import assert from 'node:assert/strict';
import path from 'node:path';
import type { ReachReport } from '../../server/src/cli/reachReport';
import { temporaryFolder } from '../host/temporaryFolder';
import { outageFolder } from './outage';
import { sgLens, sgLensJson } from './runCli';

const threeTier = path.resolve(import.meta.dirname, '../../examples/three-tier');

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

  it('says what to add, and what it says makes the source reach the destination', async () => {
    const inline = `resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }

  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
`;
    for (const [from, to] of [
      ['aws_security_group.prod_api_sg', 'aws_security_group.prod_db_sg'],
      ['aws_security_group.prod_db_sg', 'aws_security_group.prod_api_sg'],
      ['aws_security_group.web', 'aws_security_group.prod_db_sg'],
      ['8.8.8.8', 'aws_security_group.prod_db_sg'],
      ['aws_security_group.prod_api_sg', '10.1.2.3'],
    ] as const) {
      let text = twoGroups + inline;
      const args = ['--from', from, '--to', to, '--port', '5432'];
      const { verdict, needed } = await ask({ 'main.tf': text }, ...args);
      assert.equal(verdict, 'unreachable');
      const edits = needed.flatMap(({ rules }) => rules.flatMap((each) => each.edits));
      assert.ok(edits.length >= 1 && edits.length <= 2, `${from} ${to}: ${String(edits.length)} edits`);
      for (const edit of [...edits].sort((a, b) => b.range.start.line - a.range.start.line)) {
        const { line, character } = edit.range.start;
        const start = text.split('\n').slice(0, line).join('\n').length + Math.min(line, 1) + character;
        text = text.slice(0, start) + edit.newText + text.slice(start);
      }
      const after = await ask({ 'main.tf': text }, ...args);
      assert.equal(after.verdict, 'reachable', `${from} -> ${to}`);
    }
  });

  it('blames the way on behind a NAT gateway, not the route that leads to it', async () => {
    const table = (name: string, route: string): string => `resource "aws_route_table" "${name}" {
  vpc_id = aws_vpc.main.id
${route}}

resource "aws_route_table_association" "${name}" {
  subnet_id      = aws_subnet.${name}.id
  route_table_id = aws_route_table.${name}.id
}

resource "aws_subnet" "${name}" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.${name === 'app' ? 1 : 2}.0/24"
}
`;
    const network = (target: string, onward: string): string =>
      `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_nat_gateway" "main" {
  subnet_id     = aws_subnet.nat.id
  allocation_id = "eipalloc-0123456789abcdef0"
}

resource "aws_internet_gateway" "main" {
}

resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "app" {
  subnet_id              = aws_subnet.app.id
  vpc_security_group_ids = [aws_security_group.app.id]
}
${table('app', `  route {\n    cidr_block     = "0.0.0.0/0"\n    nat_gateway_id = ${target}\n  }\n`)}
${table('nat', onward)}`;
    const blockers = async (target: string, onward: string) => {
      const args = ['--from', 'aws_instance.app', '--to', 'internet', '--port', '443'];
      const { blockedBy } = await ask({ 'main.tf': network(target, onward) }, ...args);
      return blockedBy.map(({ code, message, element }) => [code, element, message]);
    };
    const leads = 'aws_route_table.app.route[0] leads 0.0.0.0/0 to';
    const stands = `${leads} the NAT gateway aws_nat_gateway.main, which stands in aws_subnet.nat.`;
    assert.deepEqual(await blockers('aws_nat_gateway.main.id', ''), [
      [
        'nat-without-internet',
        'aws_route_table.nat',
        `${stands} That subnet has no route to the internet: its route table (aws_route_table.nat) does not lead there. To connect them, add a route to it.`,
      ],
    ]);
    const detached =
      '  route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.main.id\n  }\n';
    assert.deepEqual(await blockers('aws_nat_gateway.main.id', detached), [
      [
        'nat-without-internet',
        'aws_route_table.nat.route[0]',
        `${stands} Its route aws_route_table.nat.route[0] does not lead to the internet. A route leads to a gateway that is not attached to the network.`,
      ],
    ]);
    // What is not declared is said as it is written.
    assert.deepEqual(await blockers('aws_nat_gateway.gone.id', detached), [
      [
        'route-not-known',
        'aws_route_table.app.route[0]',
        `${leads} a target that is not known (aws_nat_gateway.gone is not declared). Where the route leads is not known.`,
      ],
    ]);
  });

  it('says of an address that it may be that of a member of an admitted group', async () => {
    const group = `resource "aws_security_group" "db" {
  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.api.id]
  }
}

resource "aws_security_group" "api" {
  name = "api"
}
`;
    const args = ['--from', '10.0.1.9', '--to', 'aws_security_group.db', '--port', '5432'];
    const { verdict, blockedBy } = await ask({ 'main.tf': group }, ...args);
    assert.equal(verdict, 'possibly-reachable');
    assert.deepEqual(
      blockedBy.map(({ code, message }) => [code, message]),
      [
        [
          'member-not-known',
          'aws_security_group.db.ingress[0] admits the members of api; whether 10.0.1.9/32 is the address of one of them is not known.',
        ],
      ],
    );
  });

  const moduleOf = (output: string, inside = ''): string => `resource "aws_security_group" "this" {
  vpc_id = "vpc-0123456789abcdef0"
}
${inside}
output "ids" {
  value = ${output}
}
`;

  const calls = `module "api" {
  source = "./api"
}

module "db" {
  source   = "./db"
  for_each = toset(["main"])
}
`;

  const acrossModules = [
    '--from',
    'module.api.aws_security_group.this',
    '--to',
    'module.db["main"].aws_security_group.this',
    '--port',
    '5432',
  ];

  /** What is asked once, and once more after the edits that are needed. */
  async function askedTwice(files: Record<string, string>, args: readonly string[]) {
    const { needed } = await ask(files, ...args);
    const after = { ...files };
    const edits = needed.flatMap(({ rules }) => rules.flatMap((each) => each.edits));
    for (const { file, range, newText } of edits.sort((a, b) => b.range.start.line - a.range.start.line)) {
      const lines = (after[file] ?? assert.fail(file)).split('\n');
      const line = lines[range.start.line] ?? '';
      lines[range.start.line] =
        line.slice(0, range.start.character) + newText + line.slice(range.start.character);
      after[file] = lines.join('\n');
    }
    const { verdict } = await ask(after, ...args);
    const messages = needed.flatMap(({ rules }) => rules.map(({ message }) => message));
    return { verdict, after, messages, changed: [...new Set(edits.map(({ file }) => file))] };
  }

  it('writes the rules between groups of two modules where outputs give the ids of both', async () => {
    const id = 'aws_security_group.this.id';
    const files = {
      'main.tf': calls,
      'api/main.tf': moduleOf(id),
      'db/main.tf': moduleOf(`{ db = [1], sg = ${id} }`),
    };
    const { verdict, after, changed } = await askedTwice(files, acrossModules);
    assert.equal(verdict, 'reachable');
    assert.deepEqual(changed, ['main.tf']);
    assert.match(
      after['main.tf'] ?? '',
      new RegExp(
        [
          'resource "aws_vpc_security_group_ingress_rule" "db_main_from_api_5432" \\{',
          '  security_group_id += module\\.db\\["main"\\]\\.ids\\["sg"\\]',
          '(.*\n)+?  referenced_security_group_id = module\\.api\\.ids\n',
        ].join('\n'),
      ),
    );
  });

  it('writes the rule of a group of an installed module outside of it, which the next init would write anew', async () => {
    const installed = '.terraform/modules/db';
    const manifest = {
      Modules: [
        { Key: '', Source: '', Dir: '.' },
        { Key: 'db', Source: 'registry.terraform.io/a/db/aws', Version: '1.0.0', Dir: installed },
      ],
    };
    const files = {
      'main.tf': 'module "db" {\n  source = "a/db/aws"\n}\n',
      [`${installed}/main.tf`]: moduleOf('aws_security_group.this.id'),
      '.terraform/modules/modules.json': JSON.stringify(manifest),
    };
    const args = ['--from', '10.1.2.3', '--to', 'module.db.aws_security_group.this', '--port', '5432'];
    const { verdict, changed } = await askedTwice(files, args);
    assert.equal(verdict, 'reachable');
    assert.deepEqual(changed, ['main.tf']);
  });

  it('writes no rule where no module has both ids, or another provider makes the group', async () => {
    const id = 'aws_security_group.this.id';
    const cases: readonly (readonly [api: string, db: string, root: string])[] = [
      ['null', id, calls],
      ['var.maybe ? aws_security_group.this.id : null', id, calls],
      [
        id,
        id,
        calls
          .replace('"./api"\n', '"./api"\n  providers = {\n    aws = aws.west\n  }\n')
          .replace('"./db"\n', '"./db"\n  providers = {\n    aws = aws.west\n  }\n'),
      ],
    ];
    for (const [api, db, root] of cases) {
      const variable = '\nvariable "maybe" {\n  type = bool\n}\n';
      const files = { 'main.tf': root, 'api/main.tf': moduleOf(api, variable), 'db/main.tf': moduleOf(db) };
      const { verdict, changed, messages } = await askedTwice(files, acrossModules);
      assert.equal(verdict, 'unreachable');
      assert.deepEqual(changed, [], api);
      assert.match(messages.join('\n'), /No module knows the ids of both groups and has the provider/);
    }
  });

  it('shows what the internet reaches as a tree, with the weakest link', async () => {
    const { out } = await sgLens(threeTier, ['reach', '--from', 'internet']);
    assert.match(out, /^REACHABLE/);
    assert.match(out, /4 things are reached over at most 3 hops/);
    assert.match(out, /└─ tcp\/443 https → module\.alb\.aws_lb\.this\n +└─ tcp\/80 http → module\.service/);
    assert.match(
      out,
      /✓ by way of +module\.alb\.aws_lb_listener\.https forwards tcp\/443 https as tcp\/80 http/,
    );
    assert.match(out, /Weakest link +internet → module\.alb\.aws_lb\.this\./);
  });

  it('tells the way over hops where there is no direct one, and leaves the verdict to the direct one', async () => {
    const question = ['reach', '--from', 'internet', '--to', 'module.database.aws_rds_cluster.this'];
    const { out } = await sgLens(threeTier, question);
    assert.match(out, /^REACHABLE OVER HOPS/);
    assert.match(out, /Not directly, but over 3 hops/);
    const report = (await sgLensJson(threeTier, question)) as ReachReport;
    assert.equal(report.verdict, 'unreachable');
    assert.deepEqual(
      report.paths?.map(({ certainty, hops }) => [certainty, hops.length]),
      [['certain', 3]],
    );
    assert.ok(
      report.paths.every(({ hops }) => hops.every(({ proof }) => proof.every((step) => step.rule !== null))),
    );
    const direct = (await sgLensJson(threeTier, [...question, '--hops', '1'])) as ReachReport;
    assert.equal(direct.paths, null);
  });

  it('lists what a break-in reaches by the number of hops', async () => {
    const { out } = await sgLens(threeTier, ['reach', '--from', 'module.alb.aws_lb.this', '--blast-radius']);
    assert.match(out, /1 hop \(1\)\n +module\.service\.aws_ecs_service\.this +tcp\/80 http\n/);
    assert.match(out, /2 hops \(3\)\n/);
    assert.match(out, /module\.cache\.\S+ +tcp\/6379 redis by way of module\.service/);
  });

  it('says who may have an address, and by which rules that one gets through', async () => {
    const report = (await sgLensJson(threeTier, [
      'reach',
      '--from',
      '10.20.16.7',
      '--to',
      'module.database.aws_rds_cluster.this',
      '--port',
      '5432',
    ])) as ReachReport;
    assert.deepEqual(
      report.holders.map(({ end, subnet, members }) => [
        end,
        subnet,
        ...members.map(({ member, verdict }) => `${member.address} ${verdict ?? ''}`),
      ]),
      [
        [
          'source',
          'module.network.aws_subnet.app["eu-central-1a"]',
          'module.service.aws_ecs_service.this reachable',
        ],
      ],
    );
    assert.deepEqual(
      report.holders[0]?.members[0]?.flows[0]?.proof.map(({ rule }) => rule),
      [
        'module.service.aws_vpc_security_group_egress_rule.backends["database"]',
        'module.network.aws_network_acl.app.egress[1]',
        'module.network.aws_network_acl.app.ingress[1]',
        'module.network.aws_network_acl_rule.database_from_app',
        'module.network.aws_network_acl_rule.replies_to_app',
        'module.database.aws_vpc_security_group_ingress_rule.clients',
      ],
    );
  });

  it('takes a subnet for its addresses', async () => {
    const end = 'module.network.aws_subnet.app["eu-central-1a"]';
    const { exitCode, out } = await sgLens(threeTier, ['reach', '--from', end, '--to', 'shop-database']);
    assert.equal(exitCode, 0);
    assert.match(out, /The source lies in module\.network\.aws_subnet\.app/);
  });

  it('refuses numbers of hops that are none, and a blast radius without an end', async () => {
    for (const [args, why] of [
      [['--from', 'internet', '--hops', '0'], /no number of hops/],
      [['--to', 'shop-database', '--hops', '2'], /needs a source/],
      [['--to', 'shop-database', '--hops', 'any'], /needs a source/],
      [['--to', 'shop-database', '--blast-radius'], /about one end/],
    ] as const) {
      const { exitCode, err } = await sgLens(threeTier, ['reach', ...args]);
      assert.equal(exitCode, 2);
      assert.match(err, why);
    }
  });
});
