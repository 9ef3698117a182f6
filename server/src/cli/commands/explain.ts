/** `sg-lens explain`: the page of a check, or what a code in a proof means. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { catalogue } from '../../checks/catalogue';
import type { Check } from '../../checks/check';
import { EXPLANATIONS } from '../../reachability/explanations';
import { cliError } from '../cliError';
import { markdownText } from '../formats/markdownText';
import type { Finish } from '../program';
import type { Terminal } from '../terminal';
import { coloursOf } from '../terminal';
import { unknownCode } from './check';

interface ExplainOptions {
  readonly format: 'text' | 'json' | 'markdown';
  readonly color: boolean;
}

export function addExplainCommand(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command('explain')
    .summary('explain a check: what it finds, why it matters, what to do')
    .description(
      'Explains the code of a check, or of a step in the answer of reach. Without a code: lists the checks.',
    )
    .argument('[code]', 'for example reachability-removed')
    .addOption(
      new Option('--format <format>', 'how the answer is written')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .option('--no-color', 'no colours')
    .action((code: string | undefined, options: ExplainOptions) =>
      finish(Promise.resolve().then(() => explain(code, options, terminal))),
    );
}

function explain(code: string | undefined, options: ExplainOptions, terminal: Terminal): number {
  const colours = coloursOf(terminal.colour && options.color);
  if (code === undefined) {
    terminal.writeOut(
      options.format === 'json' ? json({ version: 1, checks: catalogue.map(metadata) }) : list(colours),
    );
    return 0;
  }
  const check = catalogue.find((each) => each.code === code);
  if (check === undefined) {
    const sentence = (EXPLANATIONS as Readonly<Record<string, string>>)[code];
    if (sentence === undefined) throw unknownCode('', code);
    terminal.writeOut(
      options.format === 'json' ? json({ version: 1, code, summary: sentence }) : `${sentence}\n`,
    );
    return 0;
  }
  const page = readPage(code);
  if (options.format === 'json') terminal.writeOut(json({ version: 1, ...metadata(check), page }));
  else if (options.format === 'markdown') terminal.writeOut(page);
  else {
    const covers =
      check.covers.length === 0 ? '' : `\n${colours.dim(`Covers ${check.covers.join(', ')}.`)}\n`;
    terminal.writeOut(markdownText(page, colours, terminal.columns) + covers);
  }
  return 0;
}

function metadata({ code, severity, summary, covers }: Check) {
  return { code, severity, summary, covers };
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function list(colours: ReturnType<typeof coloursOf>): string {
  const width = Math.max(...catalogue.map(({ code }) => code.length));
  return catalogue.map(({ code, summary }) => `${colours.bold(code.padEnd(width))}  ${summary}\n`).join('');
}

/** The pages stand beside the bundle; in the repository, under docs/. */
function readPage(code: string): string {
  const places = [
    path.join(__dirname, 'checks'),
    path.join(__dirname, '..', '..', '..', '..', 'docs', 'checks'),
  ];
  for (const place of places) {
    try {
      return readFileSync(path.join(place, `${code}.md`), 'utf8');
    } catch {
      // The other place, then.
    }
  }
  throw cliError(
    `The page of ${code} was not found.`,
    'This installation is incomplete.',
    'Install SG Lens anew, or build it with npm run build.',
  );
}
