/**
 * The parts of one root (in one environment) put together and indexed. Building it is linear in the parts; views of
 * groups in which nothing changed keep their identity from the previous model, so that results may be cached by view.
 */

import { extendedParts } from './extendedParts';
import type {
  Attachment,
  Direction,
  GroupUse,
  Network,
  NetworkPart,
  PartReference,
  PrefixList,
  Rule,
  SecurityGroup,
  Subnet,
} from './model';

export interface NetworkModel {
  readonly groups: ReadonlyMap<string, SecurityGroup>;
  readonly rules: readonly Rule[];
  readonly attachments: ReadonlyMap<string, Attachment>;
  readonly networks: ReadonlyMap<string, Network>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly prefixLists: ReadonlyMap<string, PrefixList>;
  /** One per group of `groups`, plus one per group that something refers to but nothing here describes. */
  readonly views: ReadonlyMap<string, GroupView>;
  /** Rules and attachments whose group is unknown: they may concern any group. */
  readonly unplaced: { readonly rules: readonly Rule[]; readonly attachments: readonly Attachment[] };
}

/** Everything about one group. Lists are in declaration order. Equal content keeps the identity of the object. */
export interface GroupView {
  /** Address of the group, or the literal id (`sg-…`) of one that is not in the configuration. */
  readonly id: string;
  /** Undefined for a group that is only referred to: a literal id, or a data source that no adapter reads. */
  readonly group: SecurityGroup | undefined;
  readonly rules: Readonly<Record<Direction, readonly Rule[]>>;
  readonly attachments: readonly Attachment[];
  /** Rules of any group that name this one as a peer. */
  readonly namedBy: readonly Rule[];
  readonly uses: readonly GroupUse[];
}

/** The key under which a reference's part or literal is found; undefined for an unresolvable one. */
export function referenceId(reference: PartReference | { readonly kind: 'absent' }): string | undefined {
  if (reference.kind === 'part') return reference.address;
  if (reference.kind === 'literal') return reference.id;
  return undefined;
}

interface ViewDraft {
  group: SecurityGroup | undefined;
  ingress: Rule[];
  egress: Rule[];
  attachments: Attachment[];
  namedBy: Rule[];
  uses: GroupUse[];
}

/** Puts the parts together. `previous` only lends unchanged views; the result does not depend on it otherwise. */
export function buildNetworkModel(parts: Iterable<NetworkPart>, previous?: NetworkModel): NetworkModel {
  const groups = new Map<string, SecurityGroup>();
  const rules: Rule[] = [];
  const attachments = new Map<string, Attachment>();
  const networks = new Map<string, Network>();
  const subnets = new Map<string, Subnet>();
  const prefixLists = new Map<string, PrefixList>();
  const drafts = new Map<string, ViewDraft>();
  const unplacedRules: Rule[] = [];
  const unplacedAttachments: Attachment[] = [];
  const draft = (id: string): ViewDraft => {
    let found = drafts.get(id);
    if (found === undefined) {
      found = { group: undefined, ingress: [], egress: [], attachments: [], namedBy: [], uses: [] };
      drafts.set(id, found);
    }
    return found;
  };
  for (const part of extendedParts(parts)) {
    switch (part.kind) {
      case 'security-group':
        groups.set(part.address, part);
        draft(part.address).group = part;
        break;
      case 'rule': {
        rules.push(part);
        const id = referenceId(part.group);
        if (id === undefined) unplacedRules.push(part);
        else draft(id)[part.direction].push(part);
        for (const peer of part.peers) {
          if (peer.kind !== 'group') continue;
          const named = referenceId(peer.group);
          if (named === undefined) continue;
          const list = draft(named).namedBy;
          if (list.at(-1) !== part) list.push(part);
        }
        break;
      }
      case 'attachment': {
        attachments.set(part.address, part);
        for (const attached of part.groups) {
          const id = referenceId(attached.group);
          if (id === undefined) {
            if (attached.group.kind === 'unknown') unplacedAttachments.push(part);
            continue;
          }
          const list = draft(id).attachments;
          if (list.at(-1) !== part) list.push(part);
        }
        break;
      }
      case 'network':
        networks.set(part.address, part);
        break;
      case 'subnet':
        subnets.set(part.address, part);
        break;
      case 'prefix-list':
        prefixLists.set(part.address, part);
        break;
      case 'group-use': {
        const id = referenceId(part.group);
        if (id !== undefined) draft(id).uses.push(part);
        break;
      }
    }
  }
  const views = new Map<string, GroupView>();
  for (const [id, content] of drafts) {
    const old = previous?.views.get(id);
    views.set(id, old !== undefined && sameView(old, content) ? old : createView(id, content));
  }
  return {
    groups,
    rules,
    attachments,
    networks,
    subnets,
    prefixLists,
    views,
    unplaced: { rules: unplacedRules, attachments: unplacedAttachments },
  };
}

function createView(id: string, content: ViewDraft): GroupView {
  const { group, ingress, egress, attachments, namedBy, uses } = content;
  return { id, group, rules: { ingress, egress }, attachments, namedBy, uses };
}

function sameView(view: GroupView, content: ViewDraft): boolean {
  return (
    view.group === content.group &&
    sameList(view.rules.ingress, content.ingress) &&
    sameList(view.rules.egress, content.egress) &&
    sameList(view.attachments, content.attachments) &&
    sameList(view.namedBy, content.namedBy) &&
    sameList(view.uses, content.uses)
  );
}

function sameList(left: readonly object[], right: readonly object[]): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}
