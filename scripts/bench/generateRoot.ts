/**
 * One root module of any size for the bench: groups with ten rules each, written in every way there is, in several
 * networks with routes, access lists and a peering. The same number always gives the same files.
 */

import type { Files } from './generate';

/** What the bench asks about, by address. */
export interface ScaleRoot {
  readonly files: Files;
  readonly groups: number;
  /** The file in which a rule is edited, and the port that is. */
  readonly edited: { readonly file: string; readonly port: string };
  /** The group with the most rules of its own. */
  readonly busiest: string;
  readonly group: (number: number) => string;
  readonly attachment: (number: number) => string;
}

const networks = 4;
const groupsPerModule = 10;
const rulesPerGroup = 10;
const subnetsPerNetwork = 4;

/** Groups with ten rules each, one with up to a thousand more, ten groups to a module, all called by one root. */
export function scaleRoot(rules: number): ScaleRoot {
  const busy = Math.min(1_000, rules / 10);
  const modules = Math.max(1, Math.round((rules - busy) / rulesPerGroup / groupsPerModule));
  const files: Files = new Map();
  files.set(
    'live/main/network.tf',
    Array.from({ length: networks }, (_, index) => networkText(index)).join('\n') + peering,
  );
  files.set('live/main/gateway.tf', gatewayText(busy));
  const calls: string[] = [];
  for (let module = 0; module < modules; module++) {
    calls.push(callText(module, modules));
    files.set(`modules/${name(module)}/main.tf`, moduleText(module));
    files.set(`modules/${name(module)}/variables.tf`, moduleVariables);
  }
  files.set('live/main/services.tf', calls.join('\n'));
  const count = modules * groupsPerModule;
  const within = (number: number): string => `module.${name(Math.floor((number % count) / groupsPerModule))}`;
  return {
    files,
    groups: count + 1,
    edited: { file: `modules/${name(0)}/main.tf`, port: '7001' },
    busiest: 'aws_security_group.gateway',
    group: (number) => `${within(number)}.aws_security_group.g${number % groupsPerModule}`,
    attachment: (number) => `${within(number)}.aws_instance.g${number % groupsPerModule}`,
  };
}

function name(module: number): string {
  return `team${String(module).padStart(4, '0')}`;
}

function networkText(index: number): string {
  const subnets = Array.from({ length: subnetsPerNetwork }, (_, subnet) => {
    const table = subnet % 2 === 0 ? 'private' : 'public';
    return `resource "aws_subnet" "n${index}_${subnet}" {
  vpc_id                  = aws_vpc.n${index}.id
  cidr_block              = cidrsubnet(aws_vpc.n${index}.cidr_block, 4, ${subnet})
  map_public_ip_on_launch = ${subnet % 2 === 1}
}

resource "aws_route_table_association" "n${index}_${subnet}" {
  subnet_id      = aws_subnet.n${index}_${subnet}.id
  route_table_id = aws_route_table.n${index}_${table}.id
}
`;
  });
  return `resource "aws_vpc" "n${index}" {
  cidr_block = "10.${index}.0.0/16"
}

resource "aws_internet_gateway" "n${index}" {
  vpc_id = aws_vpc.n${index}.id
}

resource "aws_route_table" "n${index}_public" {
  vpc_id = aws_vpc.n${index}.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.n${index}.id
  }
}

resource "aws_route_table" "n${index}_private" {
  vpc_id = aws_vpc.n${index}.id
}

resource "aws_network_acl" "n${index}" {
  vpc_id     = aws_vpc.n${index}.id
  subnet_ids = [aws_subnet.n${index}_2.id, aws_subnet.n${index}_3.id]

  ingress {
    rule_no    = 50
    action     = "deny"
    protocol   = "tcp"
    from_port  = 22
    to_port    = 22
    cidr_block = "0.0.0.0/0"
  }

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }

  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }
}

${subnets.join('\n')}`;
}

const peering = `
resource "aws_vpc_peering_connection" "first" {
  vpc_id      = aws_vpc.n0.id
  peer_vpc_id = aws_vpc.n1.id
  auto_accept = true
}

resource "aws_route" "first" {
  route_table_id            = aws_route_table.n0_private.id
  destination_cidr_block    = aws_vpc.n1.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.first.id
}

resource "aws_route" "second" {
  route_table_id            = aws_route_table.n1_private.id
  destination_cidr_block    = aws_vpc.n0.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.first.id
}
`;

/** The group that a thousand rules are about: addresses of customers, and ports for them. */
function gatewayText(rules: number): string {
  const blocks = Array.from(
    { length: rules - 1 },
    (_, index) => `resource "aws_vpc_security_group_ingress_rule" "customer_${index}" {
  security_group_id = aws_security_group.gateway.id
  ip_protocol       = "tcp"
  from_port         = ${2000 + (index % 40) * 10}
  to_port           = ${2000 + (index % 40) * 10 + (index % 7)}
  cidr_ipv4         = "52.${index % 200}.${Math.floor(index / 200)}.0/${24 + (index % 4)}"
}
`,
  );
  return `resource "aws_ec2_managed_prefix_list" "offices" {
  name           = "offices"
  address_family = "IPv4"
  max_entries    = 5

  entry {
    cidr = "52.1.0.0/24"
  }

  entry {
    cidr = "52.2.16.0/20"
  }
}

resource "aws_security_group" "gateway" {
  name        = "gateway"
  description = "Where customers come in"
  vpc_id      = aws_vpc.n0.id
}

resource "aws_lb" "gateway" {
  name            = "gateway"
  subnets         = [aws_subnet.n0_1.id, aws_subnet.n0_3.id]
  security_groups = [aws_security_group.gateway.id]
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.gateway.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

${blocks.join('\n')}`;
}

function callText(module: number, modules: number): string {
  const network = module % networks;
  // The same network, so that rules can name the group.
  const before = name((module + modules - (modules % networks === 0 ? networks : 0)) % modules);
  const caller =
    before === name(module) || modules < 2 * networks
      ? 'aws_security_group.gateway.id'
      : `module.${name((module + modules - networks) % modules)}.last_group_id`;
  return `module "${name(module)}" {
  source = "../../modules/${name(module)}"

  vpc_id          = aws_vpc.n${network}.id
  vpc_cidr        = aws_vpc.n${network}.cidr_block
  subnet_ids      = [${Array.from({ length: subnetsPerNetwork }, (_, subnet) => `aws_subnet.n${network}_${subnet}.id`).join(', ')}]
  offices_list_id = aws_ec2_managed_prefix_list.offices.id
  office_cidrs    = ["198.51.100.${(module * 8) % 256}/29"]
  caller_group_id = ${caller}
}
`;
}

const moduleVariables = `variable "vpc_id" {
  type = string
}

variable "vpc_cidr" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "offices_list_id" {
  type = string
}

variable "office_cidrs" {
  type = list(string)
}

variable "caller_group_id" {
  type = string
}

output "last_group_id" {
  value = aws_security_group.g${groupsPerModule - 1}.id
}
`;

interface WrittenRule {
  readonly direction: 'ingress' | 'egress';
  readonly ports: readonly [number, number] | 'all';
  readonly peer:
    | { readonly kind: 'cidr' | 'cidrs' | 'group' | 'list'; readonly expression: string }
    | { readonly kind: 'self' };
}

function moduleText(module: number): string {
  return Array.from({ length: groupsPerModule }, (_, group) => groupText(module, group)).join('\n');
}

function groupRules(module: number, group: number): readonly WrittenRule[] {
  const port = 7001 + ((module * groupsPerModule + group) % 20_000) * 2;
  const seed = module * groupsPerModule + group;
  const tcp = (first: number, last: number, peer: WrittenRule['peer']): WrittenRule => ({
    direction: 'ingress',
    ports: [first, last],
    peer,
  });
  const previous: WrittenRule['peer'] =
    group === 0
      ? { kind: 'group', expression: 'var.caller_group_id' }
      : { kind: 'group', expression: `aws_security_group.g${group - 1}.id` };
  return [
    { direction: 'egress', ports: 'all', peer: { kind: 'cidr', expression: '"0.0.0.0/0"' } },
    tcp(port, port, previous),
    tcp(9090, 9090, { kind: 'group', expression: 'var.caller_group_id' }),
    // Not all admit the same of their network, and few the whole internet.
    tcp(
      5432,
      5432,
      seed % 4 === 0
        ? { kind: 'cidr', expression: 'var.vpc_cidr' }
        : { kind: 'cidr', expression: `"10.${module % networks}.${seed % 64}.0/24"` },
    ),
    tcp(22, 22, { kind: 'cidrs', expression: 'var.office_cidrs' }),
    tcp(8443, 8443, { kind: 'list', expression: 'var.offices_list_id' }),
    tcp(2049, 2049, { kind: 'self' }),
    tcp(443, 443, {
      kind: 'cidr',
      expression:
        seed % 20 === 0 ? '"0.0.0.0/0"' : `"${20 + (seed % 50)}.${seed % 250}.${(seed * 7) % 250}.0/24"`,
    }),
    tcp(6000 + (seed % 100), 6200, { kind: 'cidr', expression: `"172.16.${seed % 250}.0/24"` }),
    {
      direction: 'egress',
      ports: [8000, 8100],
      peer: { kind: 'group', expression: `aws_security_group.g${(group + 1) % groupsPerModule}.id` },
    },
  ];
}

function groupText(module: number, group: number): string {
  const rules = groupRules(module, group);
  const style = group % 3;
  // Two groups that name each other inline would be a cycle; the last rule of the style is then a resource.
  const inline = style === 0 ? rules.filter(({ peer }) => !isLater(peer, group)) : [];
  const others = rules.filter((rule) => !inline.includes(rule));
  const blocks = inline.map((rule) => inlineText(rule)).join('');
  const header = `resource "aws_security_group" "g${group}" {
  name        = "team${module}-service${group}"
  description = "Service ${group} of team ${module}"
  vpc_id      = var.vpc_id
${blocks}}

resource "aws_instance" "g${group}" {
  ami                    = "ami-12345678"
  instance_type          = "t3.micro"
  subnet_id              = var.subnet_ids[${group % subnetsPerNetwork}]
  vpc_security_group_ids = [aws_security_group.g${group}.id]
}
`;
  return [
    header,
    ...others.map((rule, index) => (style === 1 ? ruleText : oldRuleText)(rule, group, index)),
  ].join('\n');
}

function isLater(peer: WrittenRule['peer'], group: number): boolean {
  return (
    peer.kind === 'group' && peer.expression === `aws_security_group.g${(group + 1) % groupsPerModule}.id`
  );
}

function inlineText({ direction, ports, peer }: WrittenRule): string {
  const [first, last] = ports === 'all' ? [0, 0] : ports;
  return `
  ${direction} {
    protocol  = "${ports === 'all' ? '-1' : 'tcp'}"
    from_port = ${first}
    to_port   = ${last}
    ${oldPeer(peer)}
  }
`;
}

function oldPeer(peer: WrittenRule['peer'], groupArgument?: string): string {
  switch (peer.kind) {
    case 'self':
      return 'self = true';
    case 'cidr':
      return `cidr_blocks = [${peer.expression}]`;
    case 'cidrs':
      return `cidr_blocks = ${peer.expression}`;
    case 'list':
      return `prefix_list_ids = [${peer.expression}]`;
    case 'group':
      return groupArgument === undefined
        ? `security_groups = [${peer.expression}]`
        : `${groupArgument} = ${peer.expression}`;
  }
}

function oldRuleText({ direction, ports, peer }: WrittenRule, group: number, index: number): string {
  const [first, last] = ports === 'all' ? [0, 0] : ports;
  return `resource "aws_security_group_rule" "g${group}_${index}" {
  type              = "${direction}"
  security_group_id = aws_security_group.g${group}.id
  protocol          = "${ports === 'all' ? '-1' : 'tcp'}"
  from_port         = ${first}
  to_port           = ${last}
  ${oldPeer(peer, 'source_security_group_id')}
}
`;
}

function ruleText({ direction, ports, peer }: WrittenRule, group: number, index: number): string {
  const range =
    ports === 'all' ? '' : `  from_port         = ${ports[0]}\n  to_port           = ${ports[1]}\n`;
  const source =
    peer.kind === 'self'
      ? `referenced_security_group_id = aws_security_group.g${group}.id`
      : peer.kind === 'group'
        ? `referenced_security_group_id = ${peer.expression}`
        : peer.kind === 'list'
          ? `prefix_list_id = ${peer.expression}`
          : `cidr_ipv4 = ${peer.kind === 'cidrs' ? `${peer.expression}[0]` : peer.expression}`;
  return `resource "aws_vpc_security_group_${direction}_rule" "g${group}_${index}" {
  security_group_id = aws_security_group.g${group}.id
  ip_protocol       = "${ports === 'all' ? '-1' : 'tcp'}"
${range}  ${source}
}
`;
}
