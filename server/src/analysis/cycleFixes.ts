/**
 * Fixes of circles that the rules in groups' own blocks close: as resources they come after the groups that they name.
 * The circle of one module is broken at each group where nothing but its rules leads on.
 */

import type { ResourceDeclaration } from '../configuration/declarations';
import { referencesOf } from '../evaluation/staticReferences';
import { providerOfGroups } from '../providers/writers';
import type { DocumentUri } from '../source/documentUri';
import { parentUri } from '../source/documentUri';
import type { Fix } from '../source/edit';
import { originOf } from '../syntax/tree';
import type { SourceStore } from './sourceStore';
import { directionOf } from './writtenGroup';

/** `cycle`: addresses along it, the first again at the end; `uri`: a file of the module. */
export function cycleFixes(
  cycle: readonly string[] | undefined,
  uri: DocumentUri,
  store: SourceStore,
): readonly Fix[] {
  const module = cycle === undefined ? undefined : store.module(parentUri(uri));
  if (cycle === undefined || module === undefined) return [];
  return cycle.slice(0, -1).flatMap((name, index) => {
    const group = module.resources.get(name);
    const next = cycle[index + 1];
    if (group?.mode !== 'managed' || next === undefined || !leadsByRules(group, next)) return [];
    const provider = providerOfGroups(group.type);
    if (provider === undefined) return [];
    return [
      {
        title: `Write the inline rules of ${name} as rule resources, to be imported if they exist`,
        operations: [
          {
            kind: 'separate-rules',
            origin: originOf(group.anchor, group.block.span),
            provider,
            ruleTypes: [],
            stated: [],
          },
        ],
        preferred: false,
      },
    ];
  });
}

/** Whether the group refers to the other by its rules alone. */
function leadsByRules(group: ResourceDeclaration, other: string): boolean {
  const rules = group.block.body.items.filter((item) => directionOf(item) !== undefined);
  const spans = referencesOf(group).flatMap(({ names: [root, first, second], span }) => {
    const parts = root?.text === 'data' || root?.text === 'ephemeral' ? [root, first, second] : [root, first];
    return parts.map((part) => part?.text ?? '').join('.') === other ? [span] : [];
  });
  return (
    spans.length > 0 &&
    spans.every(({ start, end }) => rules.some(({ span }) => span.start <= start && end <= span.end))
  );
}
