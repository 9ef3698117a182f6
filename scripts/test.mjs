/**
 * Runs stages one after the other, as `npm test` and `npm run check` do: each to its end, whatever became of the one
 * before, so that one run tells everything. The last line is `N passed, N failed`.
 *
 *     node scripts/test.mjs [--update] STAGE…      stages: build types lint format layers unit fast grammar editor
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = (name) => path.join(root, 'node_modules', name);

/** Unit tests that take seconds each: they start processes, or walk through many random cases. */
const slow = ['test/conformance/**', 'test/stdio/**', 'test/lsp/stdio*', 'test/scripts/**'];

/**
 * What each stage runs: a script of a package, or one of package.json that another part of the project owns. `counts`
 * reads passed and failed from its output; a stage without counts is one test that passes or fails.
 */
const stages = {
  build: { script: 'scripts/build.mjs', args: [] },
  types: { script: bin('typescript/bin/tsc'), args: ['--noEmit', '-p', 'tsconfig.json'] },
  lint: { script: bin('eslint/bin/eslint.js'), args: ['.'] },
  format: { script: bin('prettier/bin/prettier.cjs'), args: ['--check', '--log-level', 'warn', '.'] },
  layers: {
    script: bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    args: ['--config', '.dependency-cruiser.cjs', 'server/src', 'client/src'],
  },
  unit: { script: bin('mocha/bin/mocha.js'), args: [], counts: mochaCounts },
  fast: {
    script: bin('mocha/bin/mocha.js'),
    args: ['--reporter', 'dot', ...slow.flatMap((pattern) => ['--ignore', pattern])],
    counts: mochaCounts,
  },
  grammar: { npm: 'test:grammar', counts: grammarCounts },
  editor: { npm: 'test:editor', counts: mochaCounts, skipped: /Editor tests are skipped: (.*)/ },
};

/** Passed test files; a failed one makes the whole stage fail. */
function grammarCounts(output) {
  return { passed: [...output.matchAll(/run successful?ly/g)].length, failed: 0 };
}

/** The summary of mocha's reporters: `12 passing`, `1 failing`. */
function mochaCounts(output) {
  const sum = (word) =>
    [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}\\b`, 'gm'))].reduce(
      (total, [, n]) => total + Number(n),
      0,
    );
  return { passed: sum('passing'), failed: sum('failing') };
}

function run(name) {
  const { npm, script = process.env.npm_execpath ?? '', args = ['run', '--silent', npm] } = stages[name];
  if (script === '') {
    console.error(`The stage ${name} is run by npm: use npm test.`);
    return Promise.resolve({ code: 1, output: '' });
  }
  const file = path.resolve(root, script);
  if (!existsSync(file)) {
    console.error(`${script} is missing: run npm ci.`);
    return Promise.resolve({ code: 1, output: '' });
  }
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: process.stdout.isTTY ? { FORCE_COLOR: '1', ...process.env } : process.env,
    });
    let output = '';
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        target.write(text);
      });
    }
    child.on('error', (error) => {
      console.error(error.message);
      resolve({ code: 1, output });
    });
    child.on('close', (code) => resolve({ code: code ?? 1, output: stripVTControlCharacters(output) }));
  });
}

const options = process.argv.slice(2);
// Snapshots in Markdown are written anew instead of compared (test/fixtures/).
if (options.includes('--update')) process.env.UPDATE = '1';
const wanted = options.filter((option) => option !== '--update');
for (const name of wanted) {
  if (!(name in stages)) {
    console.error(`No stage is called "${name}"; there are ${Object.keys(stages).join(', ')}.`);
    process.exit(2);
  }
}

const total = { passed: 0, failed: 0 };
const report = [];
for (const name of wanted) {
  console.log(`\n── ${name} ──`);
  const start = performance.now();
  const { code, output } = await run(name);
  const stage = stages[name];
  const counted = stage.counts?.(output) ?? { passed: 0, failed: 0 };
  const skipped = stage.skipped?.exec(output)?.[1];
  // A stage that counts nothing, or fails without a failed test (a crash, an early exit), is one more test.
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  else if (code === 0 && counted.passed === 0 && skipped === undefined) counted.passed = 1;
  total.passed += counted.passed;
  total.failed += counted.failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const result =
    skipped === undefined ? `${counted.passed} passed, ${counted.failed} failed` : `skipped: ${skipped}`;
  report.push(
    `${counted.failed > 0 ? '✘' : skipped === undefined ? '✔' : '–'} ${name.padEnd(8)} ${seconds.padStart(6)} s  ${result}`,
  );
}
console.log(`\n${report.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
