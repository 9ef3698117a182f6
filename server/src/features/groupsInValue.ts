/** The groups that a value refers to. */

import type { Value } from '../evaluation/value';
import { referenceId } from '../network/networkModel';
import { groupUsesOfValue } from '../providers/groupUse';
import type { DocumentUri } from '../source/documentUri';
import type { Origin } from '../source/origin';

/** Addresses of the groups that a value refers to, however deep inside. */
export function groupsInValue(value: Value): readonly string[] {
  const nowhere: Origin = { anchor: { uri: '' as DocumentUri }, start: 0, end: 0 };
  const user = { address: '', certainty: 'possible', origin: nowhere, headerOrigin: nowhere } as const;
  return groupUsesOfValue(value, user).flatMap((use) =>
    use.kind === 'group-use' ? (referenceId(use.group) ?? []) : [],
  );
}
