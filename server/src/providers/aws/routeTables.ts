/** Route tables, their routes wherever they are declared, and what they are associated with. */

import { ignoresChanges } from '../../configuration/ignoredChanges';
import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type { Certainty, PartReference } from '../../network/model';
import type { Route, RouteAddition, RouteTable, RouteTableUse } from '../../network/topology';
import { bodyArguments } from '../arguments';
import { declaredPart } from '../part';
import { listedElements, originOfValue, reasonWords, scalarValues, weaker } from '../reading';
import { networkOf } from './networks';
import { readReference, subnetKind } from './reference';
import { inlineDestinations, readRoutes, standaloneDestinations } from './routes';
import { provider } from './rule';
import { isSet, networkOfOwn, references, routeTableKind, vpnGatewayKind } from './topologyReference';

/**
 * Inline routes are `route` blocks, or objects given to `route`; without any, aws_route resources may fill the table
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route_table).
 */
export function routeTable(resource: EvaluatedResource): readonly RouteTable[] {
  return [tableOf(resource, networkOf(resource.body.argument('vpc_id')), false)];
}

/**
 * The table that came with a VPC, adopted: all its routes are removed but those declared
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_route_table).
 */
export function defaultRouteTable(resource: EvaluatedResource): readonly RouteTable[] {
  const network = networkOfOwn(resource.body.argument('default_route_table_id'), routeTableKind);
  return [tableOf(resource, network, true)];
}

/** A table that exists already; found by a subnet, it is the one that this subnet has. */
export function externalRouteTable(resource: EvaluatedResource): readonly (RouteTable | RouteTableUse)[] {
  const { body } = resource;
  const network = body.argument('vpc_id');
  const table: RouteTable = {
    ...declaredPart(resource),
    provider,
    kind: 'route-table',
    network: isSet(network)
      ? networkOf(network)
      : { kind: 'unknown', reason: `the VPC of ${resource.address.text} is read during apply` },
    isMain: false,
    routes: [],
    open: true,
  };
  const thing = { kind: 'part', address: resource.address.text } as const;
  return [
    table,
    ...usesOf(resource, body.argument('subnet_id'), [{ reference: thing, certainty: 'certain' }]),
  ];
}

function tableOf(resource: EvaluatedResource, network: PartReference, isMain: boolean): RouteTable {
  const nested = bodyArguments(resource.body).nested('route');
  const propagated = propagatedRoutes(resource);
  return {
    ...declaredPart(resource),
    provider,
    kind: 'route-table',
    network,
    isMain,
    routes: [
      ...nested.items.flatMap((item, index) =>
        readRoutes(item.arguments, inlineDestinations, {
          address: `${resource.address.text}.route[${index}]`,
          certainty: weaker(resource.certainty, item.certainty),
          origin: item.headerOrigin,
        }),
      ),
      ...propagated,
    ],
    open: nested.rest !== undefined || ignoresChanges(resource.declaration.block, 'route'),
  };
}

/** `propagating_vgws`: routes that a virtual private gateway learns, all of which lead to it. */
function propagatedRoutes(resource: EvaluatedResource): readonly Route[] {
  const argument = resource.body.argument('propagating_vgws');
  if (argument === undefined) return [];
  const { elements, rest } = listedElements(argument.value);
  const gateways: PartReference[] = elements.flatMap(({ value }) =>
    scalarValues(value).map((each) => readReference(each.value, vpnGatewayKind)),
  );
  if (rest !== undefined) gateways.push({ kind: 'unknown', reason: reasonWords(rest) });
  return gateways.map((gateway) => propagatedRoute(resource.address.text, gateway, argument));
}

function propagatedRoute(address: string, gateway: PartReference, argument: EvaluatedArgument): Route {
  const origin = originOfValue(argument.value, argument);
  return {
    address,
    destination: {
      kind: 'unknown',
      reason: 'routes that a virtual private gateway propagates are learned',
      of: 'cidr',
      family: undefined,
      certainty: 'possible',
      origin,
      argument: 'propagating_vgws',
      argumentOrigin: argument.origin,
    },
    target: { kind: 'gateway', role: 'private', gateway },
    certainty: 'possible',
    origin,
  };
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route */
export function route(resource: EvaluatedResource): readonly RouteAddition[] {
  const source = bodyArguments(resource.body);
  const routes = readRoutes(source, standaloneDestinations, {
    address: resource.address.text,
    certainty: resource.certainty,
    origin: resource.headerOrigin,
  });
  return references(source.argument('route_table_id'), routeTableKind).flatMap((table) =>
    routes.map((each) => addition(resource, table.reference, weaker(each.certainty, table.certainty), each)),
  );
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpn_gateway_route_propagation */
export function routePropagation(resource: EvaluatedResource): readonly RouteAddition[] {
  const argument = resource.body.argument('vpn_gateway_id');
  if (argument === undefined) return [];
  return references(resource.body.argument('route_table_id'), routeTableKind).flatMap((table) =>
    references(argument, vpnGatewayKind).map((gateway) =>
      addition(
        resource,
        table.reference,
        'possible',
        propagatedRoute(resource.address.text, gateway.reference, argument),
      ),
    ),
  );
}

export function addition(
  resource: EvaluatedResource,
  table: PartReference,
  certainty: Certainty,
  added: Route,
): RouteAddition {
  return {
    ...declaredPart(resource),
    provider,
    kind: 'route',
    certainty,
    table,
    route: { ...added, certainty },
  };
}

/**
 * With a subnet; a table associated with a gateway routes what comes in through it, which is not modelled
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route_table_association).
 */
export function routeTableAssociation(resource: EvaluatedResource): readonly RouteTableUse[] {
  const { body } = resource;
  return usesOf(
    resource,
    body.argument('subnet_id'),
    references(body.argument('route_table_id'), routeTableKind),
  );
}

function usesOf(
  resource: EvaluatedResource,
  subnets: EvaluatedArgument | undefined,
  tables: ReturnType<typeof references>,
): readonly RouteTableUse[] {
  if (!isSet(subnets)) return [];
  return references(subnets, subnetKind).flatMap((subnet) =>
    tables.map((table): RouteTableUse => ({
      ...declaredPart(resource),
      provider,
      kind: 'route-table-use',
      certainty: weaker(resource.certainty, weaker(subnet.certainty, table.certainty)),
      table: table.reference,
      of: { kind: 'subnet', subnet: subnet.reference },
    })),
  );
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/main_route_table_association */
export function mainRouteTableAssociation(resource: EvaluatedResource): readonly RouteTableUse[] {
  const { body } = resource;
  const network = networkOf(body.argument('vpc_id'));
  return references(body.argument('route_table_id'), routeTableKind).map((table) => ({
    ...declaredPart(resource),
    provider,
    kind: 'route-table-use',
    certainty: weaker(resource.certainty, table.certainty),
    table: table.reference,
    of: { kind: 'main', network },
  }));
}
