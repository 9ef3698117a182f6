/** The commands of sg-lens put together: arguments in, exit code out. */

import { Command, CommanderError } from 'commander';
import { CliError } from './cliError';
import { addCheckCommand } from './commands/check';
import { addDiffCommand } from './commands/diff';
import { addExplainCommand } from './commands/explain';
import { addGraphCommand } from './commands/graph';
import { addLspCommand } from './commands/lsp';
import { addModelCommand } from './commands/model';
import { addReachCommand } from './commands/reach';
import type { Terminal } from './terminal';
import { coloursOf, printable } from './terminal';
import { toolVersion } from './version';

/** Takes over the exit code of a command: undefined where the command goes on by itself. */
export type Finish = (running: Promise<number | undefined>) => Promise<void>;

/** Runs the command line (without node and script); returns the exit code, undefined while a server goes on. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number | undefined> {
  let exitCode: number | undefined = 0;
  const finish: Finish = async (running) => {
    exitCode = await running;
  };
  const program = new Command('sg-lens')
    .description('Reviews security groups in Terraform by what they let through.')
    .version(toolVersion())
    .showHelpAfterError('(sg-lens --help lists the commands and options)')
    .configureHelp({ showGlobalOptions: true });
  const configure = (command: Command): void => {
    command.exitOverride().configureOutput({
      writeOut: (text) => terminal.writeOut(text),
      writeErr: (text) => terminal.writeError(text),
      getOutHelpWidth: () => terminal.columns,
      getErrHelpWidth: () => terminal.columns,
    });
  };
  configure(program);
  addCheckCommand(program, terminal, finish);
  addReachCommand(program, terminal, finish);
  addDiffCommand(program, terminal, finish);
  addGraphCommand(program, terminal, finish);
  addModelCommand(program, terminal, finish);
  addExplainCommand(program, terminal, finish);
  addLspCommand(program, finish);
  program.commands.forEach(configure);
  try {
    if (argv.length === 0) {
      terminal.writeError(program.helpInformation());
      return 2;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.writeError(errorText(error, terminal));
    return 2;
  }
}

function errorText(error: unknown, terminal: Terminal): string {
  const colours = coloursOf(terminal.colour && terminal.interactive);
  const mark = colours.red('error');
  if (error instanceof CliError) {
    const { what, why, remedy } = error.failure;
    const lines = [why, remedy].filter((sentence) => sentence !== '');
    return `${mark}: ${printable(what)}\n${lines.map((line) => `       ${printable(line)}\n`).join('')}`;
  }
  // A defect: the place in the code is what a report of it needs.
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${mark}: sg-lens has a defect, please report it:\n${printable(detail)}\n`;
}
