/**
 * From evaluated resources to parts of the network, by resource type. The table is cheap to ask, so that only blocks that
 * the network needs are evaluated. Nothing here knows what a type means.
 */

import type { ResourceMode } from '../configuration/address';
import type { ResourceDeclaration } from '../configuration/declarations';
import type { EvaluatedResource } from '../evaluation/resource';
import type { NetworkPart } from '../network/model';
import { awsAdapter } from './aws/aws';
import { groupUses, mentionsGroups } from './groupUse';

/** Parts of one resource instance; pure, and never throws. Empty where the instance has no part in the network. */
export type ResourceAdapter = (resource: EvaluatedResource) => readonly NetworkPart[];

/** What decides which adapter reads a resource: a declaration, or its type alone. */
export interface ResourceKind {
  readonly mode: ResourceMode;
  readonly type: string;
  readonly block?: ResourceDeclaration['block'];
}

/**
 * The adapter of a resource: that of its type, or, where no provider knows the type and its text mentions groups, the one
 * that reports them as used. Undefined where the network does not need the resource, so that it need not be evaluated.
 */
export function adapterFor({ mode, type, block }: ResourceKind): ResourceAdapter | undefined {
  const adapter = awsAdapter(mode, type);
  if (adapter !== undefined) return adapter;
  return block !== undefined && mentionsGroups(block) ? groupUses : undefined;
}

/** Whether instances of the type can be parts of the network. */
export function isNetworkResource(mode: ResourceMode, type: string): boolean {
  return awsAdapter(mode, type) !== undefined;
}

/** The words of every argument that takes groups, in any provider's spelling, and the types that a provider knows. */
const groupWords = /security.?group/i;
const typeWords = /\baws_[a-z0-9_]+/g;

/**
 * Whether a text may declare something that the network is read from: cheap to ask of every file of a large repository.
 * It may say so of a text that only names such a type, never the opposite of one that declares it.
 */
export function mentionsNetwork(text: string): boolean {
  if (groupWords.test(text)) return true;
  for (const [type] of text.matchAll(typeWords)) {
    if (isNetworkResource('managed', type) || isNetworkResource('data', type)) return true;
  }
  return false;
}
