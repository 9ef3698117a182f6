/** What would have to be added for one end to reach another, written in the words of each group's provider. */

import type { NetworkModel } from '../network/networkModel';
import { writersFor } from '../providers/writers';
import { neededToReach, type NeededHop } from '../reachability/hopAnswer';
import type { NearestWay } from '../reachability/nearestWay';
import type { PathQuery } from '../reachability/paths';
import type { Endpoint } from '../reachability/answer';

/** As `neededToReach`, with the writers of all providers. */
export function neededRules(
  model: NetworkModel,
  query: PathQuery & { readonly destination: Endpoint },
  way: NearestWay | undefined,
): readonly NeededHop[] {
  return neededToReach(model, query, way, writersFor);
}
