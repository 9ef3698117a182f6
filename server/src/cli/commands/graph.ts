/** `sg-lens graph`: who can reach whom as a picture, or as data that other programs draw. */

import type { Command } from 'commander';
import { graphDot } from '../../graph/dot';
import { graphHtml } from '../../graph/html';
import { graphMermaid } from '../../graph/mermaid';
import { graphSvg } from '../../graph/svg';
import type { RootGraph } from '../graphReport';
import { graphReport, rootGraphs } from '../graphReport';
import { openWorkspace } from '../openWorkspace';
import type { CommonOptions } from '../options';
import { addCommonOptions } from '../options';
import type { Finish } from '../program';
import { createStages } from '../stages';
import type { Terminal } from '../terminal';

export function addGraphCommand(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program
    .command('graph')
    .summary('draw who can reach whom')
    .description(
      'Draws who can reach whom: groups by network and module, what carries them, what flows on which ports,\n' +
        'and rules that are declared in vain. Write it to a file: sg-lens graph --format html > graph.html',
    )
    .argument('[path]', 'directory of the configuration', '.');
  addCommonOptions(command, ['svg', 'html', 'mermaid', 'dot', 'json']).action(
    (argument: string, options: CommonOptions) => finish(graph(argument, options, terminal)),
  );
}

async function graph(argument: string, options: CommonOptions, terminal: Terminal): Promise<number> {
  const stages = createStages(terminal, options);
  const opened = await openWorkspace(argument, options, terminal, stages);
  stages.begin('evaluating');
  for (const analysis of opened.roots) analysis.root.model();
  stages.begin('answering');
  const graphs = rootGraphs(opened);
  stages.begin('drawing');
  const text = written(graphs, options.format);
  stages.end();
  terminal.writeOut(text);
  return 0;
}

function written(graphs: readonly RootGraph[], format: string): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(graphReport(graphs), undefined, 2)}\n`;
    case 'mermaid':
      return graphMermaid(graphs);
    case 'html':
      return graphHtml(graphs);
    case 'dot':
      return graphDot(graphs);
    default:
      return graphSvg(graphs);
  }
}
