/**
 * Reads the networks of a Markdown file. A case is a heading with prose, a block `hcl` and one or more blocks
 * `question`:
 *
 *     ask: aws_instance.api -> aws_db_instance.main tcp/5432
 *     answer: unreachable
 *     step: source-acl
 *     names: aws_network_acl.app
 *     source: https://docs.aws.amazon.com/…
 *
 * `step` is the step of the first blocker and `names` the resource that one of the blockers points at; both may be left
 * out. A block `hcl shared` under the file's title, or under the heading of a chapter, belongs to every case beneath.
 * Files begin with `#- /path`; a case's own file replaces the shared one of the same path.
 */
import { scanFences, type Fence } from '../../fixtures/markdown';

export interface NetworkCase {
  readonly name: string;
  /** 0-based line of the block. */
  readonly line: number;
  /** Texts by path without the leading slash. */
  readonly files: ReadonlyMap<string, string>;
  readonly questions: readonly Question[];
}

export interface Question {
  readonly ask: string;
  readonly answer: 'reachable' | 'possibly-reachable' | 'unreachable';
  readonly step: string | undefined;
  readonly names: string | undefined;
}

const ANSWERS = ['reachable', 'possibly-reachable', 'unreachable'] as const;
const FIELDS = ['ask', 'answer', 'step', 'names', 'source'];

/** Throws where a case is malformed, has no question, or a question cites no source. */
export function readNetworkCases(markdown: string): readonly NetworkCase[] {
  const fences = scanFences(markdown);
  const shared = fences.filter(({ info }) => info[0] === 'hcl' && info[1] === 'shared');
  return fences
    .filter(({ info }) => info[0] === 'hcl' && info[1] === undefined)
    .map((fence) => {
      const name = fence.headings.at(-1) ?? '';
      const files = new Map<string, string>();
      for (const each of [...shared.filter((other) => isAbove(other, fence)), fence]) {
        for (const [path, text] of readFiles(each.content)) files.set(path, text);
      }
      const questions = fences
        .filter(({ info, headings }) => info[0] === 'question' && sameHeadings(headings, fence.headings))
        .map(({ content }) => readQuestion(content, name));
      if (questions.length === 0) throw new Error(`${name}: no question`);
      return { name, line: fence.line, files, questions };
    });
}

function isAbove({ headings }: Fence, below: Fence): boolean {
  return headings.every((heading, index) => below.headings[index] === heading);
}

function sameHeadings(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}

function readFiles(content: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  let path = 'main.tf';
  for (const line of content.split(/(?<=\n)/)) {
    const header = /^#- \/(?<path>\S+)$/.exec(line.trimEnd())?.groups?.path;
    if (header !== undefined) path = header;
    else files.set(path, (files.get(path) ?? '') + line);
  }
  return files;
}

function readQuestion(content: string, name: string): Question {
  const fields = new Map<string, string>();
  for (const line of content.split('\n')) {
    const { key, value } = /^(?<key>\w+): (?<value>.*)$/.exec(line)?.groups ?? {};
    if (key === undefined || value === undefined) continue;
    if (!FIELDS.includes(key)) throw new Error(`${name}: no field ${key}`);
    fields.set(key, value.trim());
  }
  const ask = fields.get('ask') ?? '';
  const answer = ANSWERS.find((each) => each === fields.get('answer'));
  if (ask === '' || answer === undefined) throw new Error(`${name}: no question or no answer`);
  if (fields.get('source')?.startsWith('https://') !== true) throw new Error(`${name}: no source`);
  return { ask, answer, step: fields.get('step'), names: fields.get('names') };
}
