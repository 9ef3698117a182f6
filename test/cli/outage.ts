/** The story of examples/outage for tests: made once, in folders that are gone when the tests have run. */

import { rmSync } from 'node:fs';
import { after } from 'mocha';
import { makeOutage } from '../../scripts/outage-history.mjs';

const folders: string[] = [];

after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A git repository with the good commit and the edit in its work tree. */
export function outageFolder(options: { readonly edited?: boolean } = {}): string {
  const { folder } = makeOutage(options);
  folders.push(folder);
  return folder;
}
