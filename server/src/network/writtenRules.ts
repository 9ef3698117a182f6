/**
 * Rules in a group's own block as they are written there, for a provider that writes them as resources of their own.
 * Texts and constants only; what the arguments mean, the provider knows.
 */

import type { ArgumentText } from '../source/blockText';
import type { Direction } from './model';

/** A group's block with all rules that are written in it. */
export interface WrittenGroup {
  readonly type: string;
  readonly name: string;
  readonly repeatedBy: 'count' | 'for_each' | undefined;
  /** What its rules need too, to exist as often as it and in the same place: count or for_each, and provider. */
  readonly shared: readonly ArgumentText[];
  readonly rules: readonly WrittenRule[];
}

export interface WrittenRule {
  readonly direction: Direction;
  /** Lines of comments above the block, and before its end. */
  readonly above: readonly string[];
  readonly tail: readonly string[];
  /** The text of `for_each` where one block stands for several rules; its arguments then speak of `each`. */
  readonly forEach: string | undefined;
  readonly arguments: readonly WrittenArgument[];
}

/** An expression with its comments, and its value where it is written out (`null` included). */
export interface WrittenValue {
  readonly value: string;
  readonly above: readonly string[];
  readonly behind: string | undefined;
  readonly constant: string | number | boolean | null | undefined;
  /** A rule resource states the same already: this one is to be left out. */
  readonly isStated: boolean;
}

export interface WrittenArgument extends WrittenValue {
  readonly name: string;
  /** The elements of a list that is written out. */
  readonly elements: readonly WrittenValue[] | undefined;
  /** It is a list or set of strings that Terraform knows before it plans, and never null. */
  readonly isKnownList: boolean;
}

/**
 * How a provider's rule resources name their peers. Those of one group all do it in the same way.
 * - `one-peer`: each resource has one;
 * - `many-peers`: a resource has lists of them.
 */
export type RuleForm = 'one-peer' | 'many-peers';

/** A rule resource that is to be written. */
export interface SeparateRule {
  readonly type: string;
  /** The name it should have; the module may have it already. */
  readonly name: string;
  readonly above: readonly string[];
  readonly sections: readonly (readonly ArgumentText[])[];
  readonly tail: readonly string[];
}
