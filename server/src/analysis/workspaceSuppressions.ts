/**
 * The suppression comments of all files, by file, read anew only near the files that changed. What they suppress is not
 * here.
 */

import type { PlacedSuppression } from '../checks/suppressions';
import { cell, type Cell } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import type { Location } from '../source/origin';
import { mayHoldSuppressions, suppressionsOf } from './commentSuppressions';
import type { Project } from './project';

export type Comments = readonly PlacedSuppression<Location>[];

export interface WorkspaceSuppressions {
  /** Reads the files, and gives those whose comments are others than the last time. To be called inside a cell. */
  refresh(): readonly DocumentUri[];
  /** As of the last reading; only files with comments. */
  readonly byFile: ReadonlyMap<DocumentUri, Comments>;
}

interface InFile {
  readonly uri: DocumentUri;
  readonly comments: Comments;
}

const none: readonly InFile[] = [];
/** Files per cell: a keystroke looks at those of one cell, and at each cell. */
const together = 64;

export function createWorkspaceSuppressions({ store }: Project): WorkspaceSuppressions {
  const uris = cell<readonly DocumentUri[]>(() => [...store.uris()], { onCycle: () => [] });
  const parts: Cell<readonly InFile[]>[] = [];
  const partAt = (index: number): Cell<readonly InFile[]> =>
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
            const comments = tree === undefined ? [] : suppressionsOf(tree);
            return comments.length === 0 ? none : [{ uri, comments }];
          });
        return found.length === 0 ? none : found;
      },
      { onCycle: () => none },
    ));
  const byFile = new Map<DocumentUri, Comments>();
  let read: (readonly InFile[])[] = [];
  return {
    byFile,
    refresh() {
      const count = Math.ceil(uris.get().length / together);
      const old: InFile[] = [];
      const current: InFile[] = [];
      for (let index = 0; index < Math.max(count, read.length); index++) {
        const before = read[index] ?? none;
        const part = index < count ? partAt(index).get() : none;
        if (part === before) continue;
        old.push(...before);
        current.push(...part);
        read[index] = part;
      }
      read = read.length > count ? read.slice(0, count) : read;
      const changed = new Set<DocumentUri>();
      const still = new Set(current.map(({ uri }) => uri));
      for (const { uri } of old) {
        if (!still.has(uri) && byFile.delete(uri)) changed.add(uri);
      }
      for (const { uri, comments } of current) {
        if (byFile.get(uri) === comments) continue;
        byFile.set(uri, comments);
        changed.add(uri);
      }
      return [...changed];
    },
  };
}
