/** Small pieces of Markdown for hovers: text that cannot be mistaken for markup, links to places, tables. */

import { positionAt } from '../source/lineIndex';
import type { Location } from '../source/origin';

/**
 * Text of a user (names, addresses) as it is, whatever it contains. What is no markup where it stands is left alone, for
 * editors that show the text as it comes.
 */
export function escapeText(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\\`*[\]<>|~&]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^(?:[-+#]|\d+[.)])/, '\\$&');
}

/** Text as code; backquotes inside are kept by a longer fence, and the bar that would end a table's cell is escaped. */
export function code(text: string): string {
  const flat = text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
  if (!flat.includes('`')) return `\`${flat}\``;
  return `\`\` ${flat} \`\``;
}

/** Several lines of code. */
export function codeBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}terraform\n${text}\n${fence}`;
}

/**
 * A link that opens the place in the editor, with a tip to be shown over it; just the text where there is no place, or
 * none that a link could open (a document that was never saved).
 */
export function link(text: string, location: Location | undefined, tip = ''): string {
  if (!location?.file.uri.startsWith('file:')) return text;
  const { line, character } = positionAt(location.file.lines, location.span.start);
  const title = tip === '' ? '' : ` "${tip.replace(/[\\"]/g, '\\$&').replace(/\s+/g, ' ')}"`;
  // Parentheses would end the address; URIs may have them.
  const address = location.file.uri.replaceAll('(', '%28').replaceAll(')', '%29');
  return `[${text}](${address}#L${line + 1},${character + 1}${title})`;
}

/** A table; empty where it has no rows. Cells are Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `3 rules`, `1 rule`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
