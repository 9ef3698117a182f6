/** The measurements of `npm run bench`, one function per budget. Each makes what it needs and cleans up after itself. */

import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import * as esbuild from 'esbuild';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Files } from './generate';
import { mixedWorkspace, networkWorkspace, standardShape, typedFile } from './generate';
import type { LanguageSession } from './languageSession';
import { openSession } from './languageSession';
import type { Measurement } from './measurement';
import { distribution, megabytes, milliseconds, percentile } from './statistics';

/** Gives a folder with the files, written once per run, with a git commit of them where git is there. */
export type WorkspaceFolder = (
  name: string,
  files: () => Files,
) => { readonly folder: string; readonly base: string };

const repository = path.join(import.meta.dirname, '..', '..');
const keystrokes = 300;

const network = (): Files => networkWorkspace(standardShape);
const mixed = (): Files => mixedWorkspace(20_000);

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

/** Measures functions in a process of their own, bundled as the product is. */
export async function measureFunctions(name: 'parser' | 'compare'): Promise<Measurement[]> {
  const script = path.join(repository, 'dist', 'bench', 'functions.js');
  await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, 'functions.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['@cdktf/hcl2json'],
    logLevel: 'warning',
  });
  const output = execFileSync(process.execPath, [script, name], { encoding: 'utf8' });
  return JSON.parse(output) as Measurement[];
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
