/**
 * What a Terragrunt file declares, before anything is evaluated: its locals, includes, dependencies and what it passes
 * on. It reads no other file; what includes lead to and how they are merged is evaluation's.
 */

import type { Anchor } from '../source/origin';
import type { Argument, Block, SyntaxTree } from '../syntax/tree';

/** A block of the top level, with the anchor that its spans are relative to. */
export interface TerragruntBlock {
  readonly block: Block;
  readonly anchor: Anchor;
}

/** An argument of the top level, or of a `locals` block. */
export interface TerragruntArgument {
  readonly argument: Argument;
  readonly anchor: Anchor;
}

export interface TerragruntFile {
  /** By name; the first of a name wins. */
  readonly locals: ReadonlyMap<string, TerragruntArgument>;
  /** In file order, those without a label too. */
  readonly includes: readonly TerragruntBlock[];
  /** By label. */
  readonly dependencies: ReadonlyMap<string, TerragruntBlock>;
  /** By label. */
  readonly features: ReadonlyMap<string, TerragruntBlock>;
  readonly generates: ReadonlyMap<string, TerragruntBlock>;
  readonly terraform: TerragruntBlock | undefined;
  /** `inputs`, `iam_role` and all others, by name. */
  readonly arguments: ReadonlyMap<string, TerragruntArgument>;
  /** Blocks without a label that are none of the above: `remote_state`, `exclude`, `dependencies`. By type. */
  readonly others: ReadonlyMap<string, TerragruntBlock>;
}

const byTree = new WeakMap<SyntaxTree, TerragruntFile>();

/** The declarations of a file; made once per tree. */
export function readTerragruntFile(tree: SyntaxTree): TerragruntFile {
  let file = byTree.get(tree);
  if (file === undefined) byTree.set(tree, (file = read(tree)));
  return file;
}

function read(tree: SyntaxTree): TerragruntFile {
  const locals = new Map<string, TerragruntArgument>();
  const includes: TerragruntBlock[] = [];
  const labelled = {
    dependency: new Map<string, TerragruntBlock>(),
    feature: new Map<string, TerragruntBlock>(),
    generate: new Map<string, TerragruntBlock>(),
  };
  const others = new Map<string, TerragruntBlock>();
  const topArguments = new Map<string, TerragruntArgument>();
  for (const { node, anchor } of tree.items) {
    if (node.kind === 'argument') {
      putFirst(topArguments, node.name.text, { argument: node, anchor });
      continue;
    }
    const type = node.word;
    const label = node.labels[0]?.text;
    if (type === 'locals') {
      for (const item of node.body.items) {
        if (item.kind === 'argument') putFirst(locals, item.word, { argument: item, anchor });
      }
    } else if (type === 'include') includes.push({ block: node, anchor });
    else if (type === 'dependency' || type === 'feature' || type === 'generate') {
      if (label !== undefined) putFirst(labelled[type], label, { block: node, anchor });
    } else if (label === undefined) putFirst(others, type, { block: node, anchor });
  }
  return {
    locals,
    includes,
    dependencies: labelled.dependency,
    features: labelled.feature,
    generates: labelled.generate,
    terraform: others.get('terraform'),
    arguments: topArguments,
    others,
  };
}

function putFirst<T>(map: Map<string, T>, name: string, value: T): void {
  if (!map.has(name)) map.set(name, value);
}

/** Of a file that is not there. */
export const emptyTerragruntFile: TerragruntFile = {
  locals: new Map(),
  includes: [],
  dependencies: new Map(),
  features: new Map(),
  generates: new Map(),
  terraform: undefined,
  arguments: new Map(),
  others: new Map(),
};
