/** Phrases that several checks share, so that the same thing is always said in the same words. */

import type { Peer, Rule } from '../network/model';
import { serviceName } from '../network/services';
import { TCP, UDP } from '../packets/protocol';
import type { TrafficSet } from '../packets/trafficSet';
import { describeTraffic } from '../packets/trafficText';
import { baseName, parentUri, relativePath } from '../source/documentUri';
import type { Fix } from '../source/edit';
import type { Origin } from '../source/origin';
import type { RelatedPlace } from './check';
import { knownTraffic } from './knownTraffic';

/** The rule's traffic with the names of services: `tcp/5432 postgres`; in words where they are not known. */
export function trafficOfRule(rule: Rule): string {
  const traffic = knownTraffic(rule);
  if (traffic !== undefined) return trafficText(traffic);
  if (rule.protocol.kind === 'unknown') {
    return `traffic of a protocol that is not known (${rule.protocol.reason})`;
  }
  if (rule.ports.kind === 'unknown') return `traffic on ports that are not known (${rule.ports.reason})`;
  return 'traffic';
}

/** At most four phrases of a set of traffic, with the service where a phrase is one port. */
export function trafficText(traffic: TrafficSet): string {
  return listed(describeTraffic(traffic).map(withService), 4);
}

function withService(phrase: string): string {
  const match = /^(tcp|udp)\/(\d+)$/.exec(phrase);
  if (match === null) return phrase;
  const name = serviceName(match[1] === 'tcp' ? TCP : UDP, Number(match[2]));
  return name === undefined ? phrase : `${phrase} ${name}`;
}

/** `a`, `a and b`, `a, b and c`, `a, b and 3 more`. */
export function listed(items: readonly string[], atMost = 3): string {
  if (items.length > atMost) {
    return `${items.slice(0, atMost - 1).join(', ')} and ${items.length - atMost + 1} more`;
  }
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** Where a finding about a peer stands: on the literal, if the rule's own block holds it, else on the argument. */
export function peerOrigin(rule: Rule, peer: Peer): Origin {
  return isWrittenInRule(rule, peer) ? peer.origin : peer.argumentOrigin;
}

export function isWrittenInRule(rule: Rule, peer: Peer): boolean {
  return peer.origin.anchor === rule.origin.anchor;
}

/** ` (from terraform.tfvars)` for a value that another file holds; empty for one of the rule's own file. */
export function fromFile(rule: Rule, written: Origin): string {
  const { uri } = written.anchor;
  const own = rule.origin.anchor.uri;
  if (uri === own) return '';
  const name = baseName(uri);
  // Every module has a main.tf: there the way to it says more than the name.
  return ` (from ${name === baseName(own) ? relativePath(parentUri(own), uri) : name})`;
}

/** The place of a literal that is written outside the rule's block. */
export function writtenElsewhere(rule: Rule, peer: Peer, text: string): readonly RelatedPlace[] {
  return isWrittenInRule(rule, peer) ? [] : [{ origin: peer.origin, message: `${text} is written here` }];
}

/** True when the origin's text is the literal `"text"` itself, so that an edit there changes that value and no other text. */
export function isLiteral(origin: Origin, text: string): boolean {
  return origin.end - origin.start === text.length + 2;
}

/** Replaces a literal string; none where the value is put together from parts. */
export function literalFix(
  title: string,
  written: { readonly origin: Origin; readonly text: string },
  newText: string,
  preferred: boolean,
): readonly Fix[] {
  if (!isLiteral(written.origin, written.text)) return [];
  return [
    { title, preferred, operations: [{ kind: 'replace', origin: written.origin, newText: `"${newText}"` }] },
  ];
}

/** The verb for what is certain, or only possible. */
export function verb(certainty: 'certain' | 'possible', is: string, may: string): string {
  return certainty === 'certain' ? is : may;
}
