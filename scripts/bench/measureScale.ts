/** The curve of `npm run bench -- --only=scale`: one root of 1,000, 10,000 and 100,000 rules, as a table. */

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import * as esbuild from 'esbuild';
import type { Measurement } from './measurement';
import type { ScaleRow } from './scale';
import { megabytes, milliseconds, percentile } from './statistics';

const repository = path.join(import.meta.dirname, '..', '..');
const sizes = [1_000, 10_000, 100_000];

/** Prints the table, and gives the budgets for the largest root. */
export async function measureScale(): Promise<Measurement[]> {
  const script = path.join(repository, 'dist', 'bench', 'scale.js');
  await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, 'scale.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  const rows = sizes.map((rules) => {
    const output = execFileSync(process.execPath, ['--expose-gc', script, String(rules)], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    return JSON.parse(output) as ScaleRow;
  });
  console.log(`${table(rows)}\n`);
  const largest = rows.at(-1);
  if (largest === undefined) return [];
  const slowest = Math.max(
    ...Object.entries(largest.questions).map(([name, { p50 }]) => (name.startsWith('to ') ? p50 : 0)),
  );
  return [
    {
      what: `model of ${largest.groups} groups with ${largest.rules} rules in one root, text to model`,
      budget: 'under 2 s',
      measured: milliseconds(largest.model),
      within: largest.model < 2000,
    },
    {
      what: 'memory of it, with findings',
      budget: 'under 700 MB',
      measured: megabytes(largest.heap),
      within: largest.heap < 700e6,
    },
    {
      what: 'the slowest kind of question about who reaches something, at the median',
      budget: 'under 10 ms',
      measured: milliseconds(slowest),
      within: slowest < 10,
    },
  ];
}

function table(rows: readonly ScaleRow[]): string {
  const line = (what: string, cell: (row: ScaleRow) => string): string =>
    `| ${[what, ...rows.map(cell)].join(' | ')} |`;
  const questions = Object.keys(rows[0]?.questions ?? {});
  const checks = Object.keys(rows[0]?.checks ?? {})
    .map((code) => ({ code, slowest: Math.max(...rows.map((row) => row.checks[code] ?? 0)) }))
    .sort((left, right) => right.slowest - left.slowest)
    .slice(0, 6);
  return [
    line('rules in one root', ({ rules }) => rules.toLocaleString('en')),
    `| --- |${rows.map(() => ' ---: |').join('')}`,
    line('groups', ({ groups }) => groups.toLocaleString('en')),
    line('text', ({ text }) => megabytes(text)),
    line('parse', ({ parse }) => milliseconds(parse)),
    line('text to model', ({ model }) => milliseconds(model)),
    line('checks and findings', ({ findings }) => milliseconds(findings)),
    line('memory of the model', ({ modelHeap }) => megabytes(modelHeap)),
    line('memory with findings', ({ heap }) => megabytes(heap)),
    line('edit of one rule to the new model, p50', ({ edit }) => milliseconds(percentile(edit, 0.5))),
    line('first question about it, who reaches a group, p50', ({ first }) =>
      milliseconds(percentile(first, 0.5)),
    ),
    line('first about addresses, who reaches a public one, p50', ({ firstAddress }) =>
      milliseconds(percentile(firstAddress, 0.5)),
    ),
    ...questions.map((name) =>
      line(`reach ${name}: p50, p99 (flows, or paths)`, ({ questions: { [name]: samples } }) =>
        samples === undefined
          ? ''
          : `${milliseconds(samples.p50)}, ${milliseconds(samples.p99)} (${Math.round(samples.flows)})`,
      ),
    ),
    ...checks.map(({ code }) =>
      line(`check ${code} alone`, ({ checks: { [code]: time } }) =>
        time === undefined ? '' : milliseconds(time),
      ),
    ),
  ].join('\n');
}
