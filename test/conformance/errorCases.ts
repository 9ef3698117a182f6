/**
 * Reads the fixtures of errors: Markdown files with a module under each heading. A block of `hcl` holds its files, with
 * `#- name` lines before each where there are several; in a block of `expressions`, each line is the value of an output
 * of its own. Nothing is judged here.
 */

export interface ErrorCase {
  readonly name: string;
  /** Texts by name. */
  readonly files: ReadonlyMap<string, string>;
}

/** Where Terraform has an error: line and column count from 1, the column in characters. With no file, it does not say. */
export interface RecordedError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly summary: string;
}

/** The file that the lines of a block of `expressions` become. */
const outputsFile = 'outputs.tf';

export function readErrorCases(markdown: string): ErrorCase[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const name = section.slice(0, section.indexOf('\n')).trim();
      const files = new Map<string, string>();
      for (const { groups } of section.matchAll(/^```(?<kind>hcl|expressions)\n(?<text>.*?)^```$/gms)) {
        const { kind, text = '' } = groups ?? {};
        if (kind === 'expressions') files.set(outputsFile, outputs(text));
        else for (const [file, content] of splitFiles(text)) files.set(file, content);
      }
      return { name, files };
    });
}

/** An output for each line, on the same line. */
function outputs(text: string): string {
  const lines = text.trimEnd().split('\n');
  return lines.map((line, index) => `output "line_${index + 1}" { value = ${line} }\n`).join('');
}

function splitFiles(text: string): [string, string][] {
  if (!text.startsWith('#- ')) return [['main.tf', text]];
  return text
    .split(/^#- /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end).trim(), part.slice(end + 1)];
    });
}
