/**
 * Gateway endpoints: they route the addresses of one service past the internet
 * (https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html). Interface endpoints are attachments.
 */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { NetworkPart, PartReference, PrefixList } from '../../network/model';
import type { Route, RouteAddition } from '../../network/topology';
import { declaredPart } from '../part';
import { listedElements, readText, reasonWords, weaker } from '../reading';
import { attachment } from './attachments';
import { serviceList } from './prefixLists';
import { privateLink } from './privateLinks';
import { endpointKind } from './reference';
import { addition } from './routeTables';
import { provider } from './rule';
import { onlyReference, references, routeTableKind, type FoundReference } from './topologyReference';

/**
 * An interface endpoint carries groups; a gateway endpoint, which is the default type, adds a route to each of its tables
 * and has a prefix list of its own (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint).
 */
export function vpcEndpoint(resource: EvaluatedResource): readonly NetworkPart[] {
  const { body } = resource;
  const type = readText(body.argument('vpc_endpoint_type')?.value);
  const isGateway = type.kind === 'absent' || (type.kind === 'known' && type.value === 'Gateway');
  return isGateway
    ? [listOf(resource), ...endpointRoutes(resource), ...attachment(resource)]
    : [...attachment(resource), ...privateLink(resource)];
}

function listOf(resource: EvaluatedResource): PrefixList {
  const service = readText(resource.body.argument('service_name')?.value);
  return {
    ...declaredPart(resource),
    provider,
    kind: 'prefix-list',
    address: listAddress(resource.address.text),
    ...serviceList(service),
  };
}

/** The attribute by which rules name the list. */
function listAddress(endpoint: string): string {
  return `${endpoint}.prefix_list_id`;
}

function endpointRoutes(resource: EvaluatedResource): readonly RouteAddition[] {
  const argument = resource.body.argument('route_table_ids');
  if (argument === undefined) return [];
  const { elements, rest } = listedElements(argument.value);
  const tables = elements.flatMap((element) =>
    references({ ...argument, value: element.value }, routeTableKind).map(
      ({ reference, certainty }): FoundReference => ({
        reference,
        certainty: weaker(element.certainty, certainty),
      }),
    ),
  );
  if (rest !== undefined) {
    tables.push({ reference: { kind: 'unknown', reason: reasonWords(rest) }, certainty: 'possible' });
  }
  const endpoint: PartReference = { kind: 'part', address: resource.address.text };
  return routesTo(resource, endpoint, tables);
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_route_table_association */
export function endpointRouteTable(resource: EvaluatedResource): readonly RouteAddition[] {
  const { body } = resource;
  const endpoint = onlyReference(body.argument('vpc_endpoint_id'), endpointKind);
  return routesTo(resource, endpoint, references(body.argument('route_table_id'), routeTableKind));
}

function routesTo(
  resource: EvaluatedResource,
  endpoint: PartReference,
  tables: readonly FoundReference[],
): readonly RouteAddition[] {
  const { headerOrigin: origin } = resource;
  const place = { certainty: 'certain', origin, argument: 'service_name', argumentOrigin: origin } as const;
  const destination: Route['destination'] =
    endpoint.kind === 'part'
      ? { ...place, kind: 'prefix-list', list: { kind: 'part', address: listAddress(endpoint.address) } }
      : {
          ...place,
          kind: 'unknown',
          reason: 'the service of the endpoint is not known',
          of: 'prefix-list',
          family: undefined,
        };
  return tables.map(({ reference, certainty }) =>
    addition(resource, reference, weaker(resource.certainty, certainty), {
      address: resource.address.text,
      destination,
      target: { kind: 'endpoint', endpoint },
      certainty: 'certain',
      origin,
    }),
  );
}
