/**
 * The wiring of the language server on one screen: capabilities, and which feature answers which request. Every handler
 * is wrapped, so that one defect costs one answer and not the session.
 */

import type {
  CancellationToken,
  CodeAction,
  Connection,
  Diagnostic,
  DocumentSymbol,
  InitializeParams,
  InitializeResult,
  Location,
  Position,
  WorkDoneProgressServerReporter,
} from 'vscode-languageserver';
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  LSPErrorCodes,
  MarkupKind,
  ResponseError,
  SymbolKind,
  TextDocuments,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { answerReach, endpointChoices } from '../features/canReach';
import { definitionsAt, implementationsAt } from '../features/definition';
import type { OutlineSymbol } from '../features/documentSymbols';
import { documentSymbols } from '../features/documentSymbols';
import { hoverAt } from '../features/hover';
import type { QuickFix } from '../features/quickFixes';
import { fixAllOf, quickFixesAt } from '../features/quickFixes';
import { referencesAt } from '../features/references';
import type { TerraformVerdict } from '../host/terraformVerdict';
import type { DocumentUri } from '../source/documentUri';
import { documentUriOfPath } from '../source/documentUri';
import { offsetAt } from '../source/lineIndex';
import type { Location as SourceLocation } from '../source/origin';
import type { SourceFile } from '../source/sourceFile';
import { toLocation, toRange } from './convert';
import type {
  CanReachParams,
  CanReachResult,
  EndpointsResult,
  EnvironmentsResult,
  InitializationOptions,
  SelectEnvironmentParams,
  TrustParams,
} from './protocol';
import {
  CAN_REACH_REQUEST,
  ENDPOINTS_REQUEST,
  ENVIRONMENTS_REQUEST,
  readSettings,
  SELECT_ENVIRONMENT_NOTIFICATION,
  SETTINGS_SECTION,
  STATUS_NOTIFICATION,
  TRUST_NOTIFICATION,
} from './protocol';
import type { Session } from './session';
import { createSession } from './session';
import { toWorkspaceEdit } from './workspaceEdit';

export interface ServerOptions {
  readonly version: string;
  readonly verdict: TerraformVerdict;
  readonly pageOf: (code: string) => string | undefined;
}

/** Serves one client. Returns when the connection listens. */
export function startServer(connection: Connection, options: ServerOptions): void {
  const documents = new TextDocuments(TextDocument);
  let client: InitializeParams['capabilities'] = {};
  let folders: readonly string[] = [];
  const session = createSession({
    verdict: options.verdict,
    pageOf: options.pageOf,
    output: {
      publish: (params) => void connection.sendDiagnostics(params),
      status: (status) => void connection.sendNotification(STATUS_NOTIFICATION, status),
      log: (message) => {
        connection.console.log(message);
      },
      error: (message) => {
        connection.console.error(message);
      },
    },
  });

  const complain = (what: string, error: unknown): void => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    connection.console.error(`${what} failed: ${detail}`);
  };
  /** Answers with `empty` where the handler fails, and says so in the output. */
  const guarded = <P, R>(name: string, empty: R, handler: (params: P) => R) => {
    return async (params: P, given?: CancellationToken): Promise<R | ResponseError> => {
      // A request that comes without parameters has the token alone.
      const token = given ?? (params as CancellationToken);
      // Changes that arrived before the question count, and a question that was withdrawn costs nothing.
      if (!(await session.whenReady(token))) {
        return new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was cancelled`);
      }
      try {
        return handler(params);
      } catch (error) {
        complain(name, error);
        return empty;
      }
    };
  };

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    const options_ = (params.initializationOptions ?? {}) as InitializationOptions;
    if (options_.trusted === false) session.setTrusted(false);
    if (options_.environment !== undefined) session.selectEnvironment(options_.environment);
    folders = foldersOf(params);
    return {
      serverInfo: { name: 'sg-lens', version: options.version },
      capabilities: {
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          save: { includeText: false },
        },
        hoverProvider: true,
        definitionProvider: true,
        implementationProvider: true,
        referencesProvider: true,
        documentSymbolProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    const { workspace } = client;
    // Nobody waits for these answers: an editor that gives none is served all the same.
    if (workspace?.didChangeConfiguration?.dynamicRegistration === true) {
      const options_ = { section: SETTINGS_SECTION };
      connection.client
        .register(DidChangeConfigurationNotification.type, options_)
        .catch((error: unknown) => complain('registering for settings', error));
    }
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      const watchers = [
        ...watchedFiles.map((globPattern) => ({ globPattern })),
        // A directory that is removed is told of by its own name, and by none of those in it.
        { globPattern: '**/*', kind: WatchKind.Delete },
      ];
      connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers })
        .catch((error: unknown) => complain('registering for files', error));
    }
    if (workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        void index();
      });
    }
    void readConfiguration().then(index);
  });

  const readConfiguration = async (): Promise<void> => {
    if (client.workspace?.configuration !== true) return;
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        resolve(undefined);
      }, settingsPatience);
    });
    try {
      const answer: unknown = await Promise.race([
        connection.workspace.getConfiguration(SETTINGS_SECTION),
        silence,
      ]);
      session.configure(readSettings(answer));
    } catch (error) {
      complain('reading the settings', error);
    } finally {
      clearTimeout(timer);
    }
  };
  connection.onDidChangeConfiguration(({ settings }) => {
    if (client.workspace?.configuration === true) void readConfiguration();
    else {
      session.configure(
        readSettings((settings as Record<string, unknown> | null)?.[SETTINGS_SECTION] ?? settings),
      );
    }
  });

  const index = async (): Promise<void> => {
    const supported = client.window?.workDoneProgress === true;
    const progress = supported ? connection.window.createWorkDoneProgress() : undefined;
    const show = (act: (reporter: WorkDoneProgressServerReporter) => void): void => {
      progress?.then(act).catch((error: unknown) => complain('showing progress', error));
    };
    show((reporter) => reporter.begin('SG Lens', undefined, 'Reading Terraform files', false));
    try {
      await session.openFolders(folders, (message) => show((reporter) => reporter.report(message)));
    } catch (error) {
      complain('reading the workspace', error);
    } finally {
      show((reporter) => reporter.done());
    }
  };

  documents.onDidOpen(({ document }) => {
    session.openDocument(document.uri, document.languageId, document.getText(), document.version);
  });
  documents.onDidChangeContent(({ document }) => {
    // TextDocument changes in place: what the analysis keeps is this version's text.
    session.changeDocument(document.uri, document.getText(), document.version);
  });
  documents.onDidSave(({ document }) => {
    session.saveDocument(document.uri);
  });
  documents.onDidClose(({ document }) => {
    session.closeDocument(document.uri);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const isGone = ({ type }: { readonly type: FileChangeType }): boolean => type === FileChangeType.Deleted;
    session.filesChanged(
      changes.filter((change) => !isGone(change)).map(({ uri }) => uri),
      changes.filter(isGone).map(({ uri }) => uri),
    );
  });

  const placed = (locations: readonly SourceLocation[]): Location[] =>
    locations.map((location) => toLocation(location, session.clientUri));

  connection.onHover(
    guarded('hover', null, ({ textDocument, position }) => {
      const at = placeOf(session, textDocument.uri, position);
      const hover = at === undefined ? undefined : hoverAt(session.workspace, at.uri, at.offset);
      if (hover === undefined) return null;
      return {
        contents: { kind: MarkupKind.Markdown, value: hover.markdown },
        range: toRange(hover.file, hover.span),
      };
    }),
  );
  connection.onDefinition(
    guarded('definition', [], ({ textDocument, position }) => {
      const at = placeOf(session, textDocument.uri, position);
      return at === undefined ? [] : placed(definitionsAt(session.workspace, at.uri, at.offset));
    }),
  );
  connection.onImplementation(
    guarded('implementation', [], ({ textDocument, position }) => {
      const at = placeOf(session, textDocument.uri, position);
      return at === undefined ? [] : placed(implementationsAt(session.workspace, at.uri, at.offset));
    }),
  );
  connection.onReferences(
    guarded('references', [], ({ textDocument, position, context }) => {
      const at = placeOf(session, textDocument.uri, position);
      if (at === undefined) return [];
      return placed(referencesAt(session.workspace, at.uri, at.offset, context.includeDeclaration));
    }),
  );
  connection.onDocumentSymbol(
    guarded('symbols', [], ({ textDocument }) => {
      const outline = documentSymbols(session.workspace, session.keyOf(textDocument.uri));
      return (outline?.symbols ?? []).map((symbol) => toDocumentSymbol(symbol, outline?.file));
    }),
  );
  connection.onCodeAction(
    guarded('code actions', [], ({ textDocument, range, context }) => {
      const uri = session.keyOf(textDocument.uri);
      const file = session.workspace.project.store.file(uri);
      if (file === undefined) return [];
      const span = { start: offsetAt(file.lines, range.start), end: offsetAt(file.lines, range.end) };
      const wants = (kind: string): boolean =>
        context.only === undefined ||
        context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      if (!wants(CodeActionKind.QuickFix)) return [];
      const fixes = quickFixesAt(session.workspace, uri, span);
      const codes = new Set(fixes.flatMap((fix) => fix.findings.map(({ finding }) => finding.code)));
      const all = [...codes].flatMap((code) => fixAllOf(session.workspace, uri, code) ?? []);
      return [...fixes, ...all].map((fix) => toCodeAction(session, fix, context.diagnostics));
    }),
  );
  connection.onRequest(
    ENDPOINTS_REQUEST,
    guarded('endpoints', [] as EndpointsResult, () => endpointChoices(session.workspace)),
  );
  connection.onRequest(
    CAN_REACH_REQUEST,
    guarded<CanReachParams, CanReachResult>(
      'reach',
      { kind: 'refusal', message: 'The question could not be answered; see the output.' },
      (params) => {
        const reply = answerReach(session.workspace, params);
        if (reply.kind === 'refusal') return reply;
        const steps = reply.steps.map((step) => ({
          ...step,
          location: step.location === undefined ? null : toLocation(step.location, session.clientUri),
        }));
        return { ...reply, steps };
      },
    ),
  );
  connection.onRequest(
    ENVIRONMENTS_REQUEST,
    guarded<unknown, EnvironmentsResult>('environments', { selected: null, environments: [] }, () =>
      session.environments(),
    ),
  );
  connection.onNotification(SELECT_ENVIRONMENT_NOTIFICATION, ({ environment }: SelectEnvironmentParams) => {
    session.selectEnvironment(environment);
  });
  connection.onNotification(TRUST_NOTIFICATION, ({ trusted }: TrustParams) => {
    session.setTrusted(trusted);
  });
  connection.onShutdown(() => {
    session.stop();
  });
  documents.listen(connection);
  connection.listen();
}

/** Milliseconds to wait for the editor's settings; one that never answers is served with the defaults. */
const settingsPatience = 3_000;

/** Terraform's files, what file() and its kin usually read, and git's head, so that a commit moves the base. */
const watchedFiles = [
  '**/*.{tf,tofu,tfvars,hcl}',
  '**/*.{json,yaml,yml,csv,tpl,tftpl,txt}',
  '**/.terraform/modules/modules.json',
  '**/.sg-lens.yaml',
  '**/.git/HEAD',
  '**/.git/logs/HEAD',
];

function foldersOf({ workspaceFolders, ...old }: InitializeParams): readonly string[] {
  if (workspaceFolders !== undefined && workspaceFolders !== null) {
    return workspaceFolders.map(({ uri }) => uri);
  }
  // Editors without workspace folders name one root, as a URI or, long ago, as a path.
  const { rootUri, rootPath } = old as { rootUri?: string | null; rootPath?: string | null };
  if (typeof rootUri === 'string') return [rootUri];
  return typeof rootPath === 'string' ? [documentUriOfPath(rootPath)] : [];
}

function placeOf(
  session: Session,
  uri: string,
  position: Position,
): { readonly uri: DocumentUri; readonly offset: number } | undefined {
  const key = session.keyOf(uri);
  const file = session.workspace.project.store.file(key);
  return file === undefined ? undefined : { uri: key, offset: offsetAt(file.lines, position) };
}

function toCodeAction(session: Session, fix: QuickFix, shown: readonly Diagnostic[]): CodeAction {
  const diagnostics = shown.filter(({ code, range: { start } }) =>
    fix.findings.some(({ finding, location }) => {
      const place = toRange(location.file, location.span).start;
      return code === finding.code && start.line === place.line && start.character === place.character;
    }),
  );
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...(fix.preferred ? { isPreferred: true } : {}),
    edit: toWorkspaceEdit(session, fix.edits),
  };
}

function toDocumentSymbol(symbol: OutlineSymbol, file: SourceFile | undefined): DocumentSymbol {
  if (file === undefined) throw new Error('an outline has a file');
  return {
    name: symbol.name === '' ? '(unnamed)' : symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: toRange(file, symbol.span),
    selectionRange: toRange(file, symbol.nameSpan),
    children: symbol.children.map((child) => toDocumentSymbol(child, file)),
  };
}

const symbolKinds: Record<OutlineSymbol['kind'], SymbolKind> = {
  resource: SymbolKind.Class,
  data: SymbolKind.Interface,
  module: SymbolKind.Module,
  variable: SymbolKind.Variable,
  output: SymbolKind.Property,
  local: SymbolKind.Constant,
  block: SymbolKind.Struct,
  argument: SymbolKind.Field,
};
