/** Puts a question in the words of `networks/*.md` to the engine. */
import type { NetworkModel } from '../../../server/src/network/networkModel';
import { ALL_ADDRESSES } from '../../../server/src/packets/addressSet';
import { readIpPrefix } from '../../../server/src/packets/ipPrefix';
import {
  intersectPackets,
  isEmptyPacketSet,
  packetsOf,
  type PacketSet,
} from '../../../server/src/packets/packetSet';
import { ICMP, ICMPV6, TCP, UDP } from '../../../server/src/packets/protocol';
import { icmpTraffic } from '../../../server/src/packets/trafficSet';
import type { Blocker, Endpoint, ReachAnswer } from '../../../server/src/reachability/answer';
import { reach } from '../../../server/src/reachability/reach';
import type { Origin } from '../../../server/src/source/origin';
import type { Network } from '../../providers/networkOf';

/**
 * The answer to `A -> B`, perhaps with `tcp/443`, `udp/53`, `icmp/8/0` (type and code), `icmpv6/128/0` or `ip/50` (an IP
 * protocol). An end is `internet`, a CIDR or the address of a resource. Throws where the model knows no such end.
 */
export function answerOf(
  model: NetworkModel,
  ask: string,
): { readonly verdict: ReachAnswer['verdict']; readonly blockedBy: readonly Blocker[] } {
  const words = /^(?<source>\S+) -> (?<destination>\S+)(?: (?<traffic>\S+))?$/.exec(ask)?.groups;
  if (words === undefined) throw new Error(`not a question: ${ask}`);
  const ends = {
    source: endOf(model, words.source ?? ''),
    destination: endOf(model, words.destination ?? ''),
  };
  const [name, first, second] = words.traffic?.split('/') ?? [];
  const value = Number(first);
  switch (name) {
    case undefined:
      return reach(model, ends);
    case 'tcp':
    case 'udp':
      return reach(model, {
        ...ends,
        protocol: name === 'tcp' ? TCP : UDP,
        ports: { from: value, to: value },
      });
    case 'ip':
      return reach(model, { ...ends, protocol: value });
    case 'icmp':
    case 'icmpv6': {
      const protocol = name === 'icmp' ? ICMP : ICMPV6;
      const { flows, blockedBy, verdict } = reach(model, { ...ends, protocol });
      if (second === undefined) return { verdict, blockedBy };
      const traffic = icmpTraffic(protocol, value, Number(second));
      const asked = packetsOf({ traffic, sources: ALL_ADDRESSES, destinations: ALL_ADDRESSES });
      const holds = (set: PacketSet): boolean => !isEmptyPacketSet(intersectPackets(set, asked));
      if (flows.some(({ certain }) => holds(certain))) return { verdict: 'reachable', blockedBy };
      const maybe = flows.some(({ possible }) => holds(possible));
      return { verdict: maybe ? 'possibly-reachable' : 'unreachable', blockedBy };
    }
    default:
      throw new Error(`no such traffic: ${ask}`);
  }
}

function endOf(model: NetworkModel, text: string): Endpoint {
  if (text === 'internet') return { kind: 'internet' };
  const reading = readIpPrefix(text);
  if (reading.kind === 'prefix') return { kind: 'cidr', prefix: reading.prefix };
  if (model.attachments.has(text)) return { kind: 'attachment', id: text };
  if (model.prefixLists.has(text)) return { kind: 'prefix-list', id: text };
  if (model.views.has(text)) return { kind: 'group', id: text };
  throw new Error(`the model has no end ${text}`);
}

/** The address of the block (`aws_network_acl.app`) that an origin lies in; `undefined` in words where there is none. */
export function blockNames(network: Network, origin: Origin | undefined): string {
  if (origin === undefined) return 'nothing';
  const text = network.text({ ...origin, start: 0, end: 200 });
  const { mode, type, name } =
    /^(?<mode>resource|data) "(?<type>\w+)" "(?<name>[\w-]+)"/.exec(text)?.groups ?? {};
  if (type === undefined || name === undefined) return text.slice(0, 40);
  return `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
}
