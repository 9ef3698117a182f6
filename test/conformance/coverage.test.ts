/** How much is recorded: nobody should drop below it without noticing. What is recorded is terraform.test.ts's. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionTable } from '../../server/src/evaluation/functions/table';

const directory = join(import.meta.dirname, 'terraform');
const topics = ['functions', 'expressions', 'unknowns'];

const files = topics.flatMap((topic) =>
  readdirSync(join(directory, topic)).map((name) => join(directory, topic, name)),
);

function textOf(ending: RegExp): string {
  return files
    .filter((path) => ending.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

/** Answers in recordings whose name ends so. */
function answers(ending: RegExp): number {
  return files
    .filter((path) => ending.test(path))
    .map((path) => JSON.parse(readFileSync(path, 'utf8')) as { outputs: Record<string, unknown> })
    .reduce((count, { outputs }) => count + Object.keys(outputs).length, 0);
}

describe("Terraform's own answers", () => {
  it('are at least 3,100 values with their types', () => {
    const count = answers(/(?<!\.unknown|beyondThePlan)\.json$/);
    assert.ok(count >= 3100, String(count));
  });

  it('are at least 700 values that are not wholly known before the apply, or computed beside such', () => {
    const count = answers(/\.unknown\.json$/);
    assert.ok(count >= 700, String(count));
  });

  it('have something unknown in at least 400 of these', () => {
    const recordings = files.filter((path) => path.endsWith('.unknown.json'));
    const unknown = recordings.flatMap((path) => {
      const { outputs } = JSON.parse(readFileSync(path, 'utf8')) as {
        outputs: Record<string, { unknown: unknown }>;
      };
      return Object.values(outputs).filter((output) => JSON.stringify(output.unknown).includes('true'));
    });
    assert.ok(unknown.length >= 400, String(unknown.length));
  });

  it('are about every function there is, by its plain name and in its namespace', () => {
    const { names } = JSON.parse(readFileSync(join(directory, 'functionNames.json'), 'utf8')) as {
      names: string[];
    };
    const expressions = textOf(/\.tf$/);
    const missing = names.flatMap((name) =>
      [new RegExp(`(?<![\\w:])${name}\\(`), new RegExp(`core::${name}\\(`)].flatMap((call) =>
        call.test(expressions) ? [] : [call.source],
      ),
    );
    assert.equal(names.length, 118);
    assert.deepEqual(missing, []);
    assert.deepEqual([...functionTable.keys()].sort(), names);
  });
});
