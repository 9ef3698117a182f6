/**
 * Keeps the workspace's base in step with git: reads it after indexing, again when HEAD has moved, and never while the
 * workspace is not trusted. Only the newest request counts; an older one that is under way is aborted.
 */

import type { WorkspaceBase } from '../analysis/workspace';
import { failureText } from '../host/failure';
import { readGitBase } from '../host/gitBase';
import { headOf } from '../host/gitHead';
import type { DocumentUri } from '../source/documentUri';

export interface BaseLoader {
  /**
   * Reads the base anew. An empty ref means: no base. `called` are directories outside the folders whose modules are
   * called from inside.
   */
  load(folders: readonly string[], ref: string, called: readonly DocumentUri[]): Promise<void>;
  /** Reads it anew if the commit that HEAD stands at has changed since. */
  refresh(): Promise<void>;
  stop(): void;
}

export function createBaseLoader(
  setBase: (base: WorkspaceBase | undefined) => void,
  log: (message: string) => void,
): BaseLoader {
  let running: AbortController | undefined;
  let current: Parameters<BaseLoader['load']> | undefined;
  let heads = '';

  const headsOf = async (folders: readonly string[]): Promise<string> =>
    (await Promise.all(folders.map((folder) => headOf(folder)))).join();

  const load: BaseLoader['load'] = async (folders, ref, called) => {
    running?.abort();
    current = [folders, ref, called];
    if (ref === '' || folders.length === 0) {
      running = undefined;
      setBase(undefined);
      return;
    }
    const own = new AbortController();
    running = own;
    try {
      const head = await headsOf(folders);
      const files: (readonly [DocumentUri, string])[] = [];
      for (const folder of folders) {
        const reading = await readGitBase(folder, ref, {
          signal: own.signal,
          alsoDirectories: called,
        });
        if (own.signal.aborted) return;
        // A folder without git, or without that ref, is simply not compared; the log says why.
        if (reading.kind === 'failure') log(failureText(reading));
        else for (const file of reading.base.files) files.push(file);
      }
      heads = head;
      setBase(files.length === 0 ? undefined : { label: ref, files });
    } catch (error) {
      if (!own.signal.aborted) log(`The base ${ref} could not be read: ${String(error)}`);
    }
  };
  return {
    load,
    async refresh() {
      const asked = current;
      if (asked === undefined || asked[1] === '') return;
      const now = await headsOf(asked[0]);
      if (now !== heads && current === asked) await load(...asked);
    },
    stop() {
      running?.abort();
      current = undefined;
    },
  };
}
