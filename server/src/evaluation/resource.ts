/**
 * An evaluated resource instance as provider adapters see it: arguments and blocks on demand, dynamic blocks
 * expanded, each with its certainty and origins. Nothing is evaluated that is not asked for.
 */

import type { ResourceInstanceAddress } from '../configuration/address';
import type { ResourceDeclaration } from '../configuration/declarations';
import type { Origin } from '../source/origin';
import type { ProviderConfiguration } from './providerConfigurations';
import type { Value } from './value';

/** Whether something is sure to be there, or only under a condition that is not known. */
export type Certainty = 'certain' | 'possible';

export interface EvaluatedBody {
  /** The argument's value; undefined when the body does not set it. A null value means: as if not set. */
  argument(name: string): EvaluatedArgument | undefined;
  /** Nested blocks of a type, `dynamic` ones expanded, in file order. Attributes-as-blocks are not in here. */
  blocks(type: string): readonly EvaluatedBlock[];
  /** Names of arguments and types of blocks that the body writes (dynamic labels included), without evaluation. */
  readonly argumentNames: readonly string[];
  readonly blockTypes: readonly string[];
}

export interface EvaluatedArgument {
  readonly value: Value;
  /** The whole `name = value`. */
  readonly origin: Origin;
  /** The expression behind the equals sign. */
  readonly valueOrigin: Origin;
}

export interface EvaluatedBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly certainty: Certainty;
  /** The whole block (for a dynamic block: the `dynamic` block). */
  readonly origin: Origin;
  /** The block's header: type and labels. */
  readonly headerOrigin: Origin;
  /** True when it comes from a `dynamic` block. */
  readonly dynamic: boolean;
  readonly body: EvaluatedBody;
}

export interface EvaluatedResource {
  readonly address: ResourceInstanceAddress;
  readonly declaration: ResourceDeclaration;
  /** Whether the instance exists. `possible`: count, for_each or a module's is not known. */
  readonly certainty: Certainty;
  /** The whole block, and its header (`resource "type" "name"`). */
  readonly origin: Origin;
  readonly headerOrigin: Origin;
  readonly body: EvaluatedBody;
  /** The configuration of its provider that it is made with; undefined where that is not known. */
  readonly providerConfiguration: ProviderConfiguration | undefined;
}
