/** `sg-lens model`: the network as the analysis sees it, for comparing with what Terraform says. */

import type { Command } from 'commander';
import { otherBlocks } from '../../analysis/otherBlocks';
import { modelText } from '../formats/modelText';
import { modelReport } from '../modelReport';
import { openWorkspace } from '../openWorkspace';
import type { CommonOptions } from '../options';
import { addCommonOptions } from '../options';
import { noteOtherBlocks } from '../otherBlocksNote';
import type { Finish } from '../program';
import { createStages } from '../stages';
import type { Terminal } from '../terminal';
import { coloursOf } from '../terminal';

export function addModelCommand(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program
    .command('model')
    .summary('show the groups, rules and attachments as the analysis sees them')
    .description('Shows the groups, rules and attachments of every root module as the analysis sees them.')
    .argument('[path]', 'directory of the configuration', '.');
  addCommonOptions(command, ['text', 'json']).action((argument: string, options: CommonOptions) =>
    finish(model(argument, options, terminal)),
  );
}

async function model(argument: string, options: CommonOptions, terminal: Terminal): Promise<number> {
  const stages = createStages(terminal, options);
  const opened = await openWorkspace(argument, options, terminal, stages);
  stages.begin('evaluating');
  const report = modelReport(opened);
  stages.begin('writing');
  const text =
    options.format === 'json'
      ? `${JSON.stringify(report, undefined, 2)}\n`
      : modelText(report, coloursOf(terminal.colour && options.color));
  stages.end();
  if (options.verbose === true) {
    const roots = opened.roots.map(({ root }) => root);
    noteOtherBlocks(otherBlocks(opened.workspace.project, roots), terminal);
  }
  terminal.writeOut(text);
  return 0;
}
