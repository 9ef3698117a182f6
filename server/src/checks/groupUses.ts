/** What else refers to a group, told apart where checks have to. */

import type { GroupUse } from '../network/model';

/**
 * True where the group is handed to somebody who may give it rules that this configuration does not show: an output of
 * the root module, or an argument of a module that cannot be looked into.
 */
export function mayAddRules({ address }: GroupUse): boolean {
  return address.startsWith('output.') || /(?:^|\.)module\.[^.]+$/.test(address);
}
