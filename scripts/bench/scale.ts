/**
 * Measures one root module of a given number of rules, from the text to the answers, in a process of its own with
 * --expose-gc. It writes one `ScaleRow` as JSON; main.ts asks for several sizes and prints the curve.
 */

import process from 'node:process';
import { createWorkspace } from '../../server/src/analysis/workspace';
import { catalogue } from '../../server/src/checks/catalogue';
import { createCheckRunner } from '../../server/src/checks/runChecks';
import { parseIpPrefix } from '../../server/src/packets/ipPrefix';
import { writersFor } from '../../server/src/providers/writers';
import type { Endpoint, ReachQuery } from '../../server/src/reachability/answer';
import { pathsFrom, type PathQuery } from '../../server/src/reachability/paths';
import { reach } from '../../server/src/reachability/reach';
import { documentUri, documentUriOfPath } from '../../server/src/source/documentUri';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { parseDocument } from '../../server/src/syntax/parse';
import { scaleRoot } from './generateRoot';
import { percentile } from './statistics';

/** Milliseconds and bytes; `questions` and `checks` by name. */
export interface ScaleRow {
  readonly rules: number;
  readonly groups: number;
  readonly text: number;
  readonly parse: number;
  readonly model: number;
  readonly findings: number;
  readonly modelHeap: number;
  readonly heap: number;
  readonly edit: readonly number[];
  /** The first question about a model that an edit has made: who reaches the edited group's neighbours. */
  readonly first: readonly number[];
  /** The first question about addresses of such a model: who reaches a public one. */
  readonly firstAddress: readonly number[];
  readonly questions: Readonly<Record<string, Samples>>;
  readonly checks: Readonly<Record<string, number>>;
}

export interface Samples {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Flows of the answer, on the average. */
  readonly flows: number;
}

const rules = Number(process.argv[2] ?? 1_000);
const repeats = Number(process.argv[3] ?? 200);
const root = scaleRoot(rules);
const folder = documentUriOfPath('/bench');
const uriOf = (file: string) => documentUri(`${folder}/${file}`);

function timed<T>(task: () => T): readonly [T, number] {
  const start = performance.now();
  const result = task();
  return [result, performance.now() - start];
}

function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const [, parse] = timed(() => {
  for (const [file, text] of root.files) {
    if (parseDocument(createSourceFile(uriOf(file), text)).problems.length > 0) throw new Error(file);
  }
});
const empty = heap();

const workspace = createWorkspace({ folders: [folder] });
const [model, modelTime] = timed(() => {
  for (const [file, text] of root.files) workspace.setFile(uriOf(file), text);
  const [only] = workspace.roots();
  if (only === undefined) throw new Error('The workspace has no root.');
  return only.root.model();
});
const modelHeap = heap() - empty;
const [found, findings] = timed(() => workspace.findings());

const group = (id: string): Endpoint => ({ kind: 'group', id });
const address = (text: string): Endpoint => {
  const prefix = parseIpPrefix(text);
  if (prefix === undefined) throw new Error(text);
  return { kind: 'cidr', prefix };
};
const someGroup = (index: number): string => root.group(index * 7919);

const toPublicAddress: ReachQuery = {
  destination: address('9.9.9.9/32'),
  ports: { from: 443, to: 443 },
};

const questions: Readonly<Record<string, (index: number) => ReachQuery>> = {
  'to a group': (index) => ({ destination: group(someGroup(index)) }),
  'from a group': (index) => ({ source: group(someGroup(index)) }),
  'to the busiest group': () => ({ destination: group(root.busiest) }),
  'to an attachment': (index) => ({
    destination: { kind: 'attachment', id: root.attachment(index * 7919) },
  }),
  'between two groups': (index) => ({
    source: group(someGroup(index)),
    destination: group(someGroup(index + 1)),
  }),
  'from the internet': () => ({ source: { kind: 'internet' } }),
  'from a public address': (index) => ({ source: address(`52.${String(index % 200)}.0.9/32`) }),
  'from an address inside': (index) => ({
    source: address(`10.${String(index % 4)}.${String(index % 60)}.7/32`),
    ports: { from: 5432, to: 5432 },
  }),
  'to a public address': () => toPublicAddress,
  'to an address inside': (index) => ({
    destination: address(`10.${String(index % 4)}.${String(index % 60)}.7/32`),
    ports: { from: 5432, to: 5432 },
  }),
};

/** Over any number of hops: everything that is reached. */
const pathQuestions: Readonly<Record<string, (index: number) => PathQuery>> = {
  'over hops from the internet': () => ({ source: { kind: 'internet' } }),
  'over hops from a group': (index) => ({ source: group(someGroup(index)) }),
  'over hops from the internet to a group': (index) => ({
    source: { kind: 'internet' },
    destination: group(someGroup(index)),
  }),
};

/** `found` answers the question of the number and tells how many flows or paths there are. */
function ask(found: (index: number) => number): Samples {
  const samples: number[] = [];
  let flows = 0;
  const limit = performance.now() + 10_000;
  for (let index = 0; index < repeats && performance.now() < limit; index++) {
    const [count, time] = timed(() => found(index));
    flows += count;
    samples.push(time);
  }
  return {
    p50: percentile(samples, 0.5),
    p99: percentile(samples, 0.99),
    max: percentile(samples, 1),
    flows: flows / samples.length,
  };
}

const answers = Object.fromEntries([
  ...Object.entries(questions).map(
    ([name, question]) => [name, ask((index) => reach(model, question(index)).flows.length)] as const,
  ),
  ...Object.entries(pathQuestions).map(
    ([name, question]) =>
      [name, ask((index) => pathsFrom(model, question(index))?.paths.length ?? 0)] as const,
  ),
]);

const edited = root.files.get(root.edited.file) ?? '';
const first: number[] = [];
const firstAddress: number[] = [];
const edit = Array.from({ length: 20 }, (_, index) => {
  workspace.setFile(uriOf(root.edited.file), edited.replace(root.edited.port, String(7002 + index)));
  const [fresh, time] = timed(() => workspace.roots()[0]?.root.model());
  if (fresh === undefined) throw new Error('The workspace has no root.');
  first.push(timed(() => reach(fresh, { destination: group(someGroup(index)) }))[1]);
  firstAddress.push(timed(() => reach(fresh, toPublicAddress))[1]);
  return time;
});

const checks = Object.fromEntries(
  catalogue.map((check) => {
    const alone = createCheckRunner({
      writers: writersFor,
      checks: [check],
      onError: (code, error) => {
        throw new Error(code, { cause: error });
      },
    });
    return [check.code, timed(() => alone.run(model))[1]] as const;
  }),
);

const row: ScaleRow = {
  rules: model.rules.length,
  groups: model.groups.size,
  text: [...root.files.values()].reduce((sum, text) => sum + text.length, 0),
  parse,
  model: modelTime,
  findings,
  modelHeap,
  heap: heap() - empty,
  edit,
  first,
  firstAddress,
  questions: answers,
  checks,
};
if (found.length === 0) throw new Error('Nothing was found.');
process.stdout.write(JSON.stringify(row));
