/** Finds the module calls of a root that lead nowhere on this machine. Told by shapes: nothing is evaluated for it. */

import type { Severity } from '../checks/check';
import { isLocalSource, parseModuleSource } from '../configuration/moduleSources';
import type { DocumentUri } from '../source/documentUri';
import { resolveUri } from '../source/documentUri';
import type { Location } from '../source/origin';
import type { SourceStore } from './sourceStore';

export interface NotInstalledCall {
  readonly location: Location;
  readonly source: string;
  /** `missing`: a local path without a module. */
  readonly kind: 'missing' | 'not-installed';
  /** The call within its module: `module.vpc`. */
  readonly address: string;
  /** What is said of it, where that is another thing than that a call leads nowhere. */
  readonly said?: {
    readonly code: string;
    readonly message: string;
    /** Where it is not that of the code. */
    readonly severity: Severity | undefined;
  };
}

/**
 * The calls in the modules of a root. A remote source counts as installed where the root's manifest lists a module with
 * that call's name and source, whichever instance of the calling module it is listed for.
 */
export function notInstalledCalls(
  root: DocumentUri,
  directories: ReadonlySet<DocumentUri>,
  store: SourceStore,
): readonly NotInstalledCall[] {
  const installed = new Set<string>();
  for (const [key, { source }] of store.manifest(root)?.entries ?? []) {
    installed.add(callKey(key.split('.').at(-1) ?? key, source));
  }
  return [...directories].flatMap((directory) =>
    [...(store.placedShape(directory)?.moduleCalls ?? [])].flatMap(
      ([name, { source, location }]): NotInstalledCall[] => {
        const address = `module.${name}`;
        if (isLocalSource(source)) {
          const isThere = store.hasConfiguration(resolveUri(directory, source));
          return isThere ? [] : [{ location, source, kind: 'missing', address }];
        }
        const isThere = installed.has(callKey(name, source));
        return isThere ? [] : [{ location, source, kind: 'not-installed', address }];
      },
    ),
  );
}

/** The manifest spells registry sources out, with the host; other kinds it rewrites, so that only their kind is known. */
function callKey(name: string, source: string): string {
  const address = parseModuleSource(source);
  if (address.kind !== 'registry') return `${name}\t${address.kind}`;
  const { host, namespace, name: module, provider, subdirectory } = address;
  return [name, host, namespace, module, provider, subdirectory].join('\t');
}
