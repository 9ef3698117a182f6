/**
 * How Terragrunt merges inputs of included files: shallowly, where the stronger side's entry replaces the weaker's, and
 * deeply. What is unknown stays so, with what is known around it kept.
 */

import type { Origin } from '../source/origin';
import { object, tuple, withMarks } from './build';
import type { CallContext, FileAccess } from './functionTable';
import { callFunction } from './functions/call';
import type { Value } from './value';

const notHere = { kind: 'unavailable', reason: 'not a place for files' } as const;

const noFiles: FileAccess = {
  readText: () => notHere,
  readBytes: () => notHere,
  exists: () => notHere,
  list: () => notHere,
};

/** Calls one of Terraform's functions on values, outside of any expression. */
export function callPlain(name: string, values: readonly Value[], origin: Origin | undefined): Value {
  const context: CallContext = { origin, files: noFiles, renderTemplate: (_, __, text) => failing(text) };
  return callFunction(name, values, false, context).value;
}

function failing(text: string): Value {
  return {
    kind: 'unknown',
    type: { kind: 'string' },
    reason: { kind: 'unsupported-function', detail: text },
    origin: undefined,
    marks: 0,
  };
}

/** Entries of both, those of `stronger` where both have one. */
export function mergeShallow(weaker: Value | undefined, stronger: Value | undefined): Value | undefined {
  if (weaker === undefined || weaker.kind === 'null') return stronger;
  if (stronger === undefined || stronger.kind === 'null') return weaker;
  return callPlain('merge', [weaker, stronger], stronger.origin);
}

/** Maps entry by entry, lists one behind the other (the weaker first), everything else replaced. */
export function mergeDeep(weaker: Value | undefined, stronger: Value | undefined): Value | undefined {
  if (weaker === undefined) return stronger;
  if (stronger === undefined) return weaker;
  return deep(weaker, stronger);
}

function deep(weaker: Value, stronger: Value): Value {
  if (isMapping(weaker) && isMapping(stronger)) {
    const entries = new Map(weaker.entries);
    for (const [key, value] of stronger.entries) {
      const old = entries.get(key);
      entries.set(key, old === undefined ? value : deep(old, value));
    }
    return withMarks(object(entries, stronger.origin, stronger.marks), weaker.marks);
  }
  if (isSequence(weaker) && isSequence(stronger)) {
    const marks = weaker.marks | stronger.marks;
    return tuple([...weaker.elements, ...stronger.elements], stronger.origin, marks);
  }
  if (stronger.kind === 'unknown' || weaker.kind === 'unknown') {
    // Which way they go together is told by the one that is known.
    const known = stronger.kind === 'unknown' ? weaker : stronger;
    if (isMapping(known)) return callPlain('merge', [weaker, stronger], stronger.origin);
    if (isSequence(known)) return callPlain('concat', [weaker, stronger], stronger.origin);
  }
  return stronger;
}

function isMapping(value: Value): value is Extract<Value, { kind: 'object' | 'map' }> {
  return value.kind === 'object' || value.kind === 'map';
}

function isSequence(value: Value): value is Extract<Value, { kind: 'list' | 'tuple' | 'set' }> {
  return value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set';
}
