/**
 * Prefix lists: managed ones with their entries, and those that are looked up (AWS's own among them).
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_managed_prefix_list
 */

import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type { Extension, Known, Peer, PrefixList } from '../../network/model';
import { declaredPart } from '../part';
import { bodyArguments, type Arguments } from '../arguments';
import { listedElements, readText, valueOf, weaker } from '../reading';
import { filteredText } from './filters';
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

/**
 * A list that exists already: what it holds is read during apply. Those that AWS owns go by their service's name
 * (https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html).
 */
export function externalPrefixList(resource: EvaluatedResource): readonly PrefixList[] {
  const { body } = resource;
  const name = readText(body.argument('name')?.value);
  const id = readText((body.argument('id') ?? body.argument('prefix_list_id'))?.value);
  return [
    {
      ...declaredPart(resource),
      provider,
      kind: 'prefix-list',
      ...serviceList(name.kind === 'absent' ? filteredText(resource, 'prefix-list-name') : name),
      ...(id.kind === 'known' ? { cloudId: id.value } : {}),
    },
  ];
}

/**
 * What is known of a list by its name: AWS's own begin with com.amazonaws. All of them are of public addresses, but that
 * of VPC Lattice, which is link-local (169.254.171.0/24).
 */
export function serviceList(
  name: Known<string>,
): Pick<PrefixList, 'entries' | 'open' | 'serviceName' | 'publicOnly'> {
  const closed = { entries: [], open: true } as const;
  if (name.kind !== 'known' || !name.value.startsWith('com.amazonaws.')) return closed;
  const isPublic = !name.value.endsWith('.vpc-lattice');
  return { ...closed, serviceName: name.value, ...(isPublic ? { publicOnly: true } : {}) };
}

/**
 * Addresses that AWS publishes as its own, of some services in some regions, all public
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/ip_ranges,
 * https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-ranges.html). Another `url` may say anything.
 */
export function ipRanges(resource: EvaluatedResource): readonly PrefixList[] {
  const { body } = resource;
  const part = { ...declaredPart(resource), provider, kind: 'prefix-list', entries: [], open: true } as const;
  if (valueOf(body.argument('url')) !== undefined) return [part];
  const services = namesIn(body.argument('services'), (name) => name.toUpperCase());
  const regions = namesIn(body.argument('regions'), (name) => name);
  const of =
    services === undefined
      ? 'of AWS'
      : `of AWS's ${services.length === 1 ? 'service' : 'services'} ${services.join(', ')}`;
  const where = regions === undefined ? '' : ` in ${regions.join(', ')}`;
  return [{ ...part, publicOnly: true, title: `the addresses ${of}${where}` }];
}

/** Undefined where there are none, or not all of them are known. */
function namesIn(
  argument: EvaluatedArgument | undefined,
  spelled: (name: string) => string,
): readonly string[] | undefined {
  const { elements, rest } = listedElements(argument?.value);
  const names = elements.flatMap(({ value, certainty }) => {
    const name = readText(value);
    return name.kind === 'known' && certainty === 'certain' ? [spelled(name.value)] : [];
  });
  return names.length === 0 || names.length < elements.length || rest !== undefined ? undefined : names;
}

/** An entry is a prefix of the list's family; which that is, `address_family` says to AWS. */
function entryPeers(source: Arguments): readonly Peer[] {
  return scalarPeers('cidr', source.argument('cidr'), { of: 'cidr', family: undefined });
}
