/** Connects the language server to whoever talks to it. Starting it is for the entries: main.ts, and the command line. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Connection } from 'vscode-languageserver';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import packageJson from '../../../package.json';
import { createTerraformVerdict } from '../host/terraformVerdict';
import { documentUriOfPath } from '../source/documentUri';
import { startServer } from './server';

/** Serves over standard input and output. Nothing else may write to standard output while it runs. */
export function serveStdio(): void {
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
}

/** Serves in the way that the process was told in its arguments (`--node-ipc`, `--stdio`, `--socket=`). */
export function serveAsForked(): void {
  serve(createConnection(ProposedFeatures.all));
}

function serve(connection: Connection): void {
  startServer(connection, { version: packageJson.version, verdict: createTerraformVerdict(), pageOf });
}

/** The check's page, as a file beside the bundle. */
function pageOf(code: string): string | undefined {
  const page = path.join(__dirname, 'checks', `${code}.md`);
  return existsSync(page) ? documentUriOfPath(page) : undefined;
}
