/** Turns edit operations, which know only origins, into text edits of the current files. It applies nothing. */

import type { EditOperation, TextEdit } from '../source/edit';
import type { Location, Origin } from '../source/origin';
import type { SourceFile } from '../source/sourceFile';
import { isJsonSyntax } from '../syntax/parseFile';
import { keepsSyntax, resolveJsonOperation } from './applyJsonFix';
import type { SeparateRules } from './separateRules';

/** Operations that are edits by themselves, as soon as their place is known. */
type PlainOperation = Exclude<EditOperation, SeparateRules>;

/**
 * Text edits for the operations; undefined when something they name no longer stands anywhere, or when they would mix
 * the two syntaxes of a file. `separate` rewrites a whole block, which takes more than its place.
 */
export function resolveOperations(
  operations: readonly EditOperation[],
  locate: (origin: Origin) => Location | undefined,
  separate: (operation: SeparateRules) => TextEdit | undefined = () => undefined,
): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  // Files that are read again with the edits in them, to see that they still can be.
  const doubtful = new Set<SourceFile>();
  for (const operation of operations) {
    if (operation.kind === 'separate-rules') {
      const edit = separate(operation);
      if (edit === undefined) return undefined;
      edits.push(edit);
      continue;
    }
    const location = locate(operation.origin);
    if (location === undefined) return undefined;
    const { file } = location;
    const isJson = isJsonSyntax(file.uri);
    const edit = isJson ? resolveJsonOperation(operation, location) : resolveOperation(operation, location);
    if (edit === undefined) return undefined;
    edits.push(edit);
    if (isJson || looksLikeJson(edit.newText)) doubtful.add(file);
  }
  const isSound = [...doubtful].every((file) =>
    keepsSyntax(
      file,
      edits.filter(({ uri }) => uri === file.uri),
    ),
  );
  return isSound ? edits : undefined;
}

/** Text that an earlier version had in JSON: a property, or an object. */
function looksLikeJson(text: string): boolean {
  return /^\s*(?:"[^"\n]*"\s*:|\{)/.test(text);
}

function resolveOperation(operation: PlainOperation, location: Location): TextEdit {
  const { file, span } = location;
  const lineBreak = file.text.includes('\r\n') ? '\r\n' : '\n';
  // Text taken from another version of a file may have its line breaks already.
  const withLineBreaks = (text: string): string => text.replace(/\r?\n/g, lineBreak);
  switch (operation.kind) {
    case 'replace':
      return { uri: file.uri, span, newText: withLineBreaks(operation.newText) };
    case 'remove':
      return { uri: file.uri, span: removedSpan(file.text, span.start, span.end), newText: '' };
    case 'insert-before':
    case 'insert-after': {
      const lineStart = startOfLine(file.text, span.start);
      const indentation = /^[ \t]*/.exec(file.text.slice(lineStart, span.start))?.[0] ?? '';
      const inserted = indent(operation.newText, indentation);
      const gap = operation.separate ? '\n' : '';
      if (operation.kind === 'insert-before') {
        return {
          uri: file.uri,
          span: { start: lineStart, end: lineStart },
          newText: withLineBreaks(`${inserted}\n${gap}`),
        };
      }
      const lineEnd = endOfLine(file.text, span.end);
      return {
        uri: file.uri,
        span: { start: lineEnd, end: lineEnd },
        newText: withLineBreaks(`\n${gap}${inserted}`),
      };
    }
  }
}

function indent(text: string, indentation: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : indentation + line))
    .join('\n');
}

/** Whole lines where nothing else stands on them, with the comments right above and one blank line. */
function removedSpan(text: string, start: number, end: number): { start: number; end: number } {
  const lineStart = startOfLine(text, start);
  const lineEnd = endOfLine(text, end);
  const aloneBefore = text.slice(lineStart, start).trim() === '';
  const aloneBehind = /^\s*,?\s*(#.*|\/\/.*)?$/.test(text.slice(end, lineEnd));
  if (!aloneBefore || !aloneBehind) return removedElement(text, start, end);
  let from = lineStart;
  for (;;) {
    if (from === 0) break;
    const previous = startOfLine(text, from - 1);
    if (!/^\s*(#|\/\/)/.test(text.slice(previous, from))) break;
    from = previous;
  }
  let to = Math.min(nextLine(text, lineEnd), text.length);
  const following = text.slice(to, endOfLine(text, to));
  const blankBefore = from === 0 || text.slice(startOfLine(text, from - 1), from).trim() === '';
  if (blankBefore && following.trim() === '' && to < text.length) to = nextLine(text, endOfLine(text, to));
  return { start: from, end: to };
}

/** Among others on a line: an element of a list goes with the comma that separates it. */
function removedElement(text: string, start: number, end: number): { start: number; end: number } {
  const behind = /^\s*,[ \t]*/.exec(text.slice(end));
  if (behind !== null) return { start, end: end + behind[0].length };
  const before = /,\s*$/.exec(text.slice(0, start));
  if (before !== null) return { start: start - before[0].length, end };
  return { start, end };
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset of the line break that ends the line of `offset` (of its `\r`, if there is one), or the text's end. */
function endOfLine(text: string, offset: number): number {
  const lineBreak = text.indexOf('\n', offset);
  if (lineBreak === -1) return text.length;
  return text.charCodeAt(lineBreak - 1) === 13 && lineBreak > offset ? lineBreak - 1 : lineBreak;
}

function nextLine(text: string, lineEnd: number): number {
  const lineBreak = text.indexOf('\n', lineEnd);
  return lineBreak === -1 ? text.length : lineBreak + 1;
}
