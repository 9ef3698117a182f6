/** Starts the language server: over IPC or sockets when VS Code's client forks it, over stdio for any editor. */

import { existsSync } from 'node:fs';
import path from 'node:path';
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

function serve(connection: Connection): void {
  startServer(connection, { version: packageJson.version, verdict: createTerraformVerdict(), pageOf });
}

/** The check's page, as a file beside the bundle. */
function pageOf(code: string): string | undefined {
  const page = path.join(__dirname, 'checks', `${code}.md`);
  return existsSync(page) ? documentUriOfPath(page) : undefined;
}

// Forked by VS Code's client, which says how to talk in the arguments; as a module it only offers serveStdio.
if (require.main === module) serve(createConnection(ProposedFeatures.all));
