/** Rules as text of each of the three kinds of AWS rules, formatted as `terraform fmt` does. Where it goes is not known here. */

import type { RuleDraft } from '../../network/ruleWriter';
import { ICMP, ICMPV6, TCP, UDP, protocolName } from '../../packets/protocol';
import { parseIpPrefix } from '../../packets/ipPrefix';
import { blockText } from '../../source/blockText';

/** What a draft needs to become text: the peer as an expression, `self` where it is the group itself. */
export interface RuleContent {
  readonly draft: RuleDraft;
  /** Expression of the group's id, for a rule that stands outside of it. */
  readonly group: string;
  readonly peer:
    | { readonly kind: 'group'; readonly expression: string }
    | { readonly kind: 'self' }
    | { readonly kind: 'cidr'; readonly text: string };
}

type NamedText = readonly [name: string, value: string];

/** `ingress { … }`, to stand in the group's block. */
export function inlineRuleText(content: RuleContent): string {
  const { draft, peer } = content;
  const list = peer.kind === 'cidr' ? `[${quoted(peer.text)}]` : '';
  return ruleBlock(draft.direction, [
    ...description(draft),
    ...portArguments(draft),
    ['protocol', quoted(protocolText(draft.protocol))],
    peer.kind === 'self'
      ? ['self', 'true']
      : peer.kind === 'group'
        ? ['security_groups', `[${peer.expression}]`]
        : [isIpv6(peer.text) ? 'ipv6_cidr_blocks' : 'cidr_blocks', list],
  ]);
}

/** An aws_security_group_rule. */
export function securityGroupRuleText(content: RuleContent, name: string): string {
  const { draft, peer } = content;
  return ruleBlock(`resource "aws_security_group_rule" "${name}"`, [
    ['type', quoted(draft.direction)],
    ['security_group_id', content.group],
    ...description(draft),
    ...portArguments(draft),
    ['protocol', quoted(protocolText(draft.protocol))],
    peer.kind === 'self'
      ? ['self', 'true']
      : peer.kind === 'group'
        ? ['source_security_group_id', peer.expression]
        : [isIpv6(peer.text) ? 'ipv6_cidr_blocks' : 'cidr_blocks', `[${quoted(peer.text)}]`],
  ]);
}

/** An aws_vpc_security_group_ingress_rule or aws_vpc_security_group_egress_rule. */
export function vpcRuleText(content: RuleContent, name: string): string {
  const { draft, peer } = content;
  // "from_port and to_port values should not be defined" beside -1 (vpc_security_group_ingress_rule#ip_protocol).
  const ports = hasPorts(draft.protocol) ? portArguments(draft) : [];
  return ruleBlock(`resource "${vpcRuleType(draft)}" "${name}"`, [
    ['security_group_id', content.group],
    ...description(draft),
    ...ports,
    ['ip_protocol', quoted(protocolText(draft.protocol))],
    peer.kind === 'self'
      ? ['referenced_security_group_id', content.group]
      : peer.kind === 'group'
        ? ['referenced_security_group_id', peer.expression]
        : [isIpv6(peer.text) ? 'cidr_ipv6' : 'cidr_ipv4', quoted(peer.text)],
  ]);
}

export function vpcRuleType(draft: RuleDraft): string {
  return `aws_vpc_security_group_${draft.direction}_rule`;
}

/** `db_from_api_5432`, `api_to_10_0_0_0_8_udp_53`: a name that says what the rule does. */
export function ruleName(draft: RuleDraft, group: string, peer: string): string {
  const { protocol, ports } = draft;
  const word = draft.direction === 'ingress' ? 'from' : 'to';
  const traffic = protocol === 'all' ? ['all'] : protocol === TCP ? [] : [protocolText(protocol)];
  const numbers = ports === undefined ? [] : ports.from === ports.to ? [ports.from] : [ports.from, ports.to];
  const name = [group, word, peer, ...traffic, ...numbers].join('_');
  return name.replace(/[^\p{ID_Continue}-]+/gu, '_').replace(/_+$/, '');
}

/** Text in quotes: escapes and template sequences taken literally. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, '$1$1{');
}

function portArguments({ protocol, ports }: RuleDraft): readonly NamedText[] {
  const { from, to } = ports ?? everyPort(protocol);
  return [
    ['from_port', String(from)],
    ['to_port', String(to)],
  ];
}

/** How "every port" is written for a protocol; 0 and 0 where ports mean nothing. */
function everyPort(protocol: number | 'all'): { readonly from: number; readonly to: number } {
  if (protocol === TCP || protocol === UDP) return { from: 0, to: 65_535 };
  if (protocol === ICMP || protocol === ICMPV6) return { from: -1, to: -1 };
  return { from: 0, to: 0 };
}

function hasPorts(protocol: number | 'all'): boolean {
  return protocol === TCP || protocol === UDP || protocol === ICMP || protocol === ICMPV6;
}

function protocolText(protocol: number | 'all'): string {
  if (protocol === 'all') return '-1';
  return hasPorts(protocol) ? (protocolName(protocol) ?? String(protocol)) : String(protocol);
}

/** EC2 allows these characters only, and 255 of them (API_IpRange, Description). */
function description({ description: text }: RuleDraft): readonly NamedText[] {
  const allowed = text
    .replace(/[^a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .slice(0, 255)
    .trim();
  return allowed === '' ? [] : [['description', quoted(allowed)]];
}

function isIpv6(text: string): boolean {
  return parseIpPrefix(text)?.family === 6;
}

function ruleBlock(header: string, args: readonly NamedText[]): string {
  return blockText(header, [args.map(([name, value]) => ({ name, value }))]);
}
