/**
 * Instances, balancers, databases and network interfaces that are only looked up: they exist, and one may ask what they
 * reach. Which groups they carry, where they are and what they listen on is read during apply, so nothing about them is
 * certain.
 */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { StandIn } from '../../network/endpoints';
import type { Attachment } from '../../network/model';
import type { ResourceAdapter } from '../adapter';
import { declaredPart } from '../part';
import { valueOf } from '../reading';
import { attachmentLabel, runsAnything } from './attachmentFacts';
import { readResource } from './reference';
import { provider } from './rule';

/** Arguments that each name the one thing that is looked up, by type. */
const identifyingArguments: ReadonlyMap<string, readonly string[]> = new Map([
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/instance and its like
  ['aws_instance', ['instance_id']],
  ['aws_lb', ['arn', 'name']],
  ['aws_alb', ['arn', 'name']],
  ['aws_db_instance', ['db_instance_identifier']],
  ['aws_rds_cluster', ['cluster_identifier']],
  ['aws_network_interface', ['id']],
]);

/** Adapters by the type of data source. */
export const lookedUpEnds: readonly (readonly [string, ResourceAdapter])[] = Array.from(
  identifyingArguments.keys(),
  (type) => [type, lookedUpEnd],
);

function lookedUpEnd(resource: EvaluatedResource): readonly (Attachment | StandIn)[] {
  const part = { ...declaredPart(resource), provider };
  const same = declaredEnd(resource);
  if (same !== undefined) return [{ ...part, kind: 'stand-in', by: { kind: 'part', address: same } }];
  const { type, text } = resource.address;
  const group = { kind: 'unknown', reason: `the groups of ${text} are read during apply` } as const;
  return [
    {
      ...part,
      kind: 'attachment',
      resourceType: type,
      label: attachmentLabel(type),
      groups: [{ group, certainty: 'possible', origin: resource.headerOrigin }],
      subnets: [{ kind: 'unknown', reason: `the subnets of ${text} are read during apply` }],
      external: true,
      public: undefined,
      services: [],
      ...(runsAnything(type) ? { runsAnything: true } : {}),
    },
  ];
}

/** The declared thing of the same type that is looked up by one of its own attributes. */
function declaredEnd({ address, body }: EvaluatedResource): string | undefined {
  for (const name of identifyingArguments.get(address.type) ?? []) {
    const value = valueOf(body.argument(name));
    const resource = value?.kind === 'unknown' ? value.reference?.resource : undefined;
    if (value === undefined || resource?.mode !== 'managed' || resource.type !== address.type) continue;
    const named = readResource(value);
    if (named.kind === 'part') return named.address;
  }
  return undefined;
}
