/** The measurements of `npm run bench`, one function per budget. Each makes what it needs and cleans up after itself. */

import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parse as parseWithTerraform } from '@cdktf/hcl2json';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { createWorkspace } from '../../server/src/analysis/workspace';
import { compareModels } from '../../server/src/review/compare';
import { documentUri, documentUriOfPath } from '../../server/src/source/documentUri';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { parseDocument } from '../../server/src/syntax/parse';
import type { Files } from './generate';
import { mixedWorkspace, networkWorkspace, standardShape, typedFile } from './generate';
import type { LanguageSession } from './languageSession';
import { openSession } from './languageSession';
import { distribution, megabytes, milliseconds, percentile } from './statistics';

export interface Measurement {
  readonly what: string;
  readonly budget: string;
  readonly measured: string;
  /** Undefined where nothing could be measured. */
  readonly within: boolean | undefined;
}

/** Gives a folder with the files, written once per run, with a git commit of them where git is there. */
export type WorkspaceFolder = (
  name: string,
  files: () => Files,
) => { readonly folder: string; readonly base: string };

const repository = path.join(import.meta.dirname, '..', '..');
const keystrokes = 300;

const network = (): Files => networkWorkspace(standardShape);
const mixed = (): Files => mixedWorkspace(20_000);

export async function measureParser(): Promise<Measurement[]> {
  const files = [...mixed()].filter(([name]) => name.endsWith('.tf'));
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
  const text = Array.from({ length: 34 }, (_, index) => [...network().values()][index * 3 + 2] ?? '').join(
    '\n',
  );
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

export async function measureOpen(workspace: WorkspaceFolder): Promise<Measurement[]> {
  const { folder, base } = workspace('network', network);
  const bare = await openSession(folder, '');
  const opened = bare.openedAfter;
  await bare.close();
  const session = await openSession(folder, base);
  const memory = session.memory();
  const status = session.status();
  await session.close();
  return [
    {
      what: `open ${standardShape.roots * standardShape.modulesPerRoot} modules, ${status?.rules ?? 0} rules, cold`,
      budget: 'under 1 s',
      measured: milliseconds(opened),
      within: opened < 1000,
    },
    {
      what: '… and compared with the last commit',
      budget: '',
      measured: `${milliseconds(session.openedAfter)}${memory === undefined ? '' : `, ${megabytes(memory)} resident`}`,
      within: undefined,
    },
  ];
}

export async function measureMixed(workspace: WorkspaceFolder): Promise<Measurement[]> {
  const { folder } = workspace('mixed', mixed);
  const session = await openSession(folder, '');
  const memory = session.memory();
  await session.close();
  const size = [...mixed().values()].reduce((sum, text) => sum + text.length, 0);
  return [
    {
      what: `open 20,000 files / ${megabytes(size)} of mixed Terraform, cold`,
      budget: 'under 3 s',
      measured: milliseconds(session.openedAfter),
      within: session.openedAfter < 3000,
    },
    {
      what: 'memory of it',
      budget: 'under 500 MB',
      measured: memory === undefined ? 'not told by this system' : megabytes(memory),
      within: memory === undefined ? undefined : memory < 500e6,
    },
  ];
}

/**
 * Types in a rule, character by character, and waits each time for the diagnostics of that version: the port of an
 * open rule, and line breaks above it. Every keystroke changes what the diagnostics say or where they stand.
 */
export async function measureKeystrokes(workspace: WorkspaceFolder): Promise<Measurement[]> {
  const { folder, base } = workspace('network', network);
  const session = await openSession(folder, base);
  const uri = session.uri(typedFile);
  const text = readFileSync(path.join(folder, typedFile), 'utf8');
  await openDocument(session, uri, text);
  const lines = text.split('\n');
  const portLine = lines.lastIndexOf('  to_port           = 22');
  const column = lines[portLine]?.length ?? 0;
  const samples = { port: [] as number[], line: [] as number[], undo: [] as number[] };
  let version = 1;
  const type = async (range: object, newText: string): Promise<number> => {
    version++;
    const expected = version;
    const published = session.nextDiagnostics(uri, (params) => (params.version ?? expected) >= expected);
    const start = performance.now();
    await session.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text: newText }],
    });
    await withLimit(published, `diagnostics of version ${expected}`);
    return performance.now() - start;
  };
  const place = (line: number, character: number) => ({ line, character });
  const portEnd = { start: place(portLine, column), end: place(portLine, column) };
  const lastDigit = { start: place(portLine, column), end: place(portLine, column + 1) };
  // Undo and redo come back to the committed text each time; everything else is an edit in progress.
  for (let stroke = 0; stroke < keystrokes / 2; stroke += 2) {
    samples.undo.push(await type(portEnd, '0'));
    samples.undo.push(await type(lastDigit, ''));
  }
  const start = { start: place(0, 0), end: place(0, 0) };
  await type(start, '\n');
  const below = ({ start: from, end }: typeof lastDigit) => ({
    start: place(from.line + 1, from.character),
    end: place(end.line + 1, end.character),
  });
  for (let stroke = 0; stroke < keystrokes; stroke += 2) {
    // 22 → 220 → 22: the message names the range of ports.
    samples.port.push(await type(below(portEnd), '0'));
    samples.port.push(await type(below(lastDigit), ''));
    samples.line.push(await type(start, '\n'));
    samples.line.push(await type({ start: place(0, 0), end: place(1, 0) }, ''));
  }
  const hover = await measureHovers(session, uri, text);
  await session.close();
  return [
    {
      what: 'keystroke in a rule → published diagnostics (compared with the last commit)',
      budget: 'p99 under 16 ms',
      measured: distribution(samples.port),
      within: percentile(samples.port, 0.99) < 16,
    },
    {
      what: 'line break above all blocks → published diagnostics',
      budget: 'p99 under 16 ms',
      measured: distribution(samples.line),
      within: percentile(samples.line, 0.99) < 16,
    },
    {
      what: 'undo to the committed text and redo → published diagnostics',
      budget: 'p99 under 16 ms',
      measured: distribution(samples.undo),
      within: percentile(samples.undo, 0.99) < 16,
    },
    hover,
  ];
}

async function openDocument(session: LanguageSession, uri: string, text: string): Promise<void> {
  const published = session.nextDiagnostics(uri, () => true);
  await session.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'terraform', version: 1, text },
  });
  // A server that has nothing new to say about the file is silent.
  await Promise.race([published, new Promise((resolve) => setTimeout(resolve, 2_000))]);
}

async function withLimit(published: Promise<PublishDiagnosticsParams>, what: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No ${what} within 10 s.`)), 10_000);
  });
  await Promise.race([published, limit]).finally(() => clearTimeout(timer));
}

async function measureHovers(session: LanguageSession, uri: string, text: string): Promise<Measurement> {
  const places: { readonly line: number; readonly character: number }[] = [];
  text.split('\n').forEach((line, number) => {
    for (const word of line.matchAll(/aws_security_group\.this|"this"|from_port|cidr_ipv4|var\.\w+/g)) {
      places.push({ line: number, character: word.index + 2 });
    }
  });
  const samples: number[] = [];
  let answered = 0;
  for (let round = 0; samples.length < keystrokes; round++) {
    for (const position of places) {
      const start = performance.now();
      const answer = await session.connection.sendRequest('textDocument/hover', {
        textDocument: { uri },
        position,
      });
      samples.push(performance.now() - start);
      if (answer !== null) answered++;
    }
    if (round > 1000) break;
  }
  return {
    what: `hover (${Math.round((100 * answered) / samples.length)} % with an answer)`,
    budget: 'p99 under 5 ms',
    measured: distribution(samples),
    within: percentile(samples, 0.99) < 5 && answered > 0,
  };
}

/** In this process: the same workspace before and after an edit of one rule. */
export function measureComparison(): Measurement[] {
  const folder = documentUriOfPath('/bench');
  const workspace = createWorkspace({ folders: [folder] });
  const uriOf = (name: string) => documentUri(`${folder}/${name}`);
  const files = network();
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
    workspace.setFile(uriOf(typedFile), text.replaceAll('= 22', `= ${22 + (edit % 2)}`));
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

/** The command line on the same workspace, as CI runs it. */
export function measureCommandLine(workspace: WorkspaceFolder): Measurement[] {
  const { folder, base } = workspace('network', network);
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      path.join(repository, 'dist', 'cli.js'),
      'check',
      '--base',
      base,
      '--format',
      'json',
      '--fail-on',
      'never',
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 },
  );
  if (status !== 0) throw new Error(stderr);
  return [
    {
      what: 'sg-lens check --base on it, from start to exit',
      budget: '',
      measured: milliseconds(performance.now() - start),
      within: undefined,
    },
  ];
}

export function measurePackage(): Measurement[] {
  execFileSync(process.execPath, [path.join(repository, 'scripts', 'package.mjs')], {
    cwd: repository,
    stdio: 'pipe',
  });
  const { name, version } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  const { size } = statSync(path.join(repository, `${name}-${version}.vsix`));
  return [
    {
      what: 'packaged extension',
      budget: 'under 3 MB',
      measured: megabytes(size),
      within: size < 3 * 1024 * 1024,
    },
  ];
}
