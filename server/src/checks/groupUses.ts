/** What else refers to a group, told apart where checks have to. */

import type { GroupUse } from '../network/model';

/** True for an output of the root module: another configuration may then attach the group or add rules to it. */
export function isOutputOfRoot({ address }: GroupUse): boolean {
  return address.startsWith('output.');
}
