/** What the analysis could not know about the network, counted by reason: how far its answers can be trusted. */

import type { RootAnalysis } from '../analysis/workspace';
import type { Rule } from '../network/model';
import type { NetworkModel } from '../network/networkModel';

export interface UnknownCount {
  readonly reason: string;
  readonly count: number;
}

/** Unknown parts of rules and attachments, the most frequent reason first. A part unknown in two environments is one. */
export function unknownsOf(roots: readonly RootAnalysis[]): readonly UnknownCount[] {
  const seen = new Map<string, Set<string>>();
  for (const { root } of roots) {
    for (const [place, reason] of unknownParts(root.model())) {
      const places = seen.get(reason);
      const key = `${root.directory}\t${place}`;
      if (places === undefined) seen.set(reason, new Set([key]));
      else places.add(key);
    }
  }
  return [...seen]
    .map(([reason, places]) => ({ reason, count: places.size }))
    .sort((left, right) => right.count - left.count || (left.reason < right.reason ? -1 : 1));
}

function* unknownParts(model: NetworkModel): Iterable<readonly [place: string, reason: string]> {
  for (const rule of model.rules) yield* unknownInRule(rule);
  for (const { address, groups } of model.attachments.values()) {
    for (const [index, { group }] of groups.entries()) {
      if (group.kind === 'unknown') yield [`${address} group ${index}`, group.reason];
    }
  }
}

function* unknownInRule(rule: Rule): Iterable<readonly [string, string]> {
  for (const [role, part] of Object.entries({
    group: rule.group,
    protocol: rule.protocol,
    ports: rule.ports,
  })) {
    if (part.kind === 'unknown') yield [`${rule.address} ${role}`, part.reason];
  }
  for (const [index, peer] of rule.peers.entries()) {
    const place = `${rule.address} peer ${index}`;
    if (peer.kind === 'unknown') yield [place, peer.reason];
    else if (peer.kind === 'group' && peer.group.kind === 'unknown') yield [place, peer.group.reason];
    else if (peer.kind === 'prefix-list' && peer.list.kind === 'unknown') yield [place, peer.list.reason];
  }
}
