/**
 * Traffic in words, for messages: `tcp/5432`, `udp/53`, `icmp type 8`, `all traffic`. Names of services are not
 * known here.
 */
import { halfOpenRanges } from './boundaries';
import { formatNumberRange } from './portSet';
import { formatProtocol, isIcmpProtocol, isPortProtocol, protocolName, type ProtocolSet } from './protocol';
import {
  ALL_TRAFFIC,
  complementTraffic,
  detailsOf,
  DETAILS,
  isEmptyTrafficSet,
  protocolsOf,
  subtractTraffic,
  trafficSetOf,
  type TrafficSet,
} from './trafficSet';

/** From this many neighbouring protocols on, a range of numbers reads better than their names. */
const LONG_RUN = 4;

/**
 * The set as a list of short phrases, one per range of ports or of ICMP types, by protocol number; no phrase for
 * no traffic. A set that is nearly everything is said by what it lacks: `all traffic except tcp/22`.
 */
export function describeTraffic(set: TrafficSet): string[] {
  if (isEmptyTrafficSet(set)) return [];
  if (set.traffic === ALL_TRAFFIC.traffic) return ['all traffic'];
  const phrases = describeEach(set);
  const missing = complementTraffic(set);
  // Only a set that holds most protocols is told by what is missing; "all but 252 protocols" helps nobody.
  if (missing.traffic.length / 2 < phrases.length) {
    const lacks = describeEach(missing);
    if (lacks.length < phrases.length) return [`all traffic except ${lacks.join(', ')}`];
  }
  return phrases;
}

function describeEach(set: TrafficSet): string[] {
  const phrases: { readonly protocol: number; readonly text: string }[] = [];
  let whole: TrafficSet = set;
  for (const { start, end } of halfOpenRanges(protocolsOf(set).protocols)) {
    for (let protocol = start; protocol < end; protocol++) {
      if (!isPortProtocol(protocol) && !isIcmpProtocol(protocol)) continue;
      const all = trafficSetOf([protocol * DETAILS, (protocol + 1) * DETAILS]);
      whole = subtractTraffic(whole, all);
      for (const text of describeDetails(set, protocol)) phrases.push({ protocol, text });
    }
  }
  for (const each of describeProtocols(protocolsOf(whole))) phrases.push(each);
  // The sort is stable: the ranges of one protocol stay in their order.
  return phrases.sort((a, b) => a.protocol - b.protocol).map((phrase) => phrase.text);
}

function describeDetails(set: TrafficSet, protocol: number): string[] {
  const name = formatProtocol(protocol);
  const phrases: string[] = [];
  for (const { start, end } of halfOpenRanges(detailsOf(set, protocol))) {
    if (start === 0 && end === DETAILS) phrases.push(`all ${name}`);
    else if (isIcmpProtocol(protocol)) phrases.push(...describeTypes(name, start, end));
    else phrases.push(`${name}/${formatNumberRange({ first: start, last: end - 1 })}`);
  }
  return phrases;
}

/** The ICMP details [start, end) as types that are whole and, before and after them, codes of one type. */
function describeTypes(name: string, start: number, end: number): string[] {
  const phrases: string[] = [];
  let from = start;
  while (from < end) {
    const type = Math.floor(from / 256);
    const wholeTypes = from % 256 === 0 ? Math.floor((end - from) / 256) : 0;
    if (wholeTypes > 0) {
      const range = formatNumberRange({ first: type, last: type + wholeTypes - 1 });
      phrases.push(wholeTypes === 1 ? `${name} type ${range}` : `${name} types ${range}`);
      from += wholeTypes * 256;
    } else {
      const to = Math.min(end, (type + 1) * 256);
      const range = formatNumberRange({ first: from % 256, last: (to - 1) % 256 });
      phrases.push(`${name} type ${type} ${to - from === 1 ? 'code' : 'codes'} ${range}`);
      from = to;
    }
  }
  return phrases;
}

function describeProtocols(set: ProtocolSet): { readonly protocol: number; readonly text: string }[] {
  const phrases: { protocol: number; text: string }[] = [];
  for (const { start, end } of halfOpenRanges(set.protocols)) {
    if (end - start >= LONG_RUN) {
      phrases.push({ protocol: start, text: `protocols ${start}-${end - 1}` });
      continue;
    }
    for (let protocol = start; protocol < end; protocol++) {
      phrases.push({ protocol, text: protocolName(protocol) ?? `protocol ${protocol}` });
    }
  }
  return phrases;
}
