/** Writes a small network as Terraform. Addresses: `aws_instance.h0`, and so on by index. */
import { addressText, type Entry, type Route, type Rule, type SmallNetwork } from './smallNetwork';

/** The text of one file. */
export function writeNetwork(network: SmallNetwork): string {
  const blocks: string[] = [];
  const resource = (type: string, name: string, lines: readonly string[]): void => {
    blocks.push([`resource "${type}" "${name}" {`, ...lines.map((line) => `  ${line}`), '}'].join('\n'));
  };
  if (JSON.stringify(network.groups).includes('"unknown"')) {
    blocks.push('variable "unknown" {\n  type = list(string)\n}');
  }
  for (const [index, vpc] of network.vpcs.entries()) {
    resource('aws_vpc', `v${index}`, [`cidr_block = "${vpc.prefix.text}"`]);
    if (vpc.gateway) resource('aws_internet_gateway', `v${index}`, [`vpc_id = aws_vpc.v${index}.id`]);
    if (vpc.nat !== undefined) {
      resource('aws_eip', `nat${index}`, ['domain = "vpc"']);
      resource('aws_nat_gateway', `v${index}`, [
        `allocation_id = aws_eip.nat${index}.id`,
        `subnet_id = aws_subnet.s${vpc.nat}.id`,
      ]);
    }
    if (vpc.mainRoutes.length > 0) {
      resource('aws_default_route_table', `v${index}`, [
        `default_route_table_id = aws_vpc.v${index}.default_route_table_id`,
        ...vpc.mainRoutes.flatMap((route) => inlineRoute(route, index)),
      ]);
    }
    if (vpc.defaultList !== undefined) {
      resource('aws_default_network_acl', `v${index}`, [
        `default_network_acl_id = aws_vpc.v${index}.default_network_acl_id`,
        ...vpc.defaultList.flatMap(inlineEntry),
      ]);
    }
  }
  if (network.peered) {
    resource('aws_vpc_peering_connection', 'p', [
      'vpc_id = aws_vpc.v0.id',
      'peer_vpc_id = aws_vpc.v1.id',
      'auto_accept = true',
    ]);
  }
  for (const [index, subnet] of network.subnets.entries()) {
    resource('aws_subnet', `s${index}`, [
      `vpc_id = aws_vpc.v${subnet.vpc}.id`,
      `cidr_block = "${subnet.prefix.text}"`,
      ...(subnet.handsOutPublicAddresses ? ['map_public_ip_on_launch = true'] : []),
    ]);
    if (subnet.routes === undefined) continue;
    resource('aws_route_table', `s${index}`, [
      `vpc_id = aws_vpc.v${subnet.vpc}.id`,
      ...subnet.routes.flatMap((route) => inlineRoute(route, subnet.vpc)),
    ]);
    resource('aws_route_table_association', `s${index}`, [
      `subnet_id = aws_subnet.s${index}.id`,
      `route_table_id = aws_route_table.s${index}.id`,
    ]);
  }
  for (const [index, list] of network.lists.entries()) {
    const subnets = network.subnets.flatMap((subnet, at) =>
      subnet.list === index ? [`aws_subnet.s${at}.id`] : [],
    );
    const own = index % 2 === 0;
    resource('aws_network_acl', `l${index}`, [
      `vpc_id = aws_vpc.v${list.vpc}.id`,
      `subnet_ids = [${subnets.join(', ')}]`,
      ...(own ? list.entries.flatMap(inlineEntry) : []),
    ]);
    if (own) continue;
    for (const [at, entry] of list.entries.entries()) {
      resource('aws_network_acl_rule', `l${index}_${at}`, [
        `network_acl_id = aws_network_acl.l${index}.id`,
        `egress = ${entry.direction === 'egress'}`,
        `rule_number = ${entry.number}`,
        `rule_action = "${entry.allow ? 'allow' : 'deny'}"`,
        `protocol = "${protocolText(entry.protocol)}"`,
        `cidr_block = "${entry.prefix.text}"`,
        ...entryPorts(entry),
      ]);
    }
  }
  for (const [index, group] of network.groups.entries()) {
    resource('aws_security_group', `g${index}`, [
      `vpc_id = aws_vpc.v${group.vpc}.id`,
      ...(group.inline
        ? group.rules.flatMap((rule) => [
            `${rule.direction} {`,
            ...[...ruleTraffic(rule), rulePeer(rule)].map((line) => `  ${line}`),
            '}',
          ])
        : []),
    ]);
    if (group.inline) continue;
    for (const [at, rule] of group.rules.entries()) {
      resource('aws_security_group_rule', `g${index}_${at}`, [
        `type = "${rule.direction}"`,
        `security_group_id = aws_security_group.g${index}.id`,
        ...ruleTraffic(rule),
        rulePeer(rule),
      ]);
    }
  }
  for (const [index, host] of network.hosts.entries()) {
    resource('aws_instance', `h${index}`, [
      'ami = "ami-12345678"',
      'instance_type = "t3.micro"',
      `subnet_id = aws_subnet.s${host.subnet}.id`,
      `vpc_security_group_ids = [${host.groups.map((id) => `aws_security_group.g${id}.id`).join(', ')}]`,
      ...(host.fixed === undefined ? [] : [`private_ip = "${addressText(host.fixed)}"`]),
      ...(host.publicAddress === 'own' ? ['associate_public_ip_address = true'] : []),
      ...(host.publicAddress === 'refused' ? ['associate_public_ip_address = false'] : []),
    ]);
    if (host.publicAddress === 'elastic') {
      resource('aws_eip', `h${index}`, ['domain = "vpc"', `instance = aws_instance.h${index}.id`]);
    }
  }
  return `${blocks.join('\n\n')}\n`;
}

function inlineRoute({ prefix, target }: Route, vpc: number): string[] {
  const to = {
    internet: `gateway_id = aws_internet_gateway.v${vpc}.id`,
    nat: `nat_gateway_id = aws_nat_gateway.v${vpc}.id`,
    peering: 'vpc_peering_connection_id = aws_vpc_peering_connection.p.id',
  };
  return ['route {', `  cidr_block = "${prefix.text}"`, `  ${to[target]}`, '}'];
}

function inlineEntry(entry: Entry): string[] {
  return [
    `${entry.direction} {`,
    `  rule_no = ${entry.number}`,
    `  action = "${entry.allow ? 'allow' : 'deny'}"`,
    `  protocol = "${protocolText(entry.protocol)}"`,
    `  cidr_block = "${entry.prefix.text}"`,
    ...entryPorts(entry).map((line) => `  ${line}`),
    '}',
  ];
}

function entryPorts({ protocol, from, to }: Entry): string[] {
  if (protocol === 'all') return ['from_port = 0', 'to_port = 0'];
  if (protocol !== 'icmp') return [`from_port = ${from}`, `to_port = ${to}`];
  return ['from_port = 0', 'to_port = 0', `icmp_type = ${from}`, 'icmp_code = -1'];
}

function ruleTraffic({ protocol, from, to }: Rule): string[] {
  if (protocol === 'all') return ['protocol = "-1"', 'from_port = 0', 'to_port = 0'];
  if (protocol !== 'icmp') return [`protocol = "${protocol}"`, `from_port = ${from}`, `to_port = ${to}`];
  return ['protocol = "icmp"', `from_port = ${from}`, 'to_port = -1'];
}

function rulePeer({ peer }: Rule): string {
  switch (peer.kind) {
    case 'prefix':
      return `cidr_blocks = ["${peer.prefix.text}"]`;
    case 'group':
      return `source_security_group_id = aws_security_group.g${peer.group}.id`;
    case 'self':
      return 'self = true';
    case 'unknown':
      return 'cidr_blocks = var.unknown';
  }
}

function protocolText(protocol: Entry['protocol']): string {
  return protocol === 'all' ? '-1' : protocol;
}
