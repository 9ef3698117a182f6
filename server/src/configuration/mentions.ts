/** What a block's text mentions, without evaluating it: names of arguments, and resources that its expressions refer to. */

import { walkExpressions } from '../syntax/nodes';
import { traversalOf, type StaticTraversal } from '../syntax/statics';
import type { Block } from '../syntax/tree';
import type { InstanceKey, ResourceMode } from './address';

export interface Mentions {
  /** At any depth, each once. */
  readonly argumentNames: readonly string[];
  /** In the order of the text, repeated ones too. */
  readonly resources: readonly MentionedResource[];
}

/** `aws_vpc.main`, `data.aws_vpc.main["a"].id`: what can be a resource by its form. A computed key is left out. */
export interface MentionedResource {
  readonly mode: ResourceMode;
  readonly type: string;
  readonly name: string;
  readonly key: InstanceKey | undefined;
}

const known = new WeakMap<Block, Mentions>();

/** Read once per block. */
export function mentionsIn(block: Block): Mentions {
  let mentions = known.get(block);
  if (mentions === undefined) {
    const names = new Set<string>();
    collectNames(block, names);
    mentions = { argumentNames: [...names], resources: resourcesIn(block) };
    known.set(block, mentions);
  }
  return mentions;
}

function collectNames(block: Block, names: Set<string>): void {
  for (const item of block.body.items) {
    if (item.kind === 'argument') names.add(item.word);
    else collectNames(item, names);
  }
}

function resourcesIn(block: Block): readonly MentionedResource[] {
  const resources: MentionedResource[] = [];
  walkExpressions(block, (expression) => {
    const traversal = traversalOf(expression);
    // A computed key ends what is static; the reference before it is visited next.
    if (traversal === undefined) return undefined;
    const resource = resourceOf(traversal);
    if (resource !== undefined) resources.push(resource);
    return false;
  });
  return resources;
}

/** Roots that are no resource types. */
const otherRoots: ReadonlySet<string> = new Set([
  'var',
  'local',
  'module',
  'each',
  'count',
  'self',
  'path',
  'terraform',
]);

function resourceOf({ root, steps }: StaticTraversal): MentionedResource | undefined {
  if (otherRoots.has(root.text)) return undefined;
  // `resource.aws_vpc.main` is the long way to write `aws_vpc.main`.
  const [next, ...rest] = steps;
  if (root.text === 'resource' && next?.kind === 'attribute') {
    return resourceOf({ root: next.name, steps: rest });
  }
  const mode: ResourceMode = root.text === 'data' || root.text === 'ephemeral' ? root.text : 'managed';
  const first = mode === 'managed' ? 0 : 1;
  const type = mode === 'managed' ? root.text : nameAt(steps, 0);
  const name = nameAt(steps, first);
  if (type === undefined || name === undefined) return undefined;
  const index = steps[first + 1];
  if (index?.kind !== 'index') return { mode, type, name, key: undefined };
  return { mode, type, name, key: index.keyType === 'number' ? Number(index.key) : index.key };
}

function nameAt(steps: StaticTraversal['steps'], index: number): string | undefined {
  const step = steps[index];
  return step?.kind === 'attribute' ? step.name.text : undefined;
}
