/** A client of the language server as an editor is one: a process of its own, JSON-RPC over standard input and output. */

import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import type { StatusParams } from '../../server/src/lsp/protocol';
import { STATUS_NOTIFICATION } from '../../server/src/lsp/protocol';

const server = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

export interface LanguageSession {
  readonly connection: MessageConnection;
  /** Milliseconds from the start of the process until the analysis was complete, base included. */
  readonly openedAfter: number;
  readonly status: () => StatusParams | undefined;
  /** Resident memory of the server in bytes; undefined where the system does not tell. */
  readonly memory: () => number | undefined;
  /** The next diagnostics of a file that satisfy the condition. */
  nextDiagnostics(
    uri: string,
    accept: (params: PublishDiagnosticsParams) => boolean,
  ): Promise<PublishDiagnosticsParams>;
  uri(file: string): string;
  close(): Promise<void>;
}

/** Starts the server on a folder and waits until it has read and checked everything. */
export async function openSession(folder: string, base: string): Promise<LanguageSession> {
  const start = performance.now();
  const child = spawn(process.execPath, [server, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let status: StatusParams | undefined;
  const settled = quietAfterReady(connection, (latest) => {
    status = latest;
  });
  const waiting: {
    readonly uri: string;
    readonly accept: (params: PublishDiagnosticsParams) => boolean;
    readonly resolve: (params: PublishDiagnosticsParams) => void;
  }[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    for (const each of [...waiting]) {
      if (each.uri !== params.uri || !each.accept(params)) continue;
      waiting.splice(waiting.indexOf(each), 1);
      each.resolve(params);
    }
  });
  connection.onRequest('workspace/configuration', () => [{ review: { base }, terraformVerdict: false }]);
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.listen();
  const root = pathToFileURL(folder).href;
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'bench' }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } },
    },
  });
  await connection.sendNotification('initialized', {});
  const readyAt = await settled;
  return {
    connection,
    openedAfter: readyAt - start,
    status: () => status,
    memory: () => residentMemory(child),
    nextDiagnostics: (uri, accept) =>
      new Promise((resolve) => {
        waiting.push({ uri, accept, resolve });
      }),
    uri: (file) => pathToFileURL(path.join(folder, file)).href,
    async close() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await new Promise((resolve) => child.once('exit', resolve));
      connection.dispose();
    },
  };
}

/** The moment of the last `ready`: the analysis without a base is ready first, the one with it afterwards. */
function quietAfterReady(
  connection: MessageConnection,
  keep: (status: StatusParams) => void,
): Promise<number> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    connection.onNotification(STATUS_NOTIFICATION, (status: StatusParams) => {
      keep(status);
      clearTimeout(timer);
      if (status.state !== 'ready') return;
      const at = performance.now();
      timer = setTimeout(() => resolve(at), 3_000);
    });
  });
}

function residentMemory(child: ChildProcess): number | undefined {
  if (process.platform === 'win32' || child.pid === undefined) return undefined;
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) * 1024;
}
