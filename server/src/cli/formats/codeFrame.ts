/** The lines of a file around a range, with marks under it, as compilers show them. */

import type { Range } from '../../source/lineIndex';
import type { Colours } from '../terminal';
import { printable } from '../terminal';

const tabWidth = 4;

/**
 * The lines of the range and one before and after it, numbered from 1; of a long range the first three lines. `paint`
 * colours the marks. Lines are cut to `width` characters.
 */
export function codeFrame(
  text: string,
  range: Range,
  colours: Colours,
  paint: (text: string) => string,
  width: number,
): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const first = Math.max(0, Math.min(range.start.line, lines.length - 1));
  const last = Math.min(range.end.line, first + 2, lines.length - 1);
  const from = isBlank(lines[first - 1]) ? first : first - 1;
  const to = last < range.end.line || isBlank(lines[last + 1]) ? last : last + 1;
  const gutter = String(to + 1).length;
  const room = Math.max(20, width - gutter - 4);
  const frame: string[] = [];
  for (let number = from; number <= to; number++) {
    const line = lines[number] ?? '';
    const shown = cut(expand(line), room);
    const isMarked = number >= first && number <= last;
    const label = String(number + 1).padStart(gutter);
    frame.push(`${isMarked ? paint(label) : colours.dim(label)} ${colours.dim('│')} ${shown}`.trimEnd());
    if (!isMarked) continue;
    const start = number === range.start.line ? range.start.character : line.length - line.trimStart().length;
    const end = number === range.end.line ? range.end.character : line.trimEnd().length;
    const column = expand(line.slice(0, start)).length;
    if (column >= room) continue;
    const marks = '^'.repeat(Math.max(1, Math.min(expand(line.slice(0, end)).length, room) - column));
    frame.push(`${' '.repeat(gutter)} ${colours.dim('│')} ${' '.repeat(column)}${paint(marks)}`);
  }
  if (last < range.end.line) frame.push(`${' '.repeat(gutter)} ${colours.dim('│ …')}`);
  return frame;
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

function expand(line: string): string {
  return printable(line).replaceAll('\t', ' '.repeat(tabWidth));
}

function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}
