/**
 * The orders in which Terraform iterates: keys of maps and objects, elements of sets.
 */

import { formatFloat, goQuote } from './goText';
import { compareNumbers } from './number';
import type { Value } from './value';

/** By code points, which is the order of UTF-8's bytes; JavaScript's own puts surrogates before U+E000. */
export function compareStrings(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const first = left.charCodeAt(index);
    const second = right.charCodeAt(index);
    if (first !== second) return unitWeight(first) - unitWeight(second);
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all other units. */
function unitWeight(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/**
 * The order of set elements (cty, set_internals.go): null last, unknown behind what is known, primitives by value, and
 * everything else by a text made of its parts.
 */
export function compareForSet(left: Value, right: Value): number {
  const ranks = rank(left) - rank(right);
  if (ranks !== 0) return ranks;
  if (left.kind === 'string' && right.kind === 'string') return compareStrings(left.value, right.value);
  if (left.kind === 'number' && right.kind === 'number') return compareNumbers(left.value, right.value);
  if (left.kind === 'bool' && right.kind === 'bool') return Number(left.value) - Number(right.value);
  return compareStrings(orderText(left), orderText(right));
}

/** The values in set order. The texts that order collections are made once for each, not once a comparison. */
export function sortedForSet(values: readonly Value[]): Value[] {
  const hasPrimitives = values.some(({ kind }) => kind === 'string' || kind === 'number' || kind === 'bool');
  if (hasPrimitives) return [...values].sort(compareForSet);
  return values
    .map((value) => ({ value, text: orderText(value), rank: rank(value) }))
    .sort((left, right) => left.rank - right.rank || compareStrings(left.text, right.text))
    .map(({ value }) => value);
}

function rank(value: Value): number {
  return value.kind === 'null' ? 2 : value.kind === 'unknown' ? 1 : 0;
}

function orderText(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return '?';
    case 'null':
      return '~';
    case 'number':
      return formatFloat(value.value, 'g', 10);
    case 'bool':
      return value.value ? 'T' : 'F';
    case 'string':
      return goQuote(value.value);
    case 'map':
      return `{${[...value.entries].map(([key, element]) => `${goQuote(key)}:${orderText(element)};`).join('')}}`;
    case 'list':
    case 'set':
      return `[${value.elements.map((element) => `${orderText(element)};`).join('')}]`;
    case 'object':
      return `<${[...value.entries.values()].map((element) => `${orderText(element)};`).join('')}>`;
    case 'tuple':
      return `<${value.elements.map((element) => `${orderText(element)};`).join('')}>`;
  }
}
