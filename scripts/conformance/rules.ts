/**
 * Modules that make a group's rules in one way each: a directory below rules/, applied without its `network.tf` files,
 * whose resources need a provider. The recording has the output `rules`, which has the same expressions.
 */

import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LosslessJson } from '../../test/conformance/losslessJson';
import { parseLossless } from '../../test/conformance/losslessJson';
import { runIn } from './binary';
import type { RecordingKind } from './recording';

export const rules: RecordingKind = {
  fixtures: (directory) =>
    readdirSync(join(directory, 'rules'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(directory, 'rules', name)),
  recordingOf: (fixture) => `${fixture}.json`,
  record: (binary, fixture) => {
    const directory = mkdtempSync(join(tmpdir(), 'conformance-'));
    try {
      cpSync(fixture, directory, {
        recursive: true,
        filter: (file) => !/[\\/]network\.tf(?:\.json)?$/.test(file),
      });
      const run = runIn(binary, directory);
      run('init', '-input=false', '-no-color');
      const given = existsSync(join(directory, 'given.tfvars')) ? ['-var-file=given.tfvars'] : [];
      run('apply', '-auto-approve', '-input=false', '-no-color', ...given);
      const answer = parseLossless(run('output', '-json')) as Record<string, Record<string, LosslessJson>>;
      return { rules: answer.rules?.value ?? null, terraform: binary.version };
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};
