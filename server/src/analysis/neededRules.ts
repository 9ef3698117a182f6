/** What would have to be added for one end to reach another, written in the words of each group's provider. */

import type { Endpoint } from '../reachability/answer';
import { neededToReach, type NeededHop } from '../reachability/hopAnswer';
import type { NearestWay } from '../reachability/nearestWay';
import type { PathQuery } from '../reachability/paths';
import { writersFor } from '../providers/writers';
import type { ProjectRoot } from './project';
import { writersAcrossModules } from './rulesAcrossModules';

/** As `neededToReach` in the root's model, with the writers of all providers, across the root's modules. */
export function neededRules(
  root: ProjectRoot,
  query: PathQuery & { readonly destination: Endpoint },
  way: NearestWay | undefined,
): readonly NeededHop[] {
  return neededToReach(root.model(), query, way, writersAcrossModules(writersFor, root.evaluation));
}
