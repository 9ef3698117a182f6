/** The options that commands share, as commander gives them, and what they mean for the analysis. */

import { statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import type { AnalysisSettings } from '../analysis/settings';
import { defaultSettings } from '../analysis/settings';
import { variableFileUri } from '../configuration/environments';
import { folderSettings } from '../analysis/teamConfiguration';
import { documentUriOfPath, pathOfDocumentUri } from '../source/documentUri';
import { cliError } from './cliError';
import type { ConfigurationFile } from './configurationFile';
import type { Terminal } from './terminal';

export interface CommonOptions {
  readonly format: string;
  readonly var: readonly string[];
  readonly varFile: readonly string[];
  readonly environment?: string;
  readonly config?: string;
  /** False with `--no-color`. */
  readonly color: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Adds the options that every command about a directory has. The first format is the default. */
export function addCommonOptions(command: Command, formats: readonly [string, ...string[]]): Command {
  return command
    .addOption(
      new Option('--format <format>', 'how the answer is written').choices(formats).default(formats[0]),
    )
    .option('--var <name=value>', 'value of a root variable, as terraform -var (repeatable)', collect, [])
    .option('--var-file <file>', 'variable file, as terraform -var-file (repeatable)', collect, [])
    .option('--environment <name>', 'only this environment of roots that have several')
    .option('--config <file>', 'settings, instead of .sg-lens.yaml in PATH')
    .option('--no-color', 'no colours')
    .option('--quiet', 'nothing but the answer: no summary, no warnings')
    .option('--verbose', 'how long each stage took, on standard error');
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** A variable file of the command line: where it is read from, whatever root it is for. */
export interface GivenVariableFile {
  readonly path: string;
}

/**
 * Settings of the analysis: the configuration file's, then the command line's over them. `given` are the variable
 * files that lie at a path of their own and must be added to the workspace.
 */
export function analysisSettings(
  options: CommonOptions,
  configuration: ConfigurationFile,
  folder: string,
  terminal: Terminal,
): { readonly settings: AnalysisSettings; readonly given: readonly GivenVariableFile[] } {
  const variables = new Map(configuration.variables);
  for (const text of options.var) {
    const equals = text.indexOf('=');
    if (equals < 1) {
      throw cliError(
        `--var ${text} names no value.`,
        'A value is written name=value.',
        `Write --var '${text.replace('=', '') || 'name'}=…'.`,
      );
    }
    variables.set(text.slice(0, equals).trim(), text.slice(equals + 1));
  }
  const given: GivenVariableFile[] = [];
  const place = (file: string, directories: readonly string[]): string => {
    if (!/\.tfvars(\.json)?$/.test(file)) {
      throw cliError(
        `${file} is not read as a variable file.`,
        'Its name does not end in .tfvars or .tfvars.json.',
        'Rename it.',
      );
    }
    for (const directory of directories) {
      const absolute = path.resolve(directory, file);
      if (statSync(absolute, { throwIfNoEntry: false })?.isFile() !== true) continue;
      given.push({ path: absolute });
      return documentUriOfPath(absolute);
    }
    if (path.isAbsolute(file)) {
      throw cliError(`The variable file ${file} was not found.`, 'There is no such file.', 'Check the path.');
    }
    // Not here: perhaps in the directory of each root, as in the editor's setting.
    return file.split(path.sep).join('/');
  };
  const fromConfiguration = configuration.variableFiles.map((file) => place(file, [configuration.directory]));
  const fromOptions = options.varFile.map((file) => place(file, [terminal.directory, folder]));
  const directory = documentUriOfPath(configuration.directory);
  const own = { ...defaultSettings, variables, variableFiles: [...fromConfiguration, ...fromOptions] };
  const settings: AnalysisSettings = {
    ...defaultSettings,
    ...folderSettings(configuration, directory, own),
    environment: options.environment ?? configuration.environment,
  };
  for (const { root, variableFiles } of settings.environments) {
    for (const file of variableFiles) {
      // They may lie outside of PATH; those of any root are looked for beside each.
      if (root === undefined && !file.includes('://')) continue;
      const absolute = pathOfDocumentUri(variableFileUri(root ?? directory, file));
      if (statSync(absolute, { throwIfNoEntry: false })?.isFile() === true) given.push({ path: absolute });
    }
  }
  return { settings, given };
}

/** The directory that PATH means, absolute. */
export function folderOf(argument: string, terminal: Terminal): string {
  const folder = path.resolve(terminal.directory, argument);
  const status = statSync(folder, { throwIfNoEntry: false });
  if (status === undefined) {
    throw cliError(`${argument} was not found.`, 'There is no such directory.', 'Check the path.');
  }
  if (!status.isDirectory()) {
    throw cliError(
      `${argument} is not a directory.`,
      'Groups, rules and what they are attached to are spread over files, so whole directories are analysed.',
      `Give the directory: ${path.dirname(argument)}.`,
    );
  }
  return folder;
}
