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

/** The adapter of a resource type; undefined where no provider has one. */
export function adapterFor(resource: {
  readonly mode: ResourceMode;
  readonly type: string;
}): ResourceAdapter | undefined {
  return awsAdapter(resource.mode, resource.type);
}

/** Whether instances of the type can be parts of the network. */
export function isNetworkResource(mode: ResourceMode, type: string): boolean {
  return adapterFor({ mode, type }) !== undefined;
}

/**
 * The adapter for a declaration: that of its type, or, where the text of an unknown type mentions groups, the one that
 * reports these as used. Undefined where the network does not need the declaration, so that it need not be evaluated.
 */
export function adapterForDeclaration(declaration: ResourceDeclaration): ResourceAdapter | undefined {
  return adapterFor(declaration) ?? (mentionsGroups(declaration.block) ? groupUses : undefined);
}
