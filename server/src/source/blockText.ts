/**
 * Blocks of arguments as text, formatted as `terraform fmt` does: equals signs and comments of neighbouring lines stand
 * below each other. What the arguments mean, and where the block goes, is for others.
 */

/** One argument with the comments that belong to it. */
export interface ArgumentText {
  readonly name: string;
  /** The expression; its further lines are indented as if the argument stood at the line's start. Line breaks are `\n`. */
  readonly value: string;
  /** Lines of comments above it, without indentation. */
  readonly above?: readonly string[];
  /** A comment behind it, on its last line. */
  readonly behind?: string | undefined;
}

/** A line of a body: an argument's one line, or any other text. */
export type BodyLine =
  | { readonly name: string; readonly value: string; readonly behind?: string | undefined }
  | { readonly text: string; readonly behind?: string | undefined };

/** `header { … }` with its sections separated by blank lines, and comments before its end. */
export function blockText(
  header: string,
  sections: readonly (readonly ArgumentText[])[],
  tail: readonly string[] = [],
): string {
  const lines: BodyLine[] = [];
  for (const section of sections.filter(({ length }) => length > 0)) {
    if (lines.length > 0) lines.push({ text: '' });
    lines.push(...section.flatMap(linesOf));
  }
  lines.push(...tail.map((text) => ({ text })));
  const body = alignedLines(lines).map((line) => (line === '' ? '' : `  ${line}`));
  return [`${header} {`, ...body, '}'].join('\n');
}

/**
 * Neighbouring lines with their equals signs below each other, and their comments (https://developer.hashicorp.com/terraform/language/style).
 * An expression of several lines takes no part: only its last line may have a comment.
 */
export function alignedLines(lines: readonly BodyLine[]): readonly string[] {
  const texts = lines.map((line) => ('text' in line ? line.text : ''));
  for (const [start, end] of runs(lines, (line) => 'name' in line)) {
    const run = lines.slice(start, end).flatMap((line) => ('name' in line ? [line] : []));
    const width = Math.max(...run.map(({ name }) => name.length));
    run.forEach(({ name, value }, index) => {
      texts[start + index] = `${name.padEnd(width)} = ${value}`;
    });
  }
  for (const [start, end] of runs(lines, ({ behind }) => behind !== undefined)) {
    const width = Math.max(...texts.slice(start, end).map(({ length }) => length));
    for (let index = start; index < end; index++) {
      texts[index] = `${(texts[index] ?? '').padEnd(width)} ${lines[index]?.behind ?? ''}`;
    }
  }
  return texts;
}

function linesOf({ name, value, above = [], behind }: ArgumentText): BodyLine[] {
  const comments = above.map((text) => ({ text }));
  const [first = '', ...further] = value.split('\n');
  if (further.length === 0) return [...comments, { name, value, behind }];
  const texts = [`${name} = ${first}`, ...further];
  return [
    ...comments,
    ...texts.map((text, index) => (index < texts.length - 1 ? { text } : { text, behind })),
  ];
}

function* runs(lines: readonly BodyLine[], belongs: (line: BodyLine) => boolean): Iterable<[number, number]> {
  for (let start = 0; start < lines.length; start++) {
    let end = start;
    for (let line = lines[end]; line !== undefined && belongs(line); line = lines[++end]);
    if (end > start) yield [start, end];
    start = end;
  }
}
