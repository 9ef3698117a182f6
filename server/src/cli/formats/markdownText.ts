/** Markdown as a terminal shows it: headings, lists, tables and code. It knows what the pages of the checks use. */

import type { Colours } from '../terminal';
import { wrapText } from '../wrap';

export function markdownText(markdown: string, colours: Colours, columns: number): string {
  const lines: string[] = [];
  let fence: string | undefined;
  let prose: string[] = [];
  const flush = (): void => {
    if (prose.length > 0) {
      lines.push(...wrapText(plainInline(prose.join(' ')), columns).map((line) => inline(line, colours)));
    }
    prose = [];
  };
  for (const line of markdown.split(/\r?\n/)) {
    const marker = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (marker?.startsWith(fence) === true) fence = undefined;
      else lines.push(`    ${codeLine(line, colours)}`.trimEnd());
      continue;
    }
    if (marker !== undefined) {
      flush();
      fence = marker;
      continue;
    }
    const heading = /^(#+) (.*)$/.exec(line);
    const item = /^(\s*)(?:[-*]|\d+\.) (.*)$/.exec(line);
    if (heading !== null) {
      flush();
      const text = plainInline(heading[2] ?? '');
      lines.push(heading[1] === '#' ? colours.bold(colours.underline(text)) : colours.bold(text));
    } else if (item !== null) {
      flush();
      const indent = `${item[1] ?? ''}  `;
      const [first = '', ...rest] = wrapText(plainInline(item[2] ?? ''), columns - indent.length - 2);
      lines.push(
        `${indent}• ${inline(first, colours)}`,
        ...rest.map((each) => `${indent}  ${inline(each, colours)}`),
      );
    } else if (line.startsWith('|')) {
      flush();
      if (!/^[|\s:-]+$/.test(line)) lines.push(`  ${inline(plainInline(line), colours)}`);
    } else if (line.trim() === '') {
      flush();
      if (lines.at(-1) !== '') lines.push('');
    } else prose.push(line.trim());
  }
  flush();
  return `${lines.join('\n').trim()}\n`;
}

/** Links become their text. */
function plainInline(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('\\|', '|');
}

function inline(text: string, colours: Colours): string {
  return text
    .replace(/`([^`]+)`/g, (_, code: string) => colours.cyan(code))
    .replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => colours.bold(strong));
}

function codeLine(line: string, colours: Colours): string {
  return /^\s*(#|\/\/)/.test(line) ? colours.dim(line) : line;
}
