/**
 * Reading arguments as adapters need them: scalars and elements of lists, with what is not known kept apart. Conversions
 * follow Terraform's (numbers and texts pass for each other); nothing here knows a resource type.
 */

import { elementsOf } from '../evaluation/build';
import { textOf } from '../evaluation/convert';
import { formatNumber, parseNumber, toInteger } from '../evaluation/number';
import type { EvaluatedArgument } from '../evaluation/resource';
import type { UnknownReason, Value } from '../evaluation/value';
import type { Certainty, Known, Unknown } from '../network/model';
import type { Origin } from '../source/origin';

const absent = Object.freeze({ kind: 'absent' });

/** Why a value is not known, as words that can stand behind "because" or in parentheses. */
export function reasonWords(reason: UnknownReason): string {
  const { detail } = reason;
  const after = detail === '' ? 'known after apply' : `${detail} is known after apply`;
  switch (reason.kind) {
    case 'known-after-apply':
    case 'computed-from-unknown':
    case 'condition':
    case 'non-deterministic':
      return after;
    case 'data-source':
      return detail === '' ? 'read during apply' : `${detail} is read during apply`;
    case 'variable-without-value':
      return `${detail} has no value here`;
    case 'module-not-installed':
      return `${detail} is not installed`;
    case 'undeclared':
      return `${detail} is not declared`;
    case 'unsupported-function':
    case 'provider-function':
      return `${detail} is not evaluated`;
    case 'file-not-available':
      return `${detail} cannot be read`;
    case 'cycle':
      return `${detail} refers to itself`;
    case 'error':
      return detail === '' ? 'its expression fails' : detail;
    case 'missing-expression':
      return 'no value yet';
    case 'too-large':
      return `${detail} is too large`;
  }
}

/** An unknown of the model from an unknown value. */
function unknownFrom(reason: UnknownReason): Unknown {
  return { kind: 'unknown', reason: reasonWords(reason) };
}

/** A text argument; null and a missing argument are absent. */
export function readText(value: Value | undefined): Known<string> {
  if (value === undefined || value.kind === 'null') return absent;
  if (value.kind === 'unknown') return unknownFrom(value.reason);
  const text = textOf(value);
  return text === undefined ? { kind: 'unknown', reason: 'not a text' } : { kind: 'known', value: text };
}

/** A switch; the texts "true" and "false" are switches too, as in Terraform. */
export function readSwitch(value: Value | undefined): Known<boolean> {
  if (value === undefined || value.kind === 'null') return absent;
  if (value.kind === 'unknown') return unknownFrom(value.reason);
  if (value.kind === 'bool') return { kind: 'known', value: value.value };
  if (value.kind === 'string' && (value.value === 'true' || value.value === 'false')) {
    return { kind: 'known', value: value.value === 'true' };
  }
  return { kind: 'unknown', reason: 'not true or false' };
}

/** A number as people wrote it: `integer` is undefined for a fraction or something that is no number at all. */
export interface ReadNumber {
  readonly text: string;
  readonly integer: number | undefined;
}

export function readNumber(value: Value | undefined): Known<ReadNumber> {
  if (value === undefined || value.kind === 'null') return absent;
  if (value.kind === 'unknown') return unknownFrom(value.reason);
  if (value.kind === 'number') {
    return { kind: 'known', value: { text: formatNumber(value.value), integer: toInteger(value.value) } };
  }
  const text = textOf(value) ?? '';
  const number = value.kind === 'string' ? parseNumber(text) : undefined;
  return { kind: 'known', value: { text, integer: number === undefined ? undefined : toInteger(number) } };
}

/** One element that a list may hold. */
export interface ListedElement {
  readonly value: Value;
  readonly certainty: Certainty;
}

export interface ListedElements {
  readonly elements: readonly ListedElement[];
  /** Why there may be further elements; undefined when there are none. */
  readonly rest: UnknownReason | undefined;
}

const nothing: ListedElements = Object.freeze({ elements: [], rest: undefined });

/**
 * The elements of an argument that takes a list or set, one by one. Null is an empty list. What is no list (a lone text,
 * which Terraform refuses) counts as one element, so that a rule half way through an edit is still understood.
 */
export function listedElements(value: Value | undefined): ListedElements {
  if (value === undefined || value.kind === 'null') return nothing;
  if (value.kind === 'tuple' || value.kind === 'list' || value.kind === 'set') {
    const elements = value.elements.filter(({ kind }) => kind !== 'null');
    return {
      elements: elements.map((element) => ({ value: element, certainty: 'certain' })),
      rest: undefined,
    };
  }
  const inside = elementsOf(value);
  if (inside === undefined) {
    if (value.kind === 'unknown' && value.candidates !== undefined) return possibleElements(value.candidates);
    return { elements: [{ value, certainty: 'certain' }], rest: undefined };
  }
  const certainty: Certainty = mayBeNull(value) ? 'possible' : 'certain';
  const elements: ListedElement[] = [
    ...inside.certain.map((element) => ({ value: element, certainty })),
    ...inside.possible.map((element) => ({ value: element, certainty: 'possible' as const })),
  ].filter((element) => element.value.kind !== 'null');
  if (inside.closed) return { elements, rest: undefined };
  const reason: UnknownReason =
    value.kind === 'unknown' ? value.reason : { kind: 'known-after-apply', detail: '' };
  return { elements, rest: reason };
}

function possibleElements(candidates: readonly Value[]): ListedElements {
  const elements: ListedElement[] = [];
  let rest: UnknownReason | undefined;
  for (const candidate of candidates) {
    const listed = listedElements(candidate);
    for (const { value } of listed.elements) elements.push({ value, certainty: 'possible' });
    rest ??= listed.rest;
  }
  return { elements, rest };
}

function mayBeNull(value: Value): boolean {
  return value.kind === 'unknown' && (value.candidates?.some(({ kind }) => kind === 'null') ?? false);
}

/**
 * The values that a scalar argument may have: itself, or each of its candidates, possible. Null is left out. An unknown
 * without candidates is its own only one.
 */
export function scalarValues(value: Value | undefined): readonly ListedElement[] {
  if (value === undefined || value.kind === 'null') return [];
  if (value.kind === 'unknown' && value.candidates !== undefined) {
    return value.candidates
      .filter((candidate) => candidate.kind !== 'null')
      .map((candidate) => ({ value: candidate, certainty: 'possible' }));
  }
  return [{ value, certainty: 'certain' }];
}

/** Where an argument's value was written: in another file, for a value that came through variables. */
export function originOfValue(value: Value, argument: { readonly valueOrigin: Origin }): Origin {
  return value.origin ?? argument.valueOrigin;
}

/** The weaker of two certainties. */
export function weaker(left: Certainty, right: Certainty): Certainty {
  return left === 'possible' ? left : right;
}

/** The argument's value where it is set to something other than null. */
export function valueOf(argument: EvaluatedArgument | undefined): Value | undefined {
  return argument?.value.kind === 'null' ? undefined : argument?.value;
}
