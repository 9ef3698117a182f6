/** How ends and rules are called in messages: by the name that a person gave them. */

import { formatIpPrefix } from '../packets/ipPrefix';
import type { Rule } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import type { Endpoint } from './answer';
import { modelReader, type NetworkReader } from './networkReader';

/** The name with the address where both exist: `prod-db-sg (aws_security_group.prod_db_sg)`. */
export function describeEndpoint(model: NetworkModel, endpoint: Endpoint): string {
  const reader = modelReader(model);
  const name = endpointName(reader, endpoint);
  if (endpoint.kind === 'group' && name !== endpoint.id) return `${name} (${endpoint.id})`;
  return name;
}

/** The short form: a group's name in the cloud, or its address where the name is not known. */
export function endpointName(reader: NetworkReader, endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'group':
      return groupName(reader, endpoint.id);
    case 'attachment': {
      const attachment = reader.attachment?.(endpoint.id);
      return attachment === undefined ? endpoint.id : `${attachment.label} ${endpoint.id}`;
    }
    case 'cidr':
      return formatIpPrefix(endpoint.prefix);
    case 'prefix-list':
      return reader.prefixList(endpoint.id)?.title ?? `prefix list ${endpoint.id}`;
    case 'internet':
      return 'the internet';
  }
}

/** The group's name in the cloud, or the address or id by which it is known. */
export function groupName(reader: NetworkReader, id: string): string {
  const name = reader.view(id)?.group?.name;
  return name?.kind === 'known' && name.value !== '' ? name.value : id;
}

/** How a rule is referred to: the address of its resource, or of its inline block. */
export function ruleName(rule: Rule): string {
  return rule.address;
}

/** Text that is equal exactly for the same endpoint. */
export function endpointKey(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'cidr':
      return `cidr ${formatIpPrefix(endpoint.prefix)}`;
    case 'internet':
      return 'internet';
    case 'group':
    case 'attachment':
    case 'prefix-list':
      return `${endpoint.kind} ${endpoint.id}`;
  }
}
