/**
 * Reads what one file declares from its tree. It evaluates nothing and knows no resource type; what a whole module
 * declares is readModule's.
 */

import type { DocumentUri } from '../source/documentUri';
import type { Anchor } from '../source/origin';
import { plainText } from '../syntax/statics';
import type { Argument, Block, BodyItem, Expression, Name, SyntaxTree } from '../syntax/tree';
import type { ResourceMode } from './address';
import type {
  Declaration,
  DeclarationProblem,
  LocalDeclaration,
  ModuleCallDeclaration,
  ResourceDeclaration,
  VariableDeclaration,
} from './declarations';

export interface FileDeclarations {
  readonly uri: DocumentUri;
  /** In file order. */
  readonly declarations: readonly Declaration[];
  /** Blocks without the names they need, and what cannot stand at the top of a file. */
  readonly problems: readonly DeclarationProblem[];
}

/** Arguments that mean the same in every resource, and are not the provider's. */
export const resourceMetaArguments: ReadonlySet<string> = new Set([
  'count',
  'for_each',
  'provider',
  'depends_on',
]);

/** Arguments of a module call that are not inputs of the called module. */
const moduleMetaArguments: ReadonlySet<string> = new Set([
  'source',
  'version',
  'count',
  'for_each',
  'providers',
  'depends_on',
]);

/** What a top-level item declares, where it is not one thing. */
interface ItemDeclarations {
  readonly kind: 'several';
  readonly declarations: readonly Declaration[];
  readonly problems: readonly DeclarationProblem[];
}

const byAnchor = new WeakMap<Anchor, Declaration | ItemDeclarations>();

/** Declarations of a file. A top-level block that did not change yields the same objects as before. */
export function readDeclarations(tree: SyntaxTree): FileDeclarations {
  const declarations: Declaration[] = [];
  const problems: DeclarationProblem[] = [];
  for (const item of tree.items) {
    // An anchor that is kept has its node as before.
    let own = byAnchor.get(item.anchor);
    if (own === undefined) {
      own = readItem(item.node, item.anchor);
      byAnchor.set(item.anchor, own);
    }
    if (own.kind === 'several') {
      declarations.push(...own.declarations);
      problems.push(...own.problems);
    } else {
      declarations.push(own);
    }
  }
  return { uri: tree.file.uri, declarations: declarations.slice(), problems };
}

function readItem(node: BodyItem, anchor: Anchor): Declaration | ItemDeclarations {
  if (node.kind === 'argument') {
    const message = `An argument cannot stand at the top of a configuration file: "${node.name.text}" belongs into a block, or into a .tfvars file.`;
    const problem = {
      code: 'argument-outside-block',
      message,
      anchor,
      span: node.name.span,
      related: undefined,
    };
    return { kind: 'several', declarations: [], problems: [problem] };
  }
  if (node.word === 'locals') {
    return { kind: 'several', declarations: readLocals(node, anchor), problems: [] };
  }
  return (
    readBlock(node, anchor) ?? {
      kind: 'several',
      declarations: [],
      problems: [missingName(node, anchor)],
    }
  );
}

/** Each argument of a `locals` block is a declaration. */
function readLocals(block: Block, anchor: Anchor): LocalDeclaration[] {
  const locals: LocalDeclaration[] = [];
  for (const item of block.body.items) {
    if (item.kind !== 'argument') continue;
    const { text, span } = item.name;
    locals.push({ kind: 'local', anchor, name: text, nameSpan: span, argument: item });
  }
  return locals.slice();
}

/** The declaration of a block other than `locals`; undefined when it has not the labels that its type needs. */
export function readBlock(block: Block, anchor: Anchor): Declaration | undefined {
  const [first, second] = block.labels;
  switch (block.word) {
    case 'variable':
      return first && readVariable(block, anchor, first);
    case 'output':
      return (
        first && {
          kind: 'output',
          anchor,
          name: first.text,
          nameSpan: first.span,
          block,
          value: valueOf(block, 'value'),
          sensitive: isTrue(valueOf(block, 'sensitive')),
        }
      );
    case 'resource':
      return first && second && readResource('managed', block, anchor, first, second);
    case 'data':
      return first && second && readResource('data', block, anchor, first, second);
    case 'ephemeral':
      return first && second && readResource('ephemeral', block, anchor, first, second);
    case 'module':
      return first && readModuleCall(block, anchor, first);
    case 'provider':
      return (
        first && {
          kind: 'provider',
          anchor,
          name: first.text,
          nameSpan: first.span,
          alias: literal(valueOf(block, 'alias')),
          block,
        }
      );
    default:
      return { kind: 'other', anchor, block };
  }
}

function readVariable(block: Block, anchor: Anchor, name: Name): VariableDeclaration {
  return {
    kind: 'variable',
    anchor,
    name: name.text,
    nameSpan: name.span,
    block,
    type: valueOf(block, 'type'),
    default: valueOf(block, 'default'),
    nullable: !isFalse(valueOf(block, 'nullable')),
    sensitive: isTrue(valueOf(block, 'sensitive')),
    ephemeral: isTrue(valueOf(block, 'ephemeral')),
  };
}

function readResource(
  mode: ResourceMode,
  block: Block,
  anchor: Anchor,
  type: Name,
  name: Name,
): ResourceDeclaration {
  return {
    kind: 'resource',
    anchor,
    name: name.text,
    nameSpan: name.span,
    mode,
    type: type.text,
    typeSpan: type.span,
    block,
    count: argumentOf(block, 'count'),
    forEach: argumentOf(block, 'for_each'),
    provider: argumentOf(block, 'provider'),
    lifecycle: block.body.items.find(
      (item): item is Block => item.kind === 'block' && item.word === 'lifecycle',
    ),
  };
}

function readModuleCall(block: Block, anchor: Anchor, name: Name): ModuleCallDeclaration {
  const inputs = new Map<string, Argument>();
  for (const item of block.body.items) {
    if (item.kind !== 'argument' || moduleMetaArguments.has(item.word)) continue;
    if (!inputs.has(item.word)) inputs.set(item.word, item);
  }
  return {
    kind: 'module',
    anchor,
    name: name.text,
    nameSpan: name.span,
    block,
    source: literal(valueOf(block, 'source')),
    sourceArgument: argumentOf(block, 'source'),
    version: literal(valueOf(block, 'version')),
    count: argumentOf(block, 'count'),
    forEach: argumentOf(block, 'for_each'),
    inputs,
  };
}

/** The first argument of that name directly in the block. */
export function argumentOf(block: Block, name: string): Argument | undefined {
  for (const item of block.body.items) {
    if (item.kind === 'argument' && item.word === name) return item;
  }
  return undefined;
}

function valueOf(block: Block, name: string): Expression | undefined {
  const value = argumentOf(block, name)?.value;
  return value?.kind === 'missing' ? undefined : value;
}

function literal(expression: Expression | undefined): string | undefined {
  return expression === undefined ? undefined : plainText(expression);
}

function isTrue(expression: Expression | undefined): boolean {
  return expression?.kind === 'literal' && expression.type === 'boolean' && expression.value;
}

function isFalse(expression: Expression | undefined): boolean {
  return expression?.kind === 'literal' && expression.type === 'boolean' && !expression.value;
}

function missingName(block: Block, anchor: Anchor): DeclarationProblem {
  const type = block.word;
  const needed =
    type === 'resource' || type === 'data' || type === 'ephemeral' ? 'a type and a name' : 'a name';
  return {
    code: 'missing-name',
    message: `A ${type} block needs ${needed} in quotes before its opening brace.`,
    anchor,
    span: block.type.span,
    related: undefined,
  };
}
