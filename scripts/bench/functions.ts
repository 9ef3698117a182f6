/**
 * Measurements of functions, without a server around them. The bench bundles this file as the product is bundled and
 * runs it in a process of its own, so that what is called cold is cold. It writes its measurements as JSON.
 */

import process from 'node:process';
import { parse as parseWithTerraform } from '@cdktf/hcl2json';
import { createWorkspace } from '../../server/src/analysis/workspace';
import { compareModels } from '../../server/src/review/compare';
import { documentUri, documentUriOfPath } from '../../server/src/source/documentUri';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { parseDocument } from '../../server/src/syntax/parse';
import { mixedWorkspace, networkWorkspace, standardShape, typedFile } from './generate';
import type { Measurement } from './measurement';
import { distribution, megabytes, percentile } from './statistics';

async function measureParser(): Promise<Measurement[]> {
  const files = [...mixedWorkspace(20_000)].filter(([name]) => name.endsWith('.tf'));
  const characters = files.reduce((sum, [, text]) => sum + text.length, 0);
  const uri = documentUri('file:///bench/main.tf');
  const start = performance.now();
  let problems = 0;
  for (const [, text] of files) problems += parseDocument(createSourceFile(uri, text)).problems.length;
  const ours = characters / (performance.now() - start) / 1000;
  const sample = files.filter((_, index) => index % 40 === 0);
  await parseWithTerraform('warm-up.tf', 'locals {}\n');
  const sampleStart = performance.now();
  for (const [name, text] of sample) await parseWithTerraform(name, text);
  const theirs =
    sample.reduce((sum, [, text]) => sum + text.length, 0) / (performance.now() - sampleStart) / 1000;
  return [
    {
      what: `parser, cold, ${files.length} files / ${megabytes(characters)}`,
      budget: 'over 40 MB/s',
      measured: `${ours.toFixed(0)} MB/s, ${(ours / theirs).toFixed(0)} × hcl2json (${theirs.toFixed(2)} MB/s)`,
      within: ours > 40 && problems === 0,
    },
    measureBigFile(),
  ];
}

/** One file of 2,000 lines, parsed again as at each keystroke. */
function measureBigFile(): Measurement {
  const text = Array.from(
    { length: 34 },
    (_, index) => [...networkWorkspace(standardShape).values()][index * 3 + 2] ?? '',
  ).join('\n');
  const lines = text.split('\n').slice(0, 2_000).join('\n');
  const uri = documentUri('file:///bench/big.tf');
  const samples = Array.from({ length: 200 }, (_, index) => {
    const file = createSourceFile(uri, `${lines}\n# ${index}\n`);
    const start = performance.now();
    parseDocument(file);
    return performance.now() - start;
  });
  return {
    what: 'parse 2,000 lines again',
    budget: 'about 1 ms',
    measured: distribution(samples),
    within: percentile(samples, 0.5) < 1.5,
  };
}

/** The same workspace before and after an edit of one rule. */
function measureComparison(): Measurement[] {
  const folder = documentUriOfPath('/bench');
  const workspace = createWorkspace({ folders: [folder] });
  const uriOf = (name: string) => documentUri(`${folder}/${name}`);
  const files = networkWorkspace(standardShape);
  for (const [name, text] of files) workspace.setFile(uriOf(name), text);
  const roots = workspace.roots();
  const [first] = roots;
  if (first === undefined) throw new Error('The workspace has no roots.');
  for (const { root } of roots) root.model();
  const text = files.get(typedFile) ?? '';
  let before = first.root.model();
  const samples: number[] = [];
  let changes = 0;
  for (let edit = 0; edit < 200; edit++) {
    // The port on which the service before calls this one.
    workspace.setFile(uriOf(typedFile), text.replaceAll('= 8007', `= ${8007 + (edit % 2)}`));
    const after = first.root.model();
    const start = performance.now();
    const { lost, gained } = compareModels(before, after);
    samples.push(performance.now() - start);
    changes += lost.length + gained.length;
    before = after;
  }
  return [
    {
      what: `compare two snapshots, one edit apart (${before.rules.length} rules each)`,
      budget: 'under 20 ms',
      measured: distribution(samples),
      within: percentile(samples, 0.99) < 20 && changes > 0,
    },
  ];
}

const measure = { parser: measureParser, compare: measureComparison }[process.argv[2] ?? ''];
if (measure === undefined) throw new Error('There is parser, and compare.');
void Promise.resolve(measure()).then((measurements) => {
  process.stdout.write(JSON.stringify(measurements));
});
