/** What a kind of recording is, and how its fixtures are found. The kinds have a file each and are listed in ../record-conformance.ts. */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LosslessJson } from '../../test/conformance/losslessJson';
import type { Binary } from './binary';

export interface RecordingKind {
  /** Absolute paths of all its fixtures; `directory` is test/conformance/terraform. */
  readonly fixtures: (directory: string) => readonly string[];
  /** Where the answer for a fixture is kept. */
  readonly recordingOf: (fixture: string) => string;
  /** The answer of the binary. Throws where it gives none. */
  readonly record: (binary: Binary, fixture: string) => LosslessJson;
}

/** Files directly in some of the topics' folders that end so, sorted. */
export function filesOf(directory: string, topics: readonly string[], ending: string): string[] {
  return topics
    .map((topic) => join(directory, topic))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith(ending))
    .sort();
}

/** `<name>.json` beside `<name>.tf`. */
export function besideFixture(fixture: string): string {
  return fixture.replace(/\.tf$/, '.json');
}
