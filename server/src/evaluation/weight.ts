/**
 * How much a value holds, counted as if nothing in it were shared: a local that lists another one twice, thirty times
 * over, is small in memory and endless to walk through.
 */

import type { Value } from './value';
import { dynamicType } from './value';

const heaviest = 1_000_000;

/** Weights of large collections, so that each is counted once. */
const weights = new WeakMap<Value, number>();
const worthKeeping = 64;

/** The value, or an unknown in its place when it holds too much. */
export function withinWeight(value: Value, what: string): Value {
  if (weightOf(value) <= heaviest) return value;
  return {
    kind: 'unknown',
    type: dynamicType,
    reason: { kind: 'too-large', detail: what },
    origin: value.origin,
    marks: value.marks,
  };
}

function weightOf(value: Value): number {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return collectionWeight(value, value.elements);
    case 'map':
    case 'object':
      return collectionWeight(value, value.entries.values());
    case 'unknown': {
      const { candidates, elements } = value;
      if (candidates === undefined && elements === undefined) return 1;
      const inside = [...(candidates ?? []), ...(elements?.certain ?? []), ...(elements?.possible ?? [])];
      return collectionWeight(value, inside);
    }
    default:
      return 1;
  }
}

function collectionWeight(value: Value, elements: Iterable<Value>): number {
  const known = weights.get(value);
  if (known !== undefined) return known;
  let weight = 1;
  for (const element of elements) {
    weight += weightOf(element);
    if (weight > heaviest) break;
  }
  if (weight > worthKeeping) weights.set(value, weight);
  return weight;
}
