/**
 * Pieces of a top-level block as text, to stand elsewhere: expressions without the indentation of their place, and
 * comments with what they belong to. Spans are relative to the block, as in its tree.
 */

import type { Span } from '../source/span';
import { childrenOf } from '../syntax/nodes';
import type { SyntaxNode } from '../syntax/nodes';
import type { Expression, SyntaxTree, TopLevelItem } from '../syntax/tree';

/** The text of a block, with its comments. */
export interface SourceText {
  readonly text: string;
  readonly comments: readonly Span[];
  /** What is written otherwise where it goes to: spans that do not overlap, in order. */
  readonly changes: readonly Change[];
}

export interface Change {
  readonly span: Span;
  readonly text: string;
}

export function sourceTextOf(tree: SyntaxTree, { start, end }: TopLevelItem): SourceText {
  const comments = tree.comments
    .filter(({ span }) => span.start >= start && span.end <= end)
    .map(({ span }) => ({ start: span.start - start, end: span.end - start }));
  return { text: tree.file.text.slice(start, end), comments, changes: [] };
}

/**
 * The text of an expression for a statement that starts its line. `statement` is what holds it now. Undefined for text
 * that means another thing with other indentation.
 */
export function valueText(
  { text, changes }: SourceText,
  expression: Expression,
  statement: Span,
): string | undefined {
  if (hasHeredoc(expression)) return undefined;
  const { start, end } = expression.span;
  let written = '';
  let position = start;
  for (const change of changes) {
    if (change.span.start < position || change.span.end > end) continue;
    written += text.slice(position, change.span.start) + change.text;
    position = change.span.end;
  }
  written += text.slice(position, end);
  const indentation = indentationAt(text, statement.start);
  const [first = '', ...further] = written.split(/\r?\n/);
  return [first, ...further.map((line) => withoutIndentation(line, indentation))].join('\n');
}

function withoutIndentation(line: string, indentation: string): string {
  if (line.startsWith(indentation)) return line.slice(indentation.length);
  return line.trimStart();
}

function hasHeredoc(node: SyntaxNode): boolean {
  if (node.kind === 'template' && node.heredoc !== false) return true;
  return childrenOf(node).some(hasHeredoc);
}

export interface PlacedComments {
  /** For each entry the lines above it, and what stands behind it on its last line. */
  readonly of: readonly { readonly above: readonly string[]; readonly behind: string | undefined }[];
  /** On the container's first line, before its entries. */
  readonly opening: readonly string[];
  /** Behind the last entry, on lines of their own. */
  readonly tail: readonly string[];
}

/** The comments of a container by the entry that they belong to; undefined where one of them is no line. */
export function placeComments(
  { text, comments }: SourceText,
  container: Span,
  entries: readonly Span[],
): PlacedComments | undefined {
  const above: string[][] = entries.map(() => []);
  const behind: (string | undefined)[] = entries.map(() => undefined);
  const opening: string[] = [];
  const tail: string[] = [];
  for (const { start, end } of comments) {
    if (start < container.start || end > container.end) continue;
    if (entries.some((entry) => entry.start <= start && end <= entry.end)) continue;
    const comment = text.slice(start, end).trimEnd();
    if (comment.includes('\n')) return undefined;
    const next = entries.findIndex((entry) => entry.start >= end);
    const last = (next === -1 ? entries.length : next) - 1;
    const before = entries[last];
    if (before !== undefined && !text.slice(before.end, start).includes('\n')) {
      behind[last] = behind[last] === undefined ? comment : `${behind[last]} ${comment}`;
    } else if (before === undefined && !text.slice(container.start, start).includes('\n')) {
      opening.push(comment);
    } else if (next === -1) {
      tail.push(comment);
    } else {
      above[next]?.push(comment);
    }
  }
  return { of: above.map((lines, index) => ({ above: lines, behind: behind[index] })), opening, tail };
}

/** Whether a comment stands in the outer span, but not in the inner one. */
export function hasCommentsBetween({ comments }: SourceText, outer: Span, inner: Span | undefined): boolean {
  return comments.some(
    ({ start, end }) =>
      start >= outer.start &&
      end <= outer.end &&
      (inner === undefined || start < inner.start || end > inner.end),
  );
}

/** The comment lines directly above a span, from top to bottom. */
export function commentsAbove({ text }: SourceText, { start }: Span): readonly string[] {
  const lines = text.slice(0, start).split(/\r?\n/).slice(0, -1);
  const found: string[] = [];
  for (let line = lines.pop(); line !== undefined && /^\s*(?:#|\/\/)/.test(line); line = lines.pop()) {
    found.unshift(line.trim());
  }
  return found;
}

/** The comment behind a span on its last line. */
export function commentBehind({ text }: SourceText, { end }: Span): string | undefined {
  return /^[ \t]*((?:#|\/\/)[^\n]*|\/\*[^\n]*?\*\/)/.exec(text.slice(end))?.[1]?.trimEnd();
}

function indentationAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}
