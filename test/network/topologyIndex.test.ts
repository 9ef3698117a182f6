import assert from 'node:assert/strict';
import { networkOf, referenceText } from '../providers/networkOf';
import { listsOf, tablesOf } from './topologyTexts';

const vpc = 'resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }\n';
const subnet = `${vpc}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
`;

const internet = `
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
`;

const toInternet = 'aws_route_table.public: 0.0.0.0/0 -> internet aws_internet_gateway.main';

function tables(text: string, address = 'aws_subnet.a'): string[] {
  return tablesOf(networkOf(text).model, address);
}

function lists(text: string, address = 'aws_subnet.a'): string[] {
  return listsOf(networkOf(text).model, address);
}

describe('the route table of a subnet', () => {
  // https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
  it('is the main one of its VPC, which has the local route only, when nothing says otherwise', () => {
    assert.deepEqual(tables(subnet), ['main route table of aws_vpc.main: ']);
  });

  it('is the one that it is associated with', () => {
    assert.deepEqual(
      tables(`${subnet}${internet}
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.public.id
}`),
      [toInternet],
    );
  });

  it('is not a table of the VPC that it is not associated with', () => {
    assert.deepEqual(tables(subnet + internet), ['main route table of aws_vpc.main: ']);
  });

  it('is the main one that an association names, for subnets without one of their own', () => {
    const main = `
resource "aws_main_route_table_association" "main" {
  vpc_id         = aws_vpc.main.id
  route_table_id = aws_route_table.public.id
}`;
    assert.deepEqual(tables(subnet + internet + main), [toInternet]);
    assert.deepEqual(
      tables(`${subnet}${internet}${main}
resource "aws_route_table" "own" { vpc_id = aws_vpc.main.id }
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.own.id
}`),
      ['aws_route_table.own: '],
    );
  });

  it('is the adopted default table of the VPC', () => {
    const adopted = `
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_default_route_table" "main" {
  default_route_table_id = aws_vpc.main.default_route_table_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}`;
    assert.deepEqual(tables(subnet + adopted), [
      'aws_default_route_table.main: 0.0.0.0/0 -> internet aws_internet_gateway.main',
    ]);
  });

  it('is not the adopted default table where another one is made the main one', () => {
    assert.deepEqual(
      tables(`${subnet}${internet}
resource "aws_default_route_table" "main" { default_route_table_id = aws_vpc.main.default_route_table_id }
resource "aws_main_route_table_association" "main" {
  vpc_id         = aws_vpc.main.id
  route_table_id = aws_route_table.public.id
}`),
      [toInternet],
    );
  });

  for (const attribute of ['main_route_table_id', 'default_route_table_id']) {
    it(`has the routes that are added to aws_vpc.main.${attribute}`, () => {
      assert.deepEqual(
        tables(`${subnet}
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_route" "out" {
  route_table_id         = aws_vpc.main.${attribute}
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}`),
        ['main route table of aws_vpc.main: 0.0.0.0/0 -> internet aws_internet_gateway.main'],
      );
    });
  }

  it('has routes added to the default table by the VPC, when it is adopted', () => {
    assert.deepEqual(
      tables(`${subnet}
resource "aws_default_route_table" "main" { default_route_table_id = aws_vpc.main.default_route_table_id }
resource "aws_nat_gateway" "main" { subnet_id = aws_subnet.a.id }
resource "aws_route" "out" {
  route_table_id         = aws_vpc.main.default_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main.id
}`),
      ['aws_default_route_table.main: 0.0.0.0/0 -> nat aws_nat_gateway.main'],
    );
  });

  it('is found for each of many subnets and associations', () => {
    const { model } = networkOf(`${vpc}${internet}
resource "aws_subnet" "counted" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}
resource "aws_subnet" "named" {
  for_each   = { a = 10, b = 11 }
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, each.value)
}
resource "aws_route_table" "counted" {
  count  = 2
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table_association" "counted" {
  count          = 2
  subnet_id      = element(aws_subnet.counted[*].id, count.index)
  route_table_id = element(aws_route_table.counted[*].id, count.index)
}
resource "aws_route_table_association" "named" {
  for_each       = aws_subnet.named
  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id
}`);
    assert.deepEqual(tablesOf(model, 'aws_subnet.counted[0]'), ['aws_route_table.counted[0]: ']);
    assert.deepEqual(tablesOf(model, 'aws_subnet.counted[1]'), ['aws_route_table.counted[1]: ']);
    assert.deepEqual(tablesOf(model, 'aws_subnet.named["b"]'), [toInternet]);
  });

  it('may be the main one or another, where the association hangs on something unknown', () => {
    assert.deepEqual(
      tables(`${subnet}${internet}
variable "on" { type = bool }
resource "aws_route_table_association" "a" {
  count          = var.on ? 1 : 0
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.public.id
}`),
      [`may ${toInternet}`, 'may main route table of aws_vpc.main: '],
    );
  });

  it('may be either of two tables that a condition chooses from', () => {
    assert.deepEqual(
      tables(`${subnet}${internet}
variable "on" { type = bool }
resource "aws_route_table" "other" { vpc_id = aws_vpc.main.id }
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = var.on ? aws_route_table.public.id : aws_route_table.other.id
}`),
      [
        `may ${toInternet}`,
        'may aws_route_table.other: ',
        // That one of them surely is, is not kept.
        'may main route table of aws_vpc.main: ',
      ],
    );
  });

  it('may be any table of its VPC, and one that nothing shows, where the table is not known', () => {
    assert.deepEqual(
      tables(`${subnet}${internet}
resource "aws_vpc" "other" { cidr_block = "10.9.0.0/16" }
resource "aws_route_table" "other" { vpc_id = aws_vpc.other.id }
variable "table" {}
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = var.table
}`),
      [`may ${toInternet}`, 'may a route table:  (var.table has no value here)'],
    );
  });

  it('may be one of an association whose subnet is not known, if that is of its VPC', () => {
    const text = `${subnet}${internet}
resource "aws_vpc" "other" { cidr_block = "10.9.0.0/16" }
resource "aws_subnet" "other" {
  vpc_id     = aws_vpc.other.id
  cidr_block = "10.9.1.0/24"
}
variable "subnet" {}
resource "aws_route_table_association" "a" {
  subnet_id      = var.subnet
  route_table_id = aws_route_table.public.id
}`;
    assert.deepEqual(tables(text), [`may ${toInternet}`, 'may main route table of aws_vpc.main: ']);
    assert.deepEqual(tables(text, 'aws_subnet.other'), ['main route table of aws_vpc.other: ']);
  });

  it('is a table of which the configuration shows only what it adds, where its id is written out', () => {
    assert.deepEqual(
      tables(`${subnet}
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = "rtb-0123456789abcdef0"
}
resource "aws_route" "out" {
  route_table_id         = "rtb-0123456789abcdef0"
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = "igw-0123456789abcdef0"
}`),
      [
        'rtb-0123456789abcdef0: 0.0.0.0/0 -> internet igw-0123456789abcdef0 (rtb-0123456789abcdef0 is not in the configuration)',
      ],
    );
  });

  it('is not known where the VPC of the subnet is only looked up', () => {
    assert.deepEqual(
      tables(`
data "aws_vpc" "main" { id = "vpc-0123456789abcdef0" }
resource "aws_subnet" "a" {
  vpc_id     = data.aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}`),
      [
        'main route table of data.aws_vpc.main:  (main route table of data.aws_vpc.main is not in the configuration)',
      ],
    );
  });

  it('is not known, but for what is associated, where the subnet is only looked up', () => {
    const external = `
data "aws_subnet" "a" { id = "subnet-0123456789abcdef0" }
resource "aws_route_table" "own" { vpc_id = data.aws_subnet.a.vpc_id }
`;
    assert.match(tables(external, 'data.aws_subnet.a').join(), /not in the configuration/);
    assert.deepEqual(
      tables(
        `${external}resource "aws_route_table_association" "a" {
  subnet_id      = data.aws_subnet.a.id
  route_table_id = aws_route_table.own.id
}`,
        'data.aws_subnet.a',
      ),
      ['aws_route_table.own: '],
    );
  });

  // https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html
  it('leads to the internet in the default VPC that is adopted, as AWS makes it', () => {
    const text = `
resource "aws_default_vpc" "default" {}
resource "aws_subnet" "a" {
  vpc_id     = aws_default_vpc.default.id
  cidr_block = "172.31.200.0/24"
}`;
    assert.deepEqual(tables(text), [
      'main route table of aws_default_vpc.default: 0.0.0.0/0 -> internet internet gateway of aws_default_vpc.default',
    ]);
  });

  it('may lead to the internet in a default VPC that is only looked up, which nobody need have left as it was', () => {
    const text = `
data "aws_vpc" "default" { default = true }
resource "aws_subnet" "a" {
  vpc_id     = data.aws_vpc.default.id
  cidr_block = "172.31.200.0/24"
}`;
    assert.deepEqual(tables(text), [
      'main route table of data.aws_vpc.default: may 0.0.0.0/0 -> internet internet gateway of data.aws_vpc.default (main route table of data.aws_vpc.default is not in the configuration)',
    ]);
  });

  it('is the same object for subnets that share it, and for the same question', () => {
    const { model } = networkOf(`${subnet}
resource "aws_subnet" "b" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}`);
    const [a, b] = [...model.subnets.values()];
    assert.ok(a !== undefined && b !== undefined);
    assert.equal(model.topology.tablesOf(a)[0]?.thing, model.topology.tablesOf(b)[0]?.thing);
    assert.equal(model.topology.tablesOf(a), model.topology.tablesOf(a));
  });

  it('may have routes of tables that are not known', () => {
    assert.deepEqual(
      tables(`${subnet}
variable "table" {}
resource "aws_route" "out" {
  route_table_id         = var.table
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = "igw-0123456789abcdef0"
}`),
      ['main route table of aws_vpc.main: may 0.0.0.0/0 -> internet igw-0123456789abcdef0'],
    );
  });
});

describe('the access list of a subnet', () => {
  const all =
    'in 100 allow all 0.0.0.0/0, 101 allow all ::/0; out 100 allow all 0.0.0.0/0, 101 allow all ::/0';

  // https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html
  it('is the default one of its VPC, which allows everything', () => {
    assert.deepEqual(lists(subnet), [`default access list of aws_vpc.main: ${all}`]);
  });

  it('is the default one with what is added to it', () => {
    assert.deepEqual(
      lists(`${subnet}
resource "aws_network_acl_rule" "no_ssh" {
  network_acl_id = aws_vpc.main.default_network_acl_id
  rule_number    = 50
  rule_action    = "deny"
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  cidr_block     = "0.0.0.0/0"
}`),
      [`default access list of aws_vpc.main: ${all.replace('in ', 'in 50 deny 6 22 0.0.0.0/0, ')}`],
    );
  });

  it('is the adopted default list, which has nothing but what is declared', () => {
    const adopted = `
resource "aws_default_network_acl" "main" { default_network_acl_id = aws_vpc.main.default_network_acl_id }`;
    assert.deepEqual(lists(subnet + adopted), ['aws_default_network_acl.main: in none; out none']);
  });

  it('is the list that names it', () => {
    assert.deepEqual(
      lists(`${subnet}
resource "aws_network_acl" "a" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.a.id]
}`),
      ['aws_network_acl.a: in none; out none'],
    );
  });

  it('is the list that an association names', () => {
    assert.deepEqual(
      lists(`${subnet}
resource "aws_network_acl" "a" { vpc_id = aws_vpc.main.id }
resource "aws_network_acl_association" "a" {
  subnet_id      = aws_subnet.a.id
  network_acl_id = aws_network_acl.a.id
}`),
      ['aws_network_acl.a: in none; out none'],
    );
  });

  it('may be a list whose subnets are not all known', () => {
    assert.deepEqual(
      lists(`${subnet}
variable "subnets" { type = list(string) }
resource "aws_network_acl" "a" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = var.subnets
}`),
      ['may aws_network_acl.a: in none; out none', `may default access list of aws_vpc.main: ${all}`],
    );
  });

  it('is not known where the VPC is only looked up', () => {
    assert.deepEqual(
      lists(`
data "aws_vpc" "main" { default = true }
resource "aws_subnet" "a" { vpc_id = data.aws_vpc.main.id }`),
      [
        'default access list of data.aws_vpc.main: in none; out none (default access list of data.aws_vpc.main is not in the configuration)',
      ],
    );
  });

  it('has its entries in order of their numbers, wherever they are declared', () => {
    assert.deepEqual(
      lists(`${subnet}
resource "aws_network_acl" "a" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.a.id]
  ingress {
    rule_no    = 200
    action     = "allow"
    protocol   = "tcp"
    from_port  = 443
    to_port    = 443
    cidr_block = "0.0.0.0/0"
  }
}
resource "aws_network_acl_rule" "first" {
  network_acl_id = aws_network_acl.a.id
  rule_number    = 100
  rule_action    = "deny"
  protocol       = "-1"
  cidr_block     = "192.0.2.0/24"
}
resource "aws_network_acl_rule" "out" {
  network_acl_id = aws_network_acl.a.id
  egress         = true
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = 1024
  to_port        = 65535
  cidr_block     = "0.0.0.0/0"
}`),
      [
        'aws_network_acl.a: in 100 deny all 192.0.2.0/24, 200 allow 6 443 0.0.0.0/0; out 100 allow 6 1024-65535 0.0.0.0/0',
      ],
    );
  });

  it('is open where the number of an entry is not known, or the list of the entry', () => {
    const [numbered] = lists(`${subnet}
variable "number" { type = number }
resource "aws_network_acl" "a" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.a.id]
}
resource "aws_network_acl_rule" "a" {
  network_acl_id = aws_network_acl.a.id
  rule_number    = var.number
  rule_action    = "deny"
  protocol       = "-1"
  cidr_block     = "192.0.2.0/24"
}`);
    assert.match(numbered ?? '', /\(the number of aws_network_acl_rule.a is not known\)$/);
    const [elsewhere] = lists(`${subnet}
variable "list" {}
resource "aws_network_acl_rule" "a" {
  network_acl_id = var.list
  rule_number    = 1
  rule_action    = "deny"
  protocol       = "-1"
  cidr_block     = "192.0.2.0/24"
}`);
    assert.match(elsewhere ?? '', /\(aws_network_acl_rule.a may belong to it\)$/);
  });
});

describe('gateways, peerings and transit gateways', () => {
  it('know the network that they are attached to, by themselves or by a resource beside them', () => {
    const { topology } = networkOf(`${vpc}
resource "aws_internet_gateway" "a" { vpc_id = aws_vpc.main.id }
resource "aws_internet_gateway" "b" {}
resource "aws_internet_gateway_attachment" "b" {
  vpc_id              = aws_vpc.main.id
  internet_gateway_id = aws_internet_gateway.b.id
}
resource "aws_internet_gateway" "c" {}`).model;
    const networks = ['a', 'b', 'c'].map((name) => {
      const network = topology.networkOfGateway(`aws_internet_gateway.${name}`);
      return network.kind === 'absent' ? 'absent' : referenceText(network);
    });
    assert.deepEqual(networks, ['aws_vpc.main', 'aws_vpc.main', 'absent']);
  });

  const sides = `${vpc}
resource "aws_vpc" "other" { cidr_block = "10.9.0.0/16" }
`;
  const accepted = (text: string): boolean | undefined =>
    networkOf(sides + text).model.topology.peering('aws_vpc_peering_connection.p')?.accepted;

  // https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
  it('are active where a peering accepts itself, or the other side does', () => {
    const peering = (more: string): string => `
resource "aws_vpc_peering_connection" "p" {
  vpc_id      = aws_vpc.main.id
  peer_vpc_id = aws_vpc.other.id
  ${more}
}`;
    const accepter = `
resource "aws_vpc_peering_connection_accepter" "p" {
  vpc_peering_connection_id = aws_vpc_peering_connection.p.id
  auto_accept               = true
}`;
    assert.equal(accepted(peering('auto_accept = true')), true);
    assert.equal(accepted(peering('')), false);
    assert.equal(accepted(peering('') + accepter), true);
    assert.equal(accepted(peering('').replace('aws_vpc.other.id', '"vpc-0123456789abcdef0"')), undefined);
    const { topology } = networkOf(sides + peering('') + accepter).model;
    assert.equal(
      topology.peering('aws_vpc_peering_connection_accepter.p'),
      topology.peering('aws_vpc_peering_connection.p'),
    );
  });

  // https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html, "Security group referencing"
  it('let rules name groups across a transit gateway only where the gateway and the attachment do', () => {
    const referencing = (gateway: string, attachment: string): boolean | undefined =>
      networkOf(`${vpc}
resource "aws_ec2_transit_gateway" "t" { ${gateway} }
resource "aws_ec2_transit_gateway_vpc_attachment" "t" {
  transit_gateway_id = aws_ec2_transit_gateway.t.id
  vpc_id             = aws_vpc.main.id
  subnet_ids         = []
  ${attachment}
}`).model.topology.transitAttachments[0]?.groupReferences;
    const on = 'security_group_referencing_support = "enable"';
    const off = 'security_group_referencing_support = "disable"';
    assert.equal(referencing('', ''), false);
    assert.equal(referencing(on, ''), true);
    assert.equal(referencing(on, off), false);
    assert.equal(referencing('', on), false);
  });

  it('know who has an elastic address', () => {
    const { topology } = networkOf(`
resource "aws_instance" "a" {}
resource "aws_instance" "b" {}
resource "aws_eip" "a" { instance = aws_instance.a.id }
resource "aws_eip" "free" {}
resource "aws_eip_association" "b" {
  instance_id   = aws_instance.b.id
  allocation_id = aws_eip.free.id
}`).model;
    assert.equal(topology.publicAddressOf('aws_instance.a'), 'certain');
    assert.equal(topology.publicAddressOf('aws_instance.b'), 'certain');
    assert.equal(topology.publicAddressOf('aws_instance.c'), undefined);
    assert.equal(topology.openPublicAddresses, false);
    const open = networkOf('variable "i" {}\nresource "aws_eip" "a" { instance = var.i }').model.topology;
    assert.equal(open.openPublicAddresses, true);
  });
});
