/**
 * Whether a rule of one group can name another: within a network always, across networks only where they are peered in
 * one region (https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html) or share a transit
 * gateway that supports it (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html).
 */

import type { Direction } from '../network/model';
import { referenceId } from '../network/networkModel';
import type { Topology } from '../network/topologyIndex';
import { isDeclared } from './networksApart';
import type { NetworkReader } from './networkReader';
import type { Verdict } from './pieces';

/**
 * Whether a rule of the group `owner` admits members of the group `named` by its name. Over a transit gateway only rules
 * for what comes in can.
 */
export function groupReferenceHolds(
  reader: NetworkReader,
  owner: string,
  direction: Direction,
  named: string,
): Verdict {
  if (owner === named) return 'yes';
  const [one, other] = [networkOf(reader, owner), networkOf(reader, named)];
  const topology = reader.topology?.();
  if (topology === undefined || one === undefined || other === undefined || one === other) return 'yes';
  const ways = peeringVerdicts(topology, one, other);
  if (direction === 'ingress') ways.push(transitVerdict(topology, one, other));
  if (ways.includes('yes')) return 'yes';
  if (ways.includes('maybe')) return 'maybe';
  return isDeclared(reader, one) && isDeclared(reader, other) ? 'no' : 'maybe';
}

function networkOf(reader: NetworkReader, id: string): string | undefined {
  const network = reader.view(id)?.group?.network;
  return network === undefined ? undefined : referenceId(network);
}

function peeringVerdicts(topology: Topology, one: string, other: string): Verdict[] {
  return topology.peerings.flatMap(({ networks, accepted, sameRegion, certainty }): Verdict[] => {
    const ids = networks.map(referenceId);
    const isBetween = ids.includes(one) && ids.includes(other);
    if (!isBetween) return ids.includes(undefined) ? ['maybe'] : [];
    if (accepted === false || sameRegion === false) return ['no'];
    return [accepted === true && sameRegion === true && certainty === 'certain' ? 'yes' : 'maybe'];
  });
}

function transitVerdict(topology: Topology, one: string, other: string): Verdict {
  let found: Verdict = 'no';
  for (const left of topology.transitAttachments) {
    if (referenceId(left.network) !== one || left.groupReferences === false) continue;
    for (const right of topology.transitAttachments) {
      if (referenceId(right.network) !== other || right.groupReferences === false) continue;
      if (referenceId(left.transit) !== referenceId(right.transit)) continue;
      if (left.groupReferences === true && right.groupReferences === true) return 'yes';
      found = 'maybe';
    }
  }
  return found;
}
