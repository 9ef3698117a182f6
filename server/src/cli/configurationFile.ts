/**
 * `.sg-lens.yaml` for the command line. A mistake in it is told and nothing is analysed, for a setting that silently
 * does nothing is worse than none. What stands in it is analysis/teamConfiguration.ts's.
 */

import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { TeamConfiguration } from '../analysis/teamConfiguration';
import {
  emptyTeamConfiguration,
  parseTeamConfiguration,
  teamConfigurationName,
} from '../analysis/teamConfiguration';
import { cliError } from './cliError';

/** Bytes; a larger file is not a configuration. */
const maxSize = 1024 * 1024;

export interface ConfigurationFile extends TeamConfiguration {
  /** Relative paths in the file start here. */
  readonly directory: string;
}

/** Reads `given` (absolute path), or `.sg-lens.yaml` in the folder where there is one. */
export function readConfigurationFile(folder: string, given: string | undefined): ConfigurationFile {
  const file = given ?? path.join(folder, teamConfigurationName);
  const directory = path.dirname(file);
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined && given === undefined) return { ...emptyTeamConfiguration, directory };
  if (status?.isFile() !== true) {
    throw cliError(`The configuration ${file} was not found.`, 'There is no such file.', 'Check --config.');
  }
  if (status.size > maxSize) {
    throw cliError(`The configuration ${file} was not read.`, 'It is larger than 1 MB.', 'Check --config.');
  }
  return parseConfiguration(readFileSync(file, 'utf8'), path.basename(file), directory);
}

/** Reads the text of a configuration; `name` is for messages. Throws a CliError that names the line at fault. */
export function parseConfiguration(text: string, name: string, directory: string): ConfigurationFile {
  const { configuration, mistakes } = parseTeamConfiguration(text);
  const [mistake] = mistakes;
  if (mistake === undefined) return { ...configuration, directory };
  const why = `Line ${mistake.line}: ${mistake.message}`;
  throw cliError(`The configuration ${name} cannot be used.`, why, 'docs/cli.md describes it.');
}
