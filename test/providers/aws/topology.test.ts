import assert from 'node:assert/strict';
import type { Gateway, Peering } from '../../../server/src/network/topology';
import { entryText, listsOf, routeText, tablesOf } from '../../network/topologyTexts';
import { networkOf, referenceText } from '../networkOf';

const vpc = 'resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }\n';

function routesOf(text: string, table = 'aws_route_table.t'): string[] {
  const { model } = networkOf(vpc + text);
  return (model.topology.tables.find(({ name }) => name === table)?.routes ?? []).map(routeText);
}

/** Inline and standalone, with the same target. */
const targets: readonly (readonly [written: string, read: string])[] = [
  ['gateway_id = aws_internet_gateway.x.id', 'internet aws_internet_gateway.x'],
  ['gateway_id = aws_vpn_gateway.x.id', 'private aws_vpn_gateway.x'],
  ['gateway_id = "igw-0123456789abcdef0"', 'internet igw-0123456789abcdef0'],
  ['gateway_id = "vgw-0123456789abcdef0"', 'private vgw-0123456789abcdef0'],
  ['gateway_id = "local"', 'local'],
  ['gateway_id = data.aws_internet_gateway.x.id', 'internet data.aws_internet_gateway.x'],
  ['gateway_id = aws_internet_gateway_attachment.x.internet_gateway_id', 'internet aws_internet_gateway.x'],
  ['nat_gateway_id = aws_nat_gateway.x.id', 'nat aws_nat_gateway.x'],
  [
    'egress_only_gateway_id = aws_egress_only_internet_gateway.x.id',
    'egress-only aws_egress_only_internet_gateway.x',
  ],
  ['vpc_peering_connection_id = aws_vpc_peering_connection.x.id', 'peering aws_vpc_peering_connection.x'],
  [
    'vpc_peering_connection_id = aws_vpc_peering_connection_accepter.x.id',
    'peering aws_vpc_peering_connection_accepter.x',
  ],
  ['transit_gateway_id = aws_ec2_transit_gateway.x.id', 'transit aws_ec2_transit_gateway.x'],
  ['vpc_endpoint_id = aws_vpc_endpoint.x.id', 'endpoint aws_vpc_endpoint.x'],
  ['network_interface_id = aws_network_interface.x.id', 'interface aws_network_interface.x'],
  ['network_interface_id = aws_instance.x.primary_network_interface_id', 'interface aws_instance.x'],
  ['instance_id = aws_instance.x.id', 'interface aws_instance.x'],
  ['carrier_gateway_id = aws_ec2_carrier_gateway.x.id', 'private aws_ec2_carrier_gateway.x'],
  ['local_gateway_id = data.aws_ec2_local_gateway.x.id', 'private data.aws_ec2_local_gateway.x'],
  [
    'core_network_arn = "arn:aws:networkmanager::1:core-network/c"',
    'unknown: what a core network passes on is not in the model',
  ],
  ['gateway_id = var.none', 'unknown: var.none has no value here'],
];

const things = `
variable "none" {}
data "aws_internet_gateway" "x" {}
data "aws_ec2_local_gateway" "x" {}
resource "aws_internet_gateway" "x" {}
resource "aws_internet_gateway_attachment" "x" {
  internet_gateway_id = aws_internet_gateway.x.id
  vpc_id              = aws_vpc.main.id
}
resource "aws_vpn_gateway" "x" {}
resource "aws_nat_gateway" "x" {}
resource "aws_egress_only_internet_gateway" "x" { vpc_id = aws_vpc.main.id }
resource "aws_vpc_peering_connection" "x" {}
resource "aws_vpc_peering_connection_accepter" "x" { vpc_peering_connection_id = "pcx-0123456789abcdef0" }
resource "aws_ec2_transit_gateway" "x" {}
resource "aws_vpc_endpoint" "x" { vpc_endpoint_type = "GatewayLoadBalancer" }
resource "aws_network_interface" "x" {}
resource "aws_instance" "x" {}
resource "aws_ec2_carrier_gateway" "x" { vpc_id = aws_vpc.main.id }
`;

// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route
describe('a route', () => {
  for (const [written, read] of targets) {
    it(`with ${written} leads to ${read}, inline and beside its table`, () => {
      const inline = `${things}
resource "aws_route_table" "t" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "192.0.2.0/24"
    ${written}
  }
}`;
      const beside = `${things}
resource "aws_route_table" "t" { vpc_id = aws_vpc.main.id }
resource "aws_route" "r" {
  route_table_id         = aws_route_table.t.id
  destination_cidr_block = "192.0.2.0/24"
  ${written}
}`;
      assert.deepEqual(routesOf(inline), [`192.0.2.0/24 -> ${read}`]);
      assert.deepEqual(routesOf(beside), [`192.0.2.0/24 -> ${read}`]);
    });
  }

  it('leads to addresses of both families and of prefix lists', () => {
    assert.deepEqual(
      routesOf(`${things}
resource "aws_ec2_managed_prefix_list" "office" {}
resource "aws_route_table" "t" { vpc_id = aws_vpc.main.id }
resource "aws_route" "six" {
  route_table_id              = aws_route_table.t.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.x.id
}
resource "aws_route" "list" {
  route_table_id             = aws_route_table.t.id
  destination_prefix_list_id = aws_ec2_managed_prefix_list.office.id
  transit_gateway_id         = aws_ec2_transit_gateway.x.id
}`),
      [
        '::/0 -> egress-only aws_egress_only_internet_gateway.x',
        'aws_ec2_managed_prefix_list.office -> transit aws_ec2_transit_gateway.x',
      ],
    );
  });

  // https://developer.hashicorp.com/terraform/language/attr-as-blocks
  it('may be an object, in which empty texts say nothing', () => {
    assert.deepEqual(
      routesOf(`${things}
resource "aws_route_table" "t" {
  vpc_id = aws_vpc.main.id
  route = [{
    cidr_block                 = "0.0.0.0/0"
    ipv6_cidr_block            = ""
    destination_prefix_list_id = null
    gateway_id                 = ""
    nat_gateway_id             = aws_nat_gateway.x.id
  }]
}`),
      ['0.0.0.0/0 -> nat aws_nat_gateway.x'],
    );
  });

  it('may lead to either target of a condition', () => {
    assert.deepEqual(
      routesOf(`${things}
variable "public" { type = bool }
resource "aws_route_table" "t" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block     = "0.0.0.0/0"
    gateway_id     = var.public ? aws_internet_gateway.x.id : null
    nat_gateway_id = var.public ? null : aws_nat_gateway.x.id
  }
}`),
      ['may 0.0.0.0/0 -> internet aws_internet_gateway.x', 'may 0.0.0.0/0 -> nat aws_nat_gateway.x'],
    );
  });

  it('is not known where a gateway propagates it, but for where it leads', () => {
    assert.deepEqual(
      routesOf(`${things}
resource "aws_route_table" "t" {
  vpc_id           = aws_vpc.main.id
  propagating_vgws = [aws_vpn_gateway.x.id]
}`),
      ['may unknown cidr -> private aws_vpn_gateway.x'],
    );
    assert.deepEqual(
      routesOf(`${things}
resource "aws_route_table" "t" { vpc_id = aws_vpc.main.id }
resource "aws_vpn_gateway_route_propagation" "t" {
  route_table_id = aws_route_table.t.id
  vpn_gateway_id = aws_vpn_gateway.x.id
}`),
      ['may unknown cidr -> private aws_vpn_gateway.x'],
    );
  });

  // https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
  it('is made by a gateway endpoint for the list of its service', () => {
    const text = `
resource "aws_route_table" "t" { vpc_id = aws_vpc.main.id }
resource "aws_route_table" "u" { vpc_id = aws_vpc.main.id }
resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.main.id
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = [aws_route_table.t.id]
}
resource "aws_vpc_endpoint_route_table_association" "u" {
  route_table_id  = aws_route_table.u.id
  vpc_endpoint_id = aws_vpc_endpoint.s3.id
}`;
    const route = 'aws_vpc_endpoint.s3.prefix_list_id -> endpoint aws_vpc_endpoint.s3';
    assert.deepEqual(routesOf(text), [route]);
    assert.deepEqual(routesOf(text, 'aws_route_table.u'), [route]);
    const list = networkOf(vpc + text).model.prefixLists.get('aws_vpc_endpoint.s3.prefix_list_id');
    assert.equal(list?.serviceName, 'com.amazonaws.eu-west-1.s3');
    assert.equal(list.publicOnly, true);
  });

  it('may be another one where changes of the routes are ignored, or they are not known', () => {
    const open = (body: string): string | undefined =>
      networkOf(`${vpc}variable "routes" {}
resource "aws_route_table" "t" {
  vpc_id = aws_vpc.main.id
  ${body}
}`).model.topology.tables[0]?.open;
    assert.equal(open(''), undefined);
    assert.match(open('lifecycle {\nignore_changes = [route]\n}') ?? '', /does not show/);
    assert.match(open('route = var.routes') ?? '', /does not show/);
  });
});

describe('a gateway', () => {
  const gateways = (text: string): Gateway[] =>
    networkOf(vpc + text).model.topology.parts.filter((part): part is Gateway => part.kind === 'gateway');

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/nat_gateway#connectivity_type
  it('for NAT is public unless it says that it is private', () => {
    const [a, b, c] = gateways(`
variable "type" {}
resource "aws_nat_gateway" "a" { subnet_id = aws_subnet.s.id }
resource "aws_nat_gateway" "b" { connectivity_type = "private" }
resource "aws_nat_gateway" "c" { connectivity_type = var.type }
resource "aws_subnet" "s" { vpc_id = aws_vpc.main.id }`);
    assert.deepEqual([a?.public, b?.public, c?.public], [true, false, undefined]);
    assert.equal(a?.subnet === undefined ? '' : referenceText(a.subnet), 'aws_subnet.s');
    assert.equal(b?.subnet, undefined);
  });

  it('that is looked up by its attachment is attached to that VPC', () => {
    const { topology } = networkOf(`${vpc}
data "aws_internet_gateway" "x" {
  filter {
    name   = "attachment.vpc-id"
    values = [aws_vpc.main.id]
  }
}`).model;
    const network = topology.networkOfGateway('data.aws_internet_gateway.x');
    assert.equal(network.kind === 'absent' ? '' : referenceText(network), 'aws_vpc.main');
  });
});

describe('a peering connection', () => {
  const peering = (text: string): Peering | undefined => networkOf(vpc + text).model.topology.peerings[0];

  it('may be in one region or not, where the region of the peer is written', () => {
    const text = 'resource "aws_vpc_peering_connection" "p" {\nvpc_id = aws_vpc.main.id\n';
    assert.equal(peering(`${text}}`)?.sameRegion, true);
    assert.equal(peering(`${text}peer_region = "eu-west-1"\n}`)?.sameRegion, undefined);
  });

  it('that is looked up joins the VPCs that it is looked up by', () => {
    const found = peering('data "aws_vpc_peering_connection" "p" {\nvpc_id = aws_vpc.main.id\n}');
    assert.deepEqual(found?.networks.map(referenceText), [
      'aws_vpc.main',
      'unknown: data.aws_vpc_peering_connection.p is read during apply',
    ]);
    assert.equal(found.accepted, undefined);
  });
});

// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl
describe('an entry of a network ACL', () => {
  const entries = (body: string): string[] =>
    (
      networkOf(`${vpc}resource "aws_network_acl" "a" {
  vpc_id = aws_vpc.main.id
  ingress {
    rule_no    = 100
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    ${body}
  }
}`).model.topology.lists[0]?.ingress ?? []
    ).map(entryText);

  for (const [body, expected] of [
    ['protocol = "tcp"\nfrom_port = 80\nto_port = 90', '100 allow 6 80-90 0.0.0.0/0'],
    ['protocol = 17\nfrom_port = 53\nto_port = 53', '100 allow 17 53 0.0.0.0/0'],
    ['protocol = "-1"\nfrom_port = 0\nto_port = 0', '100 allow all 0.0.0.0/0'],
    ['protocol = "all"', '100 allow all 0.0.0.0/0'],
    ['protocol = "icmp"\nicmp_type = -1\nicmp_code = -1', '100 allow 1 -1/-1 0.0.0.0/0'],
    ['protocol = "icmp"\nfrom_port = 0\nto_port = 0', '100 allow 1 0/0 0.0.0.0/0'],
    ['protocol = "esp"', '100 allow 50 0.0.0.0/0'],
    ['protocol = "tcp"\nfrom_port = var.none\nto_port = 90', '100 allow 6 unknown 0.0.0.0/0'],
  ] as const) {
    it(`with ${body.replaceAll('\n', ', ')} is ${expected}`, () => {
      assert.deepEqual(entries(body), [expected]);
    });
  }

  it('may be of either direction, where that is not known', () => {
    const { model } = networkOf(`${vpc}
variable "egress" { type = bool }
resource "aws_subnet" "s" { vpc_id = aws_vpc.main.id }
resource "aws_network_acl" "a" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.s.id]
}
resource "aws_network_acl_rule" "r" {
  network_acl_id  = aws_network_acl.a.id
  egress          = var.egress
  rule_number     = 100
  rule_action     = "deny"
  protocol        = "-1"
  ipv6_cidr_block = "::/0"
}`);
    assert.deepEqual(listsOf(model, 'aws_subnet.s'), [
      'aws_network_acl.a: in may 100 deny all ::/0; out may 100 deny all ::/0',
    ]);
  });

  it('may be an object', () => {
    const { model } = networkOf(`${vpc}resource "aws_network_acl" "a" {
  vpc_id = aws_vpc.main.id
  egress = [{ rule_no = 1, action = "Deny", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "192.0.2.0/24", ipv6_cidr_block = "", icmp_type = 0, icmp_code = 0 }]
}`);
    assert.deepEqual(model.topology.lists[0]?.egress.map(entryText), ['1 deny all 192.0.2.0/24']);
  });
});

describe('what is looked up', () => {
  it('is the part that the same id names elsewhere', () => {
    const { model } = networkOf(`
data "aws_vpc" "main" { id = "vpc-0123456789abcdef0" }
data "aws_subnet" "a" { id = "subnet-0123456789abcdef0" }
resource "aws_subnet" "b" {
  vpc_id     = "vpc-0123456789abcdef0"
  cidr_block = "10.0.1.0/24"
}
resource "aws_route_table" "t" { vpc_id = data.aws_vpc.main.id }
resource "aws_route_table_association" "a" {
  subnet_id      = "subnet-0123456789abcdef0"
  route_table_id = aws_route_table.t.id
}`);
    assert.deepEqual(tablesOf(model, 'data.aws_subnet.a'), ['aws_route_table.t: ']);
    const { network } = model.subnets.get('aws_subnet.b') ?? {};
    assert.equal(network === undefined ? '' : referenceText(network), 'data.aws_vpc.main');
  });

  it('is the group of that name in the VPC, if one is certain to have it', () => {
    const text = (name: string): string => `${vpc}
resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = aws_vpc.main.id
}
data "aws_security_group" "web" {
  name   = "${name}"
  vpc_id = aws_vpc.main.id
}
resource "aws_vpc_security_group_ingress_rule" "r" {
  security_group_id = data.aws_security_group.web.id
  ip_protocol       = "-1"
  cidr_ipv4         = "10.0.0.0/8"
}`;
    const target = (name: string): string =>
      referenceText(networkOf(text(name)).rules[0]?.group ?? { kind: 'unknown', reason: '' });
    assert.equal(target('web'), 'aws_security_group.web');
    assert.equal(target('api'), 'data.aws_security_group.web');
  });

  it('is a service by the name of its prefix list', () => {
    const list = (body: string) =>
      networkOf(`data "aws_ec2_managed_prefix_list" "l" {\n${body}\n}`).model.prefixLists.get(
        'data.aws_ec2_managed_prefix_list.l',
      );
    const cloudfront = 'com.amazonaws.global.cloudfront.origin-facing';
    assert.equal(list(`name = "${cloudfront}"`)?.serviceName, cloudfront);
    assert.equal(list(`name = "${cloudfront}"`)?.publicOnly, true);
    const filter = `filter {\nname = "prefix-list-name"\nvalues = ["${cloudfront}"]\n}`;
    assert.equal(list(filter)?.serviceName, cloudfront);
    assert.equal(list('name = "com.amazonaws.eu-west-1.vpc-lattice"')?.publicOnly, undefined);
    assert.equal(list('name = "office"')?.serviceName, undefined);
  });
});

// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/subnet
describe('the traits of networks and subnets', () => {
  it('are public addresses by default, IPv6 and no IPv4', () => {
    const { subnets, networks } = networkOf(`
resource "aws_vpc" "main" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
}
resource "aws_subnet" "a" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = true
}
resource "aws_subnet" "b" {
  vpc_id          = aws_vpc.main.id
  ipv6_native     = true
  ipv6_cidr_block = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 1)
}
data "aws_subnet" "c" { id = "subnet-0123456789abcdef0" }
resource "aws_default_subnet" "d" { availability_zone = "eu-west-1a" }
data "aws_vpc" "default" { default = true }`).model;
    const traits = ['aws_subnet.a', 'aws_subnet.b', 'data.aws_subnet.c', 'aws_default_subnet.d'].map(
      (address) => {
        const subnet = subnets.get(address);
        return [subnet?.publicByDefault, subnet?.hasIpv6, subnet?.ipv6Only, subnet?.external];
      },
    );
    assert.deepEqual(traits, [
      [true, undefined, undefined, undefined],
      [false, true, true, undefined],
      [undefined, undefined, undefined, true],
      [true, undefined, undefined, undefined],
    ]);
    assert.equal(networks.get('aws_vpc.main')?.hasIpv6, true);
    assert.equal(networks.get('data.aws_vpc.default')?.isDefault, true);
  });
});
