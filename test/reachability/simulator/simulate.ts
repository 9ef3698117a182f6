/**
 * Sends concrete packets through a small network, step by step, as the vendor's documentation describes it. Plain loops
 * over plain data, to be read beside the pages cited; it shares no code with the engine, and nothing here is fast.
 *
 * A connection works if its request arrives and its reply comes back. Only the ephemeral port from which the client
 * asks is left open: a connection works always if it does so from every port the client may take, and sometimes if it
 * does so from one.
 */
import {
  holdsAddress,
  type Direction,
  type Entry,
  type Host,
  type Place,
  type Route,
  type Rule,
  type SmallNetwork,
} from './smallNetwork';

export interface Connection {
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  /** Destination port; of no meaning for ICMP, where the request is an echo request. */
  readonly port: number;
}

/** What the parts that are not known turn out to be: which addresses an unknown range holds. */
export interface World {
  readonly unknownHolds: boolean;
}

/** `no`: from none of the client's ports, `sometimes`: from some. */
export type Outcome = 'always' | 'sometimes' | 'no';

/**
 * One port of each stretch that access lists of generated networks tell apart. Linux asks from 32768 to 61000, Windows
 * from 49152 to 65535; a function, a NAT gateway, and clients of all kinds on the internet, from 1024 to 65535.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html#nacl-ephemeral-ports
 */
const INSTANCE_PORTS = [40_000, 55_000, 63_000];
const ANY_CLIENT_PORTS = [2_000, 5_432, 40_000, 55_000, 63_000];

/** A host at one of the places where it may be. */
export interface Standing extends Place {
  readonly host: Host;
}

interface Packet {
  readonly protocol: Connection['protocol'];
  readonly source: number;
  readonly destination: number;
  /** Destination port of this packet, or ICMP type. */
  readonly detail: number;
}

/** From an instance to the private address of another one. */
export function betweenHosts(
  network: SmallNetwork,
  world: World,
  from: Standing,
  to: Standing,
  connection: Connection,
): Outcome {
  // https://docs.aws.amazon.com/whitepapers/latest/serverless-architectures-lambda/network-configuration.html
  if (to.host.kind === 'function') return 'no';
  if (!groupsAllow(network, world, 'egress', from, to, connection)) return 'no';
  if (!groupsAllow(network, world, 'ingress', to, from, connection)) return 'no';
  if (!leadsTo(network, from.subnet, to.subnet, to.address)) return 'no';
  // The reply finds its own way back.
  // https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
  if (!leadsTo(network, to.subnet, from.subnet, from.address)) return 'no';
  // Access lists judge what enters and leaves a subnet, not what is routed within it.
  // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html#nacl-basics
  if (from.subnet === to.subnet) return 'always';
  return overPorts(clientPorts(from.host), (clientPort) => {
    const request = requestOf(connection, from.address, to.address);
    const reply = replyOf(connection, clientPort, from.address, to.address);
    return (
      listAllows(network, from.subnet, 'egress', request) &&
      listAllows(network, to.subnet, 'ingress', request) &&
      // Lists are stateless: replies are packets like any other.
      listAllows(network, to.subnet, 'egress', reply) &&
      listAllows(network, from.subnet, 'ingress', reply)
    );
  });
}

/** From an address on the internet to an instance. */
export function fromInternet(
  network: SmallNetwork,
  world: World,
  client: number,
  to: Standing,
  connection: Connection,
): Outcome {
  if (to.host.kind === 'function') return 'no';
  // A gateway that is attached, a route to it, a public address, and groups and lists that permit.
  // https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html#vpc-igw-internet-access
  if (!hasPublicAddress(network, to)) return 'no';
  if (targetOf(network, to.subnet, client) !== 'internet') return 'no';
  if (!groupsAllow(network, world, 'ingress', to, { address: client }, connection)) return 'no';
  return overPorts(ANY_CLIENT_PORTS, (clientPort) => {
    // The gateway translates addresses before the list of the subnet sees the packet.
    const request = requestOf(connection, client, to.address);
    const reply = replyOf(connection, clientPort, client, to.address);
    return (
      listAllows(network, to.subnet, 'ingress', request) && listAllows(network, to.subnet, 'egress', reply)
    );
  });
}

/** From an instance to an address on the internet. */
export function toInternet(
  network: SmallNetwork,
  world: World,
  from: Standing,
  server: number,
  connection: Connection,
): Outcome {
  if (!groupsAllow(network, world, 'egress', from, { address: server }, connection)) return 'no';
  const target = targetOf(network, from.subnet, server);
  const ownListAllows = (clientPort: number): boolean =>
    listAllows(network, from.subnet, 'egress', requestOf(connection, from.address, server)) &&
    listAllows(network, from.subnet, 'ingress', replyOf(connection, clientPort, from.address, server));
  if (target === 'internet') {
    return hasPublicAddress(network, from) ? overPorts(clientPorts(from.host), ownListAllows) : 'no';
  }
  if (target !== 'nat') return 'no';
  // A public NAT gateway stands in a public subnet and goes on through the internet gateway.
  // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
  const nat = network.vpcs[subnetOf(network, from.subnet).vpc]?.nat;
  if (nat === undefined || targetOf(network, nat, server) !== 'internet') return 'no';
  const natAddress = subnetOf(network, nat).prefix.first + 17;
  return overPorts(clientPorts(from.host), (clientPort) => {
    if (from.subnet !== nat) {
      if (!ownListAllows(clientPort)) return false;
      // Between the instance and the gateway, packets keep the address of the server.
      const asked = requestOf(connection, from.address, server);
      const answered = replyOf(connection, clientPort, from.address, server);
      if (!listAllows(network, nat, 'ingress', asked)) return false;
      if (!listAllows(network, nat, 'egress', answered)) return false;
    }
    return overPorts(ANY_CLIENT_PORTS, (natPort) => {
      const request = requestOf(connection, natAddress, server);
      const reply = replyOf(connection, natPort, natAddress, server);
      return listAllows(network, nat, 'egress', request) && listAllows(network, nat, 'ingress', reply);
    });
  });
}

function clientPorts({ kind }: Host): readonly number[] {
  return kind === 'function' ? ANY_CLIENT_PORTS : INSTANCE_PORTS;
}

/** The worst of all ports, unless they differ. */
function overPorts(ports: readonly number[], works: (port: number) => boolean | Outcome): Outcome {
  let all = true;
  let some = false;
  for (const port of ports) {
    const outcome = works(port);
    if (outcome !== true && outcome !== 'always') all = false;
    if (outcome !== false && outcome !== 'no') some = true;
  }
  return all ? 'always' : some ? 'sometimes' : 'no';
}

function requestOf({ protocol, port }: Connection, source: number, destination: number): Packet {
  return { protocol, source, destination, detail: protocol === 'icmp' ? 8 : port };
}

/** The reply goes to the client's ephemeral port; an echo request is answered by an echo reply, type 0. */
function replyOf({ protocol }: Connection, clientPort: number, client: number, server: number): Packet {
  return { protocol, source: server, destination: client, detail: protocol === 'icmp' ? 0 : clientPort };
}

/**
 * Whether any rule of any group of `local` allows the connection with the other end: rules only allow, the rules of
 * several groups are one set, and what no rule allows is denied. Groups are stateful: no rule is needed for replies.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
function groupsAllow(
  network: SmallNetwork,
  world: World,
  direction: Direction,
  local: Standing,
  other: Standing | { readonly address: number },
  connection: Connection,
): boolean {
  for (const id of local.host.groups) {
    for (const rule of network.groups[id]?.rules ?? []) {
      if (rule.direction !== direction) continue;
      if (!ruleHolds(rule, connection)) continue;
      if (peerHolds(network, world, rule, id, local, other)) return true;
    }
  }
  return false;
}

/** -1 means every protocol; https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
function ruleHolds(rule: Rule, { protocol, port }: Connection): boolean {
  if (rule.protocol === 'all') return true;
  if (rule.protocol !== protocol) return false;
  if (protocol === 'icmp') return rule.from === -1 || rule.from === 8;
  return port >= rule.from && port <= rule.to;
}

/**
 * A group as a peer means the private addresses of its members, in this VPC or a peered one: it never holds an address
 * on the internet.
 */
function peerHolds(
  network: SmallNetwork,
  world: World,
  { direction, peer }: Rule,
  ownGroup: number,
  local: Standing,
  other: Standing | { readonly address: number },
): boolean {
  switch (peer.kind) {
    case 'prefix':
      return holdsAddress(peer.prefix, other.address);
    case 'list':
      return peer.prefixes.some((prefix) => holdsAddress(prefix, other.address));
    case 'unknown':
      return world.unknownHolds;
    case 'self':
      return 'host' in other && other.host.groups.includes(ownGroup);
    case 'group':
      if (!('host' in other) || !other.host.groups.includes(peer.group)) return false;
      if (subnetOf(network, local.subnet).vpc === subnetOf(network, other.subnet).vpc) return true;
      // Over a transit gateway groups are named by inbound rules only, and only where that is turned on.
      // https://aws.amazon.com/blogs/networking-and-content-delivery/introducing-security-group-referencing-for-aws-transit-gateway
      if (network.joint === 'transit with group references') return direction === 'ingress';
      return network.joint === 'peering';
  }
}

/** Whether packets for a private address find from one subnet to the other. */
function leadsTo(network: SmallNetwork, from: number, to: number, address: number): boolean {
  // Every table has a local route for the VPC, and no generated route is more specific and within the VPC.
  // https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
  if (subnetOf(network, from).vpc === subnetOf(network, to).vpc) return true;
  return network.joint !== 'none' && targetOf(network, from, address) === 'joint';
}

/**
 * Where the subnet's table sends packets for an address outside the VPC: the most specific route decides. Its own table
 * goes before the main one.
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html#route-tables-priority
 */
function targetOf(network: SmallNetwork, subnet: number, address: number): Route['target'] | undefined {
  const { vpc, routes = network.vpcs[vpc]?.mainRoutes ?? [] } = subnetOf(network, subnet);
  let best: Route | undefined;
  for (const route of routes) {
    if (!holdsAddress(route.prefix, address)) continue;
    if (best === undefined || route.prefix.size < best.prefix.size) best = route;
  }
  return best?.target;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html#vpc-public-ip-addresses */
function hasPublicAddress(network: SmallNetwork, { host, subnet }: Standing): boolean {
  switch (host.publicAddress) {
    case 'own':
    case 'elastic':
      return true;
    case 'refused':
      return false;
    case 'subnet':
      return subnetOf(network, subnet).handsOutPublicAddresses;
  }
}

/**
 * The entries of the subnet's list, from the lowest number on: the first that matches decides, and without one the
 * packet is denied. The default list allows everything, unless Terraform manages it: then it has what is declared.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
function listAllows(network: SmallNetwork, subnet: number, direction: Direction, packet: Packet): boolean {
  const { list, vpc } = subnetOf(network, subnet);
  const entries = list === undefined ? network.vpcs[vpc]?.defaultList : network.lists[list]?.entries;
  if (entries === undefined) return true;
  let decisive: Entry | undefined;
  for (const entry of entries) {
    if (entry.direction !== direction || !entryHolds(entry, direction, packet)) continue;
    if (decisive === undefined || entry.number < decisive.number) decisive = entry;
  }
  return decisive?.allow ?? false;
}

function entryHolds(entry: Entry, direction: Direction, packet: Packet): boolean {
  const otherEnd = direction === 'ingress' ? packet.source : packet.destination;
  if (!holdsAddress(entry.prefix, otherEnd)) return false;
  if (entry.protocol === 'all') return true;
  if (entry.protocol !== packet.protocol) return false;
  if (packet.protocol === 'icmp') return entry.from === -1 || entry.from === packet.detail;
  return packet.detail >= entry.from && packet.detail <= entry.to;
}

function subnetOf(network: SmallNetwork, index: number): SmallNetwork['subnets'][number] {
  const subnet = network.subnets[index];
  if (subnet === undefined) throw new Error(`no subnet ${index}`);
  return subnet;
}
