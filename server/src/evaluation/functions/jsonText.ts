/**
 * JSON as Terraform writes and reads it: keys in order, Go's escapes, numbers of any precision. Used by jsonencode(),
 * jsondecode() and format().
 */

import { bool, nullValue, object, string, tuple } from '../build';
import type { Origin } from '../../source/origin';
import { FunctionError } from '../functionTable';
import { formatNumber, isFiniteNumber, parseNumber } from '../number';
import type { Value } from '../value';

const htmlEscapes = /[<>&\u2028\u2029]/g;

function jsonString(text: string): string {
  return JSON.stringify(text).replace(
    htmlEscapes,
    (symbol) => `\\u${symbol.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** JSON text of a wholly known value. */
export function toJson(value: Value): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'string':
      return jsonString(value.value);
    case 'number':
      if (!isFiniteNumber(value.value)) throw new FunctionError('cannot serialize infinity as JSON');
      return formatNumber(value.value);
    case 'bool':
      return String(value.value);
    case 'list':
    case 'set':
    case 'tuple':
      return `[${value.elements.map(toJson).join(',')}]`;
    case 'map':
    case 'object':
      return `{${[...value.entries].map(([key, element]) => `${jsonString(key)}:${toJson(element)}`).join(',')}}`;
    case 'unknown':
      throw new FunctionError('value is not known');
  }
}

type Parsed = null | boolean | string | readonly Parsed[] | { readonly [name: string]: Parsed };

/** `\\ud800` without its other half: Go has no such characters. */
const loneSurrogates = /\p{Surrogate}/gu;

const numberOrString = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/** The value of a JSON text. Arrays are tuples, objects objects. */
export function fromJson(text: string, origin: Origin | undefined): Value {
  try {
    JSON.parse(text);
  } catch (error) {
    throw new FunctionError(
      text.trim() === '' ? 'EOF' : error instanceof Error ? error.message : 'not valid JSON',
    );
  }
  // JSON.parse would round numbers to doubles: they go through it as text, told from strings by their first letter.
  const tagged = text.replace(numberOrString, (token) =>
    token.startsWith('"') ? `"s${token.slice(1)}` : `"n${token}"`,
  );
  return valueOf(JSON.parse(tagged) as Parsed, origin);
}

function valueOf(parsed: Parsed, origin: Origin | undefined): Value {
  if (parsed === null) return nullValue(undefined, origin);
  if (typeof parsed === 'boolean') return bool(parsed, origin);
  if (typeof parsed === 'string') {
    if (parsed.startsWith('s')) return string(parsed.slice(1).replace(loneSurrogates, '\ufffd'), origin);
    const value = parseNumber(parsed.slice(1));
    if (value === undefined) throw new FunctionError('a number is out of range');
    return { kind: 'number', value, origin, marks: 0 };
  }
  if (isArray(parsed)) {
    return tuple(
      parsed.map((element) => valueOf(element, origin)),
      origin,
    );
  }
  const entries = Object.entries(parsed).map(
    ([name, element]) => [name.slice(1).normalize('NFC'), valueOf(element, origin)] as const,
  );
  return object(entries, origin);
}

function isArray(parsed: object): parsed is readonly Parsed[] {
  return Array.isArray(parsed);
}
