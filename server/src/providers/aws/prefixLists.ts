/**
 * Prefix lists: managed ones with their entries, and those that are looked up (AWS's own among them).
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_managed_prefix_list
 */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { Extension, Peer, PrefixList } from '../../network/model';
import { declaredPart } from '../part';
import { bodyArguments, type Arguments } from '../arguments';
import { valueOf, weaker } from '../reading';
import { scalarPeers } from './peers';
import { prefixListKind, readReference } from './reference';
import { provider } from './rule';

/** A list with its `entry` blocks. Entries that stand in resources of their own are added to it by the model. */
export function managedPrefixList(resource: EvaluatedResource): readonly PrefixList[] {
  const nested = bodyArguments(resource.body).nested('entry');
  const entries = nested.items.flatMap((item) =>
    entryPeers(item.arguments).map((peer) => ({
      ...peer,
      certainty: weaker(peer.certainty, item.certainty),
    })),
  );
  return [
    { ...declaredPart(resource), provider, kind: 'prefix-list', entries, open: nested.rest !== undefined },
  ];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_managed_prefix_list_entry */
export function prefixListEntry(resource: EvaluatedResource): readonly Extension[] {
  const source = bodyArguments(resource.body);
  const list = valueOf(source.argument('prefix_list_id'));
  const entries = entryPeers(source).map((peer) => ({
    ...peer,
    certainty: weaker(peer.certainty, resource.certainty),
  }));
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'extension',
      of:
        list === undefined
          ? { kind: 'unknown', reason: 'no prefix list is given' }
          : readReference(list, prefixListKind),
      adds: { kind: 'entries', entries },
    },
  ];
}

/** A list that exists already: what it holds is read during apply. */
export function externalPrefixList(resource: EvaluatedResource): readonly PrefixList[] {
  return [{ ...declaredPart(resource), provider, kind: 'prefix-list', entries: [], open: true }];
}

/** An entry is a prefix of the list's family; which that is, `address_family` says to AWS. */
function entryPeers(source: Arguments): readonly Peer[] {
  return scalarPeers('cidr', source.argument('cidr'), { of: 'cidr', family: undefined });
}
