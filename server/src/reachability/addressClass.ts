/**
 * Sources from which rules that name addresses let the same connections out, whatever else tells them apart: of ten
 * thousand things most stand in a few subnets and may send anywhere, and what one of them reaches by its address the
 * others reach as well.
 */

import { addressSetKey } from '../packets/addressSet';
import { trafficSetKey } from '../packets/trafficSet';
import type { End } from './ends';
import { isAddressEnd } from './ends';
import { groupFilter } from './filters';
import type { NetworkReader } from './networkReader';
import type { Admission } from './peers';
import { placementOf } from './placement';

/**
 * Equal for ends that reach the same, as sources, wherever no rule of either side names the other's groups; undefined
 * for an end of which that cannot be said.
 */
export function addressClassOf(reader: NetworkReader, end: End): string | undefined {
  const [carrier, ...others] = end.carriers;
  if (carrier === undefined || others.length > 0 || isAddressEnd(end)) return undefined;
  const { groups, open, unfiltered = false, defaultOf } = carrier;
  if (open || unfiltered || defaultOf !== undefined || groups.length === 0) return undefined;
  // A rule of a group that is not known may be anybody's, and a private link leads from one endpoint alone.
  if (reader.hasUnplaced.rules || hasLink(reader, end)) return undefined;
  const admissions = new Set<string>();
  for (const { id, certainty } of groups) {
    const view = reader.view(id);
    const filter = view === undefined ? undefined : groupFilter(reader, view, 'egress');
    if (filter === undefined || filter.incomplete !== undefined || filter.ordered) return undefined;
    if (filter.ofAnyGroup.length > 0) return undefined;
    for (const admission of filter.ofAddresses) admissions.add(`${certainty} ${admissionKey(admission)}`);
  }
  const { known, may, has } = end;
  return [
    placementOf(reader, end),
    addressSetKey(known),
    addressSetKey(may),
    has.ipv4,
    has.ipv6,
    ...[...admissions].sort(),
  ].join('\n');
}

function hasLink(reader: NetworkReader, { endpoint }: End): boolean {
  const topology = reader.topology?.();
  return (
    topology !== undefined && endpoint.kind === 'attachment' && topology.linkedFrom(endpoint.id).length > 0
  );
}

function admissionKey({ admitted, traffic }: Admission): string {
  if (admitted.kind !== 'addresses') return '';
  const addresses = [admitted.certain, admitted.possible].map(addressSetKey);
  return [...addresses, trafficSetKey(traffic.certain), trafficSetKey(traffic.possible)].join('\t');
}
