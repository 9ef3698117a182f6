/**
 * Functions on text, without patterns and formats.
 */

import { bool, derivedReason, list, listType, string, unknown } from '../build';
import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import type { Value } from '../value';
import { boolType, stringType } from '../value';
import { argumentAt, computedText, integerAt, numberParameter, stringParameter, textAt } from './arguments';
import { lowerCase, titleCase, upperCase } from './letterCase';
import { graphemes } from './graphemes';
import { splitPieces } from './pieces';

/** A function of one string. */
function ofText(name: string, change: (text: string) => string): TerraformFunction {
  return {
    name,
    parameters: [stringParameter('str')],
    resultType: stringType,
    apply: (values, context) => computedText(change(textAt(values, 0)), context),
  };
}

/** A function of a string and another one that says how. */
function ofTwo(
  name: string,
  second: string,
  change: (text: string, other: string) => string,
): TerraformFunction {
  return {
    name,
    parameters: [stringParameter('str'), stringParameter(second)],
    resultType: stringType,
    apply: (values, context) => computedText(change(textAt(values, 0), textAt(values, 1)), context),
  };
}

function question(
  name: string,
  second: string,
  answer: (text: string, other: string) => boolean,
): TerraformFunction {
  return {
    name,
    parameters: [stringParameter('str'), stringParameter(second)],
    resultType: boolType,
    apply: (values, context) => bool(answer(textAt(values, 0), textAt(values, 1)), context.origin),
  };
}

/** Unicode's white space, which is what Go trims; JavaScript's trim() also takes U+FEFF and leaves U+0085. */
const leadingSpace = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const spaceSymbols = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

function trimSpace(text: string): string {
  const start = text.replace(leadingSpace, '');
  let end = start.length;
  while (end > 0 && spaceSymbols.test(start.charAt(end - 1))) end -= 1;
  return start.slice(0, end);
}

function trim(text: string, cutset: string): string {
  const cut = new Set(cutset);
  const symbols = Array.from(text);
  let start = 0;
  let end = symbols.length;
  while (start < end && cut.has(symbols[start] ?? '')) start += 1;
  while (end > start && cut.has(symbols[end - 1] ?? '')) end -= 1;
  return symbols.slice(start, end).join('');
}

function chomp(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charAt(end - 1) === '\n' || text.charAt(end - 1) === '\r')) end -= 1;
  return text.slice(0, end);
}

function substr(values: readonly Value[], context: CallContext): Value {
  const given = textAt(values, 0);
  let offset = integerAt(values, 1);
  const length = integerAt(values, 2);
  const clusters = graphemes(given);
  if (offset < 0) offset += clusters.length;
  else if (length === 0) return computedText('', context);
  // An offset still negative counts as the start, and a length of 0 behind a negative offset as all: so does cty.
  const from = Math.max(0, offset);
  const part = length <= 0 ? clusters.slice(from) : clusters.slice(from, from + length);
  return computedText(part.join(''), context);
}

/** More than fits on any screen. */
const widestIndent = 10_000;

function indent(values: readonly Value[], context: CallContext): Value {
  const spaces = integerAt(values, 0);
  const text = textAt(values, 1);
  if (spaces < 0 || spaces > widestIndent) throw new FunctionError('strings: negative Repeat count', 0);
  return computedText(text.replaceAll('\n', `\n${' '.repeat(spaces)}`), context);
}

function split(values: readonly Value[], context: CallContext): Value {
  const separator = textAt(values, 0);
  const text = textAt(values, 1);
  // Without a separator Go cuts between code points.
  const parts = separator === '' ? Array.from(text) : text.split(separator);
  return list(
    stringType,
    parts.map((part) => string(part, context.origin)),
    context.origin,
  );
}

/** Of a text that is not known its beginning may be. */
function startswith(values: readonly Value[], context: CallContext): Value {
  const text = argumentAt(values, 0);
  const prefix = textAt(values, 1);
  if (text.kind !== 'unknown') return bool(textAt(values, 0).startsWith(prefix), context.origin);
  const start = text.prefix ?? '';
  const length = Math.min(start.length, prefix.length);
  if (start.slice(0, length) !== prefix.slice(0, length)) return bool(false, context.origin);
  return length === prefix.length
    ? bool(true, context.origin)
    : unknown(boolType, derivedReason([text]), context.origin);
}

export const stringFunctions: readonly TerraformFunction[] = [
  ofText('upper', upperCase),
  ofText('lower', lowerCase),
  ofText('title', titleCase),
  ofText('chomp', chomp),
  ofText('trimspace', trimSpace),
  ofText('strrev', (text) => [...graphemes(text)].reverse().join('')),
  ofTwo('trim', 'cutset', trim),
  ofTwo('trimprefix', 'prefix', (text, prefix) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  ofTwo('trimsuffix', 'suffix', (text, suffix) =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  {
    name: 'startswith',
    parameters: [{ ...stringParameter('str'), unknownAware: true }, stringParameter('prefix')],
    resultType: boolType,
    apply: startswith,
  },
  question('endswith', 'suffix', (text, suffix) => text.endsWith(suffix)),
  question('strcontains', 'substr', (text, part) => text.includes(part)),
  {
    name: 'substr',
    parameters: [stringParameter('str'), numberParameter('offset'), numberParameter('length')],
    resultType: stringType,
    apply: substr,
  },
  {
    name: 'indent',
    parameters: [numberParameter('spaces'), stringParameter('str')],
    resultType: stringType,
    apply: indent,
  },
  {
    name: 'split',
    parameters: [stringParameter('separator'), stringParameter('str')],
    resultType: listType(stringType),
    apply: split,
    applyPartly: splitPieces,
  },
];
