/**
 * One run of the server: the workspace, the open documents over the disk, and the analysis after each change. It knows
 * the protocol's types but not its connection, so that the wiring (server.ts) stays on one screen.
 */

import type { CancellationToken } from 'vscode-languageserver';
import type { AnalysisSettings } from '../analysis/settings';
import { defaultSettings } from '../analysis/settings';
import { fileRole } from '../analysis/sourceStore';
import type { RootAnalysis, Workspace } from '../analysis/workspace';
import { createWorkspace } from '../analysis/workspace';
import { maxTextSize } from '../host/discoverFiles';
import { createNodeFileReader } from '../host/nodeFileReader';
import type { TerraformVerdict } from '../host/terraformVerdict';
import type { DocumentUri } from '../source/documentUri';
import {
  baseName,
  documentUri,
  isInside,
  parentUri,
  pathOfDocumentUri,
  relativePath,
} from '../source/documentUri';
import { createBaseLoader } from './baseLoader';
import { createDiagnosticMaker } from './diagnostics';
import { analysisSettings, variableFilesOf } from './analysisSettings';
import { createDiskFiles } from './diskFiles';
import { createOpenDocuments, documentKey } from './documentKeys';
import type { EnvironmentChoice, EnvironmentsResult, SgLensSettings, StatusParams } from './protocol';
import { DEFAULT_SETTINGS } from './protocol';
import { createPublisher } from './publisher';
import { createScheduler } from './scheduler';
import { countAll, emptyCounts } from './status';
import { createTeamConfigurations, isTeamConfiguration } from './teamConfigurations';
import { createVerdicts } from './verdicts';

export interface SessionOutput {
  readonly publish: Parameters<typeof createPublisher>[0];
  readonly status: (status: StatusParams) => void;
  readonly log: (message: string) => void;
  readonly error: (message: string) => void;
}

export interface SessionOptions {
  readonly output: SessionOutput;
  readonly verdict: TerraformVerdict;
  /** Address of a check's page, for the link at a diagnostic's code. */
  readonly pageOf: (code: string) => string | undefined;
}

export interface Session {
  readonly workspace: Workspace;
  /**
   * Resolves when every change that has arrived is analysed, the first reading of the folders included: true then,
   * false as soon as the token is cancelled.
   */
  whenReady(token: CancellationToken): Promise<boolean>;
  /** Reads the folders (absolute URIs as the client sent them) and analyses them. Again when folders change. */
  openFolders(folders: readonly string[], progress: (message: string) => void): Promise<void>;
  configure(settings: SgLensSettings): void;
  setTrusted(trusted: boolean): void;
  /** Looks at one environment, or at all (null); undefined where nobody has chosen. */
  selectEnvironment(choice: EnvironmentChoice | undefined): void;
  environments(): EnvironmentsResult;
  openDocument(uri: string, languageId: string, text: string, version: number): void;
  changeDocument(uri: string, text: string, version: number): void;
  saveDocument(uri: string): void;
  closeDocument(uri: string): void;
  /** Files changed on the disk; of what is gone it is not known whether it was a file. */
  filesChanged(changed: readonly string[], gone: readonly string[]): void;
  /** Identity of a document by the client's URI. */
  readonly keyOf: (clientUri: string) => DocumentUri;
  /** The version of an open document; undefined for others. */
  openVersion(uri: DocumentUri): number | undefined;
  readonly clientUri: (uri: DocumentUri) => string;
  stop(): void;
}

export function createSession({ output, verdict, pageOf }: SessionOptions): Session {
  const open = createOpenDocuments();
  /** Of open documents: what the disk holds, as far as the server was told. */
  const saved = new Map<DocumentUri, string>();
  let folders: readonly string[] = [];
  let settings: SgLensSettings = DEFAULT_SETTINGS;
  let trusted = true;
  let choice: EnvironmentChoice | undefined;
  let discovery: AbortController | undefined;
  // Until the folders have been read once, everything would look as if half of it were missing.
  let indexed = false;
  let tellIndexed: () => void = () => undefined;
  const firstIndex = new Promise<void>((resolve) => (tellIndexed = resolve));
  let lastStatus = '';

  const workspace = createWorkspace({
    folders: [],
    settings: defaultSettings,
    files: createNodeFileReader(() => disk.directories().map(pathOfDocumentUri)),
    today: () => new Date().toISOString().slice(0, 10),
    onDefect: (where, error) => {
      output.error(`SG Lens failed in ${where} and went on without it: ${describe(error)}`);
    },
  });
  const team = createTeamConfigurations(output.log);
  let current: AnalysisSettings = defaultSettings;
  const disk = createDiskFiles({
    workspace,
    isOpen: open.has,
    openKeys: open.keys,
    variableFiles: () => variableFilesOf(current),
    log: output.log,
  });
  /** Brings the analysis' settings up to date with the editor's, the teams' and the choice. */
  const applySettings = (): void => {
    const directories = folders.map(documentUri);
    current = analysisSettings({ settings, trusted, choice, teams: team.read(directories) });
    workspace.configure(current);
  };
  const publisher = createPublisher(output.publish, open.version, open.clientUri);
  const makeDiagnostics = createDiagnosticMaker(pageOf, open.clientUri);
  const verdicts = createVerdicts({
    verdict,
    textOf: (uri) =>
      settings.terraformVerdict && open.has(uri) ? workspace.project.store.file(uri)?.text : undefined,
    treeOf: (uri) => workspace.project.store.tree(uri),
    publish: publisher.setVerdict,
  });

  const tell = (status: StatusParams): void => {
    const text = JSON.stringify(status);
    if (text === lastStatus) return;
    lastStatus = text;
    output.status(status);
  };
  const rootsOfOpenDocuments = (): readonly RootAnalysis[] => {
    const directories = open.keys().map(parentUri);
    if (directories.length === 0) return [];
    return workspace.roots().filter(({ root }) => directories.some((each) => root.directories().has(each)));
  };
  /** The first edit is compared with the base: it need not wait until the base's network is known. */
  const prepareBase = (analysis: RootAnalysis): void => {
    try {
      analysis.baseModel();
    } catch {
      // The comparison tells of it, as soon as there is something to compare.
    }
  };
  function* analyse(): Iterator<void> {
    if (!indexed) return;
    try {
      for (const analysis of workspace.roots()) {
        analysis.findings();
        yield;
      }
      publisher.setAnalysis(makeDiagnostics(workspace));
      publisher.setAnalysis(team.changedDiagnostics());
      tell({ ...countAll(workspace), state: 'ready', message: '' });
      for (const analysis of rootsOfOpenDocuments()) {
        yield;
        prepareBase(analysis);
      }
    } catch (error) {
      // One defect must not end the session: what was published stays, and the next change tries again.
      output.error(`The analysis failed: ${describe(error)}`);
      tell({ ...emptyCounts, state: 'error', message: 'The analysis failed; see the output.' });
    }
  }
  const scheduler = createScheduler(analyse, () => performance.now());
  const base = createBaseLoader((next) => {
    workspace.setBase(next);
    scheduler.request();
  }, output.log);

  const loadBase = (): void => {
    if (!indexed) return;
    const directories = disk.directories().map(pathOfDocumentUri);
    void base.load(directories, trusted ? settings.review.base : '', disk.called());
  };
  /** After which other directories may belong to the workspace. */
  const lookAround = (): void => {
    if (!indexed) return;
    const before = disk.directories().join();
    disk.readAround();
    if (disk.directories().join() !== before) loadBase();
    scheduler.request();
  };
  const setTeamText = (key: DocumentUri, text: string | undefined): void => {
    team.setOpen(key, text);
    applySettings();
    lookAround();
  };
  const setText = (key: DocumentUri, text: string, version: number): void => {
    if (text.length > maxTextSize) workspace.removeFile(key);
    else workspace.setFile(key, text, version);
    scheduler.request();
  };

  /** From now on the disk counts. */
  const leave = (key: DocumentUri): void => {
    verdicts.forget(key);
    open.delete(key);
    saved.delete(key);
  };
  /**
   * An editor keeps the tab of a file that is deleted or moved elsewhere: by another branch, in a terminal. What nobody
   * has typed in is not there any more; what somebody has is going to be saved.
   */
  const leaveIfGone = (key: DocumentUri): void => {
    const text = disk.textOnDisk(key);
    if (text !== undefined) saved.set(key, text);
    else if (workspace.project.store.file(key)?.text === saved.get(key)) leave(key);
  };

  const openFolders: Session['openFolders'] = async (next, progress) => {
    discovery?.abort();
    const own = new AbortController();
    discovery = own;
    folders = next;
    applySettings();
    tell({ ...emptyCounts, state: 'indexing', message: 'Reading Terraform files' });
    try {
      await disk.readFolders(next.map(documentUri), own.signal);
    } catch (error) {
      // Folders have changed once more: the later call does it all.
      if (own.signal.aborted) return;
      output.error(`The workspace could not be read: ${describe(error)}`);
    }
    progress(`Analysing ${String(workspace.project.store.directories().length)} modules`);
    indexed = true;
    tellIndexed();
    scheduler.request();
    await scheduler.idle();
    loadBase();
  };

  return {
    workspace,
    async whenReady(token) {
      const ready = async (): Promise<boolean> => {
        await firstIndex;
        await scheduler.idle();
        return !token.isCancellationRequested;
      };
      if (token.isCancellationRequested) return false;
      return Promise.race([
        ready(),
        new Promise<boolean>((resolve) => token.onCancellationRequested(() => resolve(false))),
      ]);
    },
    openFolders,
    configure(next) {
      const previous = settings;
      settings = next;
      applySettings();
      if (next.terraformVerdict !== previous.terraformVerdict) open.keys().forEach(verdicts.ask);
      if (next.review.base !== previous.review.base) loadBase();
      lookAround();
    },
    setTrusted(next) {
      if (next === trusted) return;
      trusted = next;
      applySettings();
      loadBase();
      lookAround();
    },
    selectEnvironment(next) {
      choice = next;
      applySettings();
      scheduler.request();
    },
    environments() {
      const { selected, environments } = workspace.environments();
      const directories = folders.map(documentUri);
      return {
        selected: selected ?? null,
        environments: environments.map(({ name, roots }) => ({
          name,
          roots: roots.map((root) => rootLabel(root, directories)),
        })),
      };
    },
    openDocument(uri, languageId, text, version) {
      const key = documentKey(uri, languageId);
      saved.set(key, workspace.project.store.file(key)?.text ?? text);
      open.set({ key, clientUri: uri, version });
      if (text.length > maxTextSize) output.log(`Left out ${uri}: larger than 5 MB.`);
      if (isTeamConfiguration(key)) setTeamText(key, text);
      setText(key, text, version);
      lookAround();
      verdicts.ask(key);
    },
    changeDocument(uri, text, version) {
      const key = open.keyOf(uri);
      // Opening a document is announced as a change, too.
      if (open.version(key) === version) return;
      open.set({ key, clientUri: uri, version });
      if (isTeamConfiguration(key)) setTeamText(key, text);
      setText(key, text, version);
      verdicts.askSoon(key);
    },
    saveDocument(uri) {
      const key = open.keyOf(uri);
      const text = workspace.project.store.file(key)?.text;
      if (text !== undefined) saved.set(key, text);
      verdicts.ask(key);
      lookAround();
      void base.refresh();
    },
    closeDocument(uri) {
      const key = open.keyOf(uri);
      leave(key);
      if (isTeamConfiguration(key)) setTeamText(key, undefined);
      // What was typed and not saved is gone: the disk counts again.
      if (fileRole(key) !== undefined) disk.readAgain(key);
      lookAround();
    },
    filesChanged(changed, gone) {
      const deleted = gone.map(documentUri);
      const hadFiles = disk.removeDirectories(deleted.filter((uri) => fileRole(uri) === undefined));
      // Everything that is deleted is told of, locks of git and build results too.
      const keys = [...changed.map(documentUri), ...deleted.filter((uri) => watchedName.test(uri))];
      if (keys.length === 0 && !hadFiles) return;
      // Modules were installed, or another branch checked out: directories come and go without a word of their own.
      if (keys.some((uri) => /\/(\.terraform\/modules\/modules\.json|\.git\/HEAD)$/.test(uri))) {
        void openFolders(folders, () => undefined);
      }
      for (const key of keys.filter((each) => fileRole(each) !== undefined)) {
        if (open.has(key)) leaveIfGone(key);
        disk.readAgain(key);
      }
      if (keys.some(isTeamConfiguration)) {
        applySettings();
        lookAround();
      }
      if (hadFiles || keys.some((uri) => fileRole(uri) === undefined)) workspace.otherFilesChanged();
      scheduler.request();
      void base.refresh();
    },
    keyOf: open.keyOf,
    openVersion: open.version,
    clientUri: open.clientUri,
    stop() {
      discovery?.abort();
      tellIndexed();
      base.stop();
      scheduler.stop();
      verdicts.stop();
    },
  };
}

/** A root's directory in short: from its workspace folder, or the folder's name for the folder itself. */
function rootLabel(root: DocumentUri, folders: readonly DocumentUri[]): string {
  const folder = folders.find((each) => isInside(each, root) || each === root);
  if (folder === undefined) return pathOfDocumentUri(root);
  return folder === root ? baseName(root) : relativePath(folder, root);
}

/** Names that the server asks to be told of, whatever happens to them (server.ts). */
const watchedName = /\.(?:tf|tofu|tfvars|hcl|json|ya?ml|csv|tpl|tftpl|txt)$|\/\.git\/(?:logs\/)?HEAD$/;

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
