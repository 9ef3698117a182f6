/**
 * format() and formatlist(): a template with Go-like verbs. Widths and precisions of text count grapheme clusters.
 */

import { isWhollyKnown, list, listType, string } from '../build';
import { convert } from '../convert';
import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import { formatFloat, goQuote } from '../goText';
import { isFiniteNumber, sign, toBigInteger } from '../number';
import type { TerraformNumber } from '../number';
import { typeOf } from '../build';
import type { Type, Value } from '../value';
import { boolType, numberType, stringType } from '../value';
import {
  anyParameter,
  argumentAt,
  computedText,
  isSequenceType,
  sequenceElements,
  stringParameter,
  textAt,
} from './arguments';
import { graphemes } from './graphemes';
import { toJson } from './jsonText';
import { joinedElements, oneOf, supposed, unknownCollection, weakened } from './partial';

interface Verb {
  /** As written, and where: what messages name. */
  readonly raw: string;
  readonly offset: number;
  readonly mode: string;
  readonly zero: boolean;
  readonly sharp: boolean;
  readonly plus: boolean;
  readonly minus: boolean;
  readonly space: boolean;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

const verbPattern = /%([0#\-+ ]*)([1-9]\d*)?(\.\d*)?(?:\[([1-9]\d*)\])?([A-Za-z])/y;

/** Wider fields than this are a mistake, or an attack on memory. */
const widestField = 10_000;

/** The text with its verbs replaced; throws what Terraform would report. Arguments must be wholly known. */
function formatted(template: string, values: readonly Value[]): string {
  let text = '';
  let position = 0;
  let next = 1;
  let highest = 0;
  while (position < template.length) {
    const percent = template.indexOf('%', position);
    if (percent < 0) {
      text += template.slice(position);
      break;
    }
    text += template.slice(position, percent);
    if (template.charAt(percent + 1) === '%') {
      text += '%';
      position = percent + 2;
      continue;
    }
    verbPattern.lastIndex = percent;
    const match = verbPattern.exec(template);
    if (match === null) throw badVerb(template, percent);
    const [raw, flags = '', width, precision, argument, mode = ''] = match;
    const number = argument === undefined ? next : Number(argument);
    const offset = utf8Length(template.slice(0, percent));
    highest = Math.max(highest, number);
    const value = values[number - 1];
    if (value === undefined) {
      throw new FunctionError(
        `not enough arguments for ${goQuote(raw)} at ${offset}: need index ${number} but have ${values.length} total`,
      );
    }
    text += verbText(
      {
        raw,
        offset,
        mode,
        zero: flags.includes('0'),
        sharp: flags.includes('#'),
        plus: flags.includes('+'),
        minus: flags.includes('-'),
        space: flags.includes(' '),
        width: width === undefined ? undefined : bounded(Number(width)),
        precision: precision === undefined ? undefined : bounded(Number(precision.slice(1))),
      },
      value,
    );
    next = number + 1;
    position = percent + raw.length;
  }
  if (highest < values.length) {
    throw new FunctionError(
      highest === 0
        ? 'too many arguments; no verbs in format string'
        : `too many arguments; only ${highest} used by format string`,
      highest + 1,
    );
  }
  return text;
}

function bounded(size: number): number {
  if (size > widestField) throw new RangeError('field too wide');
  return size;
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** What stands behind a percent sign and is no verb. */
function badVerb(template: string, percent: number): FunctionError {
  const partial = /%[0#\-+ ]*(?:[1-9]\d*)?(?:\.\d*)?(?:\[(?:[1-9]\d*\]?)?)?/y;
  partial.lastIndex = percent;
  const end = percent + (partial.exec(template)?.[0].length ?? 1);
  const offset = utf8Length(template.slice(0, end));
  if (end >= template.length) {
    return new FunctionError(`invalid format string starting at offset ${offset}`);
  }
  const symbol = String.fromCodePoint(template.codePointAt(end) ?? 0);
  return new FunctionError(`unrecognized format character '${symbol}' at offset ${offset}`);
}

function verbText(verb: Verb, value: Value): string {
  if (verb.mode !== 'v' && value.kind === 'null') {
    throw new FunctionError(
      `unsupported value for ${goQuote(verb.raw)} at ${verb.offset}: null value cannot be formatted`,
    );
  }
  switch (verb.mode) {
    case 'v':
      return padded(verb, plainText(verb, value));
    case 't':
      return String(convertedFor(verb, value, boolType, 'bool').value);
    case 'b':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
      return integerText(verb, convertedFor(verb, value, numberType, 'number').value);
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      return floatText(verb, convertedFor(verb, value, numberType, 'number').value);
    case 's':
    case 'q': {
      const text = convertedFor(verb, value, stringType, 'string').value;
      const limit = verb.precision ?? 0;
      const cut = limit > 0 ? graphemes(text).slice(0, limit).join('') : text;
      return padded(verb, verb.mode === 's' ? cut : toJson(string(cut)));
    }
    default:
      throw new FunctionError(
        `unsupported format verb '${verb.mode}' in ${goQuote(verb.raw)} at offset ${verb.offset}`,
      );
  }
}

function plainText(verb: Verb, value: Value): string {
  if (!verb.sharp && value.kind === 'string') return value.value;
  if (!verb.sharp && value.kind === 'number') return formatFloat(value.value, 'g', -1);
  return toJson(value);
}

function convertedFor<K extends 'string' | 'number' | 'bool'>(
  verb: Verb,
  value: Value,
  type: Type,
  kind: K,
): Extract<Value, { kind: K }> {
  const converted = convert(value, type);
  if (converted.kind === kind) return converted as Extract<Value, { kind: K }>;
  const why = converted.kind === 'conversion-error' ? converted.message : `a ${kind} is required`;
  throw new FunctionError(`unsupported value for ${goQuote(verb.raw)} at ${verb.offset}: ${why}`);
}

function padded(verb: Verb, text: string): string {
  const missing = (verb.width ?? 0) - graphemes(text).length;
  if (missing <= 0) return text;
  const padding = (verb.zero ? '0' : ' ').repeat(missing);
  return verb.minus ? text + padding : padding + text;
}

const bases: ReadonlyMap<string, number> = new Map([
  ['b', 2],
  ['o', 8],
  ['d', 10],
  ['x', 16],
  ['X', 16],
]);
const basePrefixes: ReadonlyMap<string, string> = new Map([
  ['b', '0b'],
  ['o', '0'],
  ['x', '0x'],
  ['X', '0X'],
]);

function integerText(verb: Verb, value: TerraformNumber): string {
  const whole = toBigInteger(value);
  if (whole === undefined) {
    throw new FunctionError(
      `unsupported value for ${goQuote(verb.raw)} at ${verb.offset}: an integer is required`,
    );
  }
  const negative = whole < 0n;
  const lower = (negative ? -whole : whole).toString(bases.get(verb.mode) ?? 10);
  let digits = verb.mode === 'X' ? lower.toUpperCase() : lower;
  const prefix = verb.sharp ? (basePrefixes.get(verb.mode) ?? '') : '';
  if (verb.precision !== undefined) {
    digits = verb.precision === 0 && whole === 0n ? '' : digits.padStart(verb.precision, '0');
  }
  const signText = negative ? '-' : verb.plus ? '+' : verb.space ? ' ' : '';
  // As in Go, a precision switches padding with zeros off, and so does left alignment.
  const zeros = verb.zero && !verb.minus && verb.precision === undefined;
  return aligned(verb, `${signText}${prefix}`, digits, zeros);
}

function floatText(verb: Verb, value: TerraformNumber): string {
  const lower = verb.mode.toLowerCase();
  const kind = lower === 'e' || lower === 'f' ? lower : 'g';
  const precision = verb.precision ?? (kind === 'g' ? -1 : 6);
  const text = formatFloat(value, kind, precision);
  const unsigned = text.replace(/^[+-]/, '');
  const negative = text.startsWith('-');
  const infinite = !isFiniteNumber(value);
  const signText = negative
    ? '-'
    : verb.plus || (infinite && !verb.space && sign(value) > 0)
      ? '+'
      : verb.space
        ? ' '
        : '';
  const digits = verb.mode === lower ? unsigned : unsigned.toUpperCase();
  return aligned(verb, signText, digits, verb.zero && !verb.minus && !infinite);
}

function aligned(verb: Verb, head: string, digits: string, zeros: boolean): string {
  const missing = Math.max(0, (verb.width ?? 0) - head.length - digits.length);
  if (zeros) return head + '0'.repeat(missing) + digits;
  const padding = ' '.repeat(missing);
  return verb.minus ? head + digits + padding : padding + head + digits;
}

function format(values: readonly Value[], context: CallContext): Value {
  return computedText(formatted(textAt(values, 0), values.slice(1)), context);
}

function formatlist(values: readonly Value[], context: CallContext): Value {
  const template = textAt(values, 0);
  const given = values.slice(1);
  let length: number | undefined;
  let chooser = 0;
  let open = false;
  for (const [index, value] of given.entries()) {
    const type = typeOf(value);
    if (value.kind === 'unknown' && (isSequenceType(type) || type.kind === 'dynamic')) open = true;
    const elements = sequenceElements(value);
    if (elements === undefined) continue;
    if (length === undefined) {
      length = elements.length;
      chooser = index;
    } else if (elements.length !== length) {
      throw new FunctionError(
        `argument ${index + 1} has length ${elements.length}, which is inconsistent with argument ${chooser + 1} of length ${length}`,
        index + 1,
      );
    }
  }
  if (open && length === undefined) return formattedElements(template, given, context);
  const results: Value[] = [];
  for (let position = 0; position < (length ?? 1); position += 1) {
    const row = given.map((value) => {
      const elements = sequenceElements(value);
      return elements === undefined ? value : argumentAt(elements, position);
    });
    results.push(formattedRow(template, row, position, context));
  }
  // All lists have the same length, also those that are not known.
  const made = list(stringType, results, context.origin);
  return open ? supposed(made, given, context) : made;
}

function formattedRow(
  template: string,
  row: readonly Value[],
  position: number,
  context: CallContext,
): Value {
  if (!row.every(isWhollyKnown)) return oneOf(stringType, undefined, row, context);
  try {
    return computedText(formatted(template, row), context);
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    throw new FunctionError(`error on format iteration ${position}: ${error.message}`);
  }
}

/** With one list that is partly known, each known element still gives its text. */
function formattedElements(template: string, given: readonly Value[], context: CallContext): Value {
  const type = listType(stringType);
  const open = given.filter(({ kind }) => kind === 'unknown');
  const [only] = open;
  const plain = given.every((value) => value === only || sequenceElements(value) === undefined);
  if (only === undefined || open.length > 1 || !plain) {
    return oneOf(type, undefined, given, context);
  }
  const elements = joinedElements([only]);
  const text = (element: Value): Value =>
    formattedRow(
      template,
      given.map((value) => (value === only ? element : value)),
      0,
      context,
    );
  const known = {
    certain: elements.certain.map(text),
    possible: elements.possible.map(text),
    closed: elements.closed,
  };
  return unknownCollection(type, isSequenceType(typeOf(only)) ? known : weakened(known), given, context);
}

export const formatFunctions: readonly TerraformFunction[] = [
  {
    name: 'format',
    parameters: [stringParameter('format')],
    variadic: anyParameter('args', { nullable: 'typed' }),
    resultType: stringType,
    apply: format,
  },
  {
    name: 'formatlist',
    parameters: [stringParameter('format')],
    variadic: anyParameter('args', { nullable: 'typed', unknownAware: true }),
    resultType: listType(stringType),
    apply: formatlist,
  },
];
