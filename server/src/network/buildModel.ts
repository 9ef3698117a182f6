/**
 * Puts parts together to a model. Parts come in lists (one per module instance), and a list that is the same object as
 * before is not looked at again: after an edit, only the views of groups that a changed list concerns are made anew.
 * Views in which nothing changed keep their identity, so that results may be cached by view.
 */

import { composedParts } from './composedParts';
import type { Forwardings } from './endpoints';
import type { PlainPart } from './extendedParts';
import type {
  Attachment,
  GroupUse,
  Network,
  NetworkPart,
  PrefixList,
  Rule,
  SecurityGroup,
  Subnet,
} from './model';
import { isLookedUp, withIdentities } from './identities';
import { referenceId, type GroupView, type NetworkModel } from './networkModel';
import { sameElements } from './sameParts';
import type { TopologyPart } from './topology';
import { topologyOf } from './topologyIndex';

/** What one list has to say about a group: of most kinds nothing, for which there is one list. */
interface Contribution {
  group: SecurityGroup | undefined;
  ingress: Rule[];
  egress: Rule[];
  attachments: Attachment[];
  namedBy: Rule[];
  uses: GroupUse[];
}

type ContributedKind = Exclude<keyof Contribution, 'group'>;

// Never pushed into: see contribute.
const nothing: never[] = [];

function contribute<Kind extends ContributedKind>(
  to: Contribution,
  kind: Kind,
  part: Contribution[Kind][number],
): void {
  const list: Contribution[ContributedKind][number][] = to[kind];
  if (list.length === 0) to[kind] = [part] as Contribution[Kind];
  // The entries of one part stand together, so the last one tells whether it is there.
  else if (list[list.length - 1] !== part) list.push(part);
}

/** One list of parts, indexed by itself. */
interface ListIndex {
  readonly contributions: ReadonlyMap<string, Contribution>;
  readonly groups: readonly SecurityGroup[];
  readonly rules: readonly Rule[];
  readonly attachments: readonly Attachment[];
  readonly networks: readonly Network[];
  readonly subnets: readonly Subnet[];
  readonly prefixLists: readonly PrefixList[];
  readonly topology: readonly TopologyPart[];
  readonly lookedUp: ReturnType<typeof lookedUpParts>;
  readonly unplacedRules: readonly Rule[];
  readonly unplacedAttachments: readonly Attachment[];
}

/** What a model was made of. It is handed on from a model to the next, which changes it. */
interface Construction {
  readonly indexes: readonly ListIndex[];
  /** For each id, the positions of the lists that contribute to its view, ascending. */
  readonly contributors: Map<string, number[]>;
}

const indexes = new WeakMap<readonly PlainPart[], ListIndex>();
const constructions = new WeakMap<NetworkModel, Construction>();

/** The model of the parts, all in one list. */
export function buildNetworkModel(parts: Iterable<NetworkPart>, previous?: NetworkModel): NetworkModel {
  return buildModelOfLists([[...parts]], previous);
}

/**
 * The model of the parts of all lists, in their order. `previous` only lends what is unchanged; the result does not
 * depend on it otherwise. A list must not be changed once it has been given.
 */
export function buildModelOfLists(
  lists: readonly (readonly NetworkPart[])[],
  previous?: NetworkModel,
): NetworkModel {
  const { lists: composed, forwardings } = composedParts(lists);
  const next = identified(composed);
  const before = previous === undefined ? undefined : constructions.get(previous);
  if (previous === undefined || before?.indexes.length !== next.length) {
    return buildAnew(next, forwardings, previous);
  }
  constructions.delete(previous);
  return buildFrom(previous, before, next, forwardings);
}

/** The lists indexed; once more, where things that are looked up turn out to be others. */
function identified(lists: readonly (readonly PlainPart[])[]): readonly ListIndex[] {
  const plain = lists.map(indexOf);
  if (plain.every(({ lookedUp }) => lookedUp.length === 0)) return plain;
  return withIdentities(
    lists,
    plain.flatMap(({ lookedUp }) => lookedUp),
  ).map(indexOf);
}

function lookedUpParts(list: readonly PlainPart[]) {
  return list.filter(isLookedUp);
}

function indexOf(list: readonly PlainPart[]): ListIndex {
  let index = indexes.get(list);
  if (index === undefined) {
    index = createIndex(list);
    indexes.set(list, index);
  }
  return index;
}

function createIndex(list: readonly PlainPart[]): ListIndex {
  const contributions = new Map<string, Contribution>();
  const to = (id: string): Contribution => {
    let found = contributions.get(id);
    if (found === undefined) {
      found = {
        group: undefined,
        ingress: nothing,
        egress: nothing,
        attachments: nothing,
        namedBy: nothing,
        uses: nothing,
      };
      contributions.set(id, found);
    }
    return found;
  };
  const groups: SecurityGroup[] = [];
  const rules: Rule[] = [];
  const attachments: Attachment[] = [];
  const networks: Network[] = [];
  const subnets: Subnet[] = [];
  const prefixLists: PrefixList[] = [];
  const topology: TopologyPart[] = [];
  const unplacedRules: Rule[] = [];
  const unplacedAttachments: Attachment[] = [];
  for (const part of list) {
    switch (part.kind) {
      case 'security-group':
        groups.push(part);
        to(part.address).group = part;
        break;
      case 'rule': {
        rules.push(part);
        const id = referenceId(part.group);
        if (id === undefined) unplacedRules.push(part);
        else contribute(to(id), part.direction, part);
        for (const peer of part.peers) {
          const named = peer.kind === 'group' ? referenceId(peer.group) : undefined;
          if (named !== undefined) contribute(to(named), 'namedBy', part);
        }
        break;
      }
      case 'attachment':
        attachments.push(part);
        for (const { group } of part.groups) {
          const id = referenceId(group);
          if (id !== undefined) contribute(to(id), 'attachments', part);
          else if (group.kind === 'unknown' && part.external !== true) pushOnce(unplacedAttachments, part);
        }
        break;
      case 'network':
        networks.push(part);
        break;
      case 'subnet':
        subnets.push(part);
        break;
      case 'prefix-list':
        prefixLists.push(part);
        break;
      case 'group-use': {
        const id = referenceId(part.group);
        if (id !== undefined) contribute(to(id), 'uses', part);
        break;
      }
      default:
        topology.push(part);
    }
  }
  return {
    contributions,
    groups,
    rules,
    attachments,
    networks,
    subnets,
    prefixLists,
    topology,
    lookedUp: lookedUpParts(list),
    unplacedRules,
    unplacedAttachments,
  };
}

/** The entries of one part stand together, so the last one tells. */
function pushOnce<Part>(list: Part[], part: Part): void {
  if (list.at(-1) !== part) list.push(part);
}

function buildAnew(
  next: readonly ListIndex[],
  forwardings: Forwardings,
  previous: NetworkModel | undefined,
): NetworkModel {
  const contributors = new Map<string, number[]>();
  next.forEach((index, position) => {
    for (const id of index.contributions.keys()) {
      const positions = contributors.get(id);
      if (positions === undefined) {
        contributors.set(id, [position]);
      } else {
        positions.push(position);
      }
    }
  });
  const views = new Map<string, GroupView>();
  for (const [id, positions] of contributors) {
    views.set(id, viewOf(id, positions, next, previous?.views.get(id)));
  }
  return createModel(next, forwardings, contributors, views, undefined, undefined);
}

function buildFrom(
  previous: NetworkModel,
  before: Construction,
  next: readonly ListIndex[],
  forwardings: Forwardings,
): NetworkModel {
  const { contributors } = before;
  const affected = new Set<string>();
  next.forEach((index, position) => {
    const old = before.indexes[position];
    if (old === undefined || old === index) return;
    for (const id of old.contributions.keys()) {
      affected.add(id);
      if (!index.contributions.has(id)) removePosition(contributors, id, position);
    }
    for (const id of index.contributions.keys()) {
      affected.add(id);
      if (!old.contributions.has(id)) addPosition(contributors, id, position);
    }
  });
  const isInOrder = next.every((index, position) => {
    const old = before.indexes[position];
    return old === undefined || old === index || sameKeys(old.contributions, index.contributions);
  });
  const viewNow = (id: string): GroupView | undefined => {
    const known = previous.views.get(id);
    if (known !== undefined && !affected.has(id)) return known;
    const positions = contributors.get(id);
    return positions === undefined ? undefined : viewOf(id, positions, next, known);
  };
  if (affected.size === 0) {
    return createModel(next, forwardings, contributors, previous.views, previous, before.indexes);
  }
  const views = new Map(isInOrder ? previous.views : []);
  // In the order in which they would come anew, so that what is said of them does not hang on the edits before.
  const ids = isInOrder ? affected : next.flatMap(({ contributions }) => [...contributions.keys()]);
  for (const id of ids) {
    if (!isInOrder && views.has(id)) continue;
    const view = viewNow(id);
    if (view !== undefined) views.set(id, view);
  }
  return createModel(next, forwardings, contributors, views, previous, before.indexes);
}

function sameKeys(left: ReadonlyMap<string, unknown>, right: ReadonlyMap<string, unknown>): boolean {
  if (left.size !== right.size) return false;
  const others = right.keys();
  for (const key of left.keys()) if (key !== others.next().value) return false;
  return true;
}

function removePosition(contributors: Map<string, number[]>, id: string, position: number): void {
  const left = contributors.get(id)?.filter((each) => each !== position) ?? [];
  if (left.length === 0) contributors.delete(id);
  else contributors.set(id, left);
}

function addPosition(contributors: Map<string, number[]>, id: string, position: number): void {
  const positions = [...(contributors.get(id) ?? []), position];
  contributors.set(
    id,
    positions.sort((left, right) => left - right),
  );
}

function createModel(
  next: readonly ListIndex[],
  forwardings: Forwardings,
  contributors: Map<string, number[]>,
  views: ReadonlyMap<string, GroupView>,
  previous: NetworkModel | undefined,
  before: readonly ListIndex[] | undefined,
): NetworkModel {
  /** What all lists hold of a kind; the previous result where no list holds anything else than before. */
  const gather = <Part extends object, Result>(
    of: (index: ListIndex) => readonly Part[],
    result: (parts: Part[]) => Result,
    old: Result | undefined,
  ): Result => {
    const isSame = next.every((index, position) => {
      const then = before?.[position];
      return then !== undefined && (then === index || sameElements(of(then), of(index)));
    });
    if (old !== undefined && isSame) return old;
    const all: Part[] = [];
    for (const index of next) for (const part of of(index)) all.push(part);
    return result(all);
  };
  const byAddress = <Part extends { readonly address: string }>(parts: Part[]): ReadonlyMap<string, Part> =>
    new Map(parts.map((part) => [part.address, part]));
  const networks = gather((index) => index.networks, byAddress, previous?.networks);
  const sameNetworks = networks === previous?.networks;
  const model: NetworkModel = {
    groups: gather((index) => index.groups, byAddress, previous?.groups),
    rules: gather((index) => index.rules, same, previous?.rules),
    attachments: gather((index) => index.attachments, byAddress, previous?.attachments),
    networks,
    subnets: gather((index) => index.subnets, byAddress, previous?.subnets),
    prefixLists: gather((index) => index.prefixLists, byAddress, previous?.prefixLists),
    forwardings,
    topology: gather(
      (index) => index.topology,
      (parts) => topologyOf(parts, networks),
      sameNetworks ? previous.topology : undefined,
    ),
    views,
    unplaced: {
      rules: gather((index) => index.unplacedRules, same, previous?.unplaced.rules),
      attachments: gather((index) => index.unplacedAttachments, same, previous?.unplaced.attachments),
    },
  };
  constructions.set(model, { indexes: next, contributors });
  return model;
}

function same<Part>(parts: Part[]): readonly Part[] {
  return parts;
}

function viewOf(
  id: string,
  positions: readonly number[],
  next: readonly ListIndex[],
  old: GroupView | undefined,
): GroupView {
  const view = merge(id, contributionsTo(id, positions, next));
  return old !== undefined && saysTheSame(old, view) ? old : view;
}

// Apart from what follows: the loop is compiled while it runs for the first group, and what then comes behind it in the
// same function has not run yet, so that V8 gives the code up again, a thousand times.
function contributionsTo(
  id: string,
  positions: readonly number[],
  next: readonly ListIndex[],
): readonly Contribution[] {
  const contributions: Contribution[] = [];
  for (const position of positions) {
    const contribution = next[position]?.contributions.get(id);
    if (contribution !== undefined) contributions.push(contribution);
  }
  return contributions;
}

/** What the contributions say together; of several declarations of a group the last counts. */
function merge(id: string, contributions: readonly Contribution[]): GroupView {
  let group: SecurityGroup | undefined;
  for (const each of contributions) group = each.group ?? group;
  return {
    id,
    group,
    rules: { ingress: joined(contributions, ingressOf), egress: joined(contributions, egressOf) },
    attachments: joined(contributions, attachmentsOf),
    namedBy: joined(contributions, namedByOf),
    uses: joined(contributions, usesOf),
  };
}

const ingressOf = ({ ingress }: Contribution): readonly Rule[] => ingress;
const egressOf = ({ egress }: Contribution): readonly Rule[] => egress;
const attachmentsOf = ({ attachments }: Contribution): readonly Attachment[] => attachments;
const namedByOf = ({ namedBy }: Contribution): readonly Rule[] => namedBy;
const usesOf = ({ uses }: Contribution): readonly GroupUse[] => uses;

function saysTheSame(old: GroupView, view: GroupView): boolean {
  return (
    old.group === view.group &&
    sameElements(old.rules.ingress, view.rules.ingress) &&
    sameElements(old.rules.egress, view.rules.egress) &&
    sameElements(old.attachments, view.attachments) &&
    sameElements(old.namedBy, view.namedBy) &&
    sameElements(old.uses, view.uses)
  );
}

/** All that the contributions have of one kind. Mostly one alone has any, and then it is its list. */
function joined<Part>(
  contributions: readonly Contribution[],
  of: (contribution: Contribution) => readonly Part[],
): readonly Part[] {
  let only: readonly Part[] = nothing;
  let all: Part[] | undefined;
  for (const contribution of contributions) {
    const list = of(contribution);
    if (list.length === 0) continue;
    if (all !== undefined) for (const part of list) all.push(part);
    else if (only.length === 0) only = list;
    else all = [...only, ...list];
  }
  return all ?? only;
}
