/**
 * One direction of one group as a filter: its rules' admissions, indexed by whom they admit. An index only; what
 * passes between two ends is computed in sides.ts.
 */

import type { Direction, PrefixList, Rule } from '../network/model';
import { referenceId, type GroupView } from '../network/networkModel';
import type { NetworkReader } from './networkReader';
import { ruleAdmissions, type Admission } from './peers';

export interface Filter {
  readonly rules: readonly Rule[];
  /** In declaration order, or by priority where the filter has one. */
  readonly admissions: readonly Admission[];
  readonly byGroup: ReadonlyMap<string, readonly Admission[]>;
  /** Of groups that are not known. */
  readonly ofAnyGroup: readonly Admission[];
  readonly ofAddresses: readonly Admission[];
  /** Whether the order of rules matters: one of them denies. */
  readonly ordered: boolean;
  /** Why there may be rules that the configuration does not show; undefined when there are none. */
  readonly incomplete: 'rules-not-in-configuration' | 'inline-rules-not-known' | undefined;
}

interface MadeFilter {
  readonly filter: Filter;
  /** The prefix lists that it was made of, by the ids by which rules name them. */
  readonly lists: ReadonlyMap<string, PrefixList | undefined>;
}

const filters = new WeakMap<GroupView, Map<Direction, MadeFilter>>();

/** The group's filter of one direction. Cached by the view, as long as the prefix lists that it names are the same. */
export function groupFilter(reader: NetworkReader, view: GroupView, direction: Direction): Filter {
  const made = filters.get(view)?.get(direction);
  if (made !== undefined && areSame(reader, made.lists)) return made.filter;
  const rules = view.rules[direction];
  const filter = createFilter(reader, rules, view.id, incompleteness(view, direction));
  const ofView = filters.get(view) ?? new Map<Direction, MadeFilter>();
  ofView.set(direction, { filter, lists: listsOf(reader, rules) });
  filters.set(view, ofView);
  return filter;
}

/** Every list is looked up, so that whoever records what is read learns of all of them. */
function areSame(reader: NetworkReader, lists: MadeFilter['lists']): boolean {
  let same = true;
  for (const [id, list] of lists) if (reader.prefixList(id) !== list) same = false;
  return same;
}

function listsOf(reader: NetworkReader, rules: readonly Rule[]): MadeFilter['lists'] {
  const lists = new Map<string, PrefixList | undefined>();
  for (const { peers } of rules) {
    for (const peer of peers) {
      const id = peer.kind === 'prefix-list' ? referenceId(peer.list) : undefined;
      if (id !== undefined) lists.set(id, reader.prefixList(id));
    }
  }
  return lists;
}

/** The rules whose group is not known, as a filter that may belong to the group `owner`. */
export function unplacedFilter(
  reader: NetworkReader,
  owner: string,
  direction: Direction,
): Filter | undefined {
  const rules = reader.unplacedRules?.filter((rule) => rule.direction === direction);
  if (rules === undefined || rules.length === 0) return undefined;
  return createFilter(reader, rules, owner, undefined);
}

/** Why there may be rules of the group that the configuration does not show. */
export function incompleteness(view: GroupView, direction: Direction): Filter['incomplete'] {
  if (view.group?.ownership !== 'managed') return 'rules-not-in-configuration';
  // Where inline rules exist that depend on something unknown, they stand in the model as possible rules.
  const unseen = view.group.inline[direction] === 'unknown' && view.rules[direction].length === 0;
  return unseen ? 'inline-rules-not-known' : undefined;
}

function createFilter(
  reader: NetworkReader,
  rules: readonly Rule[],
  owner: string,
  incomplete: Filter['incomplete'],
): Filter {
  const ordered = rules.some((rule) => rule.action === 'deny');
  const inOrder = ordered ? [...rules].sort(byPriority) : rules;
  const admissions = inOrder.flatMap((rule) => ruleAdmissions(reader, rule, owner));
  const byGroup = new Map<string, Admission[]>();
  const ofAnyGroup: Admission[] = [];
  const ofAddresses: Admission[] = [];
  for (const admission of admissions) {
    const { admitted } = admission;
    if (admitted.kind === 'any-group') ofAnyGroup.push(admission);
    else if (admitted.kind === 'addresses') ofAddresses.push(admission);
    else if (admitted.kind === 'group') {
      const list = byGroup.get(admitted.id);
      if (list === undefined) byGroup.set(admitted.id, [admission]);
      else list.push(admission);
    }
  }
  return { rules, admissions, byGroup, ofAnyGroup, ofAddresses, ordered, incomplete };
}

/** Lower decides first; at equal priority a deny wins (the rule of every provider that has both). */
function byPriority(left: Rule, right: Rule): number {
  const order = (left.priority ?? 0) - (right.priority ?? 0);
  if (order !== 0) return order;
  return Number(left.action === 'allow') - Number(right.action === 'allow');
}
