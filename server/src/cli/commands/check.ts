/** `sg-lens check`: findings in a directory, in the format that is asked for. */

import path from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { catalogue } from '../../checks/catalogue';
import type { Severity } from '../../checks/check';
import { nearestName } from '../../source/nearestName';
import { resolveUri } from '../../source/documentUri';
import { applyBaseline, writeBaseline } from '../baseline';
import { cliError } from '../cliError';
import { checkMarkdown } from '../formats/markdown';
import { checkText, plural } from '../formats/checkText';
import { githubCommands } from '../formats/github';
import { junitXml } from '../formats/junit';
import { sarifLog } from '../formats/sarif';
import type { OpenedWorkspace } from '../openWorkspace';
import { openWorkspace } from '../openWorkspace';
import type { CommonOptions } from '../options';
import { addCommonOptions } from '../options';
import type { CheckReport, ReportedFinding } from '../report';
import { isAtLeast, reportFinding, summarise } from '../report';
import { noteOtherBlocks } from '../otherBlocksNote';
import { createStages } from '../stages';
import type { Terminal } from '../terminal';
import { coloursOf, printable } from '../terminal';
import { toolVersion } from '../version';
import type { Finish } from '../program';

export interface CheckOptions extends CommonOptions {
  readonly failOn: Severity | 'never';
  readonly only?: string;
  readonly skip?: string;
  readonly base?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
}

export function addCheckCommand(program: Command, terminal: Terminal, finish: Finish): void {
  const command = program
    .command('check')
    .summary('find what is wrong with the security groups of a directory')
    .description(
      'Finds what is wrong with the security groups of a directory: what is too open, what cannot work,\n' +
        'and, with --base, what an edit cut off or let in.',
    )
    .argument('[path]', 'directory of the configuration', '.');
  addCommonOptions(command, ['text', 'json', 'sarif', 'markdown', 'github', 'junit'])
    .addOption(failOnOption())
    .option('--only <codes>', 'only these checks (separated by commas)')
    .option('--skip <codes>', 'not these checks (separated by commas)')
    .option('--base <base>', 'what to compare with: a git commit, branch or tag, auto, or a directory')
    .option('--baseline <file>', 'hide the findings that this file records')
    .option('--write-baseline <file>', 'record the findings in this file, and succeed')
    .action((argument: string, options: CheckOptions) => finish(check(argument, options, terminal)));
}

export function failOnOption(): Option {
  return new Option('--fail-on <severity>', 'lowest severity that makes the exit code 1')
    .choices(['error', 'warning', 'information', 'hint', 'never'])
    .default('error');
}

/** Runs the command and returns its exit code. */
export async function check(argument: string, options: CheckOptions, terminal: Terminal): Promise<number> {
  const stages = createStages(terminal, options);
  const wanted = codeFilter(options);
  const opened = await openWorkspace(argument, options, terminal, stages);
  for (const analysis of opened.roots) {
    stages.begin(`evaluating ${stageName(opened, analysis.root)}`);
    analysis.root.model();
  }
  stages.begin('checking');
  const located = opened.workspace.findings().filter(({ finding }) => wanted(finding.code));
  let findings: readonly ReportedFinding[] = located.map((each) => reportFinding(opened, each));
  if (options.baseline !== undefined) {
    const file = path.resolve(terminal.directory, options.baseline);
    const applied = applyBaseline(findings, file);
    findings = applied.findings;
    if (options.quiet !== true && options.writeBaseline === undefined) {
      for (const { code, resource, file: place } of applied.unused) {
        const text = printable(`${code} of ${resource === '' ? place : resource}`);
        terminal.writeError(`warning: ${text} no longer occurs; the baseline can be written anew.\n`);
      }
    }
  }
  stages.begin('writing');
  const report: CheckReport = {
    version: 1,
    tool: { name: 'sg-lens', version: toolVersion() },
    findings,
    summary: summarise(opened, findings, stages.elapsed()),
  };
  const text = format(report, options, opened, terminal);
  stages.end();
  if (options.verbose === true) noteOtherBlocks(report.summary.otherBlocks, terminal);
  terminal.writeOut(text);
  if (options.writeBaseline !== undefined) {
    const count = writeBaseline(report, path.resolve(terminal.directory, options.writeBaseline));
    if (options.quiet !== true) {
      terminal.writeError(`${plural(count, 'finding')} recorded in ${options.writeBaseline}.\n`);
    }
    return 0;
  }
  return exitCode(findings, options.failOn);
}

export function exitCode(findings: readonly ReportedFinding[], failOn: Severity | 'never'): number {
  return findings.some(({ severity, suppressed }) => suppressed === null && isAtLeast(severity, failOn))
    ? 1
    : 0;
}

export function stageName(
  opened: OpenedWorkspace,
  root: { readonly directory: string; readonly environment: string | undefined },
): string {
  const directory = path.posix.relative(opened.folderUri, root.directory) || '.';
  return root.environment === undefined ? directory : `${directory} (${root.environment})`;
}

function format(
  report: CheckReport,
  options: CheckOptions,
  opened: OpenedWorkspace,
  terminal: Terminal,
): string {
  switch (options.format) {
    case 'json':
      return `${JSON.stringify(report, undefined, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(sarifLog(report, repositoryPath(opened, terminal)), undefined, 2)}\n`;
    case 'markdown':
      return checkMarkdown(report);
    case 'github':
      return githubCommands(report, repositoryPath(opened, terminal));
    case 'junit':
      return junitXml(report, options.failOn);
    default:
      return checkText(report, {
        colours: coloursOf(terminal.colour && options.color),
        columns: terminal.columns,
        quiet: options.quiet === true,
        textOf: (file) => textOf(opened, file),
      });
  }
}

export function textOf(opened: OpenedWorkspace, file: string): string | undefined {
  return opened.workspace.project.store.file(resolveUri(opened.folderUri, file))?.text;
}

/**
 * What a service takes for the path of a file: from the top of the repository, where CI has its working directory
 * (GITHUB_WORKSPACE says so, else the current one). PATH outside of that keeps its own paths.
 */
function repositoryPath(opened: OpenedWorkspace, terminal: Terminal): (file: string) => string {
  const top = terminal.environment.GITHUB_WORKSPACE ?? terminal.directory;
  const below = path.relative(top, opened.folder).split(path.sep).join('/');
  if (below.startsWith('..') || path.isAbsolute(below)) return (file) => file;
  return (file) => path.posix.join(below, file);
}

/** Which codes are wanted. A misspelt code would hide findings, so it is an error. */
function codeFilter({ only, skip }: CheckOptions): (code: string) => boolean {
  const wanted = only === undefined ? undefined : new Set(codesOf('--only', only));
  const unwanted = new Set(skip === undefined ? [] : codesOf('--skip', skip));
  return (code) => (wanted === undefined || wanted.has(code)) && !unwanted.has(code);
}

function codesOf(option: string, text: string): string[] {
  const codes = text
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
  for (const code of codes) {
    if (!catalogue.some((each) => each.code === code)) throw unknownCode(option, code);
  }
  return codes;
}

export function unknownCode(where: string, code: string): Error {
  const codes = catalogue.map((each) => each.code);
  const near = nearestName(code, codes) ?? codes.find((each) => each.startsWith(code));
  return cliError(
    `${where === '' ? 'There' : `${where}: there`} is no check ${code}.`,
    '',
    near === undefined ? 'sg-lens explain lists them all.' : `Did you mean ${near}?`,
  );
}
