/** Modules that may be wrong: the recording has each error's place and summary. Nothing is applied. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ErrorCase, RecordedError } from '../../test/conformance/errorCases';
import { readErrorCases } from '../../test/conformance/errorCases';
import type { LosslessJson } from '../../test/conformance/losslessJson';
import { NumberText } from '../../test/conformance/losslessJson';
import type { Binary, Run } from './binary';
import { runIn } from './binary';
import type { RecordingKind } from './recording';
import { filesOf } from './recording';

export const errors: RecordingKind = {
  fixtures: (directory) => filesOf(directory, ['errors'], '.md'),
  recordingOf: (fixture) => fixture.replace(/\.md$/, '.json'),
  record: (binary, fixture) => ({
    cases: Object.fromEntries(
      readErrorCases(readFileSync(fixture, 'utf8')).map((each) => [each.name, recordCase(binary, each)]),
    ),
    terraform: binary.version,
  }),
};

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly range?: {
    readonly filename: string;
    readonly start: { readonly line: number; readonly column: number };
  };
}

const withoutValue = 'No value for required variable';

function recordCase(binary: Binary, { files }: ErrorCase): LosslessJson {
  const directory = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    for (const [file, text] of files) {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      writeFileSync(join(directory, file), text);
    }
    const run = runIn(binary, directory);
    // What is wrong with the calls of modules shows here already, and so does what keeps files from being read.
    output(run, 'init', '-input=false', '-json');
    const planned = diagnosticsOfLines(output(run, 'plan', '-input=false', '-lock=false', '-json'));
    // A variable that has no value at all is a question to whoever applies it, and not a mistake of the module.
    const found = planned.some(({ summary }) => summary === withoutValue)
      ? (JSON.parse(output(run, 'validate', '-json')) as { diagnostics: Diagnostic[] }).diagnostics
      : planned;
    const mistakes = found.filter(({ severity }) => severity === 'error').map(recorded);
    return distinct(mistakes).map(({ line, column, ...rest }) => ({
      ...rest,
      line: new NumberText(String(line)),
      column: new NumberText(String(column)),
    }));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What a command prints, whether or not it fails. */
function output(run: Run, ...args: string[]): string {
  try {
    return run(...args);
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

function diagnosticsOfLines(text: string): Diagnostic[] {
  return text.split('\n').flatMap((line) => {
    const message = line.startsWith('{') ? (JSON.parse(line) as { diagnostic?: Diagnostic }) : {};
    return message.diagnostic === undefined ? [] : [message.diagnostic];
  });
}

function recorded({ summary, range }: Diagnostic): RecordedError {
  // Of a cycle Terraform says who takes part, but not where.
  if (range === undefined) return { file: '', line: 0, column: 0, summary: summary.replace(/:.*/s, '') };
  return { file: range.filename, line: range.start.line, column: range.start.column, summary };
}

function distinct(mistakes: readonly RecordedError[]): RecordedError[] {
  const byText = new Map(mistakes.map((each) => [JSON.stringify(each), each]));
  return [...byText.values()].sort(
    (left, right) =>
      (left.file < right.file ? -1 : left.file > right.file ? 1 : 0) ||
      left.line - right.line ||
      left.column - right.column,
  );
}
