/** Modules that are applied: the recording has each output's value and type. */

import type { LosslessJson } from '../../test/conformance/losslessJson';
import { parseLossless } from '../../test/conformance/losslessJson';
import { inModule } from './binary';
import type { RecordingKind } from './recording';
import { besideFixture, filesOf } from './recording';

export const values: RecordingKind = {
  fixtures: (directory) =>
    filesOf(directory, ['functions', 'expressions', 'unknowns'], '.tf').filter(
      (path) => !path.endsWith('.unknown.tf'),
    ),
  recordingOf: besideFixture,
  record: (binary, fixture) =>
    inModule(binary, fixture, (run) => {
      run('apply', '-auto-approve', '-input=false', '-no-color');
      const answer = parseLossless(run('output', '-json')) as Record<string, Record<string, LosslessJson>>;
      const outputs = Object.fromEntries(
        Object.entries(answer).map(([name, { value = null, type = null }]) => [name, { value, type }]),
      );
      return { outputs, terraform: binary.version };
    }),
};
