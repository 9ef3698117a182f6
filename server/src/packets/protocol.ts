/**
 * IP protocol numbers, their names, and sets of protocols. Which of these names a given argument accepts is for
 * the adapters to say; what a packet of a protocol carries beside addresses is in trafficSet.ts.
 */
import { boundaryAlgebra, halfOpenRanges, holdsCoordinate, type Boundaries } from './boundaries';

export const ICMP = 1;
export const TCP = 6;
export const UDP = 17;
export const ICMPV6 = 58;
export const SCTP = 132;

export const LAST_PROTOCOL = 255;

/** Protocols whose packets have ports that a provider filters by (Google filters SCTP, AWS only TCP and UDP). */
export type PortProtocol = typeof TCP | typeof UDP | typeof SCTP;

/** Protocols whose packets have a type and a code. */
export type IcmpProtocol = typeof ICMP | typeof ICMPV6;

export function isPortProtocol(protocol: number): protocol is PortProtocol {
  return protocol === TCP || protocol === UDP || protocol === SCTP;
}

export function isIcmpProtocol(protocol: number): protocol is IcmpProtocol {
  return protocol === ICMP || protocol === ICMPV6;
}

/**
 * Keywords by number, lower case, from https://www.iana.org/assignments/protocol-numbers; empty where IANA gives
 * none. 58 is called icmpv6, the name under which the clouds know it.
 */
const KEYWORDS = (
  'hopopt icmp igmp ggp ipv4 st tcp cbt egp igp bbn-rcc-mon nvp-ii pup argus emcon xnet chaos udp mux dcn-meas ' +
  'hmp prm xns-idp trunk-1 trunk-2 leaf-1 leaf-2 rdp irtp iso-tp4 netblt mfe-nsp merit-inp dccp 3pc idpr xtp ddp ' +
  'idpr-cmtp tp++ il ipv6 sdrp ipv6-route ipv6-frag idrp rsvp gre dsr bna esp ah i-nlsp swipe narp mobile tlsp ' +
  'skip icmpv6 ipv6-nonxt ipv6-opts  cftp  sat-expak kryptolan rvd ippc  sat-mon visa ipcv cpnx cphb wsn pvp ' +
  'br-sat-mon sun-nd wb-mon wb-expak iso-ip vmtp secure-vmtp vines ttp nsfnet-igp dgp tcf eigrp ospf sprite-rpc ' +
  'larp mtp ax.25 ipip micp scc-sp etherip encap  gmtp ifmp pnni pim aris scps qnx a/n ipcomp snp compaq-peer ' +
  'ipx-in-ip vrrp pgm  l2tp ddx iatp stp srp uti smp sm ptp isis-over-ipv4 fire crtp crudp sscopmce iplt sps ' +
  'pipe sctp fc rsvp-e2e-ignore mobility-header udplite mpls-in-ip manet hip shim6 wesp rohc'
).split(' ');

const NUMBERS = new Map<string, number>([
  ...KEYWORDS.flatMap((keyword, number): [string, number][] => (keyword === '' ? [] : [[keyword, number]])),
  // IANA's own keywords, where another name is the one in use; `dd` is the AWS provider's for DDX.
  ['ipv6-icmp', ICMPV6],
  ['ospfigp', 89],
  ['dd', 116],
]);

/**
 * The protocol a text names: a number 0 to 255, an IANA keyword in any case, or `all` for `-1` and `all`.
 * Undefined for anything else.
 */
export function parseProtocol(text: string): number | 'all' | undefined {
  const name = text.toLowerCase();
  if (name === '-1' || name === 'all') return 'all';
  if (/^\d+$/.test(name)) {
    const number = Number(name);
    return number <= LAST_PROTOCOL ? number : undefined;
  }
  return NUMBERS.get(name);
}

/** The usual name, such as `tcp`; undefined where the number has none. */
export function protocolName(protocol: number): string | undefined {
  return KEYWORDS[protocol] || undefined;
}

/** The name, or `protocol 253` where there is none. */
export function formatProtocol(protocol: number): string {
  return protocolName(protocol) ?? `protocol ${protocol}`;
}

/** A set of protocol numbers in canonical form: equal sets have equal structure. */
export interface ProtocolSet {
  readonly protocols: Boundaries<number>;
}

const AXIS = boundaryAlgebra<number>([0, LAST_PROTOCOL + 1]);

const NO_PROTOCOLS: ProtocolSet = { protocols: AXIS.empty };
const ALL_PROTOCOLS: ProtocolSet = { protocols: AXIS.full };

function protocolSet(protocols: Boundaries<number>): ProtocolSet {
  return protocols === AXIS.full ? ALL_PROTOCOLS : protocols.length === 0 ? NO_PROTOCOLS : { protocols };
}

/** The set of these protocol numbers; numbers outside 0..255 are left out. */
export function protocolSetOf(protocols: Iterable<number>): ProtocolSet {
  const known = Array.from(protocols).filter((n) => Number.isInteger(n) && n >= 0 && n <= LAST_PROTOCOL);
  return protocolSet(AXIS.unionAll(known.map((number) => [number, number + 1])));
}

export function unionProtocols(a: ProtocolSet, b: ProtocolSet): ProtocolSet {
  return protocolSet(AXIS.union(a.protocols, b.protocols));
}

export function intersectProtocols(a: ProtocolSet, b: ProtocolSet): ProtocolSet {
  return protocolSet(AXIS.intersect(a.protocols, b.protocols));
}

/** The protocols of `a` that are not in `b`. */
export function subtractProtocols(a: ProtocolSet, b: ProtocolSet): ProtocolSet {
  return protocolSet(AXIS.subtract(a.protocols, b.protocols));
}

export function isEmptyProtocolSet(set: ProtocolSet): boolean {
  return set.protocols.length === 0;
}

export function protocolSetsEqual(a: ProtocolSet, b: ProtocolSet): boolean {
  return AXIS.equals(a.protocols, b.protocols);
}

/** Whether every protocol of `a` is in `b`. */
export function isProtocolSubset(a: ProtocolSet, b: ProtocolSet): boolean {
  return AXIS.isSubset(a.protocols, b.protocols);
}

export function containsProtocol(set: ProtocolSet, protocol: number): boolean {
  return holdsCoordinate(set.protocols, protocol);
}

/** The protocol numbers, ascending. */
export function protocolNumbers(set: ProtocolSet): number[] {
  return Array.from(halfOpenRanges(set.protocols)).flatMap(({ start, end }) =>
    Array.from({ length: end - start }, (_, offset) => start + offset),
  );
}
