/**
 * The flows between a set of addresses and every group: found once for groups that are alike and whose rules say the same
 * about the addresses, of which ten thousand groups have a few dozen kinds. What passes is computed in flows.ts.
 */

import { isEmptyPacketSet, type PacketSet } from '../packets/packetSet';
import type { TrafficSet } from '../packets/trafficSet';
import type { Direction } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import { addressCounterparts } from './addressCounterparts';
import type { AddressRule } from './addressRules';
import { alikeGroups } from './alikeGroups';
import type { Endpoint, Flow } from './answer';
import type { Axis } from './counterparts';
import type { End } from './ends';
import { addressFlows, flowThrough, holdsFirst, type Whole } from './flows';
import { hitOf, type Hit } from './hits';
import { endpointKey } from './names';
import { modelReader, type NetworkReader } from './networkReader';
import { PassedHits } from './sides';
import { passageBetween, passageThrough, type Passage, type StageResult } from './stages';

interface Question {
  readonly reader: NetworkReader;
  /** The addresses. */
  readonly end: End;
  readonly whole: Whole;
  /** On which side the addresses stand. */
  readonly axis: Axis;
  /** The direction of the groups' rules. */
  readonly direction: Direction;
  readonly asked: TrafficSet;
}

/** What flows between some of the addresses and each of the groups that are alike. */
interface Part {
  readonly endpoint: Endpoint;
  readonly key: string;
  /** Whether the endpoint is all of the addresses. */
  readonly isWhole: boolean;
  readonly certain: PacketSet;
  readonly possible: PacketSet;
}

interface Parts {
  readonly parts: readonly Part[];
  /** Whether rules may be for all of the addresses: then what one of them lets through hangs on the others. */
  readonly maybeWhole: boolean;
}

/** Groups that are alike, and what has been found out about them. */
interface Kind {
  /** To one of them. */
  readonly passage: Passage;
  readonly local: End;
  /** By the numbers of the rules. */
  readonly ofRule: Map<number, Parts>;
  readonly ofRules: Map<string, readonly Part[]>;
}

/**
 * The flows between the end, a set of addresses, and every group whose rules admit some of them, in the model's order.
 * `others`: on which side the groups stand.
 */
export function flowsWithAddresses(model: NetworkModel, end: End, others: Axis, asked: TrafficSet): Flow[] {
  const reader = modelReader(model);
  const direction = others === 'source' ? 'egress' : 'ingress';
  const axis = others === 'source' ? 'destination' : 'source';
  const whole: Whole = { endpoint: end.endpoint, addresses: end.may };
  const question: Question = { reader, end, whole, axis, direction, asked };
  const groups = alikeGroups(model);
  const kinds: (Kind | undefined)[] = [];
  const flows: Flow[] = [];
  const { places, decidesByRules, rulesAt } = addressCounterparts(model, reader, end, direction, asked);
  for (const place of places) {
    const group = groups.endAt(place);
    const likeness = decidesByRules(place) ? groups.likenessAt(place) : undefined;
    const kind = likeness === undefined ? undefined : (kinds[likeness] ??= kindOf(question, group));
    const beside = kind?.passage.beside;
    if (kind === undefined || beside === undefined) {
      addFlowsAlone(question, passageWith(question, group), flows);
    } else if (!isEmptyPacketSet(beside.possible)) {
      addFlows(question, group, partsOf(question, kind, rulesAt(place)), flows);
    }
  }
  return flows;
}

function passageWith({ reader, end, axis, asked }: Question, group: End): Passage {
  return axis === 'source'
    ? passageBetween(reader, end, group, asked)
    : passageBetween(reader, group, end, asked);
}

function addFlowsAlone({ axis, whole }: Question, passage: Passage, flows: Flow[]): void {
  if (passage.beside !== undefined && isEmptyPacketSet(passage.beside.possible)) return;
  // A group whose rules are not known may do anything; naming each of them would say nothing.
  if (passage.stages.every((stage) => stage.hits.length === 0)) return;
  flows.push(...addressFlows(passage, axis, whole));
}

function addFlows(question: Question, group: End, parts: readonly Part[], flows: Flow[]): void {
  if (parts.length === 0) return;
  const own = new OwnPassage(question, group);
  for (const { endpoint, certain, possible } of parts) {
    flows.push(
      question.axis === 'source'
        ? flowThrough(own, endpoint, group.endpoint, certain, possible)
        : flowThrough(own, group.endpoint, endpoint, certain, possible),
    );
  }
}

/** By what the flows of one group pass: its own rules, and what stands before its own members. */
class OwnPassage implements Pick<Passage, 'stages'> {
  private known: readonly StageResult[] | undefined;

  constructor(
    private readonly question: Question,
    private readonly group: End,
  ) {}

  get stages(): readonly StageResult[] {
    return (this.known ??= passageWith(this.question, this.group).stages);
  }
}

function kindOf(question: Question, local: End): Kind {
  return { passage: passageWith(question, local), local, ofRule: new Map(), ofRules: new Map() };
}

/** What flows by the rules, which are all that groups of the kind have for the addresses. */
function partsOf(question: Question, kind: Kind, rules: readonly AddressRule[]): readonly Part[] {
  const [only] = rules;
  if (only === undefined) return [];
  if (rules.length === 1) return partsOfRule(question, kind, only).parts;
  let isEach = true;
  const parts: Part[] = [];
  for (const rule of rules) {
    const ofRule = partsOfRule(question, kind, rule);
    if (ofRule.maybeWhole) isEach = false;
    for (const part of ofRule.parts) {
      // The end as a whole comes first.
      if (part.isWhole) parts.unshift(part);
      else parts.push(part);
    }
  }
  if (isEach && areDistinct(parts)) return parts;
  const key = rules.map(({ number }) => number).join();
  let together = kind.ofRules.get(key);
  if (together === undefined) {
    together = computeParts(question, kind, rules).parts;
    kind.ofRules.set(key, together);
  }
  return together;
}

/** Most groups have a few parts: each with each is then sooner done than a set is made. */
function areDistinct(parts: readonly Part[]): boolean {
  if (parts.length > 8) return new Set(parts.map(({ key }) => key)).size === parts.length;
  return parts.every((part, index) => parts.findIndex(({ key }) => key === part.key) === index);
}

function partsOfRule(question: Question, kind: Kind, rule: AddressRule): Parts {
  let parts = kind.ofRule.get(rule.number);
  if (parts === undefined) {
    parts = computeParts(question, kind, rule.itself);
    kind.ofRule.set(rule.number, parts);
  }
  return parts;
}

/** What flows for groups of the kind that have these rules and no others. */
function computeParts(question: Question, kind: Kind, rules: readonly AddressRule[]): Parts {
  const { reader, end, whole, axis, direction, asked } = question;
  const { passage, local } = kind;
  const hits: Hit[] = [];
  for (const { admission } of rules) {
    const hit = hitOf(reader, admission, idOf(local), direction, local, end, asked);
    if (hit !== undefined && !isEmptyPacketSet(hit.possible)) hits.push(hit);
  }
  if (hits.length === 0) return { parts: [], maybeWhole: false };
  const step = direction === 'egress' ? 'source-egress' : 'destination-ingress';
  const stages = passage.stages.map((stage) => (stage.step === step ? new RulesStage(stage, hits) : stage));
  const flows = addressFlows(
    passageThrough(passage.source, passage.destination, stages, passage.beside),
    axis,
    whole,
  );
  const wholeKey = endpointKey(whole.endpoint);
  const parts = flows.map((flow): Part => {
    const endpoint = flow[axis];
    const key = endpointKey(endpoint);
    const isWhole = key === wholeKey;
    return { endpoint, key, isWhole, certain: flow.certain, possible: flow.possible };
  });
  return { parts, maybeWhole: hits.some((hit) => holdsFirst(hit, axis, whole.addresses)) };
}

function idOf({ endpoint }: End): string {
  return 'id' in endpoint ? endpoint.id : '';
}

/** The stage of a group as if it had these rules alone. */
class RulesStage implements StageResult {
  readonly hitsHold = true;
  readonly onlyHits = true;
  readonly step: StageResult['step'];
  private readonly united: PassedHits;

  constructor(
    private readonly stage: StageResult,
    readonly hits: readonly Hit[],
  ) {
    this.step = stage.step;
    this.united = new PassedHits(hits);
  }

  get certain(): PacketSet {
    return this.united.certain;
  }

  get possible(): PacketSet {
    return this.united.possible;
  }

  steps(...asked: Parameters<StageResult['steps']>): ReturnType<StageResult['steps']> {
    return this.stage.steps(...asked);
  }

  blocker(): ReturnType<StageResult['blocker']> {
    return this.stage.blocker();
  }

  doubts(): ReturnType<StageResult['doubts']> {
    return this.stage.doubts();
  }
}
