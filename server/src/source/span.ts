/**
 * Positions in text. Every position notation of the program stands in this folder:
 * - offset: UTF-16 code units from the start of a file (Span, half-open);
 * - anchored span: offsets relative to the start of a top-level item (origin.ts);
 * - Position: 0-based line and UTF-16 character, as in LSP (lineIndex.ts).
 * hcl2json's grapheme columns are converted where its messages are read, and nowhere else.
 */

/** Half-open range of UTF-16 offsets: `start` is the first code unit, `end` the one after the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span as a fresh object. */
export function span(start: number, end: number): Span {
  return { start, end };
}

/** True when `offset` lies inside the span or touches its end (a cursor right behind a word is on the word). */
export function spanTouches(target: Span, offset: number): boolean {
  return offset >= target.start && offset <= target.end;
}

/** True when the whole of `inner` lies inside `outer`. */
export function spanContains(outer: Span, inner: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
