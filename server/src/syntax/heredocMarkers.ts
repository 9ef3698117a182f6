/**
 * Finds where a heredoc ends before its text is read: a heredoc whose closing marker is missing must not swallow the
 * rest of the file. Looks at whole lines only; sequences inside the text are the lexer's business.
 */

import { isSpace } from './characters';

export interface HeredocMarkers {
  readonly text: string;
  /** Offsets of the lines that hold nothing but a marker; built after the first search that failed. */
  index: Map<string, number[]> | undefined;
}

/**
 * True when a line at or behind `offset` (the start of the first text line) closes the heredoc: the marker alone, white
 * space around it allowed. A line that opens a heredoc with the same marker as an argument's value (`name = <<EOT`)
 * comes before it only when this one was never closed.
 */
export function heredocIsClosed(markers: HeredocMarkers, marker: string, offset: number): boolean {
  const end = findMarkerLine(markers, marker, offset);
  if (end < 0) return false;
  const opener = new RegExp(`=[ \\t]*<<-?${marker}\\r?$`, 'm');
  if (!opener.test(markers.text.slice(offset, end))) return true;
  buildIndex(markers);
  return false;
}

/**
 * When the line that starts at `lineStart` holds only `marker`, the offset of the marker, else -1. HCL trims the line
 * with Unicode white space (scan_tokens.rl, heredocLiteralEOL). A marker that ends the file without a line break is
 * accepted here and reported by the parser.
 */
export function markerAt(text: string, marker: string, lineStart: number): number {
  let start = lineStart;
  let code = text.charCodeAt(start);
  while (code !== 10 && isSpace(code)) code = text.charCodeAt(++start);
  if (!text.startsWith(marker, start)) return -1;
  let end = start + marker.length;
  code = text.charCodeAt(end);
  while (code !== 10 && isSpace(code)) code = text.charCodeAt(++end);
  return end >= text.length || code === 10 ? start : -1;
}

function findMarkerLine(markers: HeredocMarkers, marker: string, offset: number): number {
  if (markers.index !== undefined) return firstAtOrBehind(markers.index.get(marker) ?? [], offset);
  const { text } = markers;
  for (let at = text.indexOf(marker, offset); at >= 0; at = text.indexOf(marker, at + 1)) {
    let lineStart = at;
    while (
      lineStart > offset &&
      text.charCodeAt(lineStart - 1) !== 10 &&
      isSpace(text.charCodeAt(lineStart - 1))
    ) {
      lineStart--;
    }
    const atLineStart = lineStart === offset || text.charCodeAt(lineStart - 1) === 10;
    if (atLineStart && markerAt(text, marker, lineStart) === at) return lineStart;
  }
  buildIndex(markers);
  return -1;
}

function buildIndex(markers: HeredocMarkers): void {
  if (markers.index !== undefined) return;
  const index = new Map<string, number[]>();
  const { text } = markers;
  let lineStart = 0;
  while (lineStart < text.length) {
    let lineEnd = text.indexOf('\n', lineStart);
    if (lineEnd < 0) lineEnd = text.length;
    // A marker is one identifier; a longer line with blanks inside is no marker.
    const line = text.slice(lineStart, lineEnd).trim();
    if (line !== '' && !/\s/.test(line)) {
      const offsets = index.get(line);
      if (offsets === undefined) index.set(line, [lineStart]);
      else offsets.push(lineStart);
    }
    lineStart = lineEnd + 1;
  }
  markers.index = index;
}

function firstAtOrBehind(offsets: readonly number[], offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return offsets[low] ?? -1;
}
