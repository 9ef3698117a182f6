/** Who is registered with the target groups of balancers: by resources of their own, by scaling groups, by services. */

import { ignoresChanges } from '../../configuration/ignoredChanges';
import type { EvaluatedResource } from '../../evaluation/resource';
import type { Target } from '../../network/endpoints';
import type { Certainty, Known, PartReference } from '../../network/model';
import { bodyArguments, type NestedItem } from '../arguments';
import { declaredPart } from '../part';
import { listedElements, reasonWords, scalarValues, weaker } from '../reading';
import { readPort, referenceAt } from './balancers';
import { argumentsAt } from './paths';
import { readReference, readResource, targetGroupKind } from './reference';
import { provider } from './rule';

const noPort: Known<number> = { kind: 'absent' };

function target(
  resource: EvaluatedResource,
  group: PartReference,
  registered: PartReference,
  port: Known<number>,
  certainty: Certainty,
): Target {
  return {
    ...declaredPart(resource),
    certainty: weaker(resource.certainty, certainty),
    kind: 'target',
    provider,
    group,
    target: registered,
    port,
  };
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group_attachment */
export function targetAttachment(resource: EvaluatedResource): readonly Target[] {
  const { body } = resource;
  const group = referenceAt(body.argument('target_group_arn'), targetGroupKind);
  return scalarValues(body.argument('target_id')?.value).map(({ value, certainty }) =>
    target(resource, group, readResource(value), readPort(body.argument('port')), certainty),
  );
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/autoscaling_attachment */
export function scalingAttachment(resource: EvaluatedResource): readonly Target[] {
  const { body } = resource;
  const [scaling] = scalarValues(body.argument('autoscaling_group_name')?.value);
  if (scaling === undefined) return [];
  const registered = readResource(scaling.value);
  // "alb_target_group_arn" is the argument's name before release 4 of the provider.
  const ofGroups = ['lb_target_group_arn', 'alb_target_group_arn'].flatMap((name) =>
    scalarValues(body.argument(name)?.value).map(({ value, certainty }) =>
      target(resource, readReference(value, targetGroupKind), registered, noPort, certainty),
    ),
  );
  const ofClassic = scalarValues(body.argument('elb')?.value).map(({ value, certainty }) =>
    target(resource, classicBalancer(readResource(value)), registered, noPort, certainty),
  );
  return [...ofGroups, ...ofClassic];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/autoscaling_traffic_source_attachment */
export function trafficSource(resource: EvaluatedResource): readonly Target[] {
  const { body } = resource;
  const [scaling] = scalarValues(body.argument('autoscaling_group_name')?.value);
  if (scaling === undefined) return [];
  return trafficSources(resource, readResource(scaling.value));
}

function trafficSources(resource: EvaluatedResource, registered: PartReference): readonly Target[] {
  const { items } = bodyArguments(resource.body).nested('traffic_source');
  return items.flatMap((item) =>
    scalarValues(item.arguments.argument('identifier')?.value).map(({ value, certainty }) =>
      target(resource, readResource(value), registered, noPort, weaker(item.certainty, certainty)),
    ),
  );
}

/**
 * A scaling group registers its instances (autoscaling_group#target_group_arns, #load_balancers): "To remove all target
 * group attachments an empty list should be specified", so that leaving the argument out changes nothing.
 */
export function scalingTargets(resource: EvaluatedResource): readonly Target[] {
  const targets = writtenScalingTargets(resource).map((each): Target => ({ ...each, lasting: true }));
  const isIgnored = ['target_group_arns', 'load_balancers', 'traffic_source'].some((name) =>
    ignoresChanges(resource.declaration.block, name),
  );
  return isIgnored ? [...targets, unseenTarget(resource)] : targets;
}

/** What the resource was once registered with, and may still be, whatever is written now. */
function unseenTarget(resource: EvaluatedResource): Target {
  const own: PartReference = { kind: 'part', address: resource.address.text };
  const group = { kind: 'unknown', reason: `${own.address} ignores changes of it` } as const;
  return target(resource, group, own, noPort, 'possible');
}

function writtenScalingTargets(resource: EvaluatedResource): readonly Target[] {
  const { body } = resource;
  const own: PartReference = { kind: 'part', address: resource.address.text };
  const { elements, rest } = listedElements(body.argument('target_group_arns')?.value);
  const targets = elements.flatMap((element) =>
    scalarValues(element.value).map(({ value, certainty }) =>
      target(
        resource,
        readReference(value, targetGroupKind),
        own,
        noPort,
        weaker(element.certainty, certainty),
      ),
    ),
  );
  if (rest !== undefined) {
    targets.push(target(resource, { kind: 'unknown', reason: reasonWords(rest) }, own, noPort, 'possible'));
  }
  const classic = listedElements(body.argument('load_balancers')?.value).elements.map(
    ({ value, certainty }) => target(resource, classicBalancer(readResource(value)), own, noPort, certainty),
  );
  return [...targets, ...classic, ...trafficSources(resource, own)];
}

/** A service registers its tasks, with the port of a container (ecs_service#load_balancer). */
export function serviceTargets(resource: EvaluatedResource): readonly Target[] {
  const own: PartReference = { kind: 'part', address: resource.address.text };
  const { items, rest } = bodyArguments(resource.body).nested('load_balancer');
  const isOpen = rest !== undefined || ignoresChanges(resource.declaration.block, 'load_balancer');
  const unseen = isOpen ? [unseenTarget(resource)] : [];
  return [...items.flatMap(written), ...unseen];

  function written(item: NestedItem): readonly Target[] {
    const port = readPort(item.arguments.argument('container_port'));
    const groups = scalarValues(item.arguments.argument('target_group_arn')?.value).map((named) => ({
      group: readReference(named.value, targetGroupKind),
      certainty: named.certainty,
    }));
    const classic = scalarValues(item.arguments.argument('elb_name')?.value).map((named) => ({
      group: classicBalancer(readResource(named.value)),
      certainty: named.certainty,
    }));
    // Deployments of the service itself shift traffic between the two groups.
    const other = argumentsAt(item.arguments, 'advanced_configuration.alternate_target_group_arn').flatMap(
      ({ argument }) =>
        scalarValues(argument.value).map(({ value }) => ({
          group: readReference(value, targetGroupKind),
          certainty: 'possible' as const,
        })),
    );
    return [...groups, ...classic, ...other].map(({ group, certainty }) =>
      target(resource, group, own, port, weaker(item.certainty, certainty)),
    );
  }
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elb_attachment */
export function classicAttachment(resource: EvaluatedResource): readonly Target[] {
  const { body } = resource;
  const [balancer] = scalarValues(body.argument('elb')?.value);
  if (balancer === undefined) return [];
  return scalarValues(body.argument('instance')?.value).map(({ value, certainty }) =>
    target(resource, classicBalancer(readResource(balancer.value)), readResource(value), noPort, certainty),
  );
}

/** A classic balancer is its own target group, and is known by its name too. */
export function classicBalancer(reference: PartReference): PartReference {
  return reference.kind === 'literal' ? { kind: 'literal', id: classicName(reference.id) } : reference;
}

export function classicName(name: string): string {
  return `aws_elb ${name}`;
}
