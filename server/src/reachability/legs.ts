/**
 * What a place's routes make of packets to or from other addresses: which of them get through, by which route, and what
 * is in the way of the rest. One side of a connection only; connections.ts puts both together.
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
 */

import {
  addressesOfFamily,
  ALL_IPV4_ADDRESSES,
  intersectAddresses,
  isEmptyAddressSet,
  prefixListAddresses,
  subtractAddresses,
  type AddressSet,
} from '../packets/addressSet';
import type { Subnet } from '../network/model';
import { referenceId } from '../network/networkModel';
import type { RouteTarget } from '../network/topology';
import type { Topology } from '../network/topologyIndex';
import type { ExplanationCode } from './explanations';
import type { NetworkReader } from './networkReader';
import type { Place } from './places';
import { PUBLIC_ADDRESSES } from './publicAddresses';
import { leadsInto } from './networksApart';
import { oneOf, type Beyond, type Flowing, type Piece, type Verdict } from './pieces';
import { tableRegions, type Region, type Way } from './routing';
import { transitPieces } from './transit';

/** What is known of the other addresses beside which they are. */
export interface Others {
  /** The network that they are in: ways that surely lead into another one do not lead there. */
  readonly network?: string;
  /** The prefix list that they are those of. */
  readonly list?: string;
}

/** The pieces of the addresses, each once; together they are all of them. The place's subnet must be known. */
export function piecesOf(
  reader: NetworkReader,
  topology: Topology,
  place: Place,
  addresses: AddressSet,
  flowing: Flowing,
  others: Others = {},
): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const region of placeRegions(reader, topology, place, others.list)) {
    const inside = intersectAddresses(region.addresses, addresses);
    if (isEmptyAddressSet(inside)) continue;
    let parts: readonly Piece[] = [];
    for (const way of region.ways) {
      const ofWay = wayPieces(reader, topology, place, way, inside, flowing, others);
      parts = parts.length === 0 ? ofWay : oneOf(parts, ofWay);
    }
    pieces.push(...parts);
  }
  return pieces;
}

/** The regions of the table that the place has; where it may have several, what one of them does. */
function placeRegions(
  reader: NetworkReader,
  topology: Topology,
  place: Place,
  list: string | undefined,
): readonly Region[] {
  const { subnet } = place;
  if (subnet === undefined) return [];
  const networkId = referenceId(subnet.network);
  const network = networkId === undefined ? undefined : reader.network(networkId);
  const [first, ...others] = topology
    .tablesOf(subnet)
    .map(({ thing }) => tableRegions(reader, thing, network, list));
  return others.reduce(
    (left, right) =>
      left.flatMap((one) =>
        right.flatMap((other) => {
          const shared = intersectAddresses(one.addresses, other.addresses);
          return isEmptyAddressSet(shared) ? [] : [{ addresses: shared, ways: [...one.ways, ...other.ways] }];
        }),
      ),
    first ?? [],
  );
}

function wayPieces(
  reader: NetworkReader,
  topology: Topology,
  place: Place,
  way: Way,
  addresses: AddressSet,
  flowing: Flowing,
  others: Others,
): readonly Piece[] {
  const piece = (verdict: Verdict, code: ExplanationCode, part = addresses): Piece[] =>
    isEmptyAddressSet(part) ? [] : [{ addresses: part, verdict, code, way }];
  /** As for `inside`; what lies outside is not to be had that way. */
  const within = (
    inside: AddressSet,
    pieces: (part: AddressSet) => readonly Piece[],
    code: ExplanationCode,
  ): Piece[] => [
    ...pieces(intersectAddresses(addresses, inside)),
    ...piece('no', code, subtractAddresses(addresses, inside)),
  ];
  const { target } = way;
  if (target === undefined) return piece('no', 'no-route');
  switch (target.kind) {
    case 'local':
      return piece('yes', 'local-route');
    case 'gateway':
      return gatewayPieces(reader, topology, place, target, flowing, { piece, within });
    case 'peering': {
      const peering = referenceTo(target.peering, topology.peering);
      if (peering === undefined) return piece('maybe', 'peering-not-known');
      const [first, second] = peering.networks.map(referenceId);
      const other = first === place.network ? second : second === place.network ? first : undefined;
      if (place.network !== undefined && first !== undefined && second !== undefined && other === undefined) {
        return piece('no', 'peering-of-other-networks');
      }
      if (peering.accepted === false) return piece('no', 'peering-not-accepted');
      const there = other === undefined ? 'yes' : leadsInto(reader, other, others.network);
      if (there === 'no') return piece('no', 'peering-of-other-networks');
      const isSure = there === 'yes' && peering.accepted === true && peering.certainty === 'certain';
      const verdict = isSure ? 'yes' : 'maybe';
      const code = isSure ? 'peering-route' : 'peering-not-known';
      const network = other === undefined ? undefined : reader.network(other);
      if (network === undefined || network.open) return piece(verdict, code);
      // A peering leads into the other network and no further.
      return within(
        prefixListAddresses(network.prefixes),
        (part) => piece(verdict, code, part),
        'beyond-peering',
      );
    }
    case 'transit':
      return transitPieces(reader, topology, place, target, addresses, way, others.network);
    case 'endpoint':
      if (way.route?.destination.kind !== 'prefix-list') return piece('maybe', 'forwarding-interface');
      return flowing === 'out'
        ? piece('yes', 'gateway-endpoint')
        : piece('no', 'gateway-endpoint-answers-only');
    case 'interface':
      return piece('maybe', 'forwarding-interface');
    case 'unknown':
      return piece('maybe', 'route-not-known');
  }
}

interface Pieces {
  readonly piece: (verdict: Verdict, code: ExplanationCode, part?: AddressSet) => Piece[];
  readonly within: (
    inside: AddressSet,
    pieces: (part: AddressSet) => readonly Piece[],
    code: ExplanationCode,
  ) => Piece[];
}

function gatewayPieces(
  reader: NetworkReader,
  topology: Topology,
  place: Place,
  target: Extract<RouteTarget, { kind: 'gateway' }>,
  flowing: Flowing,
  { piece, within }: Pieces,
): readonly Piece[] {
  const ipv4 = (part: AddressSet): AddressSet => addressesOfFamily(part, 4);
  const ipv6 = (part: AddressSet): AddressSet => addressesOfFamily(part, 6);
  switch (target.role) {
    case 'private':
      return piece('yes', 'private-gateway-route');
    case 'egress-only':
      return within(
        ipv6(PUBLIC_ADDRESSES),
        (part) =>
          flowing === 'out'
            ? piece('yes', 'egress-only-gateway', part)
            : piece('no', 'gateway-lets-nothing-in', part),
        'not-on-the-internet',
      );
    case 'internet': {
      const attached = gatewayVerdict(topology, place, target);
      if (attached === 'no') return piece('no', 'gateway-not-attached');
      const sure = (code: ExplanationCode, part: AddressSet): Piece[] =>
        attached === 'yes' ? piece('yes', code, part) : piece('maybe', 'route-not-known', part);
      // An internet gateway translates public IPv4 addresses only; IPv6 addresses are public already.
      return within(
        PUBLIC_ADDRESSES,
        (part) => [
          ...sure('internet-gateway', ipv6(part)),
          ...(place.isPublic === 'yes'
            ? sure('internet-gateway', ipv4(part))
            : piece(
                place.isPublic === 'no' ? 'no' : 'maybe',
                place.isPublic === 'no' ? 'no-public-address' : 'public-address-not-known',
                ipv4(part),
              )),
        ],
        'not-on-the-internet',
      );
    }
    case 'nat': {
      if (flowing === 'in') return piece('no', 'gateway-lets-nothing-in');
      if (place.isNatGateway === true) return piece('no', 'nat-without-internet');
      const nat = referenceTo(target.gateway, topology.gateway);
      const subnetId = nat?.subnet === undefined ? undefined : referenceId(nat.subnet);
      const subnet = subnetId === undefined ? undefined : reader.subnet(subnetId);
      if (nat?.public === undefined || subnet === undefined) {
        return piece('maybe', 'nat-not-known');
      }
      return within(
        nat.public ? ipv4(PUBLIC_ADDRESSES) : ALL_IPV4_ADDRESSES,
        (part) => {
          // The gateway stands in a subnet of its own, whose routes must lead on; not to a gateway like itself.
          const network = referenceId(subnet.network);
          const isPublic = nat.public ? 'yes' : 'no';
          const there: Place = { ...place, subnet, network, isPublic, isNatGateway: true };
          return piecesOf(reader, topology, there, part, 'out').flatMap((onward) => {
            const { verdict, addresses } = onward;
            const code = { yes: 'nat-gateway', no: 'nat-without-internet', maybe: 'nat-not-known' } as const;
            // The route to the gateway is as it should be: what leads nowhere is behind it.
            const beyond = verdict === 'no' ? { beyond: deadEnd(topology, subnet, onward) } : {};
            return piece(verdict, code[verdict], addresses).map((each) => ({
              ...each,
              gatewaySubnet: subnet,
              ...beyond,
            }));
          });
        },
        'not-on-the-internet',
      );
    }
  }
}

/** The route of the subnet that does not lead on; where there is none, the table that lacks it. */
function deadEnd(topology: Topology, subnet: Subnet, { way: { route }, code }: Piece): Beyond {
  if (route !== undefined) return { element: route.address, origin: route.origin, code };
  const declared = topology.tablesOf(subnet)[0]?.thing.table ?? subnet;
  return { element: declared.address, origin: declared.headerOrigin };
}

function gatewayVerdict(
  topology: Topology,
  place: Place,
  target: Extract<RouteTarget, { kind: 'gateway' }>,
): Verdict {
  const id = referenceId(target.gateway);
  if (id === undefined) return 'maybe';
  const gateway = topology.gateway(id);
  // One that the configuration does not declare is there, and a route can only name one that is attached.
  if (gateway === undefined) return 'yes';
  const network = topology.networkOfGateway(id);
  if (network.kind === 'absent') return 'no';
  const networkId = referenceId(network);
  if (networkId !== undefined && place.network !== undefined && networkId !== place.network) return 'no';
  return gateway.certainty === 'certain' ? 'yes' : 'maybe';
}

function referenceTo<Thing>(
  reference: Parameters<typeof referenceId>[0],
  find: (id: string) => Thing | undefined,
): Thing | undefined {
  const id = referenceId(reference);
  return id === undefined ? undefined : find(id);
}
