/**
 * The JSON of one text with the place of every value, for texts that are being typed: whatever it is, a value comes
 * out, and what could not be understood is a problem. It knows nothing of Terraform.
 *
 * A text is first read strictly. Only one that is not JSON is read again with guesses: a value that is not there is a
 * missing one, a string ends with its line, and indentation tells where an object that is not closed ends.
 */

import { deepestNesting } from './cursor';
import type { SyntaxProblem } from './tree';
import type { Span } from '../source/span';

/** Spans are absolute half-open UTF-16 offsets. */
export type JsonValue = JsonObject | JsonArray | JsonString | JsonScalar;

export interface JsonObject {
  readonly kind: 'object';
  readonly span: Span;
  /** In the order of the text; names may repeat. */
  readonly properties: readonly JsonProperty[];
  readonly closed: boolean;
}

export interface JsonProperty {
  readonly span: Span;
  readonly key: JsonString;
  readonly value: JsonValue;
}

export interface JsonArray {
  readonly kind: 'array';
  readonly span: Span;
  readonly elements: readonly JsonValue[];
}

/** `span` holds the quotes. */
export interface JsonString {
  readonly kind: 'string';
  readonly span: Span;
  /** What it means: escapes resolved. */
  readonly text: string;
  /** Whether a backslash stands in it: then offsets of `text` are not offsets of the file. */
  readonly escaped: boolean;
  readonly closed: boolean;
}

/** Numbers keep their text: Terraform's are wider than a double. */
export type JsonScalar =
  | { readonly kind: 'number'; readonly span: Span; readonly text: string }
  | { readonly kind: 'boolean'; readonly span: Span; readonly value: boolean }
  | { readonly kind: 'null'; readonly span: Span }
  /** Stands where a value should be and none is; an empty span. */
  | { readonly kind: 'missing'; readonly span: Span };

interface Reader {
  readonly text: string;
  position: number;
  depth: number;
  recovering: boolean;
  failed: boolean;
  readonly problems: SyntaxProblem[];
  /** Closers that open objects and arrays wait for, innermost last. */
  readonly open: number[];
  /** The line that was asked about last: where it begins, its first mark, and the line break behind it. */
  readonly line: { start: number; first: number; end: number };
}

const quote = 34;
const comma = 44;
const colon = 58;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** The value that a text is. Never throws. */
export function parseJsonText(text: string): {
  readonly value: JsonValue;
  readonly problems: readonly SyntaxProblem[];
} {
  const strict = createReader(text, false);
  const value = readDocument(strict);
  if (!strict.failed) return { value, problems: [] };
  const tolerant = createReader(text, true);
  return { value: readDocument(tolerant), problems: tolerant.problems };
}

function createReader(text: string, recovering: boolean): Reader {
  const line = { start: 0, first: 0, end: -1 };
  return { text, position: 0, depth: 0, recovering, failed: false, problems: [], open: [], line };
}

function readDocument(r: Reader): JsonValue {
  let value = readValue(r);
  for (;;) {
    skipSpace(r);
    if (r.position >= r.text.length || r.failed) return value;
    const start = r.position;
    // What follows a value that is no object may still be the object: a word was typed before it.
    if (value.kind !== 'object' && r.recovering && r.text.charCodeAt(start) === openBrace) {
      value = readValue(r);
      continue;
    }
    skipJunk(r);
    mistake(
      r,
      'unexpected-token',
      start,
      r.position,
      'Unexpected text behind the end of the JSON value: a file holds one object. Remove it.',
    );
  }
}

function mistake(r: Reader, code: string, start: number, end: number, message: string): void {
  if (!r.recovering) {
    // Every loop ends at the end of the text.
    r.failed = true;
    r.position = r.text.length;
    return;
  }
  r.problems.push({ span: { start, end }, code, message });
}

function skipSpace(r: Reader): void {
  const { text } = r;
  let { position } = r;
  for (;;) {
    const code = text.charCodeAt(position);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break;
    position++;
  }
  r.position = position;
}

function peek(r: Reader): number {
  skipSpace(r);
  return r.position < r.text.length ? r.text.charCodeAt(r.position) : -1;
}

function readValue(r: Reader): JsonValue {
  const code = peek(r);
  const start = r.position;
  switch (code) {
    case quote:
      return readString(r);
    case openBrace:
    case openBracket: {
      if (r.depth >= deepestNesting) return skipTooDeep(r);
      r.depth++;
      const value = code === openBrace ? readObject(r) : readArray(r);
      r.depth--;
      return value;
    }
    case -1:
    case comma:
    case colon:
    case closeBrace:
    case closeBracket:
      return missing(r);
    default:
      return readWord(r, start);
  }
}

/** A value that should begin here and does not; it stands behind what is before it. */
function missing(r: Reader): JsonValue {
  const { position } = r;
  let end = position;
  while (end > 0 && isSpaceCode(r.text.charCodeAt(end - 1))) end--;
  mistake(
    r,
    'missing-value',
    Math.max(0, end - 1),
    end,
    'Missing value: a JSON value belongs here. Write a string, a number, true, false, null, an array or an object.',
  );
  return { kind: 'missing', span: { start: end, end } };
}

function isSpaceCode(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function readWord(r: Reader, start: number): JsonValue {
  skipJunk(r);
  const end = r.position;
  const text = r.text.slice(start, end);
  const span = { start, end };
  switch (text) {
    case 'true':
      return { kind: 'boolean', span, value: true };
    case 'false':
      return { kind: 'boolean', span, value: false };
    case 'null':
      return { kind: 'null', span };
  }
  if (/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(text)) {
    return { kind: 'number', span, text };
  }
  const message = /^[-+.0-9]/.test(text)
    ? `Invalid number: "${shortened(text)}" is no JSON number. Write it as 443, -1 or 1.5e3.`
    : `Invalid JSON value: "${shortened(text)}" is not in quotes. Put strings and expressions in double quotes, as in "\${var.name}".`;
  mistake(r, 'invalid-value', start, end, message);
  return { kind: 'missing', span: { start, end: start } };
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Moves behind what is no mark of JSON; at least one character, when there is one. */
function skipJunk(r: Reader): void {
  const { text } = r;
  const start = r.position;
  while (r.position < text.length) {
    const code = text.charCodeAt(r.position);
    if (
      isSpaceCode(code) ||
      code === comma ||
      code === colon ||
      code === quote ||
      code === openBrace ||
      code === closeBrace ||
      code === openBracket ||
      code === closeBracket
    ) {
      break;
    }
    r.position++;
  }
  if (r.position === start && start < text.length) r.position++;
}

function skipTooDeep(r: Reader): JsonValue {
  const start = r.position;
  let open = 0;
  do {
    const code = peek(r);
    if (code === -1) break;
    if (code === quote) {
      readString(r);
      continue;
    }
    if (code === openBrace || code === openBracket) open++;
    if (code === closeBrace || code === closeBracket) open--;
    r.position++;
  } while (open > 0);
  const end = r.position;
  mistake(r, 'too-deep', start, end, 'Too deeply nested: this value is ignored. Split the configuration.');
  return { kind: 'missing', span: { start, end: start } };
}

function readString(r: Reader): JsonString {
  const { text } = r;
  const start = r.position;
  let position = start + 1;
  let escaped = false;
  let bad = false;
  for (;;) {
    const code = text.charCodeAt(position);
    if (code === quote) break;
    if (code === backslash && position + 1 < text.length && text.charCodeAt(position + 1) !== 10) {
      escaped = true;
      position += 2;
      continue;
    }
    // Also NaN, behind the end of the text.
    if (!(code >= 32)) {
      if (code === 10 || code === 13 || position >= text.length) break;
      bad = true;
    }
    position++;
  }
  const closed = text.charCodeAt(position) === quote && position < text.length;
  const end = closed ? position + 1 : Math.min(position, text.length);
  r.position = end;
  const raw = text.slice(start + 1, closed ? end - 1 : end);
  const span = { start, end };
  if (!closed) {
    mistake(
      r,
      'unterminated-string',
      start,
      end,
      'Unterminated string: a JSON string ends on the line it begins. Add the closing quote (").',
    );
  } else if (bad) {
    mistake(
      r,
      'invalid-character',
      start,
      end,
      'Invalid character: tabs and other control characters cannot stand in a JSON string. Write \\t and the like.',
    );
  }
  if (!escaped) return { kind: 'string', span, text: raw, escaped: raw.includes('\\'), closed };
  return { kind: 'string', span, text: decoded(r, raw, start + 1), escaped, closed };
}

const simpleEscapes = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Length in the text of one character or escape of a string's text, and what it means. */
export function jsonCharacter(
  raw: string,
  at: number,
): { readonly length: number; readonly text: string | undefined } {
  if (raw.charCodeAt(at) !== backslash) return { length: 1, text: raw.charAt(at) };
  const letter = raw.charAt(at + 1);
  if (letter !== 'u') return { length: Math.min(2, raw.length - at), text: simpleEscapes.get(letter) };
  const digits = /^[0-9A-Fa-f]*/.exec(raw.slice(at + 2, at + 6))?.[0] ?? '';
  if (digits.length < 4) return { length: 2 + digits.length, text: undefined };
  const unit = parseInt(digits, 16);
  if (unit < 0xd800 || unit > 0xdfff) return { length: 6, text: String.fromCharCode(unit) };
  // Half of a pair means nothing by itself (encoding/json, unquote).
  const second = /^\\u([dD][c-fC-F][0-9A-Fa-f]{2})/.exec(raw.slice(at + 6, at + 12))?.[1];
  if (unit >= 0xdc00 || second === undefined) return { length: 6, text: '\ufffd' };
  return { length: 12, text: String.fromCharCode(unit, parseInt(second, 16)) };
}

function decoded(r: Reader, raw: string, start: number): string {
  let result = '';
  for (let at = 0; at < raw.length;) {
    const next = raw.indexOf('\\', at);
    if (next < 0) return result + raw.slice(at);
    result += raw.slice(at, next);
    const { length, text } = jsonCharacter(raw, next);
    if (text === undefined) {
      mistake(
        r,
        'invalid-escape',
        start + next,
        start + next + length,
        `Invalid escape sequence: "${raw.slice(next, next + length)}" means nothing in JSON. ` +
          'Use \\n, \\r, \\t, \\b, \\f, \\", \\/, \\\\ or \\uXXXX.',
      );
    }
    result += text ?? raw.slice(next, next + length);
    at = next + length;
  }
  return result;
}

/** The column of the first mark on the line of an offset, and whether that is what stands at the offset. */
function lineOf(r: Reader, offset: number): { readonly indentation: number; readonly isFirst: boolean } {
  const { text, line } = r;
  // Looking for the line break anew each time would make a long line quadratic.
  if (offset < line.start || offset > line.end) {
    line.start = text.lastIndexOf('\n', offset - 1) + 1;
    const end = text.indexOf('\n', offset);
    line.end = end < 0 ? text.length : end;
    line.first = line.start;
    while (text.charCodeAt(line.first) === 32 || text.charCodeAt(line.first) === 9) line.first++;
  }
  return { indentation: line.first - line.start, isFirst: line.first >= offset };
}

function readObject(r: Reader): JsonObject {
  const start = r.position;
  const properties: JsonProperty[] = [];
  const header = r.recovering ? lineOf(r, start) : undefined;
  let isIndented = false;
  r.position++;
  r.open.push(closeBrace);
  const finish = (closed: boolean): JsonObject => {
    r.open.pop();
    const end = closed ? r.position : (properties.at(-1)?.span.end ?? start + 1);
    if (!closed) {
      mistake(
        r,
        'unclosed-object',
        start,
        start + 1,
        'Unclosed object: there is no closing brace for it. Add "}".',
      );
    }
    return { kind: 'object', span: { start, end }, properties, closed };
  };
  for (let needsComma = false; ;) {
    const code = peek(r);
    const at = r.position;
    if (header !== undefined && code !== -1) {
      const line = lineOf(r, at);
      if (line.isFirst && properties.length === 0 && line.indentation > header.indentation) isIndented = true;
      const isOutside =
        code === closeBrace
          ? line.indentation < header.indentation && r.open.includes(closeBrace)
          : line.indentation <= header.indentation;
      if (line.isFirst && isIndented && isOutside && r.open.length > 1) return finish(false);
    }
    if (code === closeBrace) {
      r.position++;
      return finish(true);
    }
    if (code === -1) return finish(false);
    if (code === closeBracket && r.open.includes(closeBracket)) return finish(false);
    if (code === comma) {
      r.position++;
      const next = peek(r);
      if (!needsComma || next === closeBrace) surplusComma(r, at);
      needsComma = false;
      continue;
    }
    if (code !== quote) {
      skipJunk(r);
      mistake(
        r,
        'unexpected-token',
        at,
        r.position,
        'Unexpected text in an object: a property name in double quotes should stand here. Put it in quotes or remove it.',
      );
      continue;
    }
    // A value that is missing has been told of; what would separate it is part of that.
    if (needsComma && properties.at(-1)?.value.kind !== 'missing') missingComma(r, at);
    properties.push(readProperty(r));
    needsComma = true;
  }
}

function readProperty(r: Reader): JsonProperty {
  const key = readString(r);
  const hasColon = peek(r) === colon;
  if (hasColon) r.position++;
  else {
    mistake(
      r,
      'missing-colon',
      key.span.start,
      key.span.end,
      'Missing value: a property name is followed by ":" and its value. Write both.',
    );
  }
  const value = hasColon ? readPropertyValue(r, key) : valueOnSameLine(r, key.span.end);
  return { key, value, span: { start: key.span.start, end: Math.max(key.span.end, value.span.end) } };
}

/** The value behind a colon; on a later line, what is followed by a colon is the next property. */
function readPropertyValue(r: Reader, key: JsonString): JsonValue {
  if (r.recovering && peek(r) === quote && r.text.slice(key.span.end, r.position).includes('\n')) {
    const start = r.position;
    const count = r.problems.length;
    readString(r);
    const isName = peek(r) === colon;
    r.position = start;
    r.problems.length = count;
    if (isName) return missing(r);
  }
  return readValue(r);
}

function valueOnSameLine(r: Reader, end: number): JsonValue {
  const code = peek(r);
  const isValue = code === openBrace || code === openBracket || (code >= 48 && code <= 57);
  if (isValue && !r.text.slice(end, r.position).includes('\n')) return readValue(r);
  return { kind: 'missing', span: { start: end, end } };
}

function readArray(r: Reader): JsonArray {
  const start = r.position;
  const elements: JsonValue[] = [];
  r.position++;
  r.open.push(closeBracket);
  const finish = (closed: boolean): JsonArray => {
    r.open.pop();
    const end = closed ? r.position : (elements.at(-1)?.span.end ?? start + 1);
    if (!closed) {
      mistake(
        r,
        'unclosed-array',
        start,
        start + 1,
        'Unclosed array: there is no closing bracket for it. Add "]".',
      );
    }
    return { kind: 'array', span: { start, end }, elements };
  };
  for (let needsComma = false; ;) {
    const code = peek(r);
    const at = r.position;
    if (code === closeBracket) {
      r.position++;
      return finish(true);
    }
    if (code === -1) return finish(false);
    if (code === closeBrace && r.open.includes(closeBrace)) return finish(false);
    if (code === comma) {
      r.position++;
      const next = peek(r);
      if (!needsComma || next === closeBracket) surplusComma(r, at);
      needsComma = false;
      continue;
    }
    if (code === colon || code === closeBrace) {
      r.position++;
      // `["a": …` is an object's property behind a bracket that was not closed.
      if (code === colon && r.recovering && elements.at(-1)?.kind === 'string' && r.open.length > 1) {
        r.position = elements.pop()?.span.start ?? at;
        return finish(false);
      }
      mistake(r, 'unexpected-token', at, at + 1, 'Unexpected mark in an array. Remove it.');
      continue;
    }
    if (needsComma) missingComma(r, at);
    elements.push(readValue(r));
    needsComma = true;
  }
}

function surplusComma(r: Reader, at: number): void {
  mistake(
    r,
    'surplus-comma',
    at,
    at + 1,
    'Surplus comma: JSON has commas between values only. Remove it, or add what it separates.',
  );
}

function missingComma(r: Reader, at: number): void {
  let end = at;
  while (end > 0 && isSpaceCode(r.text.charCodeAt(end - 1))) end--;
  mistake(
    r,
    'missing-comma',
    Math.max(0, end - 1),
    end,
    'Missing comma: values and properties are separated by commas. Add one here.',
  );
}
