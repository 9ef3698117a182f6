/**
 * How a Terraform function is described to the evaluator. The table itself stands in functions/: one file per
 * family, each function an entry, so that a further function is an addition and nothing else changes.
 */

import type { Origin } from '../source/origin';
import type { DocumentUri } from '../source/documentUri';
import type { Type, Value } from './value';

/**
 * A function as the evaluator calls it. The caller (functions/call.ts) does what Terraform does for every function,
 * so that `apply` sees only values that it can compute with:
 * - converts each argument to its parameter's type, or fails;
 * - an argument that is null where `nullable` is not set fails;
 * - an argument that is unknown, or whole-argument unknown inside, where `unknownAware` is not set: the result is an
 *   unknown of the result type; where arguments have candidates, `apply` runs for each combination (at most 16) and the
 *   results are the candidates of the unknown;
 * - marks of all arguments spread to the result.
 */
export interface TerraformFunction {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** The last parameter, repeated; absent when the count is fixed. */
  readonly variadic?: Parameter;
  /** The type of the result where the arguments' types decide it; used for unknowns. */
  readonly resultType: Type | ((argumentTypes: readonly Type[]) => Type);
  /** Arguments in order, converted. A thrown FunctionError is Terraform's own "Invalid function argument". */
  readonly apply: (argumentValues: readonly Value[], context: CallContext) => Value;
  /**
   * What is known of the result where `apply` cannot be called because of unknown arguments; undefined: nothing but
   * its type.
   */
  readonly applyPartly?: (argumentValues: readonly Value[], context: CallContext) => Value | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly type: Type;
  /** `typed`: null is welcome, but a bare `null`, of no type, makes the result unknown, as in Terraform's format(). */
  readonly nullable?: boolean | 'typed';
  /** `apply` takes unknown values for this parameter (concat, merge, length, coalesce, try …). */
  readonly unknownAware?: boolean;
  /**
   * Which marks of the argument `apply` sees. Without it none: all of them, at any depth, spread to the result.
   * `inside`: elements keep theirs, and only the argument's own spread. `own`: apply deals with all of them.
   */
  readonly marks?: 'inside' | 'own';
}

export interface CallContext {
  /** The call expression: origin of what is computed. */
  readonly origin: Origin | undefined;
  /** Reads a file for file(), fileexists(), templatefile() …; already confined to the workspace and limited in size. */
  readonly files: FileAccess;
  /** Functions that this place has besides Terraform's, or instead of them. */
  readonly functions?: ReadonlyMap<string, TerraformFunction>;
  /** Evaluates a template's text with the given variables, for templatefile() and templatestring(). */
  readonly renderTemplate: (text: string, variables: ReadonlyMap<string, Value>, name: string) => Value;
}

export interface FileAccess {
  /** path is as written in the configuration, relative to the directory that `path.root` relates to. */
  readText(path: string): FileAnswer<string>;
  readBytes(path: string): FileAnswer<Uint8Array>;
  exists(path: string): FileAnswer<boolean>;
  /** Names matching a glob below a directory, for fileset(). */
  list(directory: string, pattern: string): FileAnswer<readonly string[]>;
}

/** `unavailable`: outside the workspace, too large, or no file system here: the value is unknown, not an error. */
export type FileAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** What Terraform would report for this call; `argument` is the 0-based index of the one at fault. */
export class FunctionError extends Error {
  constructor(
    message: string,
    readonly argument?: number,
  ) {
    super(message);
    this.name = 'FunctionError';
  }
}

/** Identity of a directory that relative paths of file functions start at. */
export interface PathContext {
  /** Directory of the module (`path.module`), of the root module (`path.root`). */
  readonly module: DocumentUri;
  readonly root: DocumentUri;
}
