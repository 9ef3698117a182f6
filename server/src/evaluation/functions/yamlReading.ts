/**
 * YAML as yamldecode() reads it: the `yaml` package parses, and scalars mean what they mean to Terraform, which is a
 * mixture of YAML 1.1 and 1.2 (`yes` is true, `0o17` is 15, dates are text).
 */

import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, Node, Pair, Scalar } from 'yaml';
import type { Origin } from '../../source/origin';
import { bool, nullValue, object, string, tuple } from '../build';
import { textOf } from '../convert';
import { typeName, typeOf } from '../typeShape';
import { FunctionError } from '../functionTable';
import { goQuote } from '../goText';
import { parseNumber } from '../number';
import type { Value } from '../value';
import { stringType } from '../value';

/** Aliases may stand for aliases: more values than this in one document are an attack. */
const largestDocument = 200_000;

interface Reading {
  /** The whole text. */
  readonly source: string;
  readonly document: Document;
  readonly origin: Origin | undefined;
  /** Values of anchors read so far, with the number of values in each. */
  readonly anchors: Map<string, { value: Value; size: number }>;
  readonly pending: Set<string>;
  size: number;
}

/** The value of the one document in the text. Throws what Terraform would report. */
export function fromYaml(text: string, origin: Origin | undefined): Value {
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    merge: false,
    keepSourceTokens: false,
    logLevel: 'silent',
  });
  if (!Array.isArray(documents) || documents.length === 0) {
    throw new FunctionError('on line 1, column 1: missing start of document');
  }
  const [document, ...others] = documents as Document[];
  const [error] = document?.errors ?? [];
  if (error !== undefined) {
    const start = error.linePos?.[0];
    const where = start === undefined ? '' : `on line ${start.line}, column ${start.col}: `;
    throw new FunctionError(`${where}${error.message.split('\n')[0] ?? ''}`);
  }
  const version = /^%YAML[ \t]+(\S+)/m.exec(text)?.[1];
  if (version !== undefined && version !== '1.1' && document?.directives?.docStart === true) {
    throw new FunctionError('found incompatible YAML document');
  }
  if (others.length > 0) throw new FunctionError('on line 1, column 1: unexpected extra content after value');
  if (document === undefined || document.contents === null) return nullValue(undefined, origin);
  const reading: Reading = {
    source: text,
    document,
    origin,
    anchors: new Map(),
    pending: new Set(),
    size: 0,
  };
  return valueOf(document.contents, reading);
}

function valueOf(node: unknown, reading: Reading): Value {
  reading.size += 1;
  if (reading.size > largestDocument) throw new RangeError('YAML too large');
  if (isAlias(node)) {
    const anchored = reading.anchors.get(node.source);
    if (anchored === undefined) {
      throw new FunctionError(
        reading.pending.has(node.source)
          ? `cannot refer to anchor ${goQuote(node.source)} from inside its own definition`
          : `reference to undefined anchor ${goQuote(node.source)}`,
      );
    }
    reading.size += anchored.size;
    return anchored.value;
  }
  const anchor = (node as Node | null)?.anchor;
  if (anchor === undefined) return nodeValue(node, reading);
  const before = reading.size;
  reading.pending.add(anchor);
  const value = nodeValue(node, reading);
  reading.pending.delete(anchor);
  reading.anchors.set(anchor, { value, size: reading.size - before });
  return value;
}

function nodeValue(node: unknown, reading: Reading): Value {
  if (isScalar(node)) return scalarValue(node, reading);
  if (isSeq(node)) {
    checkTag(node.tag, 'tag:yaml.org,2002:seq', 'sequence');
    return tuple(
      node.items.map((item) => valueOf(item, reading)),
      reading.origin,
    );
  }
  if (isMap(node)) {
    checkTag(node.tag, 'tag:yaml.org,2002:map', 'mapping');
    return mappingValue(node.items, reading);
  }
  return nullValue(undefined, reading.origin);
}

function checkTag(tag: string | undefined, own: string, what: string): void {
  if (tag !== undefined && tag !== own) throw new FunctionError(`can't interpret ${what} as ${tag}`);
}

function mappingValue(items: readonly Pair[], reading: Reading): Value {
  const entries = new Map<string, Value>();
  for (const { key, value } of items) {
    if (isMergeKey(key)) {
      mergeInto(entries, valueOf(value, reading));
      continue;
    }
    if (key !== null && !isScalar(key)) throw new FunctionError('only strings are allowed as mapping keys');
    const name = key === null ? nullValue() : scalarValue(key, reading);
    if (name.kind === 'null') throw new FunctionError('mapping key cannot be null');
    entries.set(textOf(name) ?? '', valueOf(value, reading));
  }
  return object(entries, reading.origin);
}

function isMergeKey(key: unknown): boolean {
  return (
    isScalar(key) && (key.tag === 'tag:yaml.org,2002:merge' || (key.tag === undefined && key.value === '<<'))
  );
}

function mergeInto(entries: Map<string, Value>, value: Value): void {
  if (value.kind === 'object') {
    for (const [name, element] of value.entries) entries.set(name, element);
    return;
  }
  // A sequence of mappings is no good either, though YAML has it.
  throw new FunctionError(`cannot merge ${typeName(typeOf(value))} into mapping`);
}

const trueWords = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const falseWords = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);
const nullWords = new Set(['', '~', 'null', 'Null', 'NULL']);
const infinities: ReadonlyMap<string, string> = new Map(
  ['.inf', '.Inf', '.INF'].flatMap((word) => [
    [word, 'Inf'] as const,
    [`+${word}`, 'Inf'] as const,
    [`-${word}`, '-Inf'] as const,
  ]),
);
const integerPattern = /^(?:[-+]?\d+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const floatPattern = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

const standardTags = new Set(['str', 'bool', 'int', 'float', 'null', 'timestamp', 'binary']);

function scalarValue(node: Scalar, reading: Reading): Value {
  const value = resolvedScalar(node, reading);
  if (node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED') return value;
  // A block scalar is text, but text of what it would mean if it were plain: Terraform decides on the type first.
  if (value.kind === 'null') return nullValue(stringType, reading.origin);
  return string(textOf(value) ?? '', reading.origin);
}

/** A block that the end of the text ends, without a line break, has none at its end either. */
function scalarText(node: Scalar, reading: Reading): string {
  const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  const cutOff = isBlock && !reading.source.endsWith('\n') && node.range?.[1] === reading.source.length;
  return cutOff ? text.replace(/\n$/, '') : text;
}

/** The scalar as YAML's rules for plain ones have it, unless it is in quotes. */
function resolvedScalar(node: Scalar, reading: Reading): Value {
  const text = scalarText(node, reading);
  const asText = (): Value => string(text, reading.origin);
  const quoted = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE';
  const tag = node.tag?.replace('tag:yaml.org,2002:', '');
  // The failsafe schema itself calls every plain scalar a string; only a written tag counts.
  const written = node.tag !== undefined && tag !== undefined ? tag : '';
  if (written !== '' && !standardTags.has(written)) {
    throw new FunctionError(`unsupported tag ${goQuote(written)}`);
  }
  if (quoted || written === 'str' || written === 'binary') return asText();
  if (trueWords.has(text)) return bool(true, reading.origin);
  if (falseWords.has(text)) return bool(false, reading.origin);
  if (nullWords.has(text) || written === 'null') return nullValue(undefined, reading.origin);
  const numeric = infinities.get(text) ?? numericText(text);
  if (numeric !== undefined && written !== 'timestamp' && written !== 'bool') {
    const value = parseNumber(numeric);
    if (value !== undefined) return { kind: 'number', value, origin: reading.origin, marks: 0 };
  }
  if (/^\.(?:nan|NaN|NAN)$/.test(text) && written === '') {
    throw new FunctionError('floating point NaN is not supported');
  }
  if (written === '' || written === 'timestamp') {
    const timestamp = timestampText(text);
    if (timestamp !== undefined) return string(timestamp, reading.origin);
  }
  if (written === '') return asText();
  throw new FunctionError(`cannot parse ${goQuote(text)} as tag:yaml.org,2002:${written}`);
}

/** Text that parseNumber understands, with other bases turned to decimal. */
function numericText(text: string): string | undefined {
  if (integerPattern.test(text)) return /^0[ox]/.test(text) ? BigInt(text).toString() : text;
  return floatPattern.test(text) ? text : undefined;
}

const timestampPattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2}))|(?: (\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?))?$/;

/** A date or time in RFC 3339, as Terraform hands it on; undefined when the text is none. */
function timestampText(text: string): string | undefined {
  const match = timestampPattern.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const [hour, minute, second] = [match[4] ?? match[8], match[5] ?? match[9], match[6] ?? match[10]].map(
    (part) => Number(part ?? 0),
  );
  const daysOfMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const valid =
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(day) >= 1 &&
    Number(day) <= daysOfMonth &&
    (hour ?? 0) < 24 &&
    (minute ?? 0) < 60 &&
    (second ?? 0) < 60;
  if (!valid) return undefined;
  const two = (part: number | string | undefined): string => String(part ?? 0).padStart(2, '0');
  const zone = match[7] === undefined || match[7] === '+00:00' ? 'Z' : match[7];
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${zone}`;
}
