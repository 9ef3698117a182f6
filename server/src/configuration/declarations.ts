/**
 * What a module declares, before anything is evaluated: names, expressions and where they stand.
 *
 * A declaration made from an unchanged top-level block is the same object as before (it is cached by the block's
 * node), so that "did this declaration change?" is a comparison of references.
 */

import type { Anchor } from '../source/origin';
import type { DocumentUri } from '../source/documentUri';
import type { Argument, Block, BodyItem, Expression } from '../syntax/tree';
import type { Span } from '../source/span';
import type { ResourceMode } from './address';

interface Declared {
  /** The file of the declaration is `anchor.uri`; spans of its nodes are relative to this anchor. */
  readonly anchor: Anchor;
  readonly name: string;
  /** Span of the name itself (label or argument name). */
  readonly nameSpan: Span;
  /**
   * Items of `block` (at any depth) that come from an override file, with the anchor that their spans are relative
   * to; absent where no override file touches the declaration. `anchorOfItem` looks it up.
   */
  readonly overridden?: ReadonlyMap<BodyItem, Anchor>;
}

export interface VariableDeclaration extends Declared {
  readonly kind: 'variable';
  readonly block: Block;
  readonly type: Expression | undefined;
  readonly default: Expression | undefined;
  /** False only where the block says `nullable = false`. */
  readonly nullable: boolean;
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
}

export interface LocalDeclaration extends Declared {
  readonly kind: 'local';
  readonly argument: Argument;
}

export interface OutputDeclaration extends Declared {
  readonly kind: 'output';
  readonly block: Block;
  readonly value: Expression | undefined;
  readonly sensitive: boolean;
}

export interface ResourceDeclaration extends Declared {
  readonly kind: 'resource';
  readonly mode: ResourceMode;
  readonly type: string;
  readonly typeSpan: Span;
  readonly block: Block;
  readonly count: Argument | undefined;
  readonly forEach: Argument | undefined;
  readonly provider: Argument | undefined;
  readonly lifecycle: Block | undefined;
}

export interface ModuleCallDeclaration extends Declared {
  readonly kind: 'module';
  readonly block: Block;
  /** The literal text of `source`; undefined when it is missing or not a literal. */
  readonly source: string | undefined;
  readonly sourceArgument: Argument | undefined;
  readonly version: string | undefined;
  readonly count: Argument | undefined;
  readonly forEach: Argument | undefined;
  /** Arguments that set the child's variables (meta-arguments left out), by name. */
  readonly inputs: ReadonlyMap<string, Argument>;
}

export interface ProviderDeclaration extends Declared {
  readonly kind: 'provider';
  readonly alias: string | undefined;
  readonly block: Block;
}

/** `moved`, `import`, `removed`, `check`, `terraform` and anything newer: tolerated, kept for who needs it. */
export interface OtherDeclaration {
  readonly kind: 'other';
  readonly anchor: Anchor;
  readonly block: Block;
}

export type Declaration =
  | VariableDeclaration
  | LocalDeclaration
  | OutputDeclaration
  | ResourceDeclaration
  | ModuleCallDeclaration
  | ProviderDeclaration
  | OtherDeclaration;

/** The anchor that spans inside an item of a declaration's block are relative to. */
export function anchorOfItem(
  declaration: { readonly anchor: Anchor; readonly overridden?: ReadonlyMap<BodyItem, Anchor> },
  item: BodyItem,
): Anchor {
  return declaration.overridden?.get(item) ?? declaration.anchor;
}

/**
 * One module: the declarations of all its files together. The first declaration of a name wins; later ones are in
 * `problems`. Resources are keyed `type.name`, data sources `data.type.name`, ephemeral ones `ephemeral.type.name`.
 */
export interface ModuleDeclarations {
  readonly directory: DocumentUri;
  readonly files: readonly DocumentUri[];
  readonly variables: ReadonlyMap<string, VariableDeclaration>;
  readonly locals: ReadonlyMap<string, LocalDeclaration>;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly moduleCalls: ReadonlyMap<string, ModuleCallDeclaration>;
  readonly providers: readonly ProviderDeclaration[];
  readonly others: readonly OtherDeclaration[];
  /** True when a `terraform` block has a `backend` or `cloud` block: a root module even if something calls it. */
  readonly hasBackend: boolean;
  readonly problems: readonly DeclarationProblem[];
}

export interface DeclarationProblem {
  readonly code: string;
  readonly message: string;
  readonly anchor: Anchor;
  readonly span: Span;
  readonly related: { readonly anchor: Anchor; readonly span: Span; readonly message: string } | undefined;
}
