/** Traffic as one entry per protocol, for reports and drawings: shorter than phrases, and easy to filter by. */

import { formatPortSet } from './portSet';
import { isIcmpProtocol, isPortProtocol, protocolName, protocolNumbers } from './protocol';
import {
  ALL_TRAFFIC,
  intersectTraffic,
  portsOf,
  protocolsOf,
  protocolTraffic,
  trafficSetsEqual,
  type TrafficSet,
} from './trafficSet';
import { describeTraffic } from './trafficText';

export interface TrafficEntry {
  /** A name, a number as text, or `all`. */
  readonly protocol: string;
  /** `5432`, `80, 8000-8080`, `all`; for ICMP `all` or types (`type 8`); for every protocol `all except tcp/443`. */
  readonly ports: string;
}

const NEARLY_ALL = 'all traffic except ';

/** The entries by protocol number; every protocol together is one entry, `all`. */
export function trafficEntries(traffic: TrafficSet): TrafficEntry[] {
  if (traffic.traffic === ALL_TRAFFIC.traffic) return [{ protocol: 'all', ports: 'all' }];
  // Nearly everything would be an entry for each of 250 protocols that nobody uses.
  const [phrase = '', ...more] = describeTraffic(traffic);
  if (more.length === 0 && phrase.startsWith(NEARLY_ALL)) {
    return [{ protocol: 'all', ports: `all except ${phrase.slice(NEARLY_ALL.length)}` }];
  }
  return protocolNumbers(protocolsOf(traffic)).map((number) => {
    const protocol = protocolText(number);
    const part = intersectTraffic(traffic, protocolTraffic(number));
    if (trafficSetsEqual(part, protocolTraffic(number))) return { protocol, ports: 'all' };
    if (isPortProtocol(number)) return { protocol, ports: formatPortSet(portsOf(part, number)) };
    const phrases = describeTraffic(part).map((phrase) => phrase.replace(`${protocol} `, ''));
    return { protocol, ports: isIcmpProtocol(number) ? phrases.join(', ') : 'all' };
  });
}

/** The protocol's name, or its number. */
export function protocolText(number: number): string {
  return protocolName(number) ?? String(number);
}

/** The entries in one line: `tcp/443, 5432; icmp type 8`, `all traffic`. */
export function trafficLine(entries: readonly TrafficEntry[]): string {
  return entries
    .map(({ protocol, ports }) => {
      if (protocol === 'all') {
        return ports === 'all' ? 'all traffic' : `all traffic${ports.slice('all'.length)}`;
      }
      if (ports === 'all') return `all ${/^\d+$/.test(protocol) ? `protocol ${protocol}` : protocol}`;
      return /^\d/.test(ports) ? `${protocol}/${ports}` : `${protocol} ${ports}`;
    })
    .join('; ');
}
