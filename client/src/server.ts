/**
 * How the language server is started and which documents it is asked about.
 * Restarts after a crash are left to the client library, which gives up after five crashes in three minutes.
 */
import { workspace } from 'vscode';
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import type { DocumentSelector, LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/lsp/protocol';
import { chosenEnvironment } from './environmentPicker';

/**
 * By language where another extension or the user has given a file one, and by name otherwise: JSON syntax
 * keeps its own language, and nobody else has one for our configuration file.
 * Only files on disk (the server reads their neighbours there) and new files that are not saved yet.
 */
export const DOCUMENT_SELECTOR = [
  ...['terraform', 'terraform-vars', 'opentofu', 'opentofu-vars'].flatMap((language) => [
    { scheme: 'file', language },
    { scheme: 'untitled', language },
  ]),
  { scheme: 'file', pattern: '**/*.{tf,tofu,tfvars}' },
  // Terragrunt's files are called as people like; other extensions give them several languages.
  { scheme: 'file', pattern: '**/*.hcl' },
  { scheme: 'file', pattern: '**/*.{tf,tofu,tfvars}.json' },
  { scheme: 'file', pattern: '**/.sg-lens.{yaml,yml}' },
] satisfies DocumentSelector;

/** Makes the client, not yet started. The setting `sgLens.trace.server` is read by the library, from the id. */
export function createClient(context: ExtensionContext, output: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6011'] } },
  };
  const clientOptions: LanguageClientOptions = {
    documentSelector: DOCUMENT_SELECTOR,
    diagnosticCollectionName: 'sg-lens',
    outputChannel: output,
    // A crash is told by the status item; the editor must not be covered by a log.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // A function, because trust may have been granted, or an environment chosen, between two starts.
    initializationOptions: (): InitializationOptions => {
      const environment = chosenEnvironment(context.workspaceState);
      return { trusted: workspace.isTrusted, ...(environment === undefined ? {} : { environment }) };
    },
  };
  return new LanguageClient('sgLens', 'SG Lens', serverOptions, clientOptions);
}
