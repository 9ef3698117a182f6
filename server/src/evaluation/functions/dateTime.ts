/**
 * Functions on timestamps (RFC 3339) and durations. What asks for the time of day is in nonDeterministic.ts.
 */

import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import { goQuote } from '../goText';
import type { Value } from '../value';
import { numberType, stringType } from '../value';
import { computedInteger, computedText, stringParameter, textAt } from './arguments';

/** A point in time with the offset it was written in. */
interface Timestamp {
  /** Whole seconds since 1970 in UTC, and the nanoseconds beyond them. */
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly offsetMinutes: number;
}

const timestampPattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

function readTimestamp(text: string, argument?: number): Timestamp {
  const match = timestampPattern.exec(text);
  const invalid = (why: string): FunctionError =>
    new FunctionError(`not a valid RFC3339 timestamp: ${why}`, argument);
  if (match === null) throw invalid(whyInvalid(text));
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const range = (name: string): FunctionError =>
    new FunctionError(`not a valid RFC3339 timestamp: ${name} out of range`, argument);
  if (month < 1 || month > 12) throw range('month');
  if (day < 1 || day > daysIn(year, month)) throw range('day');
  if (hour > 23) throw range('hour');
  if (minute > 59) throw range('minute');
  if (second > 59) throw range('second');
  const [, , , , , , , fraction = '', signText = '+', offsetHour = '0', offsetMinute = '0'] = match;
  const hours = Number(offsetHour);
  const minutes = Number(offsetMinute);
  if (hours > 24 || minutes > 60) throw invalid(`cannot use ${goQuote(text.slice(-6))} as UTC offset`);
  const offsetMinutes = (signText === '-' ? -1 : 1) * (hours * 60 + minutes);
  return {
    seconds: secondsOf(year, month, day, hour, minute, second) - offsetMinutes * 60,
    nanoseconds: Number(fraction.slice(0, 9).padEnd(9, '0')),
    offsetMinutes,
  };
}

/** The first part of a timestamp that is not as it has to be. */
function whyInvalid(text: string): string {
  const parts: readonly (readonly [RegExp, string])[] = [
    [/^\d{4}/, 'year'],
    [/^-/, '"-"'],
    [/^\d{2}/, 'month'],
    [/^-/, '"-"'],
    [/^\d{2}/, 'day of month'],
    [/^T/, 'T'],
    [/^\d{2}/, 'hour'],
    [/^:/, '":"'],
    [/^\d{2}/, 'minute'],
    [/^:/, '":"'],
    [/^\d{2}(?:[.,]\d+)?/, 'second'],
    [/^(?:Z|[+-]\d{2}:\d{2})$/, 'UTC offset'],
  ];
  let rest = text;
  for (const [pattern, name] of parts) {
    const match = pattern.exec(rest);
    if (match !== null) {
      rest = rest.slice(match[0].length);
      continue;
    }
    if (name === 'T') return "missing required time introducer 'T'";
    const mark = name.startsWith('"');
    if (rest === '') return mark ? `end of string where ${name} is expected` : `end of string before ${name}`;
    return mark
      ? `found ${goQuote(rest)} where ${name} is expected`
      : `cannot use ${goQuote(rest)} as ${name}`;
  }
  return 'extra text';
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function secondsOf(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number {
  const date = new Date(0);
  // Date.UTC would take the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, 0);
  return date.getTime() / 1000;
}

/** Date and time of day in the timestamp's own offset. */
function local(timestamp: Timestamp): Date {
  return new Date((timestamp.seconds + timestamp.offsetMinutes * 60) * 1000);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function offsetText(minutes: number, separator: string): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}

function rfc3339(timestamp: Timestamp): string {
  const date = local(timestamp);
  const day = `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${day}T${time}${timestamp.offsetMinutes === 0 ? 'Z' : offsetText(timestamp.offsetMinutes, ':')}`;
}

const nanosecondsIn: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

const largestDuration = (1n << 63n) - 1n;

/** Nanoseconds of a duration in Go's notation, such as `1h30m` or `-1.5h`. */
function readDuration(text: string): bigint {
  const signMatch = /^([+-]?)(.*)$/s.exec(text);
  const signText = signMatch?.[1] ?? '';
  let rest = signMatch?.[2] ?? '';
  if (rest === '0') return 0n;
  const invalid = new FunctionError(`time: invalid duration ${goQuote(text)}`);
  if (rest === '') throw invalid;
  let total = 0n;
  while (rest !== '') {
    const match = /^(\d*)(?:\.(\d*))?([^\d.]*)/.exec(rest);
    const [all = '', whole = '', fraction = '', unit = ''] = match ?? [];
    if (whole === '' && fraction === '') throw invalid;
    if (unit === '') throw new FunctionError(`time: missing unit in duration ${goQuote(text)}`);
    const factor = nanosecondsIn.get(unit);
    if (factor === undefined) {
      throw new FunctionError(`time: unknown unit ${goQuote(unit)} in duration ${goQuote(text)}`);
    }
    const digits = fraction.slice(0, 18);
    total += BigInt(whole || '0') * factor + (BigInt(digits || '0') * factor) / 10n ** BigInt(digits.length);
    if (total > largestDuration) throw invalid;
    rest = rest.slice(all.length);
  }
  return signText === '-' ? -total : total;
}

function timeadd(values: readonly Value[], context: CallContext): Value {
  const timestamp = readTimestamp(textAt(values, 0));
  const sum =
    BigInt(timestamp.seconds) * 1_000_000_000n +
    BigInt(timestamp.nanoseconds) +
    readDuration(textAt(values, 1));
  const billion = 1_000_000_000n;
  const nanoseconds = ((sum % billion) + billion) % billion;
  const seconds = Number((sum - nanoseconds) / billion);
  const result = { ...timestamp, seconds, nanoseconds: Number(nanoseconds) };
  return computedText(rfc3339(result), context);
}

function timecmp(values: readonly Value[], context: CallContext): Value {
  const left = readTimestamp(textAt(values, 0), 0);
  const right = readTimestamp(textAt(values, 1), 1);
  const order = left.seconds - right.seconds || left.nanoseconds - right.nanoseconds;
  return computedInteger(Math.sign(order), context.origin);
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** How each verb is written out, and what Terraform says of one that is too short or too long. */
interface DateVerb {
  readonly forms: ReadonlyMap<string, (date: Date, timestamp: Timestamp) => string>;
  readonly rule: string;
}

function numbered(letter: string, rule: string, value: (date: Date) => number): DateVerb {
  return {
    rule,
    forms: new Map([
      [letter, (date: Date) => String(value(date))],
      [letter.repeat(2), (date: Date) => two(value(date))],
    ]),
  };
}

function halfDay(letter: 'A' | 'a'): DateVerb {
  const names = letter === 'A' ? ['AM', 'PM'] : ['am', 'pm'];
  return {
    rule: `must be "${letter}${letter}"`,
    forms: new Map([[letter.repeat(2), (date) => names[date.getUTCHours() < 12 ? 0 : 1] ?? '']]),
  };
}

const monthOf = (date: Date): string => monthNames[date.getUTCMonth()] ?? '';
const dayOf = (date: Date): string => dayNames[date.getUTCDay()] ?? '';

const dateVerbs: ReadonlyMap<string, DateVerb> = new Map<string, DateVerb>([
  [
    'Y',
    {
      rule: 'year must either be "YY" or "YYYY"',
      forms: new Map([
        ['YY', (date) => two(date.getUTCFullYear() % 100)],
        ['YYYY', (date) => String(date.getUTCFullYear()).padStart(4, '0')],
      ]),
    },
  ],
  [
    'M',
    {
      rule: 'month must be "M", "MM", "MMM", or "MMMM"',
      forms: new Map([
        ['M', (date) => String(date.getUTCMonth() + 1)],
        ['MM', (date) => two(date.getUTCMonth() + 1)],
        ['MMM', (date) => monthOf(date).slice(0, 3)],
        ['MMMM', monthOf],
      ]),
    },
  ],
  ['D', numbered('D', 'day of month must either be "D" or "DD"', (date) => date.getUTCDate())],
  [
    'E',
    {
      rule: 'day of week must either be "EEE" or "EEEE"',
      forms: new Map([
        ['EEE', (date) => dayOf(date).slice(0, 3)],
        ['EEEE', dayOf],
      ]),
    },
  ],
  ['h', numbered('h', '24-hour must either be "h" or "hh"', (date) => date.getUTCHours())],
  ['H', numbered('H', '12-hour must either be "H" or "HH"', (date) => date.getUTCHours() % 12 || 12)],
  ['A', halfDay('A')],
  ['a', halfDay('a')],
  ['m', numbered('m', 'minute must either be "m" or "mm"', (date) => date.getUTCMinutes())],
  ['s', numbered('s', 'second must either be "s" or "ss"', (date) => date.getUTCSeconds())],
  [
    'Z',
    {
      rule: 'timezone must be Z, ZZZZ, or ZZZZZ',
      forms: new Map([
        ['Z', (_, { offsetMinutes }) => (offsetMinutes === 0 ? 'Z' : offsetText(offsetMinutes, ':'))],
        ['ZZZ', (_, { offsetMinutes }) => (offsetMinutes === 0 ? 'UTC' : offsetText(offsetMinutes, ''))],
        ['ZZZZ', (_, { offsetMinutes }) => offsetText(offsetMinutes, '')],
        ['ZZZZZ', (_, { offsetMinutes }) => offsetText(offsetMinutes, ':')],
      ]),
    },
  ],
]);

/** Quoted text, a run of one letter, or what is neither. */
const formatTokens = /''|'(?:[^']|'')*'?|([A-Za-z])\1*|[^A-Za-z']+/gs;

function formatdate(values: readonly Value[], context: CallContext): Value {
  const timestamp = readTimestamp(textAt(values, 1), 1);
  const date = local(timestamp);
  const text = textAt(values, 0).replace(formatTokens, (token: string, letter?: string) => {
    if (token === "''") return "'";
    if (token.startsWith("'")) {
      if (token.length < 2 || !token.endsWith("'")) {
        throw new FunctionError("unterminated literal '", 0);
      }
      return token.slice(1, -1).replaceAll("''", "'");
    }
    if (letter === undefined) return token;
    const verb = dateVerbs.get(letter);
    const form = verb?.forms.get(token);
    if (form !== undefined) return form(date, timestamp);
    const rule = verb === undefined ? '' : `: ${verb.rule}`;
    throw new FunctionError(`invalid date format verb ${goQuote(token)}${rule}`, 0);
  });
  return computedText(text, context);
}

export const dateTimeFunctions: readonly TerraformFunction[] = [
  {
    name: 'formatdate',
    parameters: [stringParameter('format'), stringParameter('time')],
    resultType: stringType,
    apply: formatdate,
  },
  {
    name: 'timeadd',
    parameters: [stringParameter('timestamp'), stringParameter('duration')],
    resultType: stringType,
    apply: timeadd,
  },
  {
    name: 'timecmp',
    parameters: [stringParameter('timestamp_a'), stringParameter('timestamp_b')],
    resultType: numberType,
    apply: timecmp,
  },
];
