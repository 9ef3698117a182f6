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

/** Whether a member of the end stands somewhere that is not known, or no member is known. */
function standsAnywhere(reader: NetworkReader, end: End): boolean {
  return !isAddressEnd(end) && placesOf(reader, end).some(({ subnet }) => subnet === undefined);
}

/**
 * Whether it is known where the end stands in the other version alone: `version` is the one in which it is not. Without
 * a member it stands nowhere, which counts as not known.
 */
export function isUnplacedOnlyIn(
  { before, after }: Versions,
  version: 'before' | 'after',
  end: EndPair,
): boolean {
  const [here, there] =
    version === 'before'
      ? [standsAnywhere(before, end.before), standsAnywhere(after, end.after)]
      : [standsAnywhere(after, end.after), standsAnywhere(before, end.before)];
  return here && !there;
}
