/**
 * The groups of a model by their places in its order, and which of them are alike as ends: they stand alike, and nothing
 * but their own rules filters there. What the rules say is in addressRules.ts.
 */

import { addressSetKey } from '../packets/addressSet';
import { referenceId, type GroupView, type NetworkModel } from '../network/networkModel';
import { groupEnd, type End } from './ends';
import { modelReader, type NetworkReader } from './networkReader';
import { placementOf } from './placement';

export interface AlikeGroups {
  readonly views: readonly GroupView[];
  readonly placeOf: (id: string) => number | undefined;
  readonly endAt: (place: number) => End;
  /** A number that is equal for groups that are alike; undefined for one that is like no other. */
  readonly likenessAt: (place: number) => number | undefined;
  /** The places of other groups that something carries together with it. */
  readonly companionsAt: (place: number) => readonly number[];
}

const kept = new WeakMap<NetworkModel, AlikeGroups>();

/** The groups of the model. Kept with it; what is asked of a group is found out when it is asked. */
export function alikeGroups(model: NetworkModel): AlikeGroups {
  let groups = kept.get(model);
  if (groups === undefined) {
    groups = createGroups(model, modelReader(model));
    kept.set(model, groups);
  }
  return groups;
}

const NONE: readonly number[] = [];

function createGroups(model: NetworkModel, reader: NetworkReader): AlikeGroups {
  const views = [...model.views.values()];
  const places = new Map(views.map(({ id }, place) => [id, place]));
  const ends: (End | undefined)[] = views.map(() => undefined);
  /** 0: not found out yet, -1: like no other. */
  const likenesses = new Int32Array(views.length);
  const numbers = new Map<string, number>();
  const companions: (readonly number[] | undefined)[] = views.map(() => undefined);

  const endAt = (place: number): End => {
    let end = ends[place];
    if (end === undefined) {
      const view = views[place];
      if (view === undefined) throw new RangeError('The model has no such group.');
      end = groupEnd(reader, view);
      ends[place] = end;
    }
    return end;
  };
  const findLikeness = (place: number): number => {
    const end = endAt(place);
    if (!isFilteredByItself(end, views[place])) return -1;
    const { known, may, has } = end;
    const key = `${placementOf(reader, end)} ${addressSetKey(known)} ${addressSetKey(may)} ${has.ipv4} ${has.ipv6}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size + 1;
      numbers.set(key, number);
    }
    return number;
  };
  return {
    views,
    placeOf: (id) => places.get(id),
    endAt,
    likenessAt: (place) => {
      let likeness = likenesses[place] ?? -1;
      if (likeness === 0) {
        likeness = findLikeness(place);
        likenesses[place] = likeness;
      }
      return likeness === -1 ? undefined : likeness;
    },
    companionsAt: (place) => (companions[place] ??= companionsOf(places, views[place])),
  };
}

function companionsOf(places: ReadonlyMap<string, number>, view: GroupView | undefined): readonly number[] {
  const found = new Set<number>();
  for (const { groups } of view?.attachments ?? []) {
    if (groups.length < 2) continue;
    for (const { group } of groups) {
      const id = referenceId(group);
      const place = id === undefined || id === view?.id ? undefined : places.get(id);
      if (place !== undefined) found.add(place);
    }
  }
  return found.size === 0 ? NONE : [...found];
}

/** Whether what a member may send and receive is what the rules of the group alone say. */
function isFilteredByItself({ carriers }: End, view: GroupView | undefined): boolean {
  const [carrier, another] = carriers;
  if (carrier === undefined || another !== undefined) return false;
  const { groups, open, receives = true, unfiltered = false, defaultOf } = carrier;
  const [own, other] = groups;
  if (open || !receives || unfiltered || defaultOf !== undefined || other !== undefined) return false;
  return own?.id === view?.id && own?.certainty === 'certain';
}
