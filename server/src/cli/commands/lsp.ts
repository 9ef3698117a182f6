/** `sg-lens lsp`: the language server for any editor. The one place where the command line meets the protocol. */

import type { Command } from 'commander';
import { cliError } from '../cliError';
import type { Finish } from '../program';

export function addLspCommand(program: Command, finish: Finish): void {
  program
    .command('lsp')
    .summary('start the language server, for any editor')
    .description('Starts the language server; the editor talks to it over standard input and output.')
    .option('--stdio', 'talk over standard input and output')
    .action((options: { readonly stdio?: boolean }) => finish(lsp(options)));
}

async function lsp({ stdio }: { readonly stdio?: boolean }): Promise<number | undefined> {
  if (stdio !== true) {
    throw cliError(
      'The server was not told how to talk.',
      'Only standard input and output are offered here.',
      'Start it with sg-lens lsp --stdio.',
    );
  }
  // Loaded only here: the other commands start faster without the protocol.
  const { serveStdio } = await import('../../lsp/serve');
  serveStdio();
  // The server ends the process itself, when the editor says so.
  return undefined;
}
