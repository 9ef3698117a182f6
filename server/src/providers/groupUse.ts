/**
 * Finds references to groups in values of any shape: what a module's output or an argument of an unknown resource type
 * passes on. Such a use says that the group serves somebody, and no more.
 */

import type { Reference, Value } from '../evaluation/value';
import type { Certainty, GroupUse } from '../network/model';
import type { Origin } from '../source/origin';

/** Who uses: the part that the uses are reported under. */
export interface GroupUser {
  /** Address of a resource instance, or of an output (`module.a.output.sg_id`). */
  readonly address: string;
  readonly certainty: Certainty;
  readonly origin: Origin;
  readonly headerOrigin: Origin;
}

/** Managed types and data sources that are groups, and the provider that knows them. */
const groupTypes: ReadonlyMap<string, string> = new Map([
  ['aws_security_group', 'aws'],
  ['aws_default_security_group', 'aws'],
]);

/** The group that a reference leads to, by whichever of its attributes; undefined when it leads elsewhere. */
export function referencedGroup(
  reference: Reference,
): { readonly address: string; readonly provider: string } | undefined {
  const { type, mode, text } = reference.resource;
  const provider = mode === 'ephemeral' ? undefined : groupTypes.get(type);
  return provider === undefined ? undefined : { address: text, provider };
}

/** One use for each group that the value refers to, however deep inside, each group once. */
export function groupUsesOfValue(value: Value, user: GroupUser): readonly GroupUse[] {
  const found = new Map<string, string>();
  collect(value, found);
  return Array.from(found, ([address, provider]) => ({
    kind: 'group-use',
    address: user.address,
    provider,
    certainty: user.certainty,
    origin: user.origin,
    headerOrigin: user.headerOrigin,
    group: { kind: 'part', address },
  }));
}

function collect(value: Value, found: Map<string, string>): void {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      for (const element of value.elements) collect(element, found);
      return;
    case 'map':
    case 'object':
      for (const entry of value.entries.values()) collect(entry, found);
      return;
    case 'unknown': {
      const group = value.reference === undefined ? undefined : referencedGroup(value.reference);
      if (group !== undefined) found.set(group.address, group.provider);
      for (const candidate of value.candidates ?? []) collect(candidate, found);
      for (const element of value.elements?.certain ?? []) collect(element, found);
      for (const element of value.elements?.possible ?? []) collect(element, found);
      return;
    }
    default:
      return;
  }
}
