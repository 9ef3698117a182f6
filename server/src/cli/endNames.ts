/** The names that people gave to groups, for text that a person reads. */

import { relativePath } from '../source/documentUri';
import type { ReportedEnd } from './flowReport';
import type { OpenedWorkspace } from './openWorkspace';

/**
 * The name in the cloud of a group of one root (of any, without `where`); undefined where there is none that is known,
 * or where roots and environments give it different ones.
 */
export function endName(
  opened: OpenedWorkspace,
  end: ReportedEnd,
  where?: { readonly root: string; readonly environment: string | null },
): string | undefined {
  if (end.kind !== 'group') return undefined;
  const names = new Set<string>();
  for (const { root } of opened.roots) {
    if (where !== undefined) {
      if ((root.environment ?? null) !== where.environment) continue;
      if (relativePath(opened.folderUri, root.directory) !== where.root) continue;
    }
    const name = root.model().groups.get(end.address)?.name;
    if (name?.kind === 'known' && name.value !== '') names.add(name.value);
  }
  const [name] = names;
  return names.size === 1 ? name : undefined;
}
