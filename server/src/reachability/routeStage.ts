/**
 * Routes as a stage: what they let through between two ends, with the routes as proof, and what is in the way in words.
 * What passes is computed in connections.ts.
 */

import { isEmptyPacketSet, packetSetsOverlap, unionAllPackets, type PacketSet } from '../packets/packetSet';
import type { TrafficSet } from '../packets/trafficSet';
import type { PartReference, Subnet } from '../network/model';
import { referenceId } from '../network/networkModel';
import type { Route, RouteTarget } from '../network/topology';
import type { Origin } from '../source/origin';
import type { Passing } from './accessLists';
import type { Blocker, ProofStep } from './answer';
import { connectionOf, type Connection, type Junction } from './connections';
import { isAddressEnd, type End } from './ends';
import { EXPLANATIONS, type ExplanationCode } from './explanations';
import { endpointName } from './names';
import type { NetworkReader } from './networkReader';
import type { Beyond, Verdict } from './pieces';
import type { Place } from './places';
import type { StageResult } from './stages';

/** The stage of the routes between the ends; undefined where nothing in the configuration stands in between. */
export function routeStage(
  reader: NetworkReader,
  source: End,
  destination: End,
  asked: TrafficSet,
): StageResult | undefined {
  const connection = connectionOf(reader, source, destination, asked);
  return connection === undefined
    ? undefined
    : routeStageOf(reader, source, destination, connection.passing, () => connection);
}

/** The stage of routes of which it is known what they let through; the connection is asked for when somebody reads why. */
export function routeStageOf(
  reader: NetworkReader,
  source: End,
  destination: End,
  { certain, possible }: Passing,
  connection: () => Connection,
): StageResult {
  const names = { source, destination };
  const first = (verdict: Verdict): Blocker => firstOf(reader, names, connection().junctions, verdict);
  return {
    step: 'route',
    certain,
    possible,
    hits: [],
    steps: (passedCertain, passedPossible) =>
      routeSteps(connection().junctions, passedCertain, passedPossible),
    blocker: () => first('no'),
    doubts: () => (isEmptyPacketSet(certain) ? [first('maybe')] : []),
  };
}

/** Packets that something in between takes and sends on. */
export function forwardedBy({ junctions }: Connection): PacketSet {
  const detours = junctions.filter(({ code }) => code === 'forwarding-interface');
  return unionAllPackets(detours.map(({ packets }) => packets));
}

interface Ends {
  readonly source: End;
  readonly destination: End;
}

/** What needs no telling: packets within a network find their way. */
const SILENT: ReadonlySet<ExplanationCode> = new Set(['rules-alone', 'local-route']);

function routeSteps(junctions: readonly Junction[], certain: PacketSet, possible: PacketSet): ProofStep[] {
  const steps = new Map<string, ProofStep>();
  const sure = !isEmptyPacketSet(certain);
  for (const junction of junctions) {
    const { verdict, code, piece, place } = junction;
    if (SILENT.has(code) || verdict === 'no' || (sure && verdict !== 'yes')) continue;
    if (!packetSetsOverlap(junction.packets, sure ? certain : possible)) continue;
    const route = piece?.way.route;
    const element = route?.address ?? place?.subnet?.address ?? place?.member?.address;
    const key = `${code} ${element ?? ''}`;
    if (steps.has(key)) continue;
    steps.set(key, {
      step: 'route',
      verdict: 'allow',
      code,
      message: route === undefined ? EXPLANATIONS[code] : `${routeText(route)}.`,
      certainty: sure ? 'certain' : 'possible',
      rule: undefined,
      ...(element === undefined ? {} : { element }),
      origin: route?.origin ?? place?.subnet?.headerOrigin ?? place?.member?.headerOrigin,
    });
  }
  return [...steps.values()];
}

function routeText(route: Route): string {
  const { destination } = route;
  const where =
    destination.kind === 'cidr'
      ? destination.text
      : destination.kind === 'prefix-list'
        ? `the prefix list ${referenceName(destination.list)}`
        : 'addresses that are not known';
  return `${route.address} leads ${where} to ${targetText(route.target)}`;
}

const ROLES = {
  internet: 'the internet gateway',
  'egress-only': 'the egress-only internet gateway',
  nat: 'the NAT gateway',
  private: 'the gateway',
} as const;

function targetText(target: RouteTarget): string {
  switch (target.kind) {
    case 'local':
      return 'the network itself';
    case 'gateway':
      return `${ROLES[target.role]} ${referenceName(target.gateway)}`;
    case 'peering':
      return `the peering ${referenceName(target.peering)}`;
    case 'transit':
      return `the transit gateway ${referenceName(target.transit)}`;
    case 'endpoint':
      return `the endpoint ${referenceName(target.endpoint)}`;
    case 'interface':
      return `the interface ${referenceName(target.interface)}`;
    case 'unknown':
      return `a target that is not known (${target.reason})`;
  }
}

function referenceName(reference: PartReference): string {
  return referenceId(reference) ?? (reference.kind === 'undeclared' ? reference.text : '(not known)');
}

/** Reasons, the one to be told first when there are several: what is broken before what is missing. */
const RANKED: readonly ExplanationCode[] = [
  'gateway-not-attached',
  'peering-not-accepted',
  'nat-without-internet',
  'nat-denied-by-access-list',
  'no-public-address',
  'gateway-lets-nothing-in',
  'peering-of-other-networks',
  'transit-black-hole',
  'transit-leads-elsewhere',
  'transit-no-route',
  'beyond-peering',
  'gateway-endpoint-answers-only',
  'no-route',
  'networks-not-joined',
  'not-on-the-internet',
];

function firstOf(
  reader: NetworkReader,
  ends: Ends,
  junctions: readonly Junction[],
  verdict: Verdict,
): Blocker {
  const rank = ({ code }: Junction): number => {
    const found = RANKED.indexOf(code);
    return found < 0 ? RANKED.length : found;
  };
  const found = junctions
    .filter((junction) => junction.verdict === verdict)
    .sort((a, b) => rank(a) - rank(b));
  const [first] = found.length === 0 ? junctions : found;
  if (first === undefined) {
    const message = EXPLANATIONS['no-route'];
    return { step: 'route', code: 'no-route', message, origin: undefined, nearest: undefined };
  }
  const { element, origin } = elementOf(reader, first);
  return {
    step: 'route',
    code: first.code,
    message: messageOf(reader, ends, first),
    origin,
    ...(element === undefined ? {} : { element }),
    nearest: undefined,
  };
}

/** What somebody would change: the route, the table that lacks one, or the member without an address. */
function elementOf(
  reader: NetworkReader,
  { code, place, piece }: Junction,
): { readonly element: string | undefined; readonly origin: Origin | undefined } {
  const { member, subnet } = place ?? {};
  if (code === 'no-public-address' || code === 'public-address-not-known' || code === 'subnet-not-known') {
    return { element: member?.address, origin: member?.headerOrigin };
  }
  if (piece?.beyond !== undefined) return piece.beyond;
  const route = piece?.way.route;
  if (route !== undefined) return { element: route.address, origin: route.origin };
  const table = subnet === undefined ? undefined : reader.topology?.().tablesOf(subnet)[0]?.thing.table;
  const declared = table ?? subnet ?? member;
  return { element: declared?.address, origin: declared?.headerOrigin };
}

function messageOf(reader: NetworkReader, { source, destination }: Ends, junction: Junction): string {
  const { code, place, piece } = junction;
  const from = endpointName(reader, source.endpoint);
  const to = endpointName(reader, destination.endpoint);
  const local = isAddressEnd(source) ? destination : source;
  const here = place?.member === undefined ? endpointName(reader, local.endpoint) : memberName(place);
  const subnet = place?.subnet;
  const there = place !== undefined && isSide(destination, place) ? from : to;
  const route = piece?.way.route;
  switch (code) {
    case 'no-route':
      return (
        `${subnet?.address ?? here} has no route to ${there}: ${tableText(reader, place)} does not lead there. ` +
        `To connect them, add a route to it.`
      );
    case 'networks-not-joined':
      return junction.verdict === 'no'
        ? `${from} and ${to} are in different networks, which no peering and no transit gateway joins.`
        : `${from} and ${to} are in different networks; whether anything joins them is not in this configuration.`;
    case 'no-public-address':
      return `${here} has no public address, so the internet gateway passes nothing between it and ${there}. To expose it, give it a public address.`;
    case 'public-address-not-known':
      return `Whether ${here} has a public address is not known.`;
    case 'subnet-not-known':
      return `In which subnet ${here} stands is not known, so neither are its routes to ${there}.`;
    case 'gateway-lets-nothing-in':
      return `${route === undefined ? here : routeText(route)}, which lets connections out only: ${from} cannot open one.`;
    case 'nat-without-internet':
      return route === undefined || piece?.beyond === undefined || piece.gatewaySubnet === undefined
        ? EXPLANATIONS[code]
        : `${routeText(route)}, which stands in ${piece.gatewaySubnet.address}. ${deadEndText(reader, piece.gatewaySubnet, piece.beyond, there)}`;
    case 'transit-black-hole':
      return `${piece?.beyond?.element ?? 'A route of the transit gateway'} drops what ${from} and ${to} send each other.`;
    case 'transit-no-route':
    case 'transit-leads-elsewhere':
      return `${route === undefined ? here : routeText(route)}. ${EXPLANATIONS[code]} To connect ${from} and ${to}, add a route to its table, or propagate the network's ranges into it.`;
    default:
      return route === undefined ? EXPLANATIONS[code] : `${routeText(route)}. ${EXPLANATIONS[code]}`;
  }
}

/** Why packets go no further from the subnet of a NAT gateway. */
function deadEndText(
  reader: NetworkReader,
  subnet: Subnet,
  { element, code }: Beyond,
  there: string,
): string {
  if (code !== undefined && code !== 'nat-without-internet') {
    return `Its route ${element} does not lead to ${there}. ${EXPLANATIONS[code]}`;
  }
  return code === undefined
    ? `That subnet has no route to ${there}: ${tableOfSubnet(reader, subnet)} does not lead there. To connect them, add a route to it.`
    : `Its route ${element} leads to a NAT gateway again. To connect them, lead it to an internet gateway.`;
}

function memberName({ member }: Place): string {
  return member === undefined ? '' : `${member.label} ${member.address}`;
}

function isSide(end: End, place: Place): boolean {
  return end.endpoint.kind === 'attachment'
    ? end.endpoint.id === place.member?.address
    : end.endpoint.kind === 'group' &&
        place.member?.groups.some(({ group }) => referenceId(group) === idOf(end)) === true;
}

function idOf(end: End): string | undefined {
  return end.endpoint.kind === 'group' ? end.endpoint.id : undefined;
}

function tableText(reader: NetworkReader, place: Place | undefined): string {
  return place?.subnet === undefined ? 'its route table' : tableOfSubnet(reader, place.subnet);
}

function tableOfSubnet(reader: NetworkReader, subnet: Subnet): string {
  const found = reader.topology?.().tablesOf(subnet)[0]?.thing;
  return found === undefined ? 'its route table' : `its route table (${found.name})`;
}
