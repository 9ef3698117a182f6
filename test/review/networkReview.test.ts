import assert from 'node:assert/strict';
import { ACL, edited, NET, review, without } from './reviewed';

const INTERNET_LOST = [
  'the internet can no longer reach web on tcp/443 https',
  'web can no longer reach the internet on all traffic',
];

/** Both findings of one edit that takes the internet away, on the same text. */
function cutOff(place: string): string[] {
  return INTERNET_LOST.map((ends) => `removed error certain [${place}] ${ends}`);
}

describe('the review of routes and public addresses', () => {
  it('misses a deleted route at its table, and puts it back', () => {
    const { lines, summaries, fix } = review(NET, without(NET, 'resource "aws_route" "internet"'));
    assert.deepEqual(lines, cutOff('resource "aws_route_table" "public"'));
    assert.equal(
      summaries[0],
      'aws_route.internet is gone, the route of 0.0.0.0/0 to the internet gateway aws_internet_gateway.main',
    );
    const { title, remaining } = fix();
    assert.equal(title, 'Put aws_route.internet back');
    assert.equal(remaining, 0);
  });

  it('misses a deleted inline route at the header of its table, not at the line beside it', () => {
    const route =
      '\n  route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.main.id\n  }\n';
    const header = 'resource "aws_route_table" "public" {\n  vpc_id = aws_vpc.main.id\n';
    const inline = edited(without(NET, 'resource "aws_route" "internet"'), header, header + route);
    const { lines, fix } = review(inline, edited(inline, route, ''));
    assert.deepEqual(lines, cutOff('resource "aws_route_table" "public"'));
    assert.equal(fix().text, inline);
  });

  it('blames the destination of a route that was narrowed', () => {
    const { lines, summaries, fix } = review(
      NET,
      edited(NET, 'destination_cidr_block = "0.0.0.0/0"', 'destination_cidr_block = "198.51.100.0/24"'),
    );
    assert.deepEqual(lines, cutOff('"198.51.100.0/24"'));
    assert.match(
      summaries[0]!,
      /^aws_route\.internet now leads 198\.51\.100\.0\/24 to .*, no longer 0\.0\.0\.0\/0$/,
    );
    assert.equal(fix().text, NET);
  });

  it('blames the table that an association now names', () => {
    const { lines, summaries, fix } = review(
      NET,
      edited(
        NET,
        'route_table_id = aws_route_table.public.id\n}\n\nresource "aws_route_table" "private"',
        'route_table_id = aws_route_table.private.id\n}\n\nresource "aws_route_table" "private"',
      ),
    );
    assert.deepEqual(lines, cutOff('aws_route_table.private.id'));
    assert.equal(
      summaries[0],
      'aws_route_table_association.public now gives aws_subnet.public the route table aws_route_table.private instead of aws_route_table.public',
    );
    assert.equal(fix().text, NET);
  });

  it('misses a deleted association at its subnet', () => {
    const { lines, fix } = review(NET, without(NET, 'resource "aws_route_table_association" "public"'));
    assert.deepEqual(lines, cutOff('resource "aws_subnet" "public"'));
    assert.equal(fix().remaining, 0);
  });

  it('blames the argument by which a subnet gives no public addresses any more', () => {
    const { lines, fix } = review(
      NET,
      edited(NET, 'map_public_ip_on_launch = true', 'map_public_ip_on_launch = false'),
    );
    assert.deepEqual(lines, cutOff('false'));
    assert.equal(fix().text, NET);
  });

  it('tells what the internet reaches newly by the table of a subnet, and by the subnet of an instance', () => {
    const inner = edited(
      NET,
      'subnet_id              = aws_subnet.public.id',
      'subnet_id              = aws_subnet.private.id\n  associate_public_ip_address = true',
    );
    const rerouted = edited(
      inner,
      'subnet_id      = aws_subnet.private.id\n  route_table_id = aws_route_table.private.id',
      'subnet_id      = aws_subnet.private.id\n  route_table_id = aws_route_table.public.id',
    );
    const now = 'the internet can now reach web on tcp/443 https, which was not so before';
    assert.deepEqual(review(inner, rerouted).lines, [
      `added error certain [aws_route_table.public.id] ${now}`,
    ]);
    const before = edited(
      NET,
      'subnet_id              = aws_subnet.public.id',
      'subnet_id              = aws_subnet.private.id',
    );
    assert.deepEqual(review(before, NET).lines, [`added error certain [aws_subnet.public.id] ${now}`]);
  });

  it('tells of a database that is made publicly accessible', () => {
    const open = edited(
      edited(NET, 'security_groups = [aws_security_group.web.id]', 'cidr_blocks = ["0.0.0.0/0"]'),
      'subnet_ids = [aws_subnet.private.id]',
      'subnet_ids = [aws_subnet.public.id]',
    );
    const { lines, summaries, fix } = review(
      open,
      edited(open, '"postgres"\n', '"postgres"\n  publicly_accessible    = true\n'),
    );
    assert.deepEqual(lines, [
      'added error certain [publicly_accessible    = true] the internet can now reach db on tcp/5432 postgres, which was not so before',
    ]);
    assert.deepEqual(summaries, ['aws_db_instance.db now has a public address']);
    assert.equal(fix().text, open);
  });

  it('tells of an elastic address', () => {
    const base = edited(NET, 'map_public_ip_on_launch = true', 'map_public_ip_on_launch = false');
    const { summaries, fix } = review(
      base,
      `${base}\nresource "aws_eip" "web" {\n  instance = aws_instance.web.id\n}\n`,
    );
    assert.deepEqual(summaries, ['aws_eip.web is new and gives aws_instance.web a public address']);
    assert.equal(fix().remaining, 0);
  });

  it('tells that what a NAT gateway only let out is let in by an internet gateway', () => {
    const nat =
      edited(
        edited(
          NET,
          '  gateway_id             = aws_internet_gateway.main.id',
          '  nat_gateway_id         = aws_nat_gateway.main.id',
        ),
        'resource "aws_route_table" "private"',
        'resource "aws_nat_gateway" "main" {\n  allocation_id = "eipalloc-1"\n  subnet_id     = aws_subnet.edge.id\n}\n\nresource "aws_route_table" "private"',
      ) + EDGE;
    const { lines, summaries } = review(
      nat,
      edited(
        nat,
        '  nat_gateway_id         = aws_nat_gateway.main.id',
        '  gateway_id             = aws_internet_gateway.main.id',
      ),
    );
    assert.deepEqual(lines, [
      'added error certain [gateway_id             = aws_internet_gateway.main.id] the internet can now reach web on tcp/443 https, which was not so before',
    ]);
    assert.deepEqual(summaries, [
      'aws_route.internet now leads 0.0.0.0/0 to the internet gateway aws_internet_gateway.main instead of the NAT gateway aws_nat_gateway.main',
    ]);
  });

  it('blames the one route of several instances by their block', () => {
    const counted = edited(
      NET,
      'resource "aws_route" "internet" {\n',
      'resource "aws_route" "internet" {\n  count                  = 1\n',
    );
    const { lines, fix } = review(
      counted,
      edited(counted, 'count                  = 1', 'count                  = 0'),
    );
    assert.deepEqual(lines, cutOff('0'));
    assert.equal(fix().text, counted);
  });

  it('finds the value behind a route where only that was edited', () => {
    const local =
      edited(NET, 'destination_cidr_block = "0.0.0.0/0"', 'destination_cidr_block = local.everywhere') +
      '\nlocals {\n  everywhere = "0.0.0.0/0"\n}\n';
    const { lines } = review(
      local,
      edited(local, 'everywhere = "0.0.0.0/0"', 'everywhere = "198.51.100.0/24"'),
    );
    assert.deepEqual(lines, cutOff('"198.51.100.0/24"'));
  });
});

const EDGE = `
resource "aws_subnet" "edge" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.3.0/24"
}

resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_route_table_association" "edge" {
  subnet_id      = aws_subnet.edge.id
  route_table_id = aws_route_table.edge.id
}
`;

const CUT = 'web can no longer reach db on tcp/5432 postgres';

describe('what becomes of open connections', () => {
  const last = (text: string): string => text.slice(text.lastIndexOf('. ', text.length - 2) + 2);
  const told = (base: string, now: string): string[] => review(base, now).messages.map(last);

  it('breaks them off where a route or an access list is edited, which keep no state', () => {
    const now = told(NET, without(NET, 'resource "aws_route" "internet"'));
    assert.deepEqual(new Set(now), new Set(['Connections that are open break off with the apply.']));
    const denied = told(NET + ACL, NET + ACL.replaceAll('"allow"', '"deny"'));
    assert.deepEqual(denied, ['Connections that are open break off with the apply.']);
  });

  it('keeps them until they are opened anew where a rule is edited', () => {
    const now = told(
      NET,
      edited(NET, 'from_port       = 5432', 'from_port       = 5433').replace(
        'to_port         = 5432',
        'to_port         = 5433',
      ),
    );
    assert.ok(now.includes('Connections that are tracked survive the apply and fail at the next reconnect.'));
  });

  it('keeps addresses until the next launch where a subnet no longer gives any', () => {
    const now = told(NET, edited(NET, 'map_public_ip_on_launch = true', 'map_public_ip_on_launch = false'));
    assert.deepEqual(
      new Set(now),
      new Set(['What runs keeps its address until it is stopped or launched anew.']),
    );
  });
});

describe('the review of access lists', () => {
  const before = NET + ACL;

  it('blames an entry that denies before another allows, and removes it', () => {
    const deny =
      '  ingress {\n    rule_no    = 100\n    action     = "deny"\n    protocol   = "tcp"\n    from_port  = 5432\n    to_port    = 5432\n    cidr_block = "10.0.1.0/24"\n  }\n';
    const { lines, summaries, fix } = review(
      before,
      NET + edited(ACL, '  ingress {\n', `${deny}  ingress {\n`),
    );
    assert.deepEqual(lines, [`removed error certain [ingress] ${CUT}`]);
    assert.deepEqual(summaries, [
      'ingress entry 100 of aws_network_acl.db is new and denies tcp/5432 postgres from 10.0.1.0/24',
    ]);
    assert.equal(fix().text, before);
  });

  it('blames the entry that drops the replies', () => {
    const now =
      NET +
      edited(
        ACL,
        '  egress {\n    rule_no    = 200\n    action     = "allow"\n    protocol   = "-1"\n    from_port  = 0\n    to_port    = 0',
        '  egress {\n    rule_no    = 200\n    action     = "allow"\n    protocol   = "tcp"\n    from_port  = 0\n    to_port    = 1023',
      );
    const { summaries, fix } = review(before, now);
    assert.deepEqual(summaries, [
      'egress entry 200 of aws_network_acl.db now allows tcp/0-1023 to 10.0.0.0/16, where it allowed all traffic to 10.0.0.0/16',
    ]);
    assert.equal(fix().text, before);
  });

  it('blames a list that is new, and one that is gone', () => {
    const denying = NET + ACL.replaceAll('"allow"', '"deny"');
    const shut = review(NET, denying);
    assert.deepEqual(shut.summaries, ['aws_network_acl.db is new and filters aws_subnet.private']);
    assert.equal(shut.fix().remaining, 0);
    const opened = review(denying, NET);
    assert.deepEqual(opened.summaries, ['aws_network_acl.db is gone, which filtered aws_subnet.private']);
    assert.equal(opened.fix().remaining, 0);
  });

  it('blames an entry that is a resource', () => {
    const rule =
      '\nresource "aws_network_acl_rule" "deny" {\n  network_acl_id = aws_network_acl.db.id\n  rule_number    = 100\n  rule_action    = "deny"\n  protocol       = "-1"\n  cidr_block     = "10.0.1.0/24"\n}\n';
    const { lines, summaries, fix } = review(before, before + rule);
    assert.deepEqual(lines, [`removed error certain [resource "aws_network_acl_rule" "deny"] ${CUT}`]);
    assert.deepEqual(summaries, [
      'aws_network_acl_rule.deny (ingress entry 100 of aws_network_acl.db) is new and denies all traffic from 10.0.1.0/24',
    ]);
    assert.equal(fix().remaining, 0);
  });

  it('has nothing to say of numbers that decide nothing', () => {
    assert.deepEqual(review(before, NET + ACL.replaceAll('200', '300')).lines, []);
  });
});

describe('the review of peerings', () => {
  const OTHER = `
resource "aws_vpc" "other" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "other" {
  vpc_id     = aws_vpc.other.id
  cidr_block = "10.1.1.0/24"
}

resource "aws_vpc_peering_connection" "both" {
  vpc_id      = aws_vpc.main.id
  peer_vpc_id = aws_vpc.other.id
  auto_accept = true
}

resource "aws_route" "there" {
  route_table_id            = aws_route_table.public.id
  destination_cidr_block    = "10.1.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.both.id
}

resource "aws_route_table" "other" {
  vpc_id = aws_vpc.other.id
}

resource "aws_route_table_association" "other" {
  subnet_id      = aws_subnet.other.id
  route_table_id = aws_route_table.other.id
}

resource "aws_route" "back" {
  route_table_id            = aws_route_table.other.id
  destination_cidr_block    = "10.0.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.both.id
}

resource "aws_security_group" "store" {
  name   = "store"
  vpc_id = aws_vpc.other.id
  ingress {
    from_port       = 6379
    to_port         = 6379
    protocol        = "tcp"
    security_groups = [aws_security_group.web.id]
  }
}

resource "aws_instance" "store" {
  ami                    = "ami-1"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.other.id
  vpc_security_group_ids = [aws_security_group.store.id]
}
`;

  const LOST = [
    '10.1.0.0/16 can no longer reach web on tcp/443 https',
    'web can no longer reach 10.1.0.0/16 on all traffic',
    'web can no longer reach store on tcp/6379 redis',
  ];

  it('blames the route that is gone, on either side', () => {
    for (const label of ['there', 'back']) {
      const { lines, summaries, fix } = review(
        NET + OTHER,
        without(NET + OTHER, `resource "aws_route" "${label}"`),
      );
      const ends = lines.map((line) => line.replace(/^.*\] /, ''));
      // The way back decides between groups; what has an address alone shows no table.
      assert.deepEqual(ends.sort(), label === 'there' ? LOST : LOST.slice(2));
      assert.match(
        summaries[0]!,
        new RegExp(`^aws_route.${label} is gone, the route of 10\\.[01]\\.0\\.0/16 to the peering`),
      );
      assert.equal(fix().remaining, 0);
    }
  });

  it('blames a peering that nobody accepts any more', () => {
    const { lines, summaries } = review(
      NET + OTHER,
      edited(NET + OTHER, 'auto_accept = true', 'auto_accept = false'),
    );
    assert.deepEqual(
      lines.sort(),
      LOST.map((ends) => `removed error certain [false] ${ends}`),
    );
    assert.deepEqual(new Set(summaries), new Set(['nobody accepts aws_vpc_peering_connection.both now']));
  });
});

describe('what an edit is said to have done', () => {
  it('names the groups that something carried and carries', () => {
    const now = edited(
      NET,
      'vpc_security_group_ids = [aws_security_group.db.id]',
      'vpc_security_group_ids = [aws_security_group.web.id]',
    );
    assert.ok(review(NET, now).summaries.includes('aws_db_instance.db now carries web instead of db'));
  });

  it('says of a route written in a table that the table no longer leads there', () => {
    const inline = without(NET, 'resource "aws_route" "internet"').replace(
      'resource "aws_route_table" "public" {\n  vpc_id = aws_vpc.main.id\n',
      'resource "aws_route_table" "public" {\n  vpc_id = aws_vpc.main.id\n  route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.main.id\n  }\n',
    );
    const { summaries, fix } = review(inline, without(NET, 'resource "aws_route" "internet"'));
    assert.equal(
      summaries[0],
      'aws_route_table.public no longer leads 0.0.0.0/0 to the internet gateway aws_internet_gateway.main',
    );
    assert.equal(fix().text, inline);
  });

  it('blames the default of a variable behind a flag, and restores it there', () => {
    const flag = `${edited(NET, 'map_public_ip_on_launch = true', 'map_public_ip_on_launch = var.public')}
variable "public" {
  default = true
}
`;
    const { lines, fix } = review(flag, edited(flag, 'default = true', 'default = false'));
    assert.deepEqual(lines, cutOff('false'));
    assert.equal(fix().text, flag);
  });

  it('does not write a block a second time that is still there', () => {
    const counted = `${edited(NET, 'resource "aws_route" "internet" {\n', 'resource "aws_route" "internet" {\n  count                  = var.routes\n')}
variable "routes" {
  default = 1
}
`;
    const { lines, fix } = review(counted, edited(counted, 'default = 1', 'default = 0'));
    assert.deepEqual(lines, cutOff('0'));
    assert.equal(fix().text, counted);
  });
});

describe('what changes no reach', () => {
  it('has nothing to say of addresses that a network gave up: nobody has them any more', () => {
    const moved = NET.replaceAll('10.0.', '10.7.');
    assert.deepEqual(review(NET, moved).lines, []);
  });

  const unchanged = (name: string, now: string): void => {
    it(`is silent about ${name}`, () => {
      assert.deepEqual(review(NET + ACL, now).lines, []);
    });
  };
  unchanged(
    'a route split into halves',
    edited(
      NET + ACL,
      'resource "aws_route" "internet" {\n  route_table_id         = aws_route_table.public.id\n  destination_cidr_block = "0.0.0.0/0"',
      'resource "aws_route" "upper" {\n  route_table_id         = aws_route_table.public.id\n  destination_cidr_block = "128.0.0.0/1"\n  gateway_id             = aws_internet_gateway.main.id\n}\n\nresource "aws_route" "internet" {\n  route_table_id         = aws_route_table.public.id\n  destination_cidr_block = "0.0.0.0/1"',
    ),
  );
  unchanged(
    'other labels of subnets, tables and lists',
    (NET + ACL)
      .replaceAll('"public"', '"open"')
      .replaceAll('.public.', '.open.')
      .replaceAll('"private"', '"inner"')
      .replaceAll('.private.', '.inner.')
      .replaceAll('"aws_network_acl" "db"', '"aws_network_acl" "store"'),
  );
  unchanged('the order of blocks', (NET + ACL).split('\n\n').reverse().join('\n\n'));
  unchanged(
    'a route that moves into its table',
    edited(
      without(NET + ACL, 'resource "aws_route" "internet"'),
      'resource "aws_route_table" "public" {\n  vpc_id = aws_vpc.main.id\n',
      'resource "aws_route_table" "public" {\n  vpc_id = aws_vpc.main.id\n  route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.main.id\n  }\n',
    ),
  );
});

describe('the review of ports for replies', () => {
  const EPHEMERAL = `resource "aws_network_acl" "db" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.private.id]
  ingress {
    rule_no    = 200
    action     = "allow"
    protocol   = "tcp"
    from_port  = 5432
    to_port    = 5432
    cidr_block = "10.0.0.0/16"
  }
  egress {
    rule_no    = 200
    action     = "allow"
    protocol   = "tcp"
    from_port  = 1024
    to_port    = 65535
    cidr_block = "10.0.0.0/16"
  }
}
`;
  const before = NET + EPHEMERAL;

  it('tells which clients get no replies when their range was narrowed, and widens it again', () => {
    const { lines, messages, fix } = review(
      before,
      edited(before, 'to_port    = 65535', 'to_port    = 40000'),
    );
    assert.deepEqual(lines, [
      "removed error possible [40000] Replies of db to web on tcp/5432 postgres are dropped where the client's port is above 40000",
    ]);
    assert.equal(
      messages[0],
      "Replies of db to web on tcp/5432 postgres are dropped where the client's port is above 40000: " +
        'egress entry 200 of aws_network_acl.db now allows tcp/1024-40000 to 10.0.0.0/16, where it allowed tcp/1024-65535 to 10.0.0.0/16. ' +
        'An access list keeps no state. Clients pick their port at random: Linux from 32768-60999, ' +
        'Windows from 49152-65535 and NAT gateways, load balancers and Lambda from 1024-65535 ' +
        '(https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports).',
    );
    assert.equal(fix().text, before);
  });

  it('is silent about ports from which the clients that are known do not send', () => {
    assert.deepEqual(review(before, edited(before, 'from_port  = 1024', 'from_port  = 32768')).lines, []);
  });

  it('only warns where no host sends from such ports', () => {
    const function_ = edited(
      before,
      'resource "aws_instance" "web" {',
      'resource "aws_lambda_function" "web" {',
    )
      .replace('  subnet_id              = aws_subnet.public.id\n', '')
      .replace(
        '  vpc_security_group_ids = [aws_security_group.web.id]\n',
        '  vpc_config {\n    subnet_ids         = [aws_subnet.public.id]\n    security_group_ids = [aws_security_group.web.id]\n  }\n',
      );
    const { lines } = review(function_, edited(function_, 'from_port  = 1024', 'from_port  = 32768'));
    assert.deepEqual(lines, [
      "removed warning possible [32768] Replies of db to web on tcp/5432 postgres are dropped where the client's port is below 32768",
    ]);
  });

  it('tells of an entry that denies part of the range', () => {
    const deny =
      '  egress {\n    rule_no    = 100\n    action     = "deny"\n    protocol   = "tcp"\n    from_port  = 50000\n    to_port    = 50100\n    cidr_block = "10.0.1.0/24"\n  }\n';
    const { lines, fix } = review(
      before,
      edited(before, '  egress {\n    rule_no    = 200', `${deny}  egress {\n    rule_no    = 200`),
    );
    assert.deepEqual(lines, [
      "removed error possible [egress] Replies of db to web on tcp/5432 postgres are dropped where the client's port is in 50000-50100",
    ]);
    assert.equal(fix().text, before);
  });

  it('leaves it alone where they were dropped before', () => {
    const narrow = edited(before, 'to_port    = 65535', 'to_port    = 40000');
    assert.deepEqual(
      review(narrow, edited(narrow, '"db"\n  vpc_id', '"db"\n  description = "Data"\n  vpc_id')).lines,
      [],
    );
    assert.deepEqual(review(narrow, edited(narrow, 'to_port    = 40000', 'to_port    = 45000')).lines, []);
  });
});

describe('the review of many edits at once', () => {
  /** As many more subnets, each with a route table of its own. */
  const MANY = Array.from({ length: 40 }, (_, index) => {
    const label = `more_${String(index)}`;
    return `
resource "aws_subnet" "${label}" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.${String(100 + index)}.0/24"
}

resource "aws_route_table" "${label}" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table_association" "${label}" {
  subnet_id      = aws_subnet.${label}.id
  route_table_id = aws_route_table.${label}.id
}
`;
  }).join('');
  const others = MANY.replaceAll('.0/24"', '.0/25"').replaceAll(
    '  vpc_id = aws_vpc.main.id\n}\n',
    '  vpc_id = aws_vpc.main.id\n  route {\n    cidr_block = "192.0.2.0/24"\n    gateway_id = aws_internet_gateway.main.id\n  }\n}\n',
  );

  it('finds the guilty one among a hundred', () => {
    const { lines, fix } = review(
      NET + MANY,
      edited(NET, 'map_public_ip_on_launch = true', 'map_public_ip_on_launch = false') + others,
    );
    assert.deepEqual(lines, cutOff('false'));
    assert.equal(fix().text, NET + others);
  });

  it('finds two of them where both are needed', () => {
    const now = edited(
      edited(NET, 'map_public_ip_on_launch = true', 'map_public_ip_on_launch = false'),
      'destination_cidr_block = "0.0.0.0/0"',
      'destination_cidr_block = "198.51.100.0/24"',
    );
    const { lines, summaries, fix } = review(NET + MANY, now + others);
    assert.deepEqual(lines, cutOff('"198.51.100.0/24"'));
    assert.match(
      summaries[0]!,
      /^aws_route\.internet now leads .*, and aws_subnet\.public no longer gives public addresses to what is launched in it$/,
    );
    assert.equal(fix().text, NET + others);
  });
});
