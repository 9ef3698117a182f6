/**
 * Who stands where: attachments by subnet, subnets by route table and access list, routes by what they lead to. Kept by
 * the pieces of the model that they are made of, so that an edit of a rule makes none of them anew.
 */

import type { Forwarding, Forwardings } from '../network/endpoints';
import type { Attachment, Rule, Subnet } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import { referenceId } from '../network/networkModel';
import type { Route, RouteTarget, TopologyPart } from '../network/topology';
import type { Candidate, EffectiveTable, Topology } from '../network/topologyIndex';
import type { Anchor } from '../source/origin';

const attachmentsBefore = new WeakMap<
  NetworkModel['attachments'],
  ReadonlyMap<string, readonly Attachment[]>
>();

/** The attachments that stand in a subnet, in declaration order. */
export function attachmentsIn(model: NetworkModel, subnet: Subnet): readonly Attachment[] {
  let index = attachmentsBefore.get(model.attachments);
  if (index === undefined) {
    const made = new Map<string, Attachment[]>();
    for (const attachment of model.attachments.values()) {
      const ids = new Set(attachment.subnets.map(referenceId));
      for (const id of ids) if (id !== undefined) push(made, id, attachment);
    }
    index = made;
    attachmentsBefore.set(model.attachments, index);
  }
  return index.get(subnet.address) ?? [];
}

interface SubnetUses {
  readonly subnets: NetworkModel['subnets'];
  readonly byTable: ReadonlyMap<string, readonly Candidate<Subnet>[]>;
  readonly byList: ReadonlyMap<string, readonly Candidate<Subnet>[]>;
}

const usesBefore = new WeakMap<Topology, SubnetUses>();

/** The subnets that have the route table of that name, or may have it. */
export function subnetsWithTable(model: NetworkModel, name: string): readonly Candidate<Subnet>[] {
  return subnetUses(model).byTable.get(name) ?? [];
}

/** The subnets that have the access list of that name, or may have it. */
export function subnetsWithList(model: NetworkModel, name: string): readonly Candidate<Subnet>[] {
  return subnetUses(model).byList.get(name) ?? [];
}

function subnetUses({ topology, subnets }: NetworkModel): SubnetUses {
  const before = usesBefore.get(topology);
  if (before?.subnets === subnets) return before;
  const byTable = new Map<string, Candidate<Subnet>[]>();
  const byList = new Map<string, Candidate<Subnet>[]>();
  for (const subnet of subnets.values()) {
    for (const { thing, certainty } of topology.tablesOf(subnet)) {
      push(byTable, thing.name, { certainty, thing: subnet });
    }
    for (const { thing, certainty } of topology.listsOf(subnet)) {
      push(byList, thing.name, { certainty, thing: subnet });
    }
  }
  const uses = { subnets, byTable, byList };
  usesBefore.set(topology, uses);
  return uses;
}

/** A route with the table that has it. */
export interface RouteInTable {
  readonly table: EffectiveTable;
  readonly route: Route;
}

const routesBefore = new WeakMap<Topology, ReadonlyMap<string, readonly RouteInTable[]>>();

/** The routes of declared tables that lead to a gateway, a peering, an interface, … */
export function routesTo({ topology }: NetworkModel, address: string): readonly RouteInTable[] {
  let index = routesBefore.get(topology);
  if (index === undefined) {
    const made = new Map<string, RouteInTable[]>();
    for (const table of topology.tables) {
      for (const route of table.routes) {
        const id = targetId(route.target);
        if (id !== undefined) push(made, id, { table, route });
      }
    }
    index = made;
    routesBefore.set(topology, index);
  }
  return index.get(address) ?? [];
}

/** Address or literal id of what a route leads to; undefined where nothing is named. */
export function targetId(target: RouteTarget): string | undefined {
  switch (target.kind) {
    case 'gateway':
      return referenceId(target.gateway);
    case 'peering':
      return referenceId(target.peering);
    case 'transit':
      return referenceId(target.transit);
    case 'endpoint':
      return referenceId(target.endpoint);
    case 'interface':
      return referenceId(target.interface);
    case 'local':
    case 'unknown':
      return undefined;
  }
}

const forwardingsBefore = new WeakMap<Forwardings, ReadonlyMap<Anchor, readonly Forwarding[]>>();

/** What goes on by a listener, a listener rule, a target group or a registration that is declared there. */
export function forwardingsDeclaredBy({ forwardings }: NetworkModel, anchor: Anchor): readonly Forwarding[] {
  let index = forwardingsBefore.get(forwardings);
  if (index === undefined) {
    const made = new Map<Anchor, Forwarding[]>();
    for (const forwarding of forwardings.all) {
      const { listener, rule, targetGroup, registration } = forwarding;
      const parts = [listener, targetGroup, registration, ...(rule === undefined ? [] : [rule])];
      for (const each of new Set(parts.map(({ origin }) => origin.anchor))) push(made, each, forwarding);
    }
    index = made;
    forwardingsBefore.set(forwardings, index);
  }
  return index.get(anchor) ?? [];
}

const rulesBefore = new WeakMap<NetworkModel['rules'], ReadonlyMap<Anchor, readonly Rule[]>>();

/** The rules with a source or destination that is written there, though the rule itself is not. */
export function rulesWithPeersIn({ rules }: NetworkModel, anchor: Anchor): readonly Rule[] {
  let index = rulesBefore.get(rules);
  if (index === undefined) {
    const made = new Map<Anchor, Rule[]>();
    for (const rule of rules) {
      for (const { origin } of rule.peers) {
        // The peers of one place come one behind the other.
        if (origin.anchor !== rule.origin.anchor && made.get(origin.anchor)?.at(-1) !== rule) {
          push(made, origin.anchor, rule);
        }
      }
    }
    index = made;
    rulesBefore.set(rules, index);
  }
  return index.get(anchor) ?? [];
}

const topologyBefore = new WeakMap<Topology, ReadonlyMap<string, TopologyPart>>();

/** A part of the topology by its address. */
export function topologyPart({ topology }: NetworkModel, address: string): TopologyPart | undefined {
  let index = topologyBefore.get(topology);
  if (index === undefined) {
    index = new Map(topology.parts.map((part) => [part.address, part]));
    topologyBefore.set(topology, index);
  }
  return index.get(address);
}

function push<Key, Thing>(index: Map<Key, Thing[]>, key: Key, thing: Thing): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [thing]);
  else known.push(thing);
}
