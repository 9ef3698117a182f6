/** Routes as their tables and aws_route write them: where to, and through what. */

import type { EvaluatedArgument } from '../../evaluation/resource';
import type { Certainty, PartReference } from '../../network/model';
import type { GatewayRole, Route, RouteTarget } from '../../network/topology';
import type { Origin } from '../../source/origin';
import type { Arguments } from '../arguments';
import { scalarValues, weaker } from '../reading';
import { scalarPeers } from './peers';
import { endpointKind, interfaceKind, readReference } from './reference';
import {
  carrierGatewayKind,
  egressOnlyGatewayKind,
  instanceKind,
  internetGatewayKind,
  isSet,
  localGatewayKind,
  natGatewayKind,
  peeringKind,
  transitGatewayKind,
  vpnGatewayKind,
} from './topologyReference';
import type { PartKind } from './reference';
import type { Value } from '../../evaluation/value';

/** Names of the arguments that say where a route leads: blocks and aws_route have different ones. */
export interface DestinationNames {
  readonly ipv4: string;
  readonly ipv6: string;
}

export const inlineDestinations: DestinationNames = { ipv4: 'cidr_block', ipv6: 'ipv6_cidr_block' };
export const standaloneDestinations: DestinationNames = {
  ipv4: 'destination_cidr_block',
  ipv6: 'destination_ipv6_cidr_block',
};

export interface RouteFrame {
  readonly address: string;
  readonly certainty: Certainty;
  readonly origin: Origin;
}

/**
 * The route; one for each destination and target where a condition that is not known decides. None without a destination.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route_table
 */
export function readRoutes(source: Arguments, names: DestinationNames, frame: RouteFrame): readonly Route[] {
  const destinations = destinationsOf(source, names);
  const targets = targetsOf(source);
  return destinations.flatMap((destination) =>
    targets.map(({ target, certainty }): Route => ({
      ...frame,
      destination,
      target,
      certainty: weaker(frame.certainty, weaker(destination.certainty, certainty)),
    })),
  );
}

function destinationsOf(source: Arguments, names: DestinationNames): readonly Route['destination'][] {
  const set = (name: string): EvaluatedArgument | undefined => {
    const argument = source.argument(name);
    return isSet(argument) ? argument : undefined;
  };
  return [
    ...scalarPeers(names.ipv4, set(names.ipv4), { of: 'cidr', family: 4 }),
    ...scalarPeers(names.ipv6, set(names.ipv6), { of: 'cidr', family: 6 }),
    ...scalarPeers('destination_prefix_list_id', set('destination_prefix_list_id'), { of: 'prefix-list' }),
  ].filter((peer) => peer.kind !== 'group');
}

interface FoundTarget {
  readonly target: RouteTarget;
  readonly certainty: Certainty;
}

type ReadTarget = (value: Value) => RouteTarget;

function through(kind: PartKind, make: (part: PartReference) => RouteTarget): ReadTarget {
  return (value) => {
    const part = readReference(value, kind);
    if (part.kind === 'unknown') return part;
    return part.kind === 'undeclared'
      ? { kind: 'unknown', reason: `${part.text} is not declared` }
      : make(part);
  };
}

function throughGateway(kind: PartKind, role: GatewayRole): ReadTarget {
  return through(kind, (gateway) => ({ kind: 'gateway', role, gateway }));
}

const throughInterface = (part: PartReference): RouteTarget => ({ kind: 'interface', interface: part });
const throughEndpoint = through(endpointKind, (endpoint) => ({ kind: 'endpoint', endpoint }));

/**
 * A gateway_id may be that of several kinds: what it refers to, or the id's prefix, tells.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route#gateway_id
 */
const gatewayKinds: readonly { readonly kind: PartKind; readonly read: ReadTarget }[] = [
  { kind: internetGatewayKind, read: throughGateway(internetGatewayKind, 'internet') },
  { kind: vpnGatewayKind, read: throughGateway(vpnGatewayKind, 'private') },
  { kind: egressOnlyGatewayKind, read: throughGateway(egressOnlyGatewayKind, 'egress-only') },
  { kind: carrierGatewayKind, read: throughGateway(carrierGatewayKind, 'private') },
  { kind: localGatewayKind, read: throughGateway(localGatewayKind, 'private') },
  { kind: endpointKind, read: throughEndpoint },
];

function readGateway(value: Value): RouteTarget {
  if (value.kind === 'string' && value.value === 'local') return { kind: 'local' };
  const fits = gatewayKinds.find(({ kind }) => {
    if (value.kind === 'string') return kind.literal.test(value.value);
    return value.kind === 'unknown' && kind.types.has(value.reference?.resource.type ?? '');
  });
  if (fits !== undefined) return fits.read(value);
  const part = readReference(value, internetGatewayKind);
  const reason = part.kind === 'unknown' ? part.reason : 'the kind of the gateway is not known';
  return { kind: 'unknown', reason };
}

/** An interface that stands for an instance: traffic goes to the instance. */
const readInterface: ReadTarget = (value) => {
  const reference = value.kind === 'unknown' ? value.reference : undefined;
  if (reference?.path[0] === 'primary_network_interface_id') {
    return throughInterface({ kind: 'part', address: reference.resource.text });
  }
  return through(interfaceKind, throughInterface)(value);
};

const targetArguments: readonly (readonly [string, ReadTarget])[] = [
  ['gateway_id', readGateway],
  ['nat_gateway_id', throughGateway(natGatewayKind, 'nat')],
  ['egress_only_gateway_id', throughGateway(egressOnlyGatewayKind, 'egress-only')],
  ['vpc_peering_connection_id', through(peeringKind, (peering) => ({ kind: 'peering', peering }))],
  ['transit_gateway_id', through(transitGatewayKind, (transit) => ({ kind: 'transit', transit }))],
  ['vpc_endpoint_id', throughEndpoint],
  ['network_interface_id', readInterface],
  ['instance_id', through(instanceKind, throughInterface)],
  ['carrier_gateway_id', throughGateway(carrierGatewayKind, 'private')],
  ['local_gateway_id', throughGateway(localGatewayKind, 'private')],
  [
    'core_network_arn',
    () => ({ kind: 'unknown', reason: 'what a core network passes on is not in the model' }),
  ],
  [
    'odb_network_arn',
    () => ({ kind: 'unknown', reason: 'what a database network passes on is not in the model' }),
  ],
];

/** Exactly one argument is set; where a condition leaves one out, the next may be it. */
function targetsOf(source: Arguments): readonly FoundTarget[] {
  const found: FoundTarget[] = [];
  for (const [name, read] of targetArguments) {
    const argument = source.argument(name);
    if (!isSet(argument)) continue;
    const values = scalarValues(argument.value).filter(
      ({ value }) => !(value.kind === 'string' && value.value === ''),
    );
    found.push(...values.map(({ value, certainty }) => ({ target: read(value), certainty })));
  }
  if (found.length === 0) {
    return [{ target: { kind: 'unknown', reason: 'no target is given' }, certainty: 'certain' }];
  }
  return found.length === 1 ? found : found.map(({ target }) => ({ target, certainty: 'possible' }));
}
