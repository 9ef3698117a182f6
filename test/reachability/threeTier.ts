/** The files of examples/three-tier, as they are and without one of their blocks. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../examples/three-tier');

/** Its files by path. */
export function threeTierFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/\.(tf|tfvars)$/.test(entry)) {
      files[entry.split(path.sep).join('/')] = readFileSync(path.join(folder, entry), 'utf8');
    }
  }
  return files;
}
