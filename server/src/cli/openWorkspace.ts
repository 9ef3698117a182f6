/** From a directory to a filled workspace: files read, settings applied, base loaded, and warnings about all of it. */

import { statSync } from 'node:fs';
import path from 'node:path';
import type { AnalysisSettings } from '../analysis/settings';
import type { RootAnalysis, Workspace } from '../analysis/workspace';
import { createWorkspace } from '../analysis/workspace';
import { variableFileUri } from '../configuration/environments';
import { nearestName } from '../source/nearestName';
import type { BaseReading } from '../host/base';
import { addCalledModules } from '../host/calledModules';
import { readDirectoryBase } from '../host/directoryBase';
import type { SkippedFile } from '../host/discoverFiles';
import { discoverFiles, readFiles } from '../host/discoverFiles';
import { readGitBase } from '../host/gitBase';
import { createNodeFileReader } from '../host/nodeFileReader';
import { addTerragruntFiles } from '../host/terragruntFiles';
import type { DocumentUri } from '../source/documentUri';
import { documentUriOfPath, parentUri, pathOfDocumentUri, relativePath } from '../source/documentUri';
import { positionAt } from '../source/lineIndex';
import { CliError, cliError } from './cliError';
import { readConfigurationFile } from './configurationFile';
import type { CommonOptions } from './options';
import { analysisSettings, folderOf } from './options';
import type { Stages } from './stages';
import { printable } from './terminal';
import type { Terminal } from './terminal';

export interface OpenedWorkspace {
  readonly workspace: Workspace;
  readonly roots: readonly RootAnalysis[];
  /** Absolute path of PATH, and its URI. */
  readonly folder: string;
  readonly folderUri: DocumentUri;
  /** Files that the analysis reads, without the modules that `terraform init` installed. */
  readonly fileCount: number;
  /** The base's files by URI, where there is a base. */
  readonly baseFiles: ReadonlyMap<DocumentUri, string> | undefined;
}

/** Opens PATH. Throws a CliError for whatever keeps an answer from being given. */
export async function openWorkspace(
  argument: string,
  options: CommonOptions & { readonly base?: string },
  terminal: Terminal,
  stages: Stages,
): Promise<OpenedWorkspace> {
  const folder = folderOf(argument, terminal);
  const folderUri = documentUriOfPath(folder);
  const configurationPath =
    options.config === undefined ? undefined : path.resolve(terminal.directory, options.config);
  const configuration = readConfigurationFile(folder, configurationPath);
  const { settings, given } = analysisSettings(options, configuration, folder, terminal);

  stages.begin('reading files');
  const { files, skipped } = await discoverFiles(folder);
  const workspace = createWorkspace({
    folders: [folderUri],
    settings,
    files: createNodeFileReader(() => [folder]),
    today: () => new Date().toISOString().slice(0, 10),
    onDefect: (where, error) => {
      const detail = error instanceof Error ? (options.verbose === true ? error.stack : error.message) : '';
      terminal.writeError(`sg-lens: a defect in ${where} (please report it): ${detail ?? ''}\n`);
    },
  });
  for (const [uri, text] of files) workspace.setFile(uri, text);
  workspace.leaveOut(new Set(skipped.map(({ uri }) => uri)));
  for (const file of given) {
    const [read] = readFiles([file.path], path.dirname(file.path)).files;
    if (read !== undefined) workspace.setFile(read[0], read[1]);
  }
  const around = addTerragruntFiles(workspace, [folderUri]);
  const called = [...around, ...addCalledModules(workspace, [folderUri])];
  if (!files.some(([uri]) => workspace.project.store.file(uri) !== undefined)) {
    throw cliError(
      `There is nothing to analyse in "${argument}".`,
      'It holds no Terraform or OpenTofu files.',
      'Give the directory of a configuration.',
    );
  }

  let baseFiles: ReadonlyMap<DocumentUri, string> | undefined;
  if (options.base !== undefined) {
    stages.begin('reading the base');
    const reading = await readBase(options.base, folder, called, terminal);
    if (reading.kind === 'failure') throw new CliError(reading);
    workspace.leaveOut(new Set([...skipped, ...reading.skipped].map(({ uri }) => uri)));
    workspace.setBase(reading.base);
    baseFiles = reading.base.files;
  }
  stages.begin('finding roots');
  const roots = workspace.roots();
  requireEnvironment(workspace, settings);
  requireVariableFiles(workspace, roots, settings.variableFiles);
  requireNamedEnvironments(workspace, settings, folderUri);
  if (options.quiet !== true) warn(workspace, skipped, folderUri, terminal);
  const installed = files.filter(([uri]) => uri.includes('/.terraform/')).length;
  return { workspace, roots, folder, folderUri, fileCount: files.length - installed, baseFiles };
}

/** A directory when there is one of that name, otherwise a git ref. */
function readBase(
  base: string,
  folder: string,
  called: readonly DocumentUri[],
  terminal: Terminal,
): Promise<BaseReading> {
  if (base === '') {
    // A variable of a pipeline that is not set: to compare with nothing would pass whatever was cut off.
    throw cliError(
      'The base is empty.',
      'A variable that names it may not be set.',
      'Give a git commit, branch or tag, auto, or a directory.',
    );
  }
  const target = path.resolve(terminal.directory, base);
  const status = statSync(target, { throwIfNoEntry: false });
  if (status?.isDirectory() === true) return readDirectoryBase(target, folder, base);
  if (status?.isFile() === true && /\.(json|tfstate|tfplan)$/.test(base)) {
    throw cliError(
      `${base} cannot be the base.`,
      'A plan, a state or a list of live groups cannot be compared with yet.',
      'Give a git commit, branch or tag, auto, or a directory.',
    );
  }
  return readGitBase(folder, base, { alsoDirectories: called });
}

function requireEnvironment(workspace: Workspace, settings: AnalysisSettings): void {
  const { environment } = settings;
  const known = workspace.project.environments().map(({ name }) => name);
  if (environment === undefined || known.includes(environment)) return;
  const near = nearestName(environment, known);
  throw cliError(
    `No root has an environment ${environment}.`,
    known.length === 0
      ? 'No root has variable files of several environments (env/prod.tfvars and the like).'
      : `There are ${known.join(', ')}.`,
    near === undefined ? '' : `Did you mean ${near}?`,
  );
}

/** A relative variable file must be some root's: a misspelt one would change the answer without a word. */
function requireVariableFiles(
  workspace: Workspace,
  roots: readonly RootAnalysis[],
  files: readonly string[],
): void {
  for (const file of files) {
    if (file.includes('://')) continue;
    const found = roots.some(({ root }) => {
      const directory = pathOfDocumentUri(root.directory);
      return workspace.project.store.file(documentUriOfPath(path.join(directory, file))) !== undefined;
    });
    if (found) continue;
    throw cliError(`The variable file ${file} was not found.`, 'No root has such a file.', 'Check the path.');
  }
}

/** An environment for a directory that is no root, or with a file that is not there, would be one that nobody applies. */
function requireNamedEnvironments(
  workspace: Workspace,
  settings: AnalysisSettings,
  folderUri: DocumentUri,
): void {
  const { project } = workspace;
  const roots = project.rootDirectories();
  for (const { name, root, variableFiles } of settings.environments) {
    if (root !== undefined && !roots.includes(root)) {
      throw cliError(
        `The environment ${name} is for ${relativePath(folderUri, root)}, which is no root module.`,
        `Roots are ${roots.map((each) => relativePath(folderUri, each)).join(', ')}.`,
        'Check its root.',
      );
    }
    for (const file of variableFiles) {
      const places = root === undefined ? roots : [root];
      if (places.some((place) => project.store.file(variableFileUri(place, file)) !== undefined)) continue;
      throw cliError(
        `The variable file ${file} of the environment ${name} was not found.`,
        root === undefined ? 'No root has such a file.' : 'Its path starts in the directory of its root.',
        'Check the path.',
      );
    }
  }
}

function warn(
  workspace: Workspace,
  skipped: readonly SkippedFile[],
  folderUri: DocumentUri,
  terminal: Terminal,
): void {
  const { store } = workspace.project;
  for (const { uri, reason } of skipped) {
    terminal.writeError(`warning: ${printable(relativePath(folderUri, uri))} is left out: ${reason}.\n`);
  }
  // Every file of a root with a network is said, whatever it holds: what is lost in it may be a name that the network
  // reads. Of a root that speaks of nothing of the network nothing is: we would say no more of it were it whole, Terraform
  // tells its mistakes anyway, and looking for them would cost the trees of a whole repository.
  const directories = new Set<DocumentUri>();
  const variableFiles = new Set<DocumentUri>();
  for (const { root } of workspace.roots()) {
    if (!root.concernsNetwork()) continue;
    for (const directory of root.directories()) directories.add(directory);
    for (const uri of root.variableFiles) variableFiles.add(uri);
  }
  for (const uri of store.uris()) {
    if (!directories.has(parentUri(uri)) && !variableFiles.has(uri)) continue;
    const name = printable(relativePath(folderUri, uri));
    const tree = store.tree(uri);
    const problem = tree?.problems[0];
    if (tree === undefined || problem === undefined || uri.includes('/.terraform/')) continue;
    const { line, character } = positionAt(tree.file.lines, problem.span.start);
    const message = printable(problem.message).replace(/\.$/, '');
    terminal.writeError(`warning: ${name}:${line + 1}:${character + 1}: ${message}; the rest is analysed.\n`);
  }
}
