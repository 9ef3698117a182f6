/**
 * What the groups at one end let through to or from the other end, with the rules that do it: the proof is collected
 * while the sets are computed. Both ends are put together in stages.ts.
 */

import {
  intersectPackets,
  isEmptyPacketSet,
  NO_PACKETS,
  subtractPackets,
  unionAllPackets,
  unionPackets,
  type PacketSet,
} from '../packets/packetSet';
import type { TrafficSet } from '../packets/trafficSet';
import type { Certainty, Direction } from '../network/model';
import { isAddressEnd, type Carrier, type End } from './ends';
import type { Passing } from './accessLists';
import type { ExplanationCode } from './explanations';
import { groupFilter, unplacedFilter, type Filter } from './filters';
import { box, hitOf, type Hit } from './hits';
import type { NetworkReader } from './networkReader';
import type { Admission } from './peers';

/** A reason other than a rule for which anything may pass. */
export interface Opening {
  readonly code: ExplanationCode;
  readonly owner: string | undefined;
}

/** `certain` is a subset of `possible`. */
export interface Side {
  readonly direction: Direction;
  readonly certain: PacketSet;
  readonly possible: PacketSet;
  readonly hits: readonly Hit[];
  /** Whether what is certain of a hit is certain of the side. */
  readonly hitsHold: boolean;
  /** Whether the hits together are all that is possible. */
  readonly onlyHits: boolean;
  readonly openings: readonly Opening[];
}

/**
 * What the groups of `local` let through in the direction, of the traffic asked for, with `peer` at the other end.
 * `nameless`: packets that go through something in between, so that the other end's groups cannot be told from them
 * (https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html, "middlebox appliance").
 */
export function sideOf(
  reader: NetworkReader,
  direction: Direction,
  local: End,
  peer: End,
  asked: TrafficSet,
  nameless: PacketSet = NO_PACKETS,
): Side {
  const everything = box(direction, asked, local.may, peer.may);
  // Nothing in the model filters before an address.
  if (isAddressEnd(local)) {
    return {
      direction,
      certain: everything,
      possible: everything,
      hits: [],
      hitsHold: true,
      onlyHits: false,
      openings: [],
    };
  }
  const hits: Hit[] = [];
  const openings = new Map<string, Opening>();
  const open = (code: ExplanationCode, owner?: string): Passing => {
    openings.set(`${code} ${owner ?? ''}`, { code, owner });
    return { certain: NO_PACKETS, possible: everything };
  };

  const ofGroup = new Map<string, Passing>();
  const passGroup = (id: string): Passing => {
    let passing = ofGroup.get(id);
    if (passing === undefined) {
      const view = reader.view(id);
      const filter = view === undefined ? undefined : groupFilter(reader, view, direction);
      passing =
        filter === undefined
          ? NOTHING
          : passFilter(reader, filter, id, direction, local, peer, asked, hits, nameless);
      const incomplete = filter === undefined ? 'rules-not-in-configuration' : filter.incomplete;
      if (incomplete !== undefined) passing = either(passing, open(incomplete, id));
      ofGroup.set(id, passing);
    }
    return passing;
  };
  const passCarrier = (carrier: Carrier): Passing => {
    if (carrier.unfiltered === true) return { certain: everything, possible: everything };
    if (carrier.defaultOf !== undefined) return passDefault(carrier);
    let passing = NOTHING;
    for (const { id, certainty } of carrier.groups) {
      passing = either(passing, weaken(passGroup(id), certainty));
    }
    return carrier.open ? either(passing, open('groups-not-known')) : passing;
  };

  /** The default group as a network comes with it: everything out, and in from its own members. */
  const passDefault = ({ groups }: Carrier): Passing => {
    if (direction === 'egress') return { certain: everything, possible: everything };
    const own = groups.map(({ id }) => peer.identities.get(id));
    if (own.includes('certain')) return { certain: everything, possible: everything };
    return own.includes('possible') || peer.openIdentity
      ? { certain: NO_PACKETS, possible: everything }
      : NOTHING;
  };

  const receiving =
    direction === 'ingress' ? local.carriers.filter(({ receives }) => receives !== false) : local.carriers;
  if (receiving.length === 0) {
    return {
      direction,
      certain: NO_PACKETS,
      possible: NO_PACKETS,
      hits: [],
      hitsHold: true,
      onlyHits: true,
      openings: [],
    };
  }
  const ofCarriers = receiving.map(passCarrier).reduce(inEveryCase);
  const unplaced = passUnplaced(reader, direction, local, peer, asked, hits, nameless);
  const isUnseen = unplaced === undefined && reader.hasUnplaced.rules && reader.unplacedRules === undefined;
  const besides = isUnseen ? open('rule-of-unknown-group').possible : unplaced;
  const passing =
    besides === undefined ? ofCarriers : either(ofCarriers, { certain: NO_PACKETS, possible: besides });
  return new PassedSide(direction, passing, hits, receiving, [...openings.values()]);
}

/** The sets are put together when somebody asks for them: for most flows of many the hits alone are looked at. */
class PassedSide implements Side {
  readonly hitsHold: boolean;
  readonly onlyHits: boolean;

  constructor(
    readonly direction: Direction,
    private readonly passing: Passing,
    readonly hits: readonly Hit[],
    carriers: readonly Carrier[],
    readonly openings: readonly Opening[],
  ) {
    const [only] = carriers;
    this.hitsHold = carriers.length === 1 && only?.groups.every(isCertain) === true;
    this.onlyHits = openings.length === 0 && carriers.every(isFiltered);
  }

  get certain(): PacketSet {
    return this.passing.certain;
  }

  get possible(): PacketSet {
    return this.passing.possible;
  }
}

function isCertain({ certainty }: Carrier['groups'][number]): boolean {
  return certainty === 'certain';
}

/** Whether rules of groups decide, and not what a network comes with. */
function isFiltered({ unfiltered, defaultOf }: Carrier): boolean {
  return unfiltered !== true && defaultOf === undefined;
}

const NOTHING: Passing = { certain: NO_PACKETS, possible: NO_PACKETS };

/** What many hits let through together. */
export class PassedHits implements Passing {
  private knownCertain: PacketSet | undefined;
  private knownPossible: PacketSet | undefined;

  constructor(private readonly hits: readonly Pick<Hit, 'certain' | 'possible'>[]) {}

  get certain(): PacketSet {
    if (this.knownCertain === undefined) {
      const isSame = this.hits.every(({ certain, possible }) => certain === possible);
      this.knownCertain = isSame ? this.possible : unionAllPackets(this.hits.map(({ certain }) => certain));
    }
    return this.knownCertain;
  }

  get possible(): PacketSet {
    return (this.knownPossible ??= unionAllPackets(this.hits.map(({ possible }) => possible)));
  }
}

function either(left: Passing, right: Passing): Passing {
  if (left === NOTHING) return right;
  if (right === NOTHING) return left;
  return {
    certain: unionPackets(left.certain, right.certain),
    possible: unionPackets(left.possible, right.possible),
  };
}

/** Members differ in the groups they carry: what holds for all of them is certain, what holds for one possible. */
function inEveryCase(left: Passing, right: Passing): Passing {
  return {
    certain: intersectPackets(left.certain, right.certain),
    possible: unionPackets(left.possible, right.possible),
  };
}

function weaken(passing: Passing, certainty: Certainty): Passing {
  return certainty === 'certain' ? passing : { certain: NO_PACKETS, possible: passing.possible };
}

function passUnplaced(
  reader: NetworkReader,
  direction: Direction,
  local: End,
  peer: End,
  asked: TrafficSet,
  hits: Hit[],
  nameless: PacketSet,
): PacketSet | undefined {
  const [first, ...others] = local.identities.keys();
  if (first === undefined) return undefined;
  const found: Hit[] = [];
  const pass = (filter: Filter, owner: string): PacketSet =>
    passFilter(reader, filter, owner, direction, local, peer, asked, found, nameless).possible;
  const filter = unplacedFilter(reader, first, direction);
  if (filter === undefined) return undefined;
  let possible = pass(filter, first);
  // Whichever of its groups such a rule belongs to: only whom `self` names depends on that.
  for (const owner of filter.admissions.some(isOfSelf) ? others : []) {
    const ofOwner = unplacedFilter(reader, owner, direction);
    if (ofOwner !== undefined) possible = unionPackets(possible, pass(onlySelf(ofOwner, owner), owner));
  }
  for (const hit of found) hits.push({ ...hit, code: 'rule-of-unknown-group', certain: NO_PACKETS });
  return possible;
}

function isOfSelf({ peer }: Admission): boolean {
  return peer.kind === 'group' && peer.self;
}

function onlySelf(filter: Filter, owner: string): Filter {
  const admissions = filter.admissions.filter(isOfSelf);
  return { ...filter, admissions, byGroup: new Map([[owner, admissions]]), ofAnyGroup: [], ofAddresses: [] };
}

function passFilter(
  reader: NetworkReader,
  filter: Filter,
  owner: string,
  direction: Direction,
  local: End,
  peer: End,
  asked: TrafficSet,
  hits: Hit[],
  nameless: PacketSet,
): Passing {
  const own: Hit[] = [];
  let surelyDenied = NO_PACKETS;
  let maybeDenied = NO_PACKETS;
  for (const admission of relevant(filter, peer)) {
    let hit = hitOf(reader, admission, owner, direction, local, peer, asked);
    if (hit === undefined) continue;
    if (nameless !== NO_PACKETS && admission.admitted.kind !== 'addresses') {
      const possible = subtractPackets(hit.possible, nameless);
      if (isEmptyPacketSet(possible)) continue;
      hit = { ...hit, certain: subtractPackets(hit.certain, nameless), possible };
    }
    if (admission.rule.action === 'deny') {
      surelyDenied = unionPackets(surelyDenied, hit.certain);
      maybeDenied = unionPackets(maybeDenied, hit.possible);
      continue;
    }
    // First match decides: what an earlier rule denies never gets here.
    const allowed = filter.ordered
      ? {
          ...hit,
          certain: subtractPackets(hit.certain, maybeDenied),
          possible: subtractPackets(hit.possible, surelyDenied),
        }
      : hit;
    if (isEmptyPacketSet(allowed.possible)) continue;
    hits.push(allowed);
    own.push(allowed);
  }
  return own.length === 0 ? NOTHING : new PassedHits(own);
}

/** The admissions that may concern the peer: all of them only where the order or an unknown group demands it. */
function relevant(filter: Filter, peer: End): readonly Admission[] {
  if (filter.ordered || peer.openIdentity || peer.mayBeMember) return filter.admissions;
  if (peer.identities.size === 0) return filter.ofAddresses;
  const admissions: Admission[] = [];
  for (const id of peer.identities.keys()) admissions.push(...(filter.byGroup.get(id) ?? []));
  admissions.push(...filter.ofAnyGroup, ...filter.ofAddresses);
  return admissions;
}
