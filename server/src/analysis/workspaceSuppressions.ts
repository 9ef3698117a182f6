/** The suppression comments of all files, read anew only near the files that changed. What they suppress is not here. */

import type { PlacedSuppression } from '../checks/suppressions';
import { cell, type Cell } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import type { Location } from '../source/origin';
import { mayHoldSuppressions, suppressionsOf } from './commentSuppressions';
import type { Project } from './project';

type Placed = readonly PlacedSuppression<Location>[];

const none: Placed = [];
/** Files per cell: a keystroke looks at those of one cell, and at each cell. */
const together = 64;

/** Gives the comments in the order of the files; to be read inside a cell. */
export function createWorkspaceSuppressions({ store }: Project): () => Placed {
  const uris = cell<readonly DocumentUri[]>(() => [...store.uris()], { onCycle: () => [] });
  const parts: Cell<Placed>[] = [];
  const partAt = (index: number): Cell<Placed> =>
    (parts[index] ??= cell(
      () => {
        const found = uris
          .get()
          .slice(index * together, (index + 1) * together)
          .flatMap((uri) => {
            const file = store.file(uri);
            // Without the words no tree is made, let alone kept.
            if (file === undefined || !mayHoldSuppressions(file)) return none;
            const tree = store.tree(uri);
            return tree === undefined ? none : suppressionsOf(tree);
          });
        return found.length === 0 ? none : found;
      },
      { onCycle: () => none },
    ));
  return () =>
    Array.from({ length: Math.ceil(uris.get().length / together) }, (_, index) => partAt(index).get()).flat();
}
