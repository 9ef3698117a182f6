/**
 * Which group of the later model is which group of the earlier one. A new label or module path does not make a new
 * group for the reader of a review, as long as it is beyond doubt which one is meant.
 */

import type { GroupView, NetworkModel } from '../network/networkModel';
import { viewMeaning } from './meaning';

export interface Correspondence {
  /** Id in the later model of a group of the earlier one; the id itself for all but renamed groups. */
  readonly toAfter: (beforeId: string) => string;
  readonly toBefore: (afterId: string) => string;
  readonly renames: ReadonlyMap<string, string>;
}

/**
 * Groups correspond by address. Of those that disappeared and appeared, a pair corresponds when one became the first
 * instance of the other (`x` and `x[0]`, which Terraform moves by itself), when they alone have their name, or when
 * they alone have their rules and attachments.
 */
export function matchGroups(before: NetworkModel, after: NetworkModel): Correspondence {
  const gone = declaredOnlyIn(before, after);
  const fresh = declaredOnlyIn(after, before);
  const renames = new Map<string, string>();
  if (gone.length > 0 && fresh.length > 0) {
    const take = (keyOfGone: (view: GroupView) => string | undefined, keyOfFresh = keyOfGone): void => {
      const taken = new Set(renames.values());
      const goneByKey = uniqueByKey(
        gone.filter((view) => !renames.has(view.id)),
        keyOfGone,
      );
      const freshByKey = uniqueByKey(
        fresh.filter((view) => !taken.has(view.id)),
        keyOfFresh,
      );
      for (const [key, view] of goneByKey) {
        const counterpart = freshByKey.get(key);
        if (counterpart !== undefined) renames.set(view.id, counterpart.id);
      }
    };
    take((view) => view.id.replaceAll('[0]', ''));
    take(nameKey);
    take((view) => (isEmpty(view) ? undefined : viewMeaning(view)));
  }
  const back = new Map(Array.from(renames, ([from, to]) => [to, from]));
  return {
    toAfter: (id) => renames.get(id) ?? id,
    toBefore: (id) => back.get(id) ?? id,
    renames,
  };
}

function declaredOnlyIn(model: NetworkModel, other: NetworkModel): GroupView[] {
  const views: GroupView[] = [];
  for (const id of model.groups.keys()) {
    if (other.groups.has(id)) continue;
    const view = model.views.get(id);
    if (view !== undefined) views.push(view);
  }
  return views;
}

function uniqueByKey(
  views: readonly GroupView[],
  keyOf: (view: GroupView) => string | undefined,
): Map<string, GroupView> {
  const found = new Map<string, GroupView | undefined>();
  for (const view of views) {
    const key = keyOf(view);
    if (key !== undefined) found.set(key, found.has(key) ? undefined : view);
  }
  const unique = new Map<string, GroupView>();
  for (const [key, view] of found) if (view !== undefined) unique.set(key, view);
  return unique;
}

function nameKey(view: GroupView): string | undefined {
  const name = view.group?.name;
  return name?.kind === 'known' ? name.value : undefined;
}

function isEmpty(view: GroupView): boolean {
  return view.rules.ingress.length + view.rules.egress.length + view.attachments.length === 0;
}
