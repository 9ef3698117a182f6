/**
 * A small language for network models in tests: parts with invented origins, one anchor per part. It never goes
 * through HCL; the adapters have tests of their own.
 */
import { buildNetworkModel } from '../../server/src/network/buildModel';
import type { NetworkModel } from '../../server/src/network/networkModel';
import type {
  Attachment,
  Certainty,
  Direction,
  Network,
  NetworkPart,
  PartReference,
  Peer,
  PrefixList,
  Rule,
  RulePorts,
  RuleProtocol,
  SecurityGroup,
  Subnet,
} from '../../server/src/network/model';
import { ICMP, TCP, UDP } from '../../server/src/packets/protocol';
import { readIpPrefix, type IpPrefix } from '../../server/src/packets/ipPrefix';
import { documentUri } from '../../server/src/source/documentUri';
import type { Origin } from '../../server/src/source/origin';

const FILE = documentUri('file:///network/main.tf');

/** An origin in an item of its own, with room for `length` characters. */
export function someOrigin(length = 10, file = FILE): Origin {
  return { anchor: { uri: file }, start: 0, end: length };
}

function placeWithin(origin: Origin, start: number, end: number): Origin {
  return { anchor: origin.anchor, start, end };
}

/** `sg-0…` is a literal id, `?` an unknown reference, `!x` an undeclared one, anything else a part's address. */
export function reference(text: string): PartReference {
  if (text === '?') return { kind: 'unknown', reason: 'known after apply' };
  if (text.startsWith('!')) return { kind: 'undeclared', text: text.slice(1) };
  if (/^(sg|pl|vpc)-/.test(text)) return { kind: 'literal', id: text };
  return { kind: 'part', address: text };
}

export function group(address: string, changes: Partial<SecurityGroup> = {}): SecurityGroup {
  const origin = someOrigin();
  return {
    kind: 'security-group',
    address,
    provider: 'aws',
    certainty: 'certain',
    origin,
    headerOrigin: origin,
    name: { kind: 'known', value: address },
    description: { kind: 'absent' },
    network: { kind: 'absent' },
    ownership: 'managed',
    inline: { ingress: 'absent', egress: 'absent' },
    ...changes,
  };
}

export interface RuleMatch {
  readonly protocol: RuleProtocol;
  readonly ports: RulePorts;
}

export function tcp(from: number, to = from): RuleMatch {
  return { protocol: { kind: 'protocol', protocol: TCP }, ports: { kind: 'range', from, to } };
}

export function udp(from: number, to = from): RuleMatch {
  return { protocol: { kind: 'protocol', protocol: UDP }, ports: { kind: 'range', from, to } };
}

export function icmp(type = -1, code = -1): RuleMatch {
  return { protocol: { kind: 'protocol', protocol: ICMP }, ports: { kind: 'icmp', type, code } };
}

export const everyProtocol: RuleMatch = {
  protocol: { kind: 'protocol', protocol: 'all' },
  ports: { kind: 'all' },
};

/** A peer without a place; rules give it one. */
export type PeerDraft = (origin: Origin) => Peer;

function peerDraft(
  make: (place: { certainty: Certainty; origin: Origin; argument: string; argumentOrigin: Origin }) => Peer,
  argument: string,
): PeerDraft {
  return (origin) => make({ certainty: 'certain', origin, argument, argumentOrigin: origin });
}

export function cidr(text: string): PeerDraft {
  const reading = readIpPrefix(text);
  if (reading.kind !== 'prefix') throw new Error(`not a prefix: ${text}`);
  const { prefix, hostBitsSet } = reading;
  return peerDraft((place) => ({ kind: 'cidr', prefix, text, hostBitsSet, ...place }), 'cidr_blocks');
}

export function member(of: string): PeerDraft {
  return peerDraft(
    (place) => ({ kind: 'group', group: reference(of), self: false, ...place }),
    'source_security_group_id',
  );
}

export function self(of: string): PeerDraft {
  return peerDraft((place) => ({ kind: 'group', group: reference(of), self: true, ...place }), 'self');
}

export function listed(list: string): PeerDraft {
  return peerDraft((place) => ({ kind: 'prefix-list', list: reference(list), ...place }), 'prefix_list_ids');
}

export function invalidCidr(text: string): PeerDraft {
  return peerDraft(
    (place) => ({ kind: 'invalid-cidr', text, problem: 'not-an-address', suggestion: undefined, ...place }),
    'cidr_blocks',
  );
}

export function unknownPeer(of: 'cidr' | 'group' | 'prefix-list' | 'any'): PeerDraft {
  return peerDraft(
    (place) => ({ kind: 'unknown', reason: 'known after apply', of, family: undefined, ...place }),
    'cidr_blocks',
  );
}

/** The peer, but only possible. */
export function maybe(draft: PeerDraft): PeerDraft {
  return (origin) => ({ ...draft(origin), certainty: 'possible' });
}

let ruleCount = 0;

function rule(direction: Direction, of: string, match: RuleMatch, peers: readonly PeerDraft[]): Rule {
  const origin = someOrigin(200);
  const address = `aws_security_group_rule.rule_${String(++ruleCount)}`;
  const places = peers.map((_, index) => placeWithin(origin, 40 + index * 10, 48 + index * 10));
  return {
    kind: 'rule',
    address,
    resource: address,
    resourceType: 'aws_security_group_rule',
    declaredAs: 'standalone',
    provider: 'aws',
    certainty: 'certain',
    origin,
    headerOrigin: placeWithin(origin, 0, 20),
    group: reference(of),
    direction,
    action: 'allow',
    priority: undefined,
    ...match,
    peers: peers.map((draft, index) => draft(places[index] ?? origin)),
    description: { kind: 'absent' },
    origins: {
      group: placeWithin(origin, 20, 25),
      protocol: placeWithin(origin, 25, 30),
      fromPort: placeWithin(origin, 30, 35),
      toPort: placeWithin(origin, 35, 40),
      peers: places,
    },
  };
}

export function ingress(of: string, match: RuleMatch, ...peers: PeerDraft[]): Rule {
  return rule('ingress', of, match, peers);
}

export function egress(of: string, match: RuleMatch, ...peers: PeerDraft[]): Rule {
  return rule('egress', of, match, peers);
}

/** The rule under another address, so that two models may hold versions of the same rule. */
export function named(name: string, original: Rule): Rule {
  const address = `aws_security_group_rule.${name}`;
  return { ...original, address, resource: address };
}

/** The rule as the n-th inline block of its group. */
export function inline(index: number, original: Rule): Rule {
  const of = original.group.kind === 'part' ? original.group.address : 'nowhere';
  return {
    ...original,
    address: `${of}.${original.direction}[${String(index)}]`,
    resource: of,
    resourceType: 'aws_security_group',
    declaredAs: 'inline',
  };
}

/** The same part, but only possible. */
export function possible<T extends NetworkPart>(part: T): T {
  return { ...part, certainty: 'possible' };
}

/** A database that carries the groups; `?name` carries the group possibly, `?` alone is an unknown group. */
export function attachment(
  address: string,
  groups: readonly string[],
  subnets: readonly string[] = [],
  changes: Partial<Attachment> = {},
): Attachment {
  const origin = someOrigin();
  return {
    kind: 'attachment',
    address,
    provider: 'aws',
    certainty: 'certain',
    origin,
    headerOrigin: origin,
    resourceType: 'aws_db_instance',
    label: 'database',
    groups: groups.map((text) => ({
      group: reference(text.length > 1 && text.startsWith('?') ? text.slice(1) : text),
      certainty: text.startsWith('?') ? 'possible' : 'certain',
      origin,
    })),
    subnets: subnets.map(reference),
    public: undefined,
    services: [],
    ...changes,
  };
}

function prefixes(texts: readonly string[]): IpPrefix[] {
  return texts.map((text) => {
    const reading = readIpPrefix(text);
    if (reading.kind !== 'prefix') throw new Error(`not a prefix: ${text}`);
    return reading.prefix;
  });
}

export function vpc(address: string, texts: readonly string[], open = false): Network {
  const origin = someOrigin();
  return {
    kind: 'network',
    address,
    provider: 'aws',
    certainty: 'certain',
    origin,
    headerOrigin: origin,
    prefixes: prefixes(texts),
    open,
  };
}

export function subnet(address: string, network: string, texts: readonly string[], open = false): Subnet {
  const origin = someOrigin();
  return {
    kind: 'subnet',
    address,
    provider: 'aws',
    certainty: 'certain',
    origin,
    headerOrigin: origin,
    network: reference(network),
    prefixes: prefixes(texts),
    open,
  };
}

export function prefixList(address: string, entries: readonly PeerDraft[], open = false): PrefixList {
  const origin = someOrigin();
  return {
    kind: 'prefix-list',
    address,
    provider: 'aws',
    certainty: 'certain',
    origin,
    headerOrigin: origin,
    entries: entries.map((draft) => draft(origin)),
    open,
  };
}

export function model(...parts: NetworkPart[]): NetworkModel {
  return buildNetworkModel(parts);
}
