/**
 * What Terraform refuses in declarations as such, whatever the values are: names, labels, types, defaults. Blocks of
 * types that are not known are left alone: a newer Terraform may know them.
 */

import type { Declaration, ModuleDeclarations } from '../configuration/declarations';
import { anchorOfItem } from '../configuration/declarations';
import type { Origin } from '../source/origin';
import { originOf } from '../syntax/tree';
import { declarationMistakes } from './variables';

export interface DeclarationMistake {
  readonly message: string;
  readonly origin: Origin;
  readonly related?: { readonly origin: Origin; readonly message: string };
}

/** All of a module. */
export function mistakesOfDeclarations(module: ModuleDeclarations): DeclarationMistake[] {
  const mistakes: DeclarationMistake[] = module.problems.map(({ message, anchor, span, related }) => ({
    message,
    origin: originOf(anchor, span),
    ...(related === undefined
      ? {}
      : { related: { origin: originOf(related.anchor, related.span), message: related.message } }),
  }));
  const declarations: Iterable<Declaration>[] = [
    module.variables.values(),
    module.locals.values(),
    module.outputs.values(),
    module.resources.values(),
    module.moduleCalls.values(),
    module.others,
  ];
  for (const list of declarations) for (const each of list) mistakes.push(...mistakesOf(each));
  return mistakes;
}

const noMistakes: readonly DeclarationMistake[] = [];

const known = new WeakMap<Declaration, readonly DeclarationMistake[]>();

function mistakesOf(declaration: Declaration): readonly DeclarationMistake[] {
  let mistakes = known.get(declaration);
  if (mistakes === undefined) {
    mistakes = [...nameMistakes(declaration), ...labelMistakes(declaration), ...ownMistakes(declaration)];
    if (mistakes.length === 0) mistakes = noMistakes;
    known.set(declaration, mistakes);
  }
  return mistakes;
}

// hclsyntax.ValidIdentifier: what may start an identifier in Unicode, then also digits and dashes.
const identifier = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/** Names that a module call has arguments of its own for. */
const reservedVariables: ReadonlySet<string> = new Set([
  'source',
  'version',
  'providers',
  'count',
  'for_each',
  'lifecycle',
  'depends_on',
  'locals',
]);

function nameMistakes(declaration: Declaration): DeclarationMistake[] {
  if (declaration.kind === 'other' || declaration.kind === 'provider') return [];
  const { name, kind } = declaration;
  const origin = originOf(declaration.anchor, declaration.nameSpan);
  // A name that is still to be typed is no mistake yet.
  if (name === '') return [];
  if (!identifier.test(name)) {
    const rule =
      'A name begins with a letter or underscore, and has letters, digits, underscores and dashes only.';
    return [{ message: `"${name}" is no name for a ${kind}. ${rule}`, origin }];
  }
  if (kind === 'variable' && reservedVariables.has(name)) {
    const message = `No variable can be named "${name}": in the call of a module that argument has a meaning of its own. Rename it.`;
    return [{ message, origin }];
  }
  return [];
}

const labelCounts: ReadonlyMap<string, number> = new Map([
  ['variable', 1],
  ['output', 1],
  ['module', 1],
  ['resource', 2],
  ['data', 2],
  ['ephemeral', 2],
  ['terraform', 0],
]);

function labelMistakes(declaration: Declaration): DeclarationMistake[] {
  if (declaration.kind === 'local') return [];
  const { type, labels } = declaration.block;
  const wanted = labelCounts.get(type.text);
  const extra = wanted === undefined ? undefined : labels[wanted];
  if (extra === undefined) return [];
  const message = `A ${type.text} block has ${wanted === 0 ? 'no labels' : wanted === 1 ? 'one label' : 'two labels'}. Remove this one.`;
  return [{ message, origin: originOf(declaration.anchor, extra.span) }];
}

function ownMistakes(declaration: Declaration): readonly DeclarationMistake[] {
  switch (declaration.kind) {
    case 'variable':
      return declarationMistakes(declaration);
    case 'resource':
    case 'module': {
      const { count, forEach } = declaration;
      if (count === undefined || forEach === undefined) return [];
      const message = 'A block has either count or for_each, not both. Remove one of them.';
      return [{ message, origin: originOf(anchorOfItem(declaration, forEach), forEach.name.span) }];
    }
    default:
      return [];
  }
}
