/** Modules that are only planned: the recording has what is known of each output, and which parts of it are not. */

import type { LosslessJson } from '../../test/conformance/losslessJson';
import { parseLossless } from '../../test/conformance/losslessJson';
import { inModule } from './binary';
import type { RecordingKind } from './recording';
import { besideFixture, filesOf } from './recording';

export const unknowns: RecordingKind = {
  fixtures: (directory) => filesOf(directory, ['functions', 'expressions', 'unknowns'], '.unknown.tf'),
  recordingOf: besideFixture,
  record: (binary, fixture) =>
    inModule(binary, fixture, (run) => {
      run('plan', '-input=false', '-no-color', '-out=plan');
      const plan = parseLossless(run('show', '-json', 'plan')) as {
        output_changes: Record<string, Record<string, LosslessJson>>;
      };
      const outputs = Object.fromEntries(
        Object.entries(plan.output_changes).map(([name, change]) => [
          name,
          { value: change.after ?? null, unknown: change.after_unknown ?? false },
        ]),
      );
      return { outputs, terraform: binary.version };
    }),
};
