/** Modules in JSON syntax that are applied: the recording has each output's value and type, as of the native ones. */

import { values } from './values';
import type { RecordingKind } from './recording';
import { filesOf } from './recording';

export const json: RecordingKind = {
  fixtures: (directory) => filesOf(directory, ['json'], '.tf.json'),
  recordingOf: (fixture) => fixture.replace(/\.tf\.json$/, '.json'),
  record: (binary, fixture) => values.record(binary, fixture),
};
