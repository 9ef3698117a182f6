/**
 * One run of the server: the workspace, the open documents over the disk, and the analysis after each change. It knows
 * the protocol's types but not its connection, so that the wiring (server.ts) stays on one screen.
 */

import type { Diagnostic } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { AnalysisSettings } from '../analysis/settings';
import { defaultSettings } from '../analysis/settings';
import { fileRole } from '../analysis/sourceStore';
import type { Workspace } from '../analysis/workspace';
import { createWorkspace } from '../analysis/workspace';
import { discoverFiles, readFiles } from '../host/discoverFiles';
import { createNodeFileReader } from '../host/nodeFileReader';
import type { TerraformVerdict } from '../host/terraformVerdict';
import type { DocumentUri } from '../source/documentUri';
import { baseName, documentUri, documentUriOfPath, isInside, pathOfDocumentUri } from '../source/documentUri';
import type { BaseLoader } from './baseLoader';
import { createBaseLoader } from './baseLoader';
import { createDiagnosticMaker } from './diagnostics';
import type { FindingSeverity, SgLensSettings, StatusParams } from './protocol';
import { DEFAULT_SETTINGS } from './protocol';
import { createPublisher } from './publisher';
import type { Scheduler } from './scheduler';
import { createScheduler } from './scheduler';

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
  readonly scheduler: Scheduler;
  /** Reads the folders (absolute URIs as the client sent them) and analyses them. Again when folders change. */
  openFolders(folders: readonly string[]): Promise<void>;
  configure(settings: SgLensSettings): void;
  setTrusted(trusted: boolean): void;
  openDocument(uri: string, text: string, version: number): void;
  changeDocument(uri: string, text: string, version: number): void;
  saveDocument(uri: string): void;
  closeDocument(uri: string): void;
  /** Files changed on the disk. */
  filesChanged(uris: readonly string[]): void;
  /** The text and version of an open document; undefined for others. */
  openVersion(uri: DocumentUri): number | undefined;
  clientUri(uri: DocumentUri): string;
  stop(): void;
}

/** Milliseconds without a keystroke after which Terraform's own parser is asked. */
const verdictPause = 600;

interface OpenDocument {
  readonly clientUri: string;
  readonly version: number;
}

export function createSession({ output, verdict, pageOf }: SessionOptions): Session {
  const open = new Map<DocumentUri, OpenDocument>();
  const verdictTimers = new Map<DocumentUri, NodeJS.Timeout>();
  let folders: readonly DocumentUri[] = [];
  let settings: SgLensSettings = DEFAULT_SETTINGS;
  let trusted = true;
  let indexing = true;
  let discovery: AbortController | undefined;
  let stopped = false;

  const folderPaths = (): string[] => folders.map(pathOfDocumentUri);
  const workspace = createWorkspace({
    folders,
    settings: defaultSettings,
    files: createNodeFileReader(folderPaths),
    today: () => new Date().toISOString().slice(0, 10),
    onDefect: (where, error) => {
      output.error(`SG Lens failed in ${where} and went on without it: ${describe(error)}`);
    },
  });
  const versionOf = (uri: DocumentUri): number | undefined => open.get(uri)?.version;
  const clientUri = (uri: DocumentUri): string => open.get(uri)?.clientUri ?? uri;
  const publisher = createPublisher(output.publish, versionOf, clientUri);
  const makeDiagnostics = createDiagnosticMaker(pageOf);

  function* analyse(): Iterator<void> {
    if (indexing) return;
    try {
      for (const analysis of workspace.roots()) {
        analysis.findings();
        yield;
      }
      const diagnostics = makeDiagnostics(workspace);
      publisher.setAnalysis(diagnostics);
      reportStatus();
    } catch (error) {
      // One defect must not end the session: what was published stays, and the next change tries again.
      output.error(`The analysis failed: ${describe(error)}`);
      output.status({ ...countAll(), state: 'error', message: 'The analysis failed; see the output.' });
    }
  }
  const scheduler = createScheduler(analyse, () => performance.now());
  const base: BaseLoader = createBaseLoader((next) => {
    workspace.setBase(next);
    scheduler.request();
  }, output.log);

  let lastStatus = '';
  const reportStatus = (): void => {
    const status: StatusParams = { ...countAll(), state: 'ready', message: '' };
    const text = JSON.stringify(status);
    if (text === lastStatus) return;
    lastStatus = text;
    output.status(status);
  };
  const countAll = (): Pick<StatusParams, 'groups' | 'rules' | 'findings'> => {
    const findings: Record<FindingSeverity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
    let groups = 0;
    let rules = 0;
    for (const { root } of workspace.roots()) {
      const model = root.model();
      groups += model.groups.size;
      rules += model.rules.length;
    }
    for (const { finding, suppressed } of workspace.findings()) {
      if (suppressed === undefined) findings[finding.severity]++;
    }
    return { groups, rules, findings };
  };

  const loadBase = (): void => {
    void base.load(folderPaths(), trusted ? settings.review.base : '');
  };

  const setText = (uri: DocumentUri, text: string, version: number): void => {
    workspace.setFile(uri, text, version);
    scheduler.request();
  };

  const readFromDisk = (uri: DocumentUri): void => {
    const folder = folders.find((each) => isInside(each, uri));
    const found =
      folder === undefined
        ? undefined
        : readFiles([pathOfDocumentUri(uri)], pathOfDocumentUri(folder)).files[0];
    if (found === undefined) workspace.removeFile(uri);
    else workspace.setFile(uri, found[1]);
    scheduler.request();
  };

  const askVerdict = (uri: DocumentUri): void => {
    clearTimeout(verdictTimers.get(uri));
    verdictTimers.delete(uri);
    const file = workspace.project.store.file(uri);
    if (!settings.terraformVerdict || file === undefined || !open.has(uri)) {
      publisher.setVerdict(uri, []);
      return;
    }
    void verdict.verdict(baseName(uri), file.text).then((answer) => {
      // An answer about a text that has changed meanwhile would squiggle the wrong words.
      if (answer === undefined || stopped || workspace.project.store.file(uri)?.text !== file.text) return;
      publisher.setVerdict(uri, answer.problems.map(toVerdictDiagnostic));
    });
  };
  const askVerdictSoon = (uri: DocumentUri): void => {
    clearTimeout(verdictTimers.get(uri));
    verdictTimers.set(
      uri,
      setTimeout(() => {
        askVerdict(uri);
      }, verdictPause),
    );
  };

  return {
    workspace,
    scheduler,
    async openFolders(next) {
      discovery?.abort();
      const own = new AbortController();
      discovery = own;
      folders = next.map(documentUri);
      workspace.setFolders(folders);
      indexing = true;
      output.status({ ...emptyCounts, state: 'indexing', message: 'Reading Terraform files' });
      const seen = new Set<DocumentUri>();
      try {
        for (const folder of folderPaths()) {
          const found = await discoverFiles(folder, own.signal);
          for (const [uri, text] of found.files) {
            seen.add(uri);
            // What the editor holds is newer than the disk.
            if (!open.has(uri)) workspace.setFile(uri, text);
          }
          for (const { uri, reason } of found.skipped)
            output.log(`Left out ${pathOfDocumentUri(uri)}: ${reason}.`);
        }
      } catch (error) {
        if (own.signal.aborted) return;
        output.error(`The workspace could not be read: ${describe(error)}`);
      }
      for (const uri of [...workspace.project.store.uris()]) {
        if (!seen.has(uri) && !open.has(uri)) workspace.removeFile(uri);
      }
      indexing = false;
      scheduler.request();
      await scheduler.idle();
      loadBase();
    },
    configure(next) {
      const baseChanged = next.review.base !== settings.review.base;
      const verdictChanged = next.terraformVerdict !== settings.terraformVerdict;
      settings = next;
      workspace.configure(toAnalysisSettings(next, trusted));
      if (verdictChanged) for (const uri of open.keys()) askVerdict(uri);
      if (baseChanged && !indexing) loadBase();
      scheduler.request();
    },
    setTrusted(next) {
      if (next === trusted) return;
      trusted = next;
      workspace.configure(toAnalysisSettings(settings, trusted));
      if (!indexing) loadBase();
      scheduler.request();
    },
    openDocument(uri, text, version) {
      const key = documentUri(uri);
      open.set(key, { clientUri: uri, version });
      setText(key, text, version);
      askVerdict(key);
    },
    changeDocument(uri, text, version) {
      const key = documentUri(uri);
      open.set(key, { clientUri: uri, version });
      setText(key, text, version);
      askVerdictSoon(key);
    },
    saveDocument(uri) {
      askVerdict(documentUri(uri));
      void base.refresh();
    },
    closeDocument(uri) {
      const key = documentUri(uri);
      open.delete(key);
      clearTimeout(verdictTimers.get(key));
      verdictTimers.delete(key);
      publisher.setVerdict(key, []);
      // What was typed and not saved is gone: the disk counts again.
      if (fileRole(key) !== undefined) readFromDisk(key);
    },
    filesChanged(uris) {
      let others = false;
      for (const each of uris) {
        const uri = documentUri(each);
        if (fileRole(uri) === undefined) others = true;
        else if (!open.has(uri)) readFromDisk(uri);
        if (uri.endsWith('/.terraform/modules/modules.json')) {
          // Modules were installed: their files lie in directories that are not looked into otherwise.
          void this.openFolders(folders);
          return;
        }
      }
      if (others) {
        workspace.otherFilesChanged();
        scheduler.request();
      }
      void base.refresh();
    },
    openVersion: versionOf,
    clientUri,
    stop() {
      stopped = true;
      discovery?.abort();
      base.stop();
      scheduler.stop();
      for (const timer of verdictTimers.values()) clearTimeout(timer);
      void verdict.dispose();
    },
  };
}

const emptyCounts: Pick<StatusParams, 'groups' | 'rules' | 'findings'> = {
  groups: 0,
  rules: 0,
  findings: { error: 0, warning: 0, information: 0, hint: 0 },
};

/** In a workspace that is not trusted, its own settings name no files: they could lead anywhere. */
function toAnalysisSettings(settings: SgLensSettings, trusted: boolean): AnalysisSettings {
  return {
    ...defaultSettings,
    variableFiles: trusted ? settings.variables.files.map(asRelativeOrUri) : [],
    severities: new Map(Object.entries(settings.checks.severity)),
  };
}

function asRelativeOrUri(path: string): string {
  const absolute = path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
  return absolute ? documentUriOfPath(path) : path.replaceAll('\\', '/');
}

function toVerdictDiagnostic(problem: {
  readonly range: Diagnostic['range'];
  readonly message: { readonly summary: string; readonly detail: string };
}): Diagnostic {
  const { summary, detail } = problem.message;
  return {
    range: problem.range,
    severity: DiagnosticSeverity.Error,
    source: 'terraform',
    message: detail === '' ? summary : `${summary}: ${detail}`,
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
