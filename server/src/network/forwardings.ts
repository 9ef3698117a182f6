/**
 * Which balancer forwards what to which target: listeners, target groups and registrations put together. Whether the
 * packets get through is for reachability/ to say.
 */

import type {
  BalancingAction,
  BalancingPart,
  Forwarding,
  Forwardings,
  ForwardingWay,
  Listener,
  ListenerRule,
  Target,
  TargetGroup,
} from './endpoints';
import type { Certainty, Extension, PartReference, Service } from './model';
import { withoutKeys } from './instanceKeys';
import { referenceId } from './networkModel';

/** What follows from some lists of declarations. */
export interface Balancing {
  readonly forwardings: Forwardings;
  /** For each target that a balancer forwards to, that it offers what is forwarded there. */
  readonly offers: readonly Extension[];
}

const nothing: Balancing = {
  forwardings: { ways: [], parts: [], all: [], byBalancer: new Map(), byTarget: new Map() },
  offers: [],
};

interface Remembered {
  readonly lists: readonly (readonly BalancingPart[])[];
  readonly balancing: Balancing;
}

/** Keyed by the first list: what is made again of the same lists is the same object. */
const before = new WeakMap<readonly BalancingPart[], Remembered>();

/** The balancing of these declarations, in the order of the listeners. Equal lists give the same object. */
export function balancingOf(lists: readonly (readonly BalancingPart[])[]): Balancing {
  const [first] = lists;
  if (first === undefined) return nothing;
  const known = before.get(first);
  if (known?.lists.length === lists.length && known.lists.every((list, index) => list === lists[index])) {
    return known.balancing;
  }
  const balancing = createBalancing(lists.flat());
  before.set(first, { lists, balancing });
  return balancing;
}

function createBalancing(parts: readonly BalancingPart[]): Balancing {
  const aliases = new Map(
    parts.flatMap((part) =>
      part.kind === 'target-group' && part.alias !== undefined ? [[part.alias, part.address]] : [],
    ),
  );
  const listeners = parts.filter((part) => part.kind === 'listener');
  const targetGroups = new Map(
    parts.flatMap((part) => (part.kind === 'target-group' ? [[part.address, part]] : [])),
  );
  const targets = groupBy(
    parts.filter((part) => part.kind === 'target'),
    ({ group }) => {
      const id = referenceId(group);
      return id === undefined ? undefined : (aliases.get(id) ?? id);
    },
  );
  const rules = groupBy(
    parts.filter((part) => part.kind === 'listener-rule'),
    ({ listener }) => referenceId(listener),
  );
  const ways: ForwardingWay[] = [];
  const mayHaveMore = furtherTargets(parts, targetGroups, aliases);
  const follow = (listener: Listener, rule: ListenerRule | undefined): void => {
    const all: Forwarding[] = [];
    for (const { group, certainty } of (rule ?? listener).forwardsTo) {
      const id = referenceId(group);
      const targetGroup = id === undefined ? undefined : targetGroups.get(id);
      if (id === undefined || targetGroup === undefined) continue;
      for (const registration of targets.get(id) ?? []) {
        all.push(forwardingOf({ listener, rule, targetGroup, registration }, certainty));
      }
    }
    const { action, forwardsTo } = rule ?? listener;
    const isEmpty =
      forwardsTo.length > 0 &&
      forwardsTo.every(({ group }) => {
        const id = referenceId(group);
        return id !== undefined && targetGroups.has(id) && !mayHaveMore(id);
      });
    const result = all.length > 0 ? 'forwarded' : resultOf(action, isEmpty);
    ways.push({ listener, rule, forwardings: all, result });
  };
  for (const listener of listeners) {
    follow(listener, undefined);
    for (const rule of rules.get(listener.address) ?? []) follow(listener, rule);
  }
  const all = ways.flatMap(({ forwardings }) => forwardings);
  return {
    forwardings: {
      ways,
      parts,
      all,
      byBalancer: groupBy(all, ({ balancer }) => referenceId(balancer)),
      byTarget: groupBy(all, ({ target }) => referenceId(target)),
    },
    offers: offersOf(listeners, targetGroups, targets),
  };
}

/** Whether somebody else may register targets with a target group: whose registrations are not all told apart. */
function furtherTargets(
  parts: readonly BalancingPart[],
  targetGroups: ReadonlyMap<string, TargetGroup>,
  aliases: ReadonlyMap<string, string>,
): (id: string) => boolean {
  const handedOut = new Set<string>();
  let isAny = false;
  for (const part of parts) {
    if (part.kind !== 'target' && part.kind !== 'target-group-use') continue;
    const id = referenceId(part.group);
    if (part.kind === 'target-group-use' && id !== undefined) handedOut.add(withoutKeys(id));
    // One that is named by an ARN, or looked up, may be one that is declared here.
    else if (id === undefined || !(targetGroups.has(id) || aliases.has(id))) isAny = true;
  }
  return (id) => isAny || handedOut.has(withoutKeys(id));
}

function resultOf(action: BalancingAction, isEmpty: boolean): ForwardingWay['result'] {
  switch (action) {
    case 'answer':
      return 'answered';
    case 'redirect':
      return 'redirected';
    case 'forward':
      return isEmpty ? 'empty' : 'unknown';
    case 'unknown':
      return 'unknown';
  }
}

function groupBy<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => string | undefined,
): Map<string, Thing[]> {
  const result = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key === undefined) continue;
    const known = result.get(key);
    if (known === undefined) result.set(key, [thing]);
    else known.push(thing);
  }
  return result;
}

function forwardingOf(
  proof: Pick<Forwarding, 'listener' | 'rule' | 'targetGroup' | 'registration'>,
  certainty: Certainty,
): Forwarding {
  const { listener, rule, targetGroup, registration } = proof;
  const services = listener.targetServices ?? targetServices(targetGroup, registration);
  const certain = [
    certainty,
    listener.certainty,
    rule?.certainty,
    targetGroup.certainty,
    registration.certainty,
  ];
  return {
    ...proof,
    balancer: listener.balancer,
    accepts: listener.accepts,
    target: registration.target,
    services,
    healthChecks: healthChecks(targetGroup, services),
    preservesClientAddress: targetGroup.preservesClientAddress,
    certainty: certain.includes('possible') ? 'possible' : 'certain',
  };
}

function targetServices({ services }: TargetGroup, { port }: Target): readonly Service[] {
  if (port.kind === 'absent') return services;
  if (port.kind === 'unknown') return [];
  const { value } = port;
  return services.map(({ protocol, port: usual, name }) => ({
    protocol,
    port: value,
    name: usual === value ? name : undefined,
  }));
}

function healthChecks({ healthCheck }: TargetGroup, services: readonly Service[]): readonly Service[] {
  switch (healthCheck.kind) {
    case 'absent':
      return [];
    case 'services':
      return healthCheck.services;
    case 'traffic-port': {
      const [first] = services;
      return first === undefined ? [] : [{ ...first, protocol: healthCheck.protocol }];
    }
  }
}

// One extension per declaration (and target group), kept as long as these are the same objects.
const offersBefore = new WeakMap<Listener | TargetGroup, WeakMap<Listener | Target, Extension>>();

/** That balancers listen where their listeners say, and targets where they are registered. */
function offersOf(
  listeners: readonly Listener[],
  targetGroups: ReadonlyMap<string, TargetGroup>,
  targets: ReadonlyMap<string, readonly Target[]>,
): readonly Extension[] {
  const offers = listeners.map((listener) =>
    offer(listener, listener, listener.balancer, () => listener.accepts),
  );
  for (const [id, targetGroup] of targetGroups) {
    for (const target of targets.get(id) ?? []) {
      offers.push(offer(targetGroup, target, target.target, () => targetServices(targetGroup, target)));
    }
  }
  return offers.filter(({ of }) => of.kind === 'part');
}

function offer(
  from: Listener | TargetGroup,
  declared: Listener | Target,
  of: PartReference,
  services: () => readonly Service[],
): Extension {
  let known = offersBefore.get(from);
  if (known === undefined) {
    known = new WeakMap();
    offersBefore.set(from, known);
  }
  let result = known.get(declared);
  if (result === undefined) {
    const { address, provider, certainty, origin, headerOrigin } = declared;
    result = {
      kind: 'extension',
      address,
      provider,
      certainty,
      origin,
      headerOrigin,
      of,
      adds: { kind: 'services', services: services() },
    };
    known.set(declared, result);
  }
  return result;
}
