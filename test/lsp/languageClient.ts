/**
 * An editor, as far as the protocol goes: starts the built server as a process of its own, talks JSON-RPC to it over
 * stdio, and waits for what the server tells. It waits for messages only; nothing here sleeps or asks again.
 */

import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  Hover,
  InitializeResult,
  Location,
  Position,
  PublishDiagnosticsParams,
  Range,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { StatusParams } from '../../server/src/lsp/protocol';

const project = path.join(import.meta.dirname, '../..');

/** After so many milliseconds without the message that a test waits for, it fails with what there was instead. */
const patience = 20_000;

export interface StartOptions {
  /** URIs of the workspace folders; null for a window without a folder. */
  readonly folders: readonly string[] | null;
  /** What `workspace/configuration` answers; undefined for an editor that does not know the request. */
  readonly settings?: Record<string, unknown>;
  readonly trusted?: boolean;
  /** The environment that the user chose before; null for all. */
  readonly chosen?: string | null;
  readonly capabilities?: ClientCapabilities;
  /** Arguments of `node`; the server of the command line where nothing is given. */
  readonly command?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Answers everything that the server asks, for editors that answer badly. */
  readonly answer?: () => unknown;
}

export interface LanguageClient {
  readonly connection: MessageConnection;
  readonly server: ChildProcess;
  readonly initialized: InitializeResult;
  /** Everything that was published, in order. */
  readonly published: readonly PublishDiagnosticsParams[];
  /** Lines that the server wrote to the editor's output. */
  readonly log: readonly string[];
  readonly progress: readonly string[];
  /** Patterns of the files that the server has asked to be told of. */
  readonly watched: readonly string[];
  settings: Record<string, unknown>;
  open(uri: string, text?: string, languageId?: string): TextDocument;
  /** Types: replaces the first occurrence of a text, as one incremental change. Returns the place of what was typed. */
  replace(uri: string, before: string, after: string): Range;
  save(uri: string): void;
  close(uri: string): void;
  text(uri: string): string;
  request<R>(method: string, params: unknown): Promise<R>;
  notify(method: string, params: unknown): void;
  /** The diagnostics that the client shows for a file now. */
  diagnostics(uri: string): readonly Diagnostic[];
  /** Resolves when the diagnostics of a file are as asked: at once, or when they have been published. */
  untilDiagnostics(
    uri: string,
    wanted: (diagnostics: readonly Diagnostic[]) => boolean,
  ): Promise<PublishDiagnosticsParams>;
  untilStatus(wanted: (status: StatusParams) => boolean): Promise<StatusParams>;
  untilLog(wanted: RegExp): Promise<string>;
  /** Resolves when the server has done all that was asked of it before; what it published then has arrived. */
  settled(): Promise<void>;
  /** Where a text stands in an open document. */
  positionOf(uri: string, text: string, offset?: number): Position;
  hover(uri: string, text: string, offset?: number): Promise<string>;
  locations(method: string, uri: string, text: string, offset?: number): Promise<readonly string[]>;
  actions(uri: string, range: Range): Promise<readonly CodeAction[]>;
  /** Applies an edit to the open documents, as an editor does, versions checked. */
  apply(edit: WorkspaceEdit): void;
  /** Says goodbye as the protocol asks, and resolves with the exit code. */
  stop(): Promise<number | null>;
}

export const full: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } },
  window: { workDoneProgress: true },
};

const running = new Set<LanguageClient>();

/** Ends every server that a test has left behind; for `afterEach`. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((client) => client.stop()));
}

/** Starts a server and shakes hands with it. */
export async function startClient(options: StartOptions): Promise<LanguageClient> {
  const command = options.command ?? [path.join(project, 'dist', 'cli.js'), 'lsp', '--stdio'];
  if (command[0] !== undefined) assert.ok(existsSync(command[0]), `${command[0]} is missing: npm run build`);
  const server = spawn(process.execPath, command, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...options.environment },
  });
  const exited = once(server, 'exit') as Promise<[number | null]>;
  let errors = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const documents = new Map<string, TextDocument>();
  const published: PublishDiagnosticsParams[] = [];
  const shown = new Map<string, PublishDiagnosticsParams>();
  const log: string[] = [];
  const progress: string[] = [];
  const watched: string[] = [];
  let status: StatusParams | undefined;
  let settings = options.settings ?? {};
  const waiting = new Set<() => void>();
  const told = (): void => {
    for (const look of waiting) look();
  };

  /** Looks now and at each message, until there is what is looked for. */
  const until = <T>(what: string, look: () => T | undefined, describe: () => string): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(again);
        reject(new Error(`Waited for ${what}. There is:\n${describe()}\n${errors}${log.join('\n')}`));
      }, patience);
      const again = (): void => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        waiting.delete(again);
        resolve(found);
      };
      waiting.add(again);
      again();
    });

  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    shown.set(params.uri, params);
    told();
  });
  connection.onNotification('sgLens/status', (params: StatusParams) => {
    status = params;
    told();
  });
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    log.push(message);
    told();
  });
  connection.onNotification('$/progress', ({ value }: { value: { kind: string; message?: string } }) => {
    progress.push(value.message === undefined ? value.kind : `${value.kind}: ${value.message}`);
    told();
  });
  const { answer } = options;
  connection.onRequest('window/workDoneProgress/create', () => answer?.() ?? null);
  connection.onRequest('client/registerCapability', (params: RegistrationParams) => {
    if (answer !== undefined) return answer();
    for (const { registerOptions } of params.registrations) {
      for (const { globPattern } of registerOptions?.watchers ?? []) watched.push(globPattern);
    }
    return null;
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
    answer === undefined ? items.map(() => settings) : answer(),
  );
  connection.listen();

  const folders = options.folders?.map((uri) => ({ uri, name: uri })) ?? null;
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: folders?.[0]?.uri ?? null,
    capabilities: options.capabilities ?? full,
    workspaceFolders: folders,
    ...(options.trusted === undefined && options.chosen === undefined
      ? {}
      : { initializationOptions: { trusted: options.trusted, environment: options.chosen } }),
  });
  await connection.sendNotification('initialized', {});

  const document = (uri: string): TextDocument => {
    const found = documents.get(uri);
    assert.ok(found, `${uri} is open`);
    return found;
  };
  const change = (uri: string, range: Range, text: string): void => {
    const version = document(uri).version + 1;
    documents.set(uri, TextDocument.update(document(uri), [{ range, text }], version));
    client.notify('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
  };
  const ask = <R>(method: string, uri: string, text: string, offset = 0): Promise<R> =>
    client.request<R>(method, {
      textDocument: { uri },
      position: client.positionOf(uri, text, offset),
      context: { includeDeclaration: true },
    });

  const client: LanguageClient = {
    connection,
    server,
    initialized,
    published,
    log,
    progress,
    watched,
    get settings() {
      return settings;
    },
    set settings(next) {
      settings = next;
      client.notify('workspace/didChangeConfiguration', { settings: null });
    },
    open(uri, text = readFileSync(new URL(uri), 'utf8'), languageId = 'terraform') {
      const opened = TextDocument.create(uri, languageId, 1, text);
      documents.set(uri, opened);
      client.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
      return opened;
    },
    replace(uri, before, after) {
      const start = client.positionOf(uri, before);
      change(uri, { start, end: client.positionOf(uri, before, before.length) }, after);
      return { start, end: client.positionOf(uri, after, after.length) };
    },
    save(uri) {
      client.notify('textDocument/didSave', { textDocument: { uri } });
    },
    close(uri) {
      documents.delete(uri);
      client.notify('textDocument/didClose', { textDocument: { uri } });
    },
    text: (uri) => document(uri).getText(),
    request: (method, params) => connection.sendRequest(method, params),
    notify(method, params) {
      void connection.sendNotification(method, params);
    },
    diagnostics: (uri) => shown.get(uri)?.diagnostics ?? [],
    untilDiagnostics: (uri, wanted) =>
      until(
        `other diagnostics of ${uri}`,
        () => {
          const current = shown.get(uri) ?? { uri, diagnostics: [] };
          return wanted(current.diagnostics) ? current : undefined;
        },
        () => (shown.get(uri)?.diagnostics ?? []).map(describe).join('\n') || 'none',
      ),
    untilStatus: (wanted) =>
      until(
        'another status',
        () => (status !== undefined && wanted(status) ? status : undefined),
        () => JSON.stringify(status),
      ),
    untilLog: (wanted) =>
      until(
        `a line of the log like ${String(wanted)}`,
        () => log.find((line) => wanted.test(line)),
        () => log.join('\n'),
      ),
    async settled() {
      await client.request('sgLens/endpoints', null);
    },
    positionOf(uri, text, offset = 0) {
      const at = document(uri).getText().indexOf(text);
      assert.ok(at >= 0, `${uri} says ${text}`);
      return document(uri).positionAt(at + offset);
    },
    async hover(uri, text, offset) {
      const hover = await ask<Hover | null>('textDocument/hover', uri, text, offset);
      if (hover === null) return '';
      return (hover.contents as { value: string }).value;
    },
    async locations(method, uri, text, offset) {
      const found = await ask<readonly Location[]>(`textDocument/${method}`, uri, text, offset);
      return found.map((each) => `${each.uri.split('/').slice(-2).join('/')}:${each.range.start.line + 1}`);
    },
    actions: (uri, range) =>
      client.request('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: client.diagnostics(uri) },
      }),
    apply(edit) {
      for (const each of (edit.documentChanges ?? []) as readonly TextDocumentEdit[]) {
        const { uri, version } = each.textDocument;
        assert.equal(version, document(uri).version, 'the edit is for this version');
        // From the end, so that each range still means what it meant.
        const edits = [...each.edits] as { range: Range; newText: string }[];
        edits.sort((left, right) => comparePositions(right.range.start, left.range.start));
        for (const { range, newText } of edits) change(uri, range, newText);
      }
    },
    async stop() {
      running.delete(client);
      if (server.exitCode === null) {
        await connection.sendRequest('shutdown');
        await connection.sendNotification('exit');
      }
      const [code] = await exited;
      connection.dispose();
      return code;
    },
  };
  running.add(client);
  return client;
}

interface RegistrationParams {
  readonly registrations: readonly {
    readonly registerOptions?: { readonly watchers?: readonly { readonly globPattern: string }[] };
  }[];
}

function comparePositions(left: Position, right: Position): number {
  return left.line - right.line || left.character - right.character;
}

export function describe({ code, range, message, source }: Diagnostic): string {
  return `${range.start.line + 1}:${range.start.character + 1} ${source ?? ''} ${String(code ?? '')}: ${JSON.stringify(message)}`;
}

/** Whether there is a finding of a code among diagnostics. */
export function has(...codes: readonly string[]): (diagnostics: readonly Diagnostic[]) => boolean {
  return (diagnostics) => codes.every((code) => diagnostics.some((each) => each.code === code));
}

export function lacks(...codes: readonly string[]): (diagnostics: readonly Diagnostic[]) => boolean {
  return (diagnostics) => !codes.some((code) => diagnostics.some((each) => each.code === code));
}
