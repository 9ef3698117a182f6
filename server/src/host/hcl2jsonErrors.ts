/**
 * Reads the error text of hcl2json. Its positions stand only inside the message: lines from 1, columns from 1 in
 * grapheme clusters (hcl.Pos). This is the one place that knows that notation.
 */

import { createLineIndex, positionAt, type Range } from '../source/lineIndex';

/** One thing Terraform's parser says, in its own words. */
export interface VerdictProblem {
  readonly range: Range;
  readonly message: { readonly summary: string; readonly detail: string };
}

/** Stands for the file in messages; no text of a user looks like it by accident. */
export const sentinel = '<sg-lens:checked-file>';

/**
 * The problems in an error of hcl2json about `text`. Errors that are not about the text's syntax (it cannot convert some
 * valid files, and says so with "Unable to convert Block to JSON") give none.
 */
export function readHcl2jsonError(error: string, text: string): VerdictProblem[] {
  const list = /^parse config: \[([^]*)\]$/.exec(error)?.[1];
  if (list === undefined) return [];
  const heads = [...list.matchAll(/(?:^| )<sg-lens:checked-file>:(\d+),(\d+)-(?:(\d+),)?(\d+): /g)];
  const lines = hclLines(text);
  const index = createLineIndex(text);
  return heads.map((head, i) => {
    const message = list.slice(head.index + head[0].length, heads[i + 1]?.index);
    const startLine = Number(head[1]);
    const start = offsetOf(text, lines, startLine, Number(head[2]));
    const end = offsetOf(text, lines, head[3] === undefined ? startLine : Number(head[3]), Number(head[4]));
    return {
      range: { start: positionAt(index, start), end: positionAt(index, Math.max(start, end)) },
      message: splitMessage(message),
    };
  });
}

/** `Summary; Detail`, with places inside the file named by their line. */
function splitMessage(message: string): VerdictProblem['message'] {
  const readable = message.replace(/<sg-lens:checked-file>:(\d+),\d+-(?:\d+,)?\d+/g, 'line $1').trim();
  const separator = readable.indexOf('; ');
  if (separator < 0) return { summary: readable, detail: '' };
  return { summary: readable.slice(0, separator), detail: readable.slice(separator + 2) };
}

/** Offsets of line starts as HCL counts lines: only `\n` and `\r\n` break them, and a byte order mark is not there. */
function hclLines(text: string): number[] {
  const lines = [text.charCodeAt(0) === 0xfeff ? 1 : 0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  return lines;
}

function offsetOf(text: string, lines: readonly number[], line: number, column: number): number {
  const start = lines[line - 1];
  if (start === undefined) return text.length;
  const next = lines[line];
  const lineText = text.slice(start, next);
  let left = column - 1;
  for (const { index } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(lineText)) {
    if (left === 0) return start + index;
    left--;
  }
  return start + lineText.length;
}
