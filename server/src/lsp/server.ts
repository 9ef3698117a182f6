/**
 * The wiring of the language server on one screen: capabilities, and which feature answers which request. Every handler
 * is wrapped, so that one defect costs one answer and not the session.
 */

import type {
  CancellationToken,
  CodeAction,
  Connection,
  DocumentSymbol,
  InitializeParams,
  InitializeResult,
  Position,
} from 'vscode-languageserver';
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  MarkupKind,
  SymbolKind,
  TextDocuments,
  TextDocumentSyncKind,
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
import { documentUri, documentUriOfPath } from '../source/documentUri';
import { offsetAt } from '../source/lineIndex';
import type { SourceFile } from '../source/sourceFile';
import { toLocation, toRange } from './convert';
import type {
  CanReachParams,
  CanReachResult,
  EndpointsResult,
  InitializationOptions,
  TrustParams,
} from './protocol';
import {
  CAN_REACH_REQUEST,
  ENDPOINTS_REQUEST,
  readSettings,
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

  /** Answers with `empty` where the handler fails, and says so in the output. */
  const guarded = <P, R>(name: string, empty: R, handler: (params: P) => R) => {
    return async (params: P, token: CancellationToken): Promise<R> => {
      // Changes that arrived before the question count, and a question that was withdrawn costs nothing.
      await session.scheduler.idle();
      if (token.isCancellationRequested) return empty;
      try {
        return handler(params);
      } catch (error) {
        connection.console.error(
          `${name} failed: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
        );
        return empty;
      }
    };
  };

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    const options_ = (params.initializationOptions ?? {}) as InitializationOptions;
    if (options_.trusted === false) session.setTrusted(false);
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
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    void initialize();
  });
  const initialize = async (): Promise<void> => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration === true) {
      await connection.client.register(DidChangeConfigurationNotification.type, {
        section: SETTINGS_SECTION,
      });
    }
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: watchedFiles.map((globPattern) => ({ globPattern })),
      });
    }
    if (client.workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        void index();
      });
    }
    await readConfiguration();
    await index();
  };

  const readConfiguration = async (): Promise<void> => {
    if (client.workspace?.configuration !== true) return;
    session.configure(readSettings(await connection.workspace.getConfiguration(SETTINGS_SECTION)));
  };
  connection.onDidChangeConfiguration(({ settings }) => {
    if (client.workspace?.configuration === true) void readConfiguration();
    else
      session.configure(
        readSettings((settings as Record<string, unknown> | undefined)?.[SETTINGS_SECTION] ?? settings),
      );
  });

  const index = async (): Promise<void> => {
    const progress =
      client.window?.workDoneProgress === true ? await connection.window.createWorkDoneProgress() : undefined;
    progress?.begin('SG Lens', undefined, 'Reading Terraform files', false);
    try {
      await session.openFolders(folders);
    } finally {
      progress?.done();
    }
  };

  documents.onDidOpen(({ document }) => {
    session.openDocument(document.uri, document.getText(), document.version);
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
    session.filesChanged(changes.map(({ uri }) => uri));
  });

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
      return at === undefined ? [] : definitionsAt(session.workspace, at.uri, at.offset).map(toLocation);
    }),
  );
  connection.onImplementation(
    guarded('implementation', [], ({ textDocument, position }) => {
      const at = placeOf(session, textDocument.uri, position);
      return at === undefined ? [] : implementationsAt(session.workspace, at.uri, at.offset).map(toLocation);
    }),
  );
  connection.onReferences(
    guarded('references', [], ({ textDocument, position, context }) => {
      const at = placeOf(session, textDocument.uri, position);
      if (at === undefined) return [];
      return referencesAt(session.workspace, at.uri, at.offset, context.includeDeclaration).map(toLocation);
    }),
  );
  connection.onDocumentSymbol(
    guarded('symbols', [], ({ textDocument }) => {
      const outline = documentSymbols(session.workspace, documentUri(textDocument.uri));
      return (outline?.symbols ?? []).map((symbol) => toDocumentSymbol(symbol, outline?.file));
    }),
  );
  connection.onCodeAction(
    guarded('code actions', [], ({ textDocument, range, context }) => {
      const uri = documentUri(textDocument.uri);
      const file = session.workspace.project.store.file(uri);
      if (file === undefined) return [];
      const span = { start: offsetAt(file.lines, range.start), end: offsetAt(file.lines, range.end) };
      const wants = (kind: string): boolean =>
        context.only === undefined ||
        context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      const fixes = quickFixesAt(session.workspace, uri, span);
      const actions: CodeAction[] = [];
      if (wants(CodeActionKind.QuickFix)) {
        for (const fix of fixes) actions.push(toCodeAction(session, fix, CodeActionKind.QuickFix));
        for (const code of new Set(fixes.map((fix) => fix.finding.finding.code))) {
          const all = fixAllOf(session.workspace, uri, code);
          if (all !== undefined) actions.push(toCodeAction(session, all, CodeActionKind.QuickFix));
        }
      }
      return actions;
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
          location: step.location === undefined ? null : toLocation(step.location),
        }));
        return { ...reply, steps };
      },
    ),
  );
  connection.onNotification(TRUST_NOTIFICATION, ({ trusted }: TrustParams) => {
    session.setTrusted(trusted);
  });
  connection.onShutdown(() => {
    session.stop();
  });
  documents.listen(connection);
  connection.listen();
}

/** Terraform's files, what file() and its kin usually read, and git's head, so that a commit moves the base. */
const watchedFiles = [
  '**/*.{tf,tofu,tfvars}',
  '**/*.{json,yaml,yml,csv,tpl,tftpl,txt}',
  '**/.terraform/modules/modules.json',
  '**/.git/HEAD',
  '**/.git/logs/HEAD',
];

function foldersOf(params: InitializeParams): readonly string[] {
  if (params.workspaceFolders != null) return params.workspaceFolders.map(({ uri }) => uri);
  // Editors without workspace folders name one root, as a URI or, long ago, as a path.
  const { rootUri, rootPath } = params as { rootUri?: string | null; rootPath?: string | null };
  if (rootUri != null) return [rootUri];
  return rootPath != null ? [documentUriOfPath(rootPath)] : [];
}

function placeOf(
  session: Session,
  uri: string,
  position: Position,
): { readonly uri: DocumentUri; readonly offset: number } | undefined {
  const key = documentUri(uri);
  const file = session.workspace.project.store.file(key);
  return file === undefined ? undefined : { uri: key, offset: offsetAt(file.lines, position) };
}

function toCodeAction(session: Session, fix: QuickFix, kind: CodeActionKind): CodeAction {
  return {
    title: fix.title,
    kind,
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
