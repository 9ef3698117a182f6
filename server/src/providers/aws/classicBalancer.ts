/**
 * Classic load balancers: listeners and registered instances are arguments of the balancer itself
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elb).
 */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { Listener, Target, TargetGroup } from '../../network/endpoints';
import type { PartReference, Service } from '../../network/model';
import { bodyArguments } from '../arguments';
import { declaredPart } from '../part';
import { listedElements, readText, weaker } from '../reading';
import { readPort, servicesOn } from './balancers';
import { argumentsAt } from './paths';
import { readResource } from './reference';
import { provider } from './rule';
import { classicName } from './targets';

/** The balancer's listeners, the target group that it is for itself, and the instances that it names. */
export function classicBalancing(resource: EvaluatedResource): readonly (Listener | TargetGroup | Target)[] {
  const own: PartReference = { kind: 'part', address: resource.address.text };
  const source = bodyArguments(resource.body);
  const part = { ...declaredPart(resource), provider };
  const listeners = source.nested('listener').items.map((item, index): Listener => {
    const protocol = readText(item.arguments.argument('lb_protocol')?.value);
    const instanceProtocol = readText(item.arguments.argument('instance_protocol')?.value);
    return {
      ...part,
      address: `${part.address}.listener[${index}]`,
      certainty: weaker(part.certainty, item.certainty),
      origin: item.origin,
      headerOrigin: item.headerOrigin,
      kind: 'listener',
      balancer: own,
      accepts:
        protocol.kind === 'known'
          ? servicesOn(readPort(item.arguments.argument('lb_port')), protocol.value)
          : [],
      forwardsTo: [{ group: own, certainty: 'certain' }],
      action: 'forward',
      targetServices:
        instanceProtocol.kind === 'known'
          ? servicesOn(readPort(item.arguments.argument('instance_port')), instanceProtocol.value)
          : [],
    };
  });
  const name = readText(source.argument('name')?.value);
  const group: TargetGroup = {
    ...part,
    kind: 'target-group',
    ...(name.kind === 'known' && { alias: classicName(name.value) }),
    services: listeners.flatMap((each) => each.targetServices ?? []),
    healthCheck: { kind: 'services', services: healthCheck(source) },
    // The balancer opens its own connections, to TCP instances too.
    preservesClientAddress: false,
  };
  const targets = listedElements(source.argument('instances')?.value).elements.map(
    ({ value, certainty }): Target => ({
      ...part,
      certainty: weaker(part.certainty, certainty),
      kind: 'target',
      group: own,
      target: readResource(value),
      port: { kind: 'absent' },
      lasting: true,
    }),
  );
  return [...listeners, group, ...targets];
}

/** "target": "HTTP:8080/status", "TCP:22" (elb#health_check). */
function healthCheck(source: ReturnType<typeof bodyArguments>): readonly Service[] {
  return argumentsAt(source, 'health_check.target').flatMap(({ argument }) => {
    const text = readText(argument.value);
    const match = text.kind === 'known' ? /^\w+:(?<port>\d{1,5})(?:\/|$)/.exec(text.value) : null;
    const port = Number(match?.groups?.port ?? Number.NaN);
    return port >= 0 && port <= 65_535 ? servicesOn({ kind: 'known', value: port }, 'TCP') : [];
  });
}
