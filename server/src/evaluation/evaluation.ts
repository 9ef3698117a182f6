/**
 * What evaluation offers to the layers above: a root module, evaluated on demand and incrementally.
 *
 * Everything here may be read inside reactive cells; a read depends on just the declarations, inputs and files that
 * it used. Nothing throws: what cannot be evaluated is an unknown with its reason.
 */

import type { ModuleInstanceAddress } from '../configuration/address';
import type {
  ModuleCallDeclaration,
  ModuleDeclarations,
  ResourceDeclaration,
} from '../configuration/declarations';
import type { ModuleSource } from '../configuration/moduleSources';
import type { DocumentUri } from '../source/documentUri';
import type { Anchor, Origin } from '../source/origin';
import type { Expression } from '../syntax/tree';
import type { FileAccess } from './functionTable';
import type { Certainty, EvaluatedResource } from './resource';
import type { Bindings } from './scope';
import type { Value } from './value';

export type { ModuleSource };

/** What evaluation needs from outside. All of it may be reactive. */
export interface EvaluationInput {
  /** Declarations of a directory; undefined when the directory holds no configuration. */
  module(directory: DocumentUri): ModuleDeclarations | undefined;
  /** Where a call's source leads. */
  resolveSource(
    call: ModuleCallDeclaration,
    caller: ModuleInstanceAddress,
    directory: DocumentUri,
  ): ModuleSource;
  /** Values given to the root's variables, by Terraform's precedence, already chosen: one per name. */
  readonly rootVariables: () => ReadonlyMap<string, VariableInput>;
  readonly workspaceName: string;
  readonly files: FileAccess;
}

/**
 * A variable's value: an expression of a tfvars file, text from the command line (`--var`, settings), or what another
 * tool has worked out and passes on through the environment, as Terragrunt does.
 */
export type VariableInput =
  | { readonly kind: 'expression'; readonly expression: Expression; readonly anchor: Anchor }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'environment'; readonly value: Value };

/** One root module in one environment. */
export interface RootEvaluation {
  readonly root: ModuleEvaluation;
  /** All module instances of the tree, the root first, in declaration order, depth first. */
  modules(): readonly ModuleEvaluation[];
  /**
   * Where Terraform would fail for sure, as far as it shows without evaluating: undeclared names, cycles, arguments of
   * modules, declarations. Mistakes met by evaluation travel with the values (collectedErrors.ts).
   */
  problems(): readonly EvaluationProblem[];
}

/** One instance of a module: the same files called twice are two of these. */
export interface ModuleEvaluation {
  readonly address: ModuleInstanceAddress;
  readonly directory: DocumentUri;
  /** `possible` when count or for_each of the call (or of a call above) is not known. */
  readonly certainty: Certainty;
  /** The call that made it; undefined for the root. */
  readonly call:
    { readonly declaration: ModuleCallDeclaration; readonly caller: ModuleEvaluation } | undefined;
  declarations(): ModuleDeclarations;
  /** Instances of a resource or data source of this module, expanded by count or for_each. */
  instances(declaration: ResourceDeclaration): readonly EvaluatedResource[];
  variable(name: string): Value;
  local(name: string): Value;
  output(name: string): Value;
  /** Instances of a called module; empty where the source cannot be resolved. */
  children(call: ModuleCallDeclaration): readonly ModuleEvaluation[];
  /** The value of an expression that stands in a block of this module, for hover; `each` and the like are unknown. */
  evaluate(expression: Expression, anchor: Anchor): Value;
  /** The same with these names bound (`each` in an instance of a block); mistakes are reported where it is certain. */
  evaluateIn(
    expression: Expression,
    anchor: Anchor,
    bindings: Bindings | undefined,
    certainty?: Certainty,
  ): Value;
}

export interface EvaluationProblem {
  readonly code: string;
  readonly message: string;
  readonly origin: Origin;
  readonly module: ModuleInstanceAddress;
  readonly related?: { readonly origin: Origin; readonly message: string };
  /** Addresses within the module of what depends on each other, where that is the mistake; the first ends it, too. */
  readonly cycle?: readonly string[];
}
