import assert from 'node:assert/strict';
import { analyse, type PlacedFinding } from '../fixtures/analyse';

const CODES = new Set(['reachability-removed', 'reachability-added', 'group-source-replaced-by-address']);

type Files = Record<string, string>;

interface Review {
  /** `main.tf:28 code severity certainty text`, the text being what the finding stands on. */
  readonly places: string[];
  readonly messages: string[];
  /** The first file after the fix of the finding with the code; its title; the codes that remain then. */
  readonly fix: (code: string) => {
    readonly title: string;
    readonly files: Files;
    readonly remaining: string[];
  };
}

function review(files: Files, base: Files): Review {
  const analysed = analyse(new Map(Object.entries(files)), new Map(Object.entries(base)));
  const findings = analysed.findings.filter(({ finding }) => CODES.has(finding.code));
  return {
    places: findings.map((placed) => placeText(files, placed)),
    messages: findings.map(({ finding }) => finding.message),
    fix(code) {
      const fix = findings.find(({ finding }) => finding.code === code)?.finding.fixes[0];
      assert.ok(fix !== undefined, `no fix for ${code}`);
      const fixed = analysed.apply(fix);
      assert.ok(fixed !== undefined, 'the fix does not apply');
      const again = analyse(fixed, new Map(Object.entries(base)));
      const remaining = again.findings.map(({ finding }) => finding.code).filter((each) => CODES.has(each));
      return { title: fix.title, files: Object.fromEntries(fixed), remaining };
    },
  };
}

function placeText(files: Files, { finding, file, range }: PlacedFinding): string {
  const lines = (files[file] ?? '').split('\n').slice(range.start.line, range.end.line + 1);
  const text =
    lines.length === 1
      ? lines[0]!.slice(range.start.character, range.end.character)
      : lines[0]!.slice(range.start.character);
  return `${file.slice(1)}:${String(range.start.line + 1)} ${finding.code} ${finding.severity} ${finding.certainty} ${text}`;
}

const ARTICLE = `resource "aws_security_group" "prod_db_sg" {
  name        = "prod-db-sg"
  description = "Allow traffic to production database"
  vpc_id      = aws_vpc.main.id
}

resource "aws_security_group" "prod_api_sg" {
  name        = "prod-api-sg"
  description = "Allow traffic to production API servers"
  vpc_id      = aws_vpc.main.id
}

# This is the rule that matters!
resource "aws_security_group_rule" "db_allow_api_traffic" {
  type              = "ingress"
  from_port         = 5432
  to_port           = 5432
  protocol          = "tcp"
  security_group_id = aws_security_group.prod_db_sg.id

  # The source is ANOTHER security group, not an IP address.
  source_security_group_id = aws_security_group.prod_api_sg.id
}
`;

const EGRESS_BLOCK = `  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
`;

const EGRESS = `
resource "aws_security_group_rule" "api_out" {
  type              = "egress"
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  cidr_blocks       = ["0.0.0.0/0"]
  security_group_id = aws_security_group.prod_api_sg.id
}
`;

function edited(text: string, address: string): string {
  return text.replace(
    'source_security_group_id = aws_security_group.prod_api_sg.id',
    `cidr_blocks = ["${address}"]`,
  );
}

describe('the review of the outage', () => {
  const base = { '/main.tf': ARTICLE + EGRESS };
  const found = review({ '/main.tf': edited(ARTICLE, '203.0.113.7/32') + EGRESS }, base);

  it('stands on the edited line', () => {
    const text = 'cidr_blocks = ["203.0.113.7/32"]';
    assert.deepEqual(found.places, [
      `main.tf:22 group-source-replaced-by-address error certain ${text}`,
      `main.tf:22 reachability-removed error certain ${text}`,
    ]);
  });

  it('names both ends, the port with its service, the edit, and when it will hurt', () => {
    assert.deepEqual(found.messages, [
      'Replacing prod-api-sg by 203.0.113.7/32 shuts every member of prod-api-sg out of prod-db-sg on tcp/5432 postgres. ' +
        'Connections that are tracked survive the apply and fail at the next reconnect. ' +
        'Put the group back and admit the address by a rule of its own.',
      'prod-api-sg can no longer reach prod-db-sg on tcp/5432 postgres: ' +
        'aws_security_group_rule.db_allow_api_traffic now admits 203.0.113.7/32 instead of prod-api-sg. ' +
        'Connections that are tracked survive the apply and fail at the next reconnect.',
    ]);
  });

  it('puts the group back and keeps the address as a second rule', () => {
    const { title, files, remaining } = found.fix('group-source-replaced-by-address');
    assert.equal(title, 'Put prod-api-sg back and keep 203.0.113.7/32 as a second rule');
    const second = edited(ARTICLE, '203.0.113.7/32')
      .slice(ARTICLE.indexOf('resource "aws_security_group_rule"'))
      .replace('db_allow_api_traffic', 'db_allow_api_traffic_address');
    assert.equal(files['/main.tf'], `${ARTICLE}\n${second}${EGRESS}`);
    assert.deepEqual(remaining, ['reachability-added']);
  });

  it('does not say of the address what was said of the group', () => {
    const describe = (text: string, name: string): string =>
      text.replace('"ingress"\n', `"ingress"\n  description       = "${name}"\n`);
    const described = describe(ARTICLE, 'PostgreSQL from the API servers') + EGRESS;
    const fixed = (now: string): string =>
      review({ '/main.tf': now + EGRESS }, { '/main.tf': described }).fix('group-source-replaced-by-address')
        .files['/main.tf'] ?? '';
    const second = edited(ARTICLE, '203.0.113.7/32')
      .slice(ARTICLE.indexOf('resource "aws_security_group_rule"'))
      .replace('db_allow_api_traffic', 'db_allow_api_traffic_address');
    const before = described.slice(0, -EGRESS.length);
    assert.equal(fixed(edited(before, '203.0.113.7/32')), `${before}\n${second}${EGRESS}`);
    const own = describe(edited(ARTICLE, '203.0.113.7/32'), 'The office');
    assert.equal(fixed(own), `${before}\n${describe(second, 'The office')}${EGRESS}`);
  });

  it('tells of the internet, and of further ports, in a finding of their own', () => {
    const open = review({ '/main.tf': edited(ARTICLE, '0.0.0.0/0') + EGRESS }, base);
    assert.ok(open.places.some((place) => place.includes('reachability-added error')));
    const wider = edited(ARTICLE, '203.0.113.7/32').replace(/(to_port\s+= )5432/, '$15433');
    const { places } = review({ '/main.tf': wider + EGRESS }, base);
    assert.ok(places.some((place) => place.includes('reachability-added warning')));
  });

  it('takes what is no address for a replacement too, and restores the rule without keeping that', () => {
    const invalid = review({ '/main.tf': edited(ARTICLE, 'x.x.x.x/32') + EGRESS }, base);
    assert.deepEqual(invalid.places, [
      'main.tf:22 group-source-replaced-by-address error certain cidr_blocks = ["x.x.x.x/32"]',
      'main.tf:22 reachability-removed error certain cidr_blocks = ["x.x.x.x/32"]',
    ]);
    for (const code of ['group-source-replaced-by-address', 'reachability-removed']) {
      assert.deepEqual(invalid.fix(code).files, base);
    }
  });

  for (const text of ['', '203.0', 'x.x.x.x/32']) {
    it(`quotes what is no address, as it may be half typed: "${text}"`, () => {
      const { messages } = review({ '/main.tf': edited(ARTICLE, text) + EGRESS }, base);
      assert.ok(
        messages[0]?.startsWith(`Replacing prod-api-sg by "${text}" shuts every member`),
        messages[0],
      );
      assert.ok(messages[1]?.includes(` now admits "${text}" instead of prod-api-sg.`), messages[1]);
    });
  }

  it('says what it depends on where the source declares no egress rule', () => {
    const without = review({ '/main.tf': edited(ARTICLE, '203.0.113.7/32') }, { '/main.tf': ARTICLE });
    assert.deepEqual(
      without.places.map((place) => place.split(' ').slice(1, 4).join(' ')),
      ['group-source-replaced-by-address error certain', 'reachability-removed error possible'],
    );
    assert.match(without.messages[1]!, /may no longer reach .* prod-api-sg declares no egress rule here/);
  });

  it('finds a free label for the second rule', () => {
    const taken = EGRESS.replace('api_out', 'db_allow_api_traffic_address');
    const again = review(
      { '/main.tf': edited(ARTICLE, '203.0.113.7/32') + taken },
      { '/main.tf': ARTICLE + taken },
    );
    const { files } = again.fix('group-source-replaced-by-address');
    assert.match(files['/main.tf']!, /"db_allow_api_traffic_address_2"/);
  });

  it('keeps line breaks as the file has them', () => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    const windows = review(
      { '/main.tf': crlf(edited(ARTICLE, '203.0.113.7/32') + EGRESS) },
      { '/main.tf': crlf(ARTICLE + EGRESS) },
    );
    const { files } = windows.fix('group-source-replaced-by-address');
    assert.equal(files['/main.tf'], crlf(found.fix('group-source-replaced-by-address').files['/main.tf']!));
  });
});

describe('the review of a removed rule', () => {
  const rule = ARTICLE.slice(ARTICLE.indexOf('# This is'));

  it('stands on the group and puts the block back behind it', () => {
    const { places, fix } = review(
      { '/main.tf': ARTICLE.replace(rule, '') + EGRESS },
      { '/main.tf': ARTICLE + EGRESS },
    );
    assert.deepEqual(places, [
      'main.tf:1 reachability-removed error certain resource "aws_security_group" "prod_db_sg"',
    ]);
    const { title, files, remaining } = fix('reachability-removed');
    assert.equal(title, 'Put aws_security_group_rule.db_allow_api_traffic back');
    assert.ok(files['/main.tf']!.includes(`}\n\n${rule.slice(rule.indexOf('resource'))}`));
    assert.deepEqual(remaining, []);
  });

  it('offers nothing where the group is declared in another module', () => {
    const module =
      'resource "aws_security_group" "db" {\n  name = "db"\n}\n\noutput "id" {\n  value = aws_security_group.db.id\n}\n';
    const call = 'module "db" {\n  source = "./db"\n}\n';
    const inCaller =
      '\nresource "aws_vpc_security_group_ingress_rule" "db" {\n  security_group_id = module.db.id\n  ip_protocol = "tcp"\n  from_port = 22\n  to_port = 22\n  cidr_ipv4 = "10.0.0.0/8"\n}\n';
    const found = analyse(
      new Map([
        ['/main.tf', call],
        ['/db/main.tf', module],
      ]),
      new Map([
        ['/main.tf', call + inCaller],
        ['/db/main.tf', module],
      ]),
    ).findings.filter(({ finding }) => finding.code === 'reachability-removed');
    assert.deepEqual(
      found.map(({ file, finding }) => [file, finding.fixes]),
      [['/db/main.tf', []]],
    );
  });
});

const INLINE = `resource "aws_security_group" "db" {
  name = "db"

  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.api.id]
  }

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "api" {
  name = "api"

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;

const FIRST_BLOCK = / {2}ingress \{[^}]*api[^}]*\}\n/.exec(INLINE)![0];

describe('the review of a rule that is another now', () => {
  const base = { '/main.tf': ARTICLE + EGRESS };

  it('says that it is an egress rule now', () => {
    const { places, messages } = review(
      { '/main.tf': ARTICLE.replace('"ingress"', '"egress"') + EGRESS },
      base,
    );
    assert.deepEqual(places, ['main.tf:15 reachability-removed error certain "egress"']);
    assert.match(
      messages[0]!,
      /: aws_security_group_rule\.db_allow_api_traffic is an egress rule now, and no ingress rule\. /,
    );
  });

  it('says that its group is not declared any more', () => {
    const renamed = ARTICLE.replace('"aws_security_group" "prod_db_sg"', '"aws_security_group" "database"');
    const { places, messages } = review({ '/main.tf': renamed + EGRESS }, base);
    assert.deepEqual(places, [
      'main.tf:19 reachability-removed error certain aws_security_group.prod_db_sg.id',
    ]);
    assert.match(
      messages[0]!,
      /: aws_security_group_rule\.db_allow_api_traffic names a group that is not declared: aws_security_group\.prod_db_sg\. /,
    );
  });

  it('says that it admits a group that is not declared any more', () => {
    const renamed = ARTICLE.replace('"aws_security_group" "prod_api_sg"', '"aws_security_group" "api"');
    const { messages } = review({ '/main.tf': renamed + EGRESS.replace('prod_api_sg', 'api') }, base);
    assert.match(
      messages.join('\n'),
      /now admits a group that is not declared \(aws_security_group\.prod_api_sg\) instead of prod-api-sg/,
    );
  });

  it('says that it hangs on what is known only after apply', () => {
    const doubtful = ARTICLE.replace('  type  ', '  count = timestamp() == "" ? 1 : 0\n  type  ');
    const { messages } = review({ '/main.tf': doubtful + EGRESS }, base);
    assert.match(messages.join('\n'), /db_allow_api_traffic.* exists as written is known only after apply/);
  });
});

describe('the review of an argument that leads to another output', () => {
  const output = (name: string, value: string): string => `output "${name}" {\n  value = ${value}\n}\n`;
  const groups =
    ['db', 'api', 'web']
      .map((name) => `resource "aws_security_group" "${name}" {\n  name = "${name}"\n}\n`)
      .join('') +
    ['db', 'api', 'web'].map((name) => output(name, `aws_security_group.${name}.id`)).join('') +
    'resource "aws_vpc_security_group_egress_rule" "api" {\n  security_group_id = aws_security_group.api.id\n' +
    '  ip_protocol = "-1"\n  cidr_ipv4 = "0.0.0.0/0"\n}\n';
  const rule =
    'variable "db" {}\nvariable "clients" {}\nresource "aws_vpc_security_group_ingress_rule" "db" {\n' +
    '  for_each = { for index, id in var.clients : index => id }\n  security_group_id = var.db\n' +
    '  ip_protocol = "tcp"\n  from_port = 5432\n  to_port = 5432\n  referenced_security_group_id = each.value\n}\n';
  const files = (clients: string): Files => ({
    '/main.tf':
      'module "groups" {\n  source = "./groups"\n}\n\n' +
      `module "rules" {\n  source = "./rules"\n  db = module.groups.db\n  clients = [${clients}]\n}\n`,
    '/groups/main.tf': groups,
    '/rules/main.tf': rule,
  });
  const placesOf = (was: string, is: string): string[] => review(files(is), files(was)).places;

  it('stands on the argument and not on the output, which nobody edited', () => {
    assert.deepEqual(placesOf('module.groups.api', 'module.groups.db'), [
      'main.tf:8 reachability-removed error certain module.groups.db',
    ]);
    assert.deepEqual(placesOf('module.groups.api', ''), [
      'main.tf:8 reachability-removed error certain clients = []',
    ]);
    assert.deepEqual(placesOf('module.groups.web', 'module.groups.web, module.groups.api'), [
      'main.tf:8 reachability-added warning certain module.groups.api',
    ]);
  });
});

describe('the review of inline blocks', () => {
  it('keeps the address in a block of its own behind the restored one', () => {
    const changed = INLINE.replace(
      'security_groups = [aws_security_group.api.id]',
      'cidr_blocks     = ["8.8.8.8/32"]',
    );
    const { places, fix } = review({ '/main.tf': changed }, { '/main.tf': INLINE });
    assert.deepEqual(places.slice(0, 1), [
      'main.tf:8 group-source-replaced-by-address error certain cidr_blocks     = ["8.8.8.8/32"]',
    ]);
    const second = FIRST_BLOCK.replace(
      'security_groups = [aws_security_group.api.id]',
      'cidr_blocks     = ["8.8.8.8/32"]',
    );
    const { files, remaining } = fix('group-source-replaced-by-address');
    assert.equal(files['/main.tf'], INLINE.replace(FIRST_BLOCK, `${FIRST_BLOCK}\n${second}`));
    assert.deepEqual(remaining, ['reachability-added']);
  });

  it('puts a removed block back beside the one that is left', () => {
    const { places, fix } = review(
      { '/main.tf': INLINE.replace(`${FIRST_BLOCK}\n`, '') },
      { '/main.tf': INLINE },
    );
    assert.deepEqual(places, [
      'main.tf:1 reachability-removed error certain resource "aws_security_group" "db"',
    ]);
    const { files, remaining } = fix('reachability-removed');
    assert.ok(files['/main.tf']!.includes(`  }\n\n${FIRST_BLOCK}}\n`));
    assert.deepEqual(remaining, []);
  });

  it('puts the only block back into its group', () => {
    const single = INLINE.replace(FIRST_BLOCK, '');
    const none = single.replace(/ {2}ingress \{[^}]*\}\n/, '');
    const { files, remaining } = review({ '/main.tf': none }, { '/main.tf': single }).fix(
      'reachability-removed',
    );
    assert.match(files['/main.tf']!, /"db" \{\n {2}ingress \{\n {4}from_port {3}= 22\n/);
    assert.deepEqual(remaining, []);
  });

  it('restores a narrowed rule as it was', () => {
    const changed = INLINE.replace('"10.0.0.0/8"', '"10.0.0.0/9"');
    const { places, messages, fix } = review({ '/main.tf': changed }, { '/main.tf': INLINE });
    assert.deepEqual(places, ['main.tf:15 reachability-removed error certain cidr_blocks = ["10.0.0.0/9"]']);
    assert.match(
      messages[0]!,
      /^10\.0\.0\.0\/8 \(except 10\.0\.0\.0\/9\) can no longer reach db on tcp\/22 ssh: /,
    );
    assert.equal(
      fix('reachability-removed').title,
      'Restore aws_security_group.db.ingress[1] as it is in base',
    );
  });

  it('blames the port that was edited', () => {
    const { places } = review(
      {
        '/main.tf': INLINE.replace('to_port     = 22', 'to_port     = 21').replace(
          'from_port   = 22',
          'from_port   = 21',
        ),
      },
      { '/main.tf': INLINE },
    );
    assert.deepEqual(places, [
      'main.tf:12 reachability-added warning certain 21',
      'main.tf:12 reachability-removed error certain 21',
    ]);
  });

  it('is silent about blocks that become rule resources', () => {
    const rules = `resource "aws_security_group" "db" {
  name = "db"
}

resource "aws_vpc_security_group_ingress_rule" "api" {
  security_group_id            = aws_security_group.db.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.api.id
}

resource "aws_vpc_security_group_ingress_rule" "ssh" {
  for_each          = toset(["10.0.0.0/9", "10.128.0.0/9"])
  security_group_id = aws_security_group.db.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = each.value
}
`;
    const api = INLINE.slice(INLINE.indexOf('resource "aws_security_group" "api"'));
    assert.deepEqual(review({ '/rules.tf': rules, '/api.tf': api }, { '/main.tf': INLINE }).places, []);
    assert.deepEqual(review({ '/main.tf': INLINE }, { '/rules.tf': rules, '/api.tf': api }).places, []);
  });
});

describe('the review of values that come from elsewhere', () => {
  const main = `variable "cidrs" {
  type = list(string)
}

resource "aws_security_group" "db" {
  name = "db"

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = var.cidrs
  }
}
`;
  const values = (text: string): Files => ({
    '/main.tf': main,
    '/terraform.tfvars': `other = 1\ncidrs = [${text}]\n`,
  });

  it('stands on the line of the variable file, and restores that', () => {
    const { places, fix } = review(values('"10.0.0.0/24"'), values('"10.0.0.0/16"'));
    assert.deepEqual(places, ['terraform.tfvars:2 reachability-removed error certain "10.0.0.0/24"']);
    assert.deepEqual(fix('reachability-removed').files, values('"10.0.0.0/16"'));
  });

  it('stands on the new value that lets somebody in, as an error where that is the internet', () => {
    const { places } = review(values('"10.0.0.0/16", "0.0.0.0/0"'), values('"10.0.0.0/16"'));
    assert.deepEqual(places, ['terraform.tfvars:2 reachability-added error certain "0.0.0.0/0"']);
  });

  it('finds the element of a map that was removed two modules away', () => {
    const inner = `variable "sources" {
  type = map(string)
}

resource "aws_security_group" "db" {
  name = "db"
}

resource "aws_vpc_security_group_ingress_rule" "in" {
  for_each                     = var.sources
  security_group_id            = aws_security_group.db.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = each.value
}
`;
    const outer =
      'variable "sources" {}\n\nmodule "inner" {\n  source  = "../inner"\n  sources = var.sources\n}\n';
    const root = (sources: string): Files => ({
      '/inner/main.tf': inner,
      '/outer/main.tf': outer,
      '/main.tf': `module "outer" {
  source = "./outer"
  sources = {
    api   = aws_security_group.client["api"].id
${sources}  }
}

resource "aws_security_group" "client" {
  for_each = toset(["api", "batch"])
  name     = each.key

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
    });
    const before = root('    batch = aws_security_group.client["batch"].id\n');
    const { places, messages, fix } = review(root(''), before);
    assert.deepEqual(places, [
      'main.tf:4 reachability-removed error certain api   = aws_security_group.client["api"].id',
    ]);
    assert.match(messages[0]!, /^batch can no longer reach db on tcp\/5432 postgres: /);
    assert.deepEqual(fix('reachability-removed').files, before);
  });

  it('restores what the only instance of a rule was made from', () => {
    const text = (names: string): string => `locals {
  clients = ${names}
}

resource "aws_security_group" "client" {
  name = "client"
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "db" {
  name = "db"
}

resource "aws_vpc_security_group_ingress_rule" "in" {
  for_each                     = local.clients
  security_group_id            = aws_security_group.db.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = each.value
}
`;
    const twice = (names: string): Files => ({
      '/main.tf': `${text(names)}
${text(names)
  .slice(text(names).indexOf('resource "aws_vpc_security_group_ingress_rule"'))
  .replace('"in"', '"admin"')
  .replaceAll('5432', '22')}`,
    });
    const before = twice('{ client = aws_security_group.client.id }');
    const { title, files } = review(twice('{}'), before).fix('reachability-removed');
    assert.equal(
      title,
      'Restore what aws_vpc_security_group_ingress_rule.in["client"] is made from as it is in base',
    );
    assert.deepEqual(files, before);
  });

  it('blames the local behind a dynamic block', () => {
    const dynamic = (port: string): Files => ({
      '/main.tf': `locals {
  rules = [
    { port = ${port}, cidrs = ["10.0.0.0/8"] },
    { port = 443, cidrs = ["10.1.0.0/16"] },
  ]
}

resource "aws_security_group" "web" {
  name = "web"

  dynamic "ingress" {
    for_each = local.rules
    content {
      from_port   = ingress.value.port
      to_port     = ingress.value.port
      protocol    = "tcp"
      cidr_blocks = ingress.value.cidrs
    }
  }
}
`,
    });
    const { places, fix } = review(dynamic('2222'), dynamic('22'));
    assert.deepEqual(places, [
      'main.tf:3 reachability-added warning certain 2222',
      'main.tf:3 reachability-removed error certain 2222',
    ]);
    assert.deepEqual(fix('reachability-removed').files, dynamic('22'));
    const renamed = dynamic('22')['/main.tf']!.replaceAll('rules', 'things');
    assert.deepEqual(review({ '/main.tf': renamed }, dynamic('22')).places, []);
  });

  it('restores the block that was edited, though one of its sources comes from a variable', () => {
    const rule = (to: string): Files => ({
      '/main.tf': `variable "admin" {
  default = "10.1.0.0/16"
}

resource "aws_security_group" "db" {
  name = "db"

  ingress {
    from_port   = 22
    to_port     = ${to}
    protocol    = "tcp"
    cidr_blocks = [var.admin, "10.2.0.0/16"]
  }
}
`,
    });
    assert.deepEqual(review(rule('22'), rule('23')).fix('reachability-removed').files, rule('23'));
  });

  it('restores a block that makes no rule any more, and does not write it a second time', () => {
    const counted = (count: string): Files => ({
      '/main.tf': `variable "on" {
  default = true
}

resource "aws_security_group" "db" {
  name = "db"
}

resource "aws_security_group_rule" "in" {
  count             = ${count}
  type              = "ingress"
  security_group_id = aws_security_group.db.id
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["10.0.0.0/8"]
}
`,
    });
    assert.deepEqual(review(counted('0'), counted('1')).fix('reachability-removed').files, counted('1'));
    const switched = counted('var.on ? 1 : 0');
    const off = { '/main.tf': switched['/main.tf']!.replace('true', 'false') };
    assert.deepEqual(review(off, switched).fix('reachability-removed').files, switched);
  });
});

describe('the review of what moved', () => {
  const network = (subnet: string, source: string, group = 'api'): Files => ({
    '/main.tf': `resource "aws_subnet" "a" {
  cidr_block = "${subnet}"
}

resource "aws_instance" "api" {
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.${group}.id]
}

resource "aws_security_group" "api" {
  name = "api"
${EGRESS_BLOCK}}

resource "aws_security_group" "other" {
  name = "other"
${EGRESS_BLOCK}}

resource "aws_security_group" "db" {
  name = "db"

  ingress {
    from_port = 5432
    to_port   = 5432
    protocol  = "tcp"
    ${source}
  }
}
`,
  });
  const narrow = 'cidr_blocks = ["10.0.1.0/24"]';

  it('finds what a subnet with other addresses can no longer reach, and blames the subnet', () => {
    const { places, messages } = review(network('10.0.2.0/24', narrow), network('10.0.1.0/24', narrow));
    assert.deepEqual(places, ['main.tf:2 reachability-removed error certain "10.0.2.0/24"']);
    assert.match(messages[0]!, /^api can no longer reach db .* aws_subnet.a now has 10.0.2.0\/24 instead of/);
  });

  it('is silent where the rule admits both, or names the group', () => {
    for (const source of ['cidr_blocks = ["10.0.0.0/16"]', 'security_groups = [aws_security_group.api.id]']) {
      assert.deepEqual(review(network('10.0.2.0/24', source), network('10.0.1.0/24', source)).places, []);
    }
  });

  it('blames the attachment that carries another group', () => {
    const source = 'security_groups = [aws_security_group.api.id]';
    const { places } = review(network('10.0.1.0/24', source, 'other'), network('10.0.1.0/24', source));
    assert.deepEqual(places, ['main.tf:7 reachability-removed error certain aws_security_group.other.id']);
  });
});
