/** Small pieces of Markdown for hovers: text that cannot be mistaken for markup, links to places, tables. */

import { positionAt } from '../source/lineIndex';
import type { Location } from '../source/origin';

/** Text of a user (names, addresses) as it is, whatever it contains. */
export function escapeText(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+!|~-]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}

/** Text as code; backquotes inside are kept by a longer fence, and the bar that would end a table's cell is escaped. */
export function code(text: string): string {
  const flat = text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
  if (!flat.includes('`')) return `\`${flat}\``;
  return `\`\` ${flat} \`\``;
}

/** A link that opens the place in the editor; just the text where there is no place. */
export function link(text: string, location: Location | undefined): string {
  if (location === undefined) return text;
  const { line, character } = positionAt(location.file.lines, location.span.start);
  return `[${text}](${location.file.uri}#L${line + 1},${character + 1})`;
}

/** A table; empty where it has no rows. Cells are Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
