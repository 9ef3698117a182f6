/** Compares evaluation with what the real binary said (scripts/record-conformance.ts), output by output. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { FileAccess, FileAnswer } from '../../server/src/evaluation/functionTable';
import { formatNumber, toBigInteger } from '../../server/src/evaluation/number';
import type { TerraformNumber } from '../../server/src/evaluation/number';
import { typeOf } from '../../server/src/evaluation/typeShape';
import type { Type, Value } from '../../server/src/evaluation/value';
import { createWorkspace } from '../evaluation/workspace';
import { NumberText, parseLossless } from './losslessJson';
import type { LosslessJson } from './losslessJson';

const directory = join(import.meta.dirname, 'terraform');

interface Recording {
  readonly outputs: Readonly<
    Record<string, { value: LosslessJson; type?: LosslessJson; unknown?: LosslessJson }>
  >;
}

/** Other folders hold other kinds of recordings, with tests of their own. */
const topics = ['functions', 'expressions', 'unknowns', 'json'];

for (const topic of topics) {
  const folder = join(directory, topic);
  if (!existsSync(folder)) continue;
  for (const name of readdirSync(folder)) {
    const extension = ['.tf', '.tf.json'].find((each) => name.endsWith(each));
    if (extension === undefined) continue;
    const stem = name.slice(0, -extension.length);
    const recordingPath = join(folder, `${stem}.json`);
    describe(`Terraform's own answers: ${topic}/${stem}`, () => {
      const recording = parseLossless(readFileSync(recordingPath, 'utf8')) as unknown as Recording;
      const companions = join(folder, stem);
      const files = new Map([[`/main${extension}`, readFileSync(join(folder, name), 'utf8')]]);
      for (const path of filesBelow(companions)) {
        files.set(`/${relative(companions, path).replaceAll('\\', '/')}`, readFileSync(path, 'utf8'));
      }
      const { root } = createWorkspace(files, { files: fixtureFiles(companions) }).root();
      for (const output of root.declarations().outputs.keys()) {
        it(output, () => {
          const recorded = recording.outputs[output];
          const value = root.output(output);
          // Terraform does not record outputs that are null.
          if (recorded === undefined) {
            assert.equal(value.kind, 'null', describeValue(value));
            return;
          }
          if (recorded.unknown === undefined && topic === 'unknowns') {
            assert.ok(mayBecome(value, recorded.value), describeValue(value));
          } else if (recorded.unknown === undefined) {
            assert.deepEqual(plain(value), recorded.value, describeValue(value));
            assert.deepEqual(typeJson(typeOf(value)), recorded.type);
          } else {
            comparePartly(value, recorded.value, recorded.unknown, output);
          }
        });
      }
    });
  }
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function fixtureFiles(root: string): FileAccess {
  const read = <T>(path: string, get: (path: string) => T): FileAnswer<T> => {
    const full = join(root, path);
    return existsSync(full) ? { kind: 'ok', value: get(full) } : { kind: 'missing' };
  };
  return {
    readText: (path) => read(path, (full) => readFileSync(full, 'utf8')),
    readBytes: (path) => read(path, (full) => new Uint8Array(readFileSync(full))),
    exists: (path) => ({ kind: 'ok', value: existsSync(join(root, path)) }),
    list: (base, pattern) => {
      const all = filesBelow(join(root, base)).map((path) => relative(join(root, base), path));
      const matches = all.filter((path) =>
        pattern.startsWith('**/*')
          ? path.endsWith(pattern.slice(4))
          : !path.includes('/') &&
            (pattern.startsWith('*') ? path.endsWith(pattern.slice(1)) : path === pattern),
      );
      return { kind: 'ok', value: matches.sort() };
    },
  };
}

/** The value as Terraform prints it in JSON; an unknown is a marker that equals nothing recorded. */
function plain(value: Value): LosslessJson {
  switch (value.kind) {
    case 'string':
    case 'bool':
      return value.value;
    case 'number':
      return new NumberText(outputNumber(value.value));
    case 'null':
      return null;
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements.map(plain);
    case 'map':
    case 'object':
      return Object.fromEntries([...value.entries].map(([key, element]) => [key, plain(element)]));
    case 'unknown':
      return `(unknown: ${value.reason.kind} ${value.reason.detail})`;
  }
}

/** Terraform keeps outputs that are machine integers as such: -0 is 0 there, and 2^62 shows all its digits. */
function outputNumber(value: TerraformNumber): string {
  const integer = toBigInteger(value);
  return integer !== undefined && BigInt.asIntN(64, integer) === integer
    ? String(integer)
    : formatNumber(value);
}

function typeJson(type: Type): LosslessJson {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return [type.kind, typeJson(type.element)];
    case 'tuple':
      return ['tuple', type.elements.map(typeJson)];
    case 'object':
      return [
        'object',
        Object.fromEntries([...type.attributes].map(([name, attribute]) => [name, typeJson(attribute)])),
      ];
    default:
      return type.kind;
  }
}

/** Known parts must be equal, and unknown exactly where Terraform says so. */
function comparePartly(value: Value, recorded: LosslessJson, unknown: LosslessJson, path: string): void {
  if (unknown === true) {
    assert.equal(value.kind, 'unknown', `${path} should be unknown, but is ${describeValue(value)}`);
    return;
  }
  const inside = elementsOfOpenLength(value);
  if (inside !== undefined && isList(unknown) && isList(recorded)) {
    compareElements(inside, recorded, unknown, path);
    return;
  }
  assert.notEqual(value.kind, 'unknown', `${path} should be known, but is ${describeValue(value)}`);
  if (isList(unknown) && isList(recorded)) {
    assert.ok(
      value.kind === 'list' || value.kind === 'set' || value.kind === 'tuple',
      `${path} is a ${value.kind}`,
    );
    assert.equal(value.elements.length, unknown.length, path);
    value.elements.forEach((element, index) => {
      comparePartly(element, recorded[index] ?? null, unknown[index] ?? false, `${path}[${index}]`);
    });
    return;
  }
  if (isRecord(unknown)) {
    assert.ok(value.kind === 'map' || value.kind === 'object', `${path} is a ${value.kind}`);
    const known = isRecord(recorded) ? recorded : {};
    assert.deepEqual(
      [...value.entries.keys()].sort(),
      [...new Set([...Object.keys(known), ...Object.keys(unknown)])].sort(),
      path,
    );
    for (const [key, element] of value.entries) {
      comparePartly(element, known[key] ?? null, unknown[key] ?? false, `${path}.${key}`);
    }
    return;
  }
  assert.deepEqual(plain(value), recorded, path);
}

/** Whether what is known of a value before the apply, beyond Terraform's knowledge, is true after it. */
function mayBecome(value: Value, applied: LosslessJson): boolean {
  if (value.kind !== 'unknown') return describeValue(value) === describeJson(applied);
  return value.candidates?.some((candidate) => mayBecome(candidate, applied)) ?? true;
}

/**
 * A collection of which all elements are known to be in it, but not whether some are equal, or in which order they
 * come: a set with unknown elements (evaluation/build.ts), what is made of one, `sort()` of unknown text. Terraform
 * shows as many elements as there may be.
 */
function elementsOfOpenLength(value: Value): readonly Value[] | undefined {
  if (value.kind !== 'unknown' || value.elements?.closed !== true) return undefined;
  return value.elements.possible.length === 0 ? value.elements.certain : undefined;
}

/** As many elements, and each known one that Terraform shows is among ours; its unknown ones stand for any. */
function compareElements(
  elements: readonly Value[],
  recorded: readonly LosslessJson[],
  unknown: readonly LosslessJson[],
  path: string,
): void {
  assert.equal(elements.length, unknown.length, path);
  const ours = elements.map((element) => describeValue(element));
  recorded.forEach((element, index) => {
    const hasUnknown = JSON.stringify(unknown[index] ?? false).includes('true');
    if (!hasUnknown) assert.ok(ours.includes(describeJson(element)), `${path}[${index}]`);
  });
}

function isList(json: LosslessJson): json is readonly LosslessJson[] {
  return Array.isArray(json);
}

function isRecord(json: LosslessJson): json is Readonly<Record<string, LosslessJson>> {
  return typeof json === 'object' && json !== null && !isList(json) && !(json instanceof NumberText);
}

function describeValue(value: Value): string {
  return describeJson(plain(value));
}

function describeJson(json: LosslessJson): string {
  return JSON.stringify(json, (_, part: unknown) => (part instanceof NumberText ? part.text : part));
}
