/**
 * Fixes in files of JSON syntax. Fixes are thought up as text of the native syntax, or taken from an earlier version of a
 * file; what cannot be said in JSON at the place is not offered, rather than a file broken. It applies nothing.
 */

import type { EditOperation, TextEdit } from '../source/edit';
import type { Location } from '../source/origin';
import type { SourceFile } from '../source/sourceFile';
import { createSourceFile } from '../source/sourceFile';
import type { Span } from '../source/span';
import { parseExpressionText } from '../syntax/parse';
import { parseFile } from '../syntax/parseFile';

/** The edit of a JSON text; undefined where the operation has no equal in JSON. */
export function resolveJsonOperation(
  operation: Exclude<EditOperation, { kind: 'separate-rules' }>,
  location: Location,
): TextEdit | undefined {
  const { file, span } = location;
  switch (operation.kind) {
    case 'replace': {
      const newText = replacement(file.text.slice(span.start, span.end), operation.newText);
      return newText === undefined ? undefined : { uri: file.uri, span, newText };
    }
    case 'remove':
      return { uri: file.uri, span: withComma(file.text, span), newText: '' };
    case 'insert-before':
    case 'insert-after':
      // A new block may need other labels than those around the place.
      return undefined;
  }
}

function replacement(old: string, newText: string): string | undefined {
  if (isJson(old)) return isJson(newText) ? newText : asJsonString(newText);
  if (isProperty(old)) return isProperty(newText) ? newText : undefined;
  // Inside a template in a string. With a backslash it cannot be told whether the text is escaped already.
  return newText.includes('\\') ? undefined : JSON.stringify(newText).slice(1, -1);
}

/** An expression of the native syntax as JSON has it. */
function asJsonString(expression: string): string | undefined {
  const { problems } = parseExpressionText(expression);
  return problems.length === 0 ? JSON.stringify(`\${${expression}}`) : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isProperty(text: string): boolean {
  return text.startsWith('"') && isJson(`{${text}}`);
}

/** An element or a property goes with the comma that separates it from the next, or else from the one before. */
function withComma(text: string, { start, end }: Span): Span {
  const behind = /^\s*,\s*/.exec(text.slice(end));
  if (behind !== null) return { start, end: end + behind[0].length };
  const before = /,\s*$/.exec(text.slice(0, start));
  return before === null ? { start, end } : { start: start - before[0].length, end };
}

/** Whether the file can be read as well with the edits as without. Edits that overlap cannot. */
export function keepsSyntax(file: SourceFile, edits: readonly TextEdit[]): boolean {
  let text = file.text;
  let next = Infinity;
  for (const { span, newText } of [...edits].sort((left, right) => right.span.start - left.span.start)) {
    if (span.end > next) return false;
    next = span.start;
    text = text.slice(0, span.start) + newText + text.slice(span.end);
  }
  const { problems } = parseFile(createSourceFile(file.uri, text));
  return problems.length <= parseFile(file).problems.length;
}
