/**
 * Ports that the containers of a task listen on, from its definition as far as that is known text: tasks with their own
 * network interface (awsvpc) are reached there by the container's port
 * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html).
 */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { Preset } from '../../network/endpoints';
import type { Service } from '../../network/model';
import { serviceName } from '../../network/services';
import { TCP, UDP } from '../../packets/protocol';
import { declaredPart } from '../part';
import { readText } from '../reading';
import { provider } from './rule';
import { familyAt } from './sites';

/** A definition as services take it over: "family" is its name. */
export function taskDefinition(resource: EvaluatedResource): readonly Preset[] {
  const { body } = resource;
  const definitions = readText(body.argument('container_definitions')?.value);
  return [
    {
      ...declaredPart(resource),
      kind: 'preset',
      provider,
      family: familyAt(resource, 'aws_ecs_task_definition'),
      name: readText(body.argument('family')?.value),
      subnets: [],
      groups: [],
      public: undefined,
      publicBySubnet: false,
      services: definitions.kind === 'known' ? containerPorts(definitions.value) : [],
      attachment: undefined,
    },
  ];
}

/** Empty for what is no list of container definitions. */
export function containerPorts(json: string): readonly Service[] {
  const services: Service[] = [];
  for (const container of listOf(parsed(json))) {
    for (const mapping of listOf(entryOf(container, 'portMappings'))) {
      const port = Number(entryOf(mapping, 'containerPort') ?? Number.NaN);
      if (!Number.isInteger(port) || port < 0 || port > 65_535) continue;
      const protocol = entryOf(mapping, 'protocol') === 'udp' ? UDP : TCP;
      services.push({ protocol, port, name: serviceName(protocol, port) });
    }
  }
  return services;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function entryOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
