import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Workspace } from './workspace';
import { createWorkspace } from './workspace';

/** Any of a few local values and resources, each of which may refer to any other, declared or not. */
const names = ['local.a', 'local.b', 'aws_vpc.c', 'aws_vpc.d', 'aws_vpc.e'];

const block = fc
  .tuple(
    fc.constantFrom(...names),
    fc.subarray([...names, 'var.f', 'module.g.id', 'aws_vpc.bb'], { maxLength: 2 }),
  )
  .map(([name, targets]) => {
    const [kind = '', own = ''] = name.split('.');
    const value = `[${targets.join(', ')}]`;
    return kind === 'local'
      ? `locals {\n  ${own} = ${value}\n}`
      : `resource "aws_vpc" "${own}" {\n  tags = ${value}\n}`;
  });

const others = ['variable "f" {}', 'module "g" {\n  source = "./g"\n}', 'output "h" {\n  value = local.a\n}'];

const anyBlock = fc.oneof({ weight: 4, arbitrary: block }, fc.constantFrom(...others));

/** A file, and then one block after the other replaced, taken away or added. */
const versions = fc
  .tuple(
    fc.array(anyBlock, { minLength: 3, maxLength: 7 }),
    fc.array(fc.tuple(fc.nat(6), fc.nat(1), fc.array(anyBlock, { maxLength: 1 })), { maxLength: 6 }),
  )
  .map(([first, edits]) =>
    edits.reduce<readonly (readonly string[])[]>(
      (all, [at, removed, added]) => [...all, (all.at(-1) ?? []).toSpliced(at, removed, ...added)],
      [first],
    ),
  );

function problems(workspace: Workspace, root = workspace.root()): string[] {
  return root.problems().map(({ code, message, origin }) => `${code} ${workspace.at(origin)} ${message}`);
}

describe('names and circles after edits', () => {
  it('are said as of a module that was never edited', () => {
    fc.assert(
      fc.property(versions, (texts) => {
        const module = '#- /g/main.tf\noutput "id" {\n  value = 1\n}\n';
        const textOf = (blocks: readonly string[]): string => blocks.join('\n\n');
        const open = (text: string): Workspace => createWorkspace(`#- /main.tf\n${text}\n${module}`);
        const edited = open(textOf(texts[0] ?? []));
        const root = edited.root();
        for (const blocks of texts) {
          const text = `${textOf(blocks)}\n`;
          edited.edit('/main.tf', text);
          assert.deepEqual(problems(edited, root), problems(open(text)));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('are said when an edit closes a circle, and not once it is open again', () => {
    const text = (target: string): string =>
      `resource "aws_vpc" "a" {\n  tags = aws_vpc.b.tags\n}\nresource "aws_vpc" "b" {\n  tags = ${target}\n}\n`;
    const workspace = createWorkspace(`#- /main.tf\n${text('null')}`);
    const root = workspace.root();
    assert.deepEqual(problems(workspace, root), []);
    workspace.edit('/main.tf', text('aws_vpc.a.tags'));
    assert.match(
      problems(workspace, root).join('\n'),
      /^dependency-cycle \S+ aws_vpc\.a → aws_vpc\.b → aws_vpc\.a/,
    );
    workspace.edit('/main.tf', text('null'));
    assert.deepEqual(problems(workspace, root), []);
  });
});
