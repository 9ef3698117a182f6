/**
 * Records what the real terraform (or tofu) binary makes of the fixtures in test/conformance/terraform. The tests read
 * the recordings; this runs only where such a binary is found. What is recorded of which fixtures stands in
 * docs/conformance.md, and how in scripts/conformance/, a file for each kind.
 *
 *     npm run conformance:record -- [path-part…]
 */

import { writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printLossless } from '../test/conformance/losslessJson';
import { findBinary } from './conformance/binary';
import { errors } from './conformance/errors';
import { functionNames } from './conformance/functionNames';
import type { RecordingKind } from './conformance/recording';
import { json } from './conformance/json';
import { rules } from './conformance/rules';
import { unknowns } from './conformance/unknowns';
import { values } from './conformance/values';

const kinds: readonly RecordingKind[] = [functionNames, json, values, unknowns, errors, rules];

const directory = join(dirname(fileURLToPath(import.meta.url)), '../test/conformance/terraform');

function main(filters: readonly string[]): number {
  const binary = findBinary();
  if (binary === undefined) {
    console.error('No terraform or tofu binary found: set TERRAFORM to one, or put it on the PATH.');
    return 2;
  }
  let failures = 0;
  for (const kind of kinds) {
    for (const fixture of kind.fixtures(directory)) {
      const name = relative(directory, fixture);
      if (!filters.every((filter) => name.includes(filter))) continue;
      try {
        writeFileSync(kind.recordingOf(fixture), printLossless(kind.record(binary, fixture)));
        console.log(`recorded ${name}`);
      } catch (error) {
        failures++;
        console.error(`failed ${name}\n${messageOf(error)}`);
      }
    }
  }
  return failures === 0 ? 0 : 1;
}

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'stderr' in error && typeof error.stderr === 'string') {
    return error.stderr;
  }
  return String(error);
}

process.exitCode = main(process.argv.slice(2));
