/**
 * Compares the mistakes that evaluation tells of with the errors of the real binary (scripts/conformance/errors.ts):
 * there must be one in each place where Terraform has one, and none on any other line.
 */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorsIn, recording } from '../../server/src/evaluation/collectedErrors';
import type { ModuleEvaluation } from '../../server/src/evaluation/evaluation';
import type { EvaluatedBody } from '../../server/src/evaluation/resource';
import type { Workspace } from '../evaluation/workspace';
import { createWorkspace } from '../evaluation/workspace';
import type { RecordedError } from './errorCases';
import { readErrorCases } from './errorCases';

const directory = join(import.meta.dirname, 'terraform/errors');

const places = { all: 0, same: 0 };
let errors = 0;
let sound = 0;

for (const fixture of readdirSync(directory).filter((name) => name.endsWith('.md'))) {
  const recordings = JSON.parse(readFileSync(join(directory, fixture.replace(/\.md$/, '.json')), 'utf8')) as {
    cases: Record<string, readonly RecordedError[]>;
  };
  describe(`Terraform's own errors: ${fixture}`, () => {
    for (const { name, files } of readErrorCases(readFileSync(join(directory, fixture), 'utf8'))) {
      const recorded = recordings.cases[name] ?? [];
      const lines = new Set(recorded.map(({ file, line }) => `${file}:${line}`));
      errors += lines.size;
      sound += itemsWithout(lines, files);
      it(name, () => {
        const workspace = createWorkspace(
          new Map([...files].map(([file, text]) => [`/${file}`, text] as const)),
        );
        const found = mistakesOf(workspace, files);
        const missing = recorded.filter(
          (each) => !found.some((other) => isNowhere(each) || isOnSameLine(each, other)),
        );
        for (const each of recorded.filter((other) => !isNowhere(other))) {
          places.all++;
          if (found.some((other) => isNear(each, other))) places.same++;
        }
        const wrong = recorded.some(isNowhere)
          ? []
          : found.filter(({ file, line }) => !lines.has(`${file}:${line}`));
        assert.deepEqual(
          {
            missing: missing.map(
              (each) => `${each.file}:${each.line}:${each.column} ${each.summary}: ${lineOf(each, files)}`,
            ),
            wrong: wrong.map(
              (each) => `${each.file}:${each.line}:${each.column} ${each.message}: ${lineOf(each, files)}`,
            ),
          },
          { missing: [], wrong: [] },
        );
      });
    }
  });
}

describe("Terraform's own errors", () => {
  it('are at least 200, beside at least 100 things that are none', () => {
    assert.ok(errors >= 200, `${errors} errors`);
    assert.ok(sound >= 100, `${sound} without an error`);
  });

  it('stand where ours stand, but for a few', () => {
    assert.ok(places.same / places.all > 0.9, `${places.same} of ${places.all}`);
  });
});

/** Outputs and other blocks in whose first line Terraform has no error. */
function itemsWithout(lines: ReadonlySet<string>, files: ReadonlyMap<string, string>): number {
  return [...files].reduce((count, [file, text]) => {
    const starts = text.split('\n').flatMap((line, index) => (/^\w.*\{/.test(line) ? [index + 1] : []));
    return count + starts.filter((line) => !lines.has(`${file}:${line}`)).length;
  }, 0);
}

interface Mistake {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

function isNowhere({ file }: RecordedError): boolean {
  return file === '';
}

function isOnSameLine(recorded: RecordedError, { file, line }: Mistake): boolean {
  return recorded.file === file && recorded.line === line;
}

/** In the same place. Terraform begins some a character later: behind the quote, the bracket or the dot. */
function isNear(recorded: RecordedError, found: Mistake): boolean {
  return isOnSameLine(recorded, found) && Math.abs(recorded.column - found.column) <= 1;
}

function lineOf({ file, line }: RecordedError | Mistake, files: ReadonlyMap<string, string>): string {
  return files.get(file)?.split('\n')[line - 1] ?? '';
}

/** All that is wrong, everything evaluated. */
function mistakesOf(workspace: Workspace, files: ReadonlyMap<string, string>): Mistake[] {
  const evaluation = workspace.root();
  const result = recording(() => {
    for (const module of evaluation.modules()) evaluateAll(module);
  });
  const places = [...evaluation.problems(), ...errorsIn(result)].map(({ origin, message }) => {
    const path = origin.anchor.uri.slice('file:///w/'.length);
    const item = workspace.tree(`/${path}`).items.find((each) => each.anchor === origin.anchor);
    return { path, start: (item?.start ?? 0) + origin.start, message };
  });
  for (const path of files.keys()) {
    if (!path.endsWith('.tf')) continue;
    for (const { span, message } of workspace.tree(`/${path}`).problems) {
      places.push({ path, start: span.start, message });
    }
  }
  return places.map(({ path, start, message }) => {
    const before = (files.get(path) ?? '').slice(0, start).split('\n');
    return { file: path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
  });
}

function evaluateAll(module: ModuleEvaluation): void {
  const { variables, locals, outputs, resources, moduleCalls } = module.declarations();
  for (const name of variables.keys()) module.variable(name);
  for (const name of locals.keys()) module.local(name);
  for (const name of outputs.keys()) module.output(name);
  for (const declaration of resources.values()) {
    for (const { body } of module.instances(declaration)) evaluateBody(body);
  }
  for (const call of moduleCalls.values()) module.children(call);
}

function evaluateBody(body: EvaluatedBody): void {
  for (const name of body.argumentNames) body.argument(name);
  for (const type of body.blockTypes) for (const block of body.blocks(type)) evaluateBody(block.body);
}
