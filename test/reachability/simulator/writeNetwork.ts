/** Writes a small network as Terraform. Hosts are `aws_instance.h0`, `aws_db_instance.h1` and so on, by index. */
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
        ...vpc.mainRoutes.flatMap((route) => inlineRoute(network, route, index)),
      ]);
    }
    if (vpc.defaultList !== undefined) {
      resource('aws_default_network_acl', `v${index}`, [
        `default_network_acl_id = aws_vpc.v${index}.default_network_acl_id`,
        ...vpc.defaultList.flatMap(inlineEntry),
      ]);
    }
  }
  if (network.joint === 'peering') {
    resource('aws_vpc_peering_connection', 'p', [
      'vpc_id = aws_vpc.v0.id',
      'peer_vpc_id = aws_vpc.v1.id',
      'auto_accept = true',
    ]);
  } else if (network.joint !== 'none') {
    const references = network.joint === 'transit' ? [] : ['security_group_referencing_support = "enable"'];
    resource('aws_ec2_transit_gateway', 't', references);
    for (const vpc of [0, 1]) {
      const subnet = network.subnets.findIndex((each) => each.vpc === vpc);
      resource('aws_ec2_transit_gateway_vpc_attachment', `v${vpc}`, [
        'transit_gateway_id = aws_ec2_transit_gateway.t.id',
        `vpc_id = aws_vpc.v${vpc}.id`,
        `subnet_ids = [aws_subnet.s${subnet}.id]`,
        ...references,
      ]);
    }
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
      ...subnet.routes.flatMap((route) => inlineRoute(network, route, subnet.vpc)),
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
    if (group.isDefault) continue;
    resource('aws_security_group', `g${index}`, [
      `vpc_id = aws_vpc.v${group.vpc}.id`,
      ...(group.inline
        ? group.rules.flatMap((rule, at) => [
            `${rule.direction} {`,
            ...[...ruleTraffic(rule), rulePeer(rule, `g${index}_${at}`)].map((line) => `  ${line}`),
            '}',
          ])
        : []),
    ]);
    for (const [at, { peer }] of group.rules.entries()) {
      if (peer.kind !== 'list') continue;
      resource('aws_ec2_managed_prefix_list', `g${index}_${at}`, [
        `name = "g${index}_${at}"`,
        'address_family = "IPv4"',
        'max_entries = 5',
        ...peer.prefixes.map(({ text }) => `entry {\n    cidr = "${text}"\n  }`),
      ]);
    }
    if (group.inline) continue;
    for (const [at, rule] of group.rules.entries()) {
      resource('aws_security_group_rule', `g${index}_${at}`, [
        `type = "${rule.direction}"`,
        `security_group_id = aws_security_group.g${index}.id`,
        ...ruleTraffic(rule),
        rulePeer(rule, `g${index}_${at}`),
      ]);
    }
  }
  for (const [index, host] of network.hosts.entries()) {
    const groups = `[${host.groups.map((id) => `aws_security_group.g${id}.id`).join(', ')}]`;
    const subnets = host.subnets.map((subnet) => `aws_subnet.s${subnet}.id`);
    switch (host.kind) {
      case 'instance':
        resource('aws_instance', `h${index}`, [
          'ami = "ami-12345678"',
          'instance_type = "t3.micro"',
          `subnet_id = ${subnets.join()}`,
          ...(host.groups.some((id) => network.groups[id]?.isDefault === true)
            ? []
            : [`vpc_security_group_ids = ${groups}`]),
          ...(host.fixed === undefined ? [] : [`private_ip = "${addressText(host.fixed)}"`]),
          ...(host.publicAddress === 'own' ? ['associate_public_ip_address = true'] : []),
          ...(host.publicAddress === 'refused' ? ['associate_public_ip_address = false'] : []),
        ]);
        if (host.publicAddress === 'elastic') {
          resource('aws_eip', `h${index}`, ['domain = "vpc"', `instance = aws_instance.h${index}.id`]);
        }
        break;
      case 'database':
        resource('aws_db_subnet_group', `h${index}`, [
          `name = "h${index}"`,
          `subnet_ids = [${subnets.join(', ')}]`,
        ]);
        resource('aws_db_instance', `h${index}`, [
          'engine = "postgres"',
          'instance_class = "db.t4g.micro"',
          `db_subnet_group_name = aws_db_subnet_group.h${index}.name`,
          `vpc_security_group_ids = ${groups}`,
          ...(host.publicAddress === 'own' ? ['publicly_accessible = true'] : []),
        ]);
        break;
      case 'function':
        resource('aws_lambda_function', `h${index}`, [
          `function_name = "h${index}"`,
          'role = "arn:aws:iam::123456789012:role/job"',
          'vpc_config {',
          `  subnet_ids = [${subnets.join(', ')}]`,
          `  security_group_ids = ${groups}`,
          '}',
        ]);
    }
  }
  return `${blocks.join('\n\n')}\n`;
}

function inlineRoute({ joint }: SmallNetwork, { prefix, target }: Route, vpc: number): string[] {
  const to = {
    internet: `gateway_id = aws_internet_gateway.v${vpc}.id`,
    nat: `nat_gateway_id = aws_nat_gateway.v${vpc}.id`,
    joint:
      joint === 'peering'
        ? 'vpc_peering_connection_id = aws_vpc_peering_connection.p.id'
        : 'transit_gateway_id = aws_ec2_transit_gateway.t.id',
  };
  return ['route {', `  cidr_block = "${prefix.text}"`, `  ${to[target]}`, '}'];
}

/** The address of the host of that index. */
export function hostAddress(network: SmallNetwork, index: number): string {
  const types = { instance: 'aws_instance', database: 'aws_db_instance', function: 'aws_lambda_function' };
  const host = network.hosts[index];
  if (host === undefined) throw new Error(`no host ${index}`);
  return `${types[host.kind]}.h${index}`;
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

function rulePeer({ peer }: Rule, list: string): string {
  switch (peer.kind) {
    case 'prefix':
      return `cidr_blocks = ["${peer.prefix.text}"]`;
    case 'group':
      return `source_security_group_id = aws_security_group.g${peer.group}.id`;
    case 'list':
      return `prefix_list_ids = [aws_ec2_managed_prefix_list.${list}.id]`;
    case 'self':
      return 'self = true';
    case 'unknown':
      return 'cidr_blocks = var.unknown';
  }
}

function protocolText(protocol: Entry['protocol']): string {
  return protocol === 'all' ? '-1' : protocol;
}
