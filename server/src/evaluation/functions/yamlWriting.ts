/**
 * YAML as yamlencode() writes it: strings in double quotes, or as literal blocks when they have line breaks; block
 * style, two spaces of indentation, lists not indented inside maps; long strings folded behind column 80. That is what
 * the emitter of libyaml does, which Terraform has in a Go translation.
 */

import { FunctionError } from '../functionTable';
import { formatNumber } from '../number';
import type { Value } from '../value';

const step = 2;
const bestWidth = 80;
/** libyaml writes longer keys, and those with line breaks, in another form. */
const longestKey = 128;

interface Writing {
  text: string;
  /** The document ends with something that a following line could belong to: `...` is written then. */
  openEnded: boolean;
}

/** YAML text of a wholly known value; undefined for keys that need a form we do not write. */
export function toYaml(value: Value): string | undefined {
  const writing: Writing = { text: '', openEnded: false };
  if (!writeNode(writing, value, -step, 'root')) return undefined;
  if (!writing.text.endsWith('\n')) writing.text += '\n';
  if (writing.openEnded) writing.text += '...\n';
  return writing.text;
}

/** `indent` is that of the collection around; `place` where the node stands in it. */
function writeNode(
  writing: Writing,
  value: Value,
  indent: number,
  place: 'root' | 'item' | 'value',
): boolean {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return writeSequence(writing, value.elements, place === 'value' ? indent : indent + step, place);
    case 'map':
    case 'object':
      return writeMapping(writing, value.entries, indent + step, place);
    case 'string':
      separate(writing);
      writeString(writing, value.value, Math.max(indent, 0) + step);
      return true;
    case 'null':
      return writePlain(writing, 'null', place);
    case 'number':
      return writePlain(writing, formatNumber(value.value), place);
    case 'bool':
      return writePlain(writing, String(value.value), place);
    case 'unknown':
      throw new FunctionError('cannot serialize unknown value as YAML');
  }
}

/** A space behind `-` and `:`. */
function separate(writing: Writing): void {
  if (writing.text !== '' && !/[\s]$/.test(writing.text)) writing.text += ' ';
}

function writePlain(writing: Writing, text: string, place: 'root' | 'item' | 'value'): boolean {
  separate(writing);
  writing.text += text;
  if (place === 'root') writing.openEnded = true;
  return true;
}

/** Goes to a line of its own at the indentation, unless that is where the text is: directly behind `- `. */
function beginLine(writing: Writing, indent: number): void {
  const lineStart = writing.text.lastIndexOf('\n') + 1;
  const line = writing.text.slice(lineStart);
  if (/^(?:\s*-)+$/.test(line) && line.length < indent) {
    writing.text += ' '.repeat(indent - line.length);
    return;
  }
  if (writing.text !== '' && line !== '') writing.text += '\n';
  writing.text += ' '.repeat(indent);
}

function writeSequence(
  writing: Writing,
  elements: readonly Value[],
  indent: number,
  place: 'root' | 'item' | 'value',
): boolean {
  if (elements.length === 0) {
    separate(writing);
    writing.text += '[]';
    return true;
  }
  const own = place === 'root' ? 0 : indent;
  return elements.every((element) => {
    beginLine(writing, own);
    writing.text += '-';
    return writeNode(writing, element, own, 'item');
  });
}

function writeMapping(
  writing: Writing,
  entries: ReadonlyMap<string, Value>,
  indent: number,
  place: 'root' | 'item' | 'value',
): boolean {
  if (entries.size === 0) {
    separate(writing);
    writing.text += '{}';
    return true;
  }
  const own = place === 'root' ? 0 : indent;
  return [...entries].every(([key, element]) => {
    if (key.includes('\n') || new TextEncoder().encode(key).length > longestKey) return false;
    beginLine(writing, own);
    writing.text += `${quoted(key, undefined)}:`;
    return writeNode(writing, element, own, 'value');
  });
}

function writeString(writing: Writing, text: string, indent: number): void {
  if (text.includes('\n') && fitsLiteral(text)) {
    writeLiteral(writing, text, indent);
    return;
  }
  const column = writing.text.length - (writing.text.lastIndexOf('\n') + 1);
  writing.text += quoted(text, { indent, column });
}

const unprintable = /[^\n -~\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

/** A literal block cannot hold control characters, nor a space at its end or before a line break. */
function fitsLiteral(text: string): boolean {
  const printable = Array.from(text).every((symbol) => !unprintable.test(symbol));
  return printable && !/ (?:[\n\u0085\u2028\u2029]|$)/.test(text);
}

function writeLiteral(writing: Writing, text: string, indent: number): void {
  const hint = /^[ \n]/.test(text) ? String(step) : '';
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  writing.text += `|${hint}${chomp}\n`;
  writing.text += text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(indent) + line))
    .join('\n');
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0085', '\\N'],
  ['\u00a0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);

function escaped(symbol: string): string | undefined {
  const printable = !unprintable.test(symbol) && !/["\\\n\u0085\u2028\u2029]/.test(symbol);
  if (printable) return undefined;
  const short = escapes.get(symbol);
  if (short !== undefined) return short;
  const code = symbol.codePointAt(0) ?? 0;
  const digits = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

/** In double quotes; with `fold`, broken at spaces behind column 80. */
function quoted(text: string, fold: { indent: number; column: number } | undefined): string {
  const symbols = Array.from(text);
  let result = '"';
  let column = (fold?.column ?? 0) + 1;
  let afterSpace = false;
  for (const [index, symbol] of symbols.entries()) {
    const inside = index > 0 && index < symbols.length - 1;
    if (symbol === ' ' && fold !== undefined && !afterSpace && column > bestWidth && inside) {
      const joint = symbols[index + 1] === ' ' ? '\\' : '';
      result += `\n${' '.repeat(fold.indent)}${joint}`;
      column = fold.indent + joint.length;
      afterSpace = true;
      continue;
    }
    const escape = escaped(symbol);
    result += escape ?? symbol;
    column += escape?.length ?? 1;
    afterSpace = symbol === ' ';
  }
  return `${result}"`;
}
