/** What the evaluation of Terragrunt's files needs from outside, and what it gives. All of it may be reactive. */

import type { DocumentUri } from '../source/documentUri';
import type { Origin } from '../source/origin';
import type { SyntaxTree } from '../syntax/tree';
import type { FileAccess } from './functionTable';
import type { Value } from './value';

export interface TerragruntInput {
  /** The tree of a file of the workspace; undefined where there is none. */
  tree(uri: DocumentUri): SyntaxTree | undefined;
  isFile(uri: DocumentUri): boolean;
  /** A file or a directory. */
  exists(uri: DocumentUri): boolean;
  /** Files as functions of a file in this directory see them. */
  files(directory: DocumentUri): FileAccess;
  /** The top of the git repository that holds a directory. */
  repositoryRoot(directory: DocumentUri): DocumentUri | undefined;
  /** What a unit's module gives out; undefined where that is not to be seen here. */
  outputs(unitDirectory: DocumentUri): UnitOutputs | undefined;
}

export interface UnitOutputs {
  names(): readonly string[];
  /** As the units that depend on it see it: references name the unit. */
  output(name: string): Value;
}

export type MergeStrategy = 'no_merge' | 'shallow' | 'deep';

/** An include block with where it leads. */
export interface Include {
  /** `''` for a block without a label. */
  readonly label: string;
  /** The included file, whether it is there or not; undefined where the path is not known. */
  readonly target: DocumentUri | undefined;
  readonly exposed: boolean;
  readonly strategy: MergeStrategy;
  /** Of the path, or of the block where it has none. */
  readonly origin: Origin;
  /** Why the target is not known, in words. */
  readonly why: string;
}

/** A dependency block after merging. */
export interface DependencyTarget {
  readonly label: string;
  /** Directory of the unit; undefined where the path is not known. */
  readonly unit: DocumentUri | undefined;
  readonly origin: Origin;
}

/** What the command line that Terragrunt makes says of variables. */
export interface ExtraVariables {
  /** In order: a later one is stronger. */
  readonly options: readonly VariableOption[];
  /** True where a part of it is not known, so that any variable may be set to anything. */
  readonly uncertain: boolean;
}

export type VariableOption =
  /** `-var-file`; a missing one that is required stops Terragrunt. */
  | { readonly kind: 'file'; readonly path: string; readonly required: boolean }
  /** `-var` */
  | { readonly kind: 'text'; readonly name: string; readonly text: string };

/** A mistake that Terragrunt stops at, or what keeps the unit from being seen. */
export interface TerragruntProblem {
  readonly message: string;
  /** True where something is not known rather than wrong: a unit of a catalog is complete only where it is put. */
  readonly isOpen: boolean;
  readonly origin: Origin;
}
