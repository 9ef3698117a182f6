/** Entry of the command line: connects the process to the commands. */

import process from 'node:process';
import { runCli } from './program';
import { processTerminal } from './terminal';

// Whoever reads the answer may stop early (`sg-lens check | head`); that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

void runCli(process.argv.slice(2), processTerminal()).then((exitCode) => {
  // Not process.exit(): what was written to a pipe must arrive.
  if (exitCode !== undefined) process.exitCode = exitCode;
});
