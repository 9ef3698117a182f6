/**
 * Ends of which only one version says where they stand. Where that is not known, routes and access lists are taken to
 * let everything through; so between the two versions nothing is lost or gained by them that the edit did.
 */

import type { StepKind } from '../reachability/answer';
import { isAddressEnd, type End } from '../reachability/ends';
import type { NetworkReader } from '../reachability/networkReader';
import { placesOf } from '../reachability/places';
import type { EndPair, Versions } from './versions';

/** The steps that depend on where members stand, and not on rules of groups. */
export const PLACE_STEPS: ReadonlySet<StepKind> = new Set(['source-acl', 'route', 'destination-acl']);

/**
 * Whether it is known where the end stands in the other version alone: `version` is the one in which it is not. What is
 * certain there of a group holds for each member, so one whose place is known vouches for it. Without a member it stands
 * nowhere, which counts as not known.
 */
export function isUnplacedOnlyIn(
  { before, after }: Versions,
  version: 'before' | 'after',
  end: EndPair,
): boolean {
  if (isAddressEnd(end.before)) return false;
  const [was, is] = [subnetsKnown(before, end.before), subnetsKnown(after, end.after)];
  const [here, there] = version === 'before' ? [was, is] : [is, was];
  return here === 'none' && there === 'all';
}

/** Of how many places of its members the subnets are known. */
function subnetsKnown(reader: NetworkReader, end: End): 'all' | 'some' | 'none' {
  const places = placesOf(reader, end);
  if (places.every(({ subnet }) => subnet === undefined)) return 'none';
  return places.every(({ subnet }) => subnet !== undefined) ? 'all' : 'some';
}
