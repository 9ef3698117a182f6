/** `sg-lens diff`: which flows an edit cut off and let in, compared with a base. */

import type { Command } from 'commander';
import { catalogue } from '../../checks/catalogue';
import type { Severity } from '../../checks/check';
import { automaticBase } from '../../host/gitBase';
import { diffReport } from '../diffReport';
import { endName } from '../endNames';
import { diffText } from '../formats/diffText';
import { openWorkspace } from '../openWorkspace';
import type { CommonOptions } from '../options';
import { addCommonOptions } from '../options';
import type { Finish } from '../program';
import { reportFinding } from '../report';
import { createStages } from '../stages';
import type { Terminal } from '../terminal';
import { coloursOf } from '../terminal';
import { exitCode, failOnOption } from './check';

interface DiffOptions extends CommonOptions {
  readonly base: string;
  readonly failOn: Severity | 'never';
}

export function addDiffCommand(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program
    .command('diff')
    .summary('say what an edit cut off, and what it let in')
    .description(
      'Compares what flows with what flowed in a base: what is lost, what is gained, by which edit.',
    )
    .argument('[path]', 'directory of the configuration', '.')
    .option(
      '--base <base>',
      'a git commit, branch or tag, a directory, or auto: where this branch left the default branch',
      automaticBase,
    );
  addCommonOptions(command, ['text', 'json'])
    .addOption(failOnOption())
    .action((argument: string, options: DiffOptions) => finish(diff(argument, options, terminal)));
}

async function diff(argument: string, options: DiffOptions, terminal: Terminal): Promise<number> {
  const stages = createStages(terminal, options);
  const opened = await openWorkspace(argument, options, terminal, stages);
  stages.begin('comparing');
  const reviewCodes = new Set(catalogue.filter(({ scope }) => scope === 'review').map(({ code }) => code));
  const findings = opened.workspace
    .findings()
    .filter(({ finding }) => reviewCodes.has(finding.code))
    .map((each) => reportFinding(opened, each));
  const report = diffReport(opened, findings);
  const colours = coloursOf(terminal.colour && options.color);
  stages.begin('writing');
  const text =
    options.format === 'json'
      ? `${JSON.stringify(report, undefined, 2)}\n`
      : diffText(report, {
          colours,
          columns: terminal.columns,
          nameOf: (end, flow) => endName(opened, end, flow),
          quiet: options.quiet === true,
        });
  stages.end();
  terminal.writeOut(text);
  return exitCode(findings, options.failOn);
}
