/** Converts between offsets and line/character positions of one immutable text. */

import type { Span } from './span';

/** 0-based line and 0-based UTF-16 character, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Half-open range of positions, as in LSP. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Offsets of the first code unit of each line; element 0 is 0. `\r\n` counts as one line break, as in LSP. */
export interface LineIndex {
  readonly length: number;
  readonly lineStarts: Int32Array;
}

/** Builds the index in one pass. Line breaks are `\n`, `\r\n` and a lone `\r` (LSP 3.17, "Text Documents"). */
export function createLineIndex(text: string): LineIndex {
  const starts: number[] = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) starts.push(i + 1);
    else if (code === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
  }
  return { length: text.length, lineStarts: Int32Array.from(starts) };
}

/** Position of an offset; an offset outside the text is clamped to it. */
export function positionAt(index: LineIndex, offset: number): Position {
  const clamped = Math.max(0, Math.min(offset, index.length));
  let low = 0;
  let high = index.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((index.lineStarts[middle] ?? 0) <= clamped) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: clamped - (index.lineStarts[low] ?? 0) };
}

/** Offset of a position; a line or character outside the text is clamped to it. */
export function offsetAt(index: LineIndex, position: Position): number {
  if (position.line < 0) return 0;
  const start = index.lineStarts[position.line];
  if (start === undefined) return index.length;
  const next = index.lineStarts[position.line + 1] ?? index.length;
  return Math.min(start + Math.max(0, position.character), next);
}

/** Range of a span. */
export function rangeOf(index: LineIndex, target: Span): Range {
  return { start: positionAt(index, target.start), end: positionAt(index, target.end) };
}
