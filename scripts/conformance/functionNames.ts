/** The names of all functions that the binary has, without the namespace that each may also be called in. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runIn } from './binary';
import type { RecordingKind } from './recording';

export const functionNames: RecordingKind = {
  fixtures: (directory) => [join(directory, 'functionNames.json')],
  recordingOf: (fixture) => fixture,
  record: (binary) => {
    const directory = mkdtempSync(join(tmpdir(), 'conformance-'));
    try {
      const answer = JSON.parse(runIn(binary, directory)('metadata', 'functions', '-json')) as {
        function_signatures: Record<string, unknown>;
      };
      const names = Object.keys(answer.function_signatures).filter((name) => !name.startsWith('core::'));
      return { names: names.sort(), terraform: binary.version };
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};
