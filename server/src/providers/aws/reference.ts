/**
 * From values to the parts of the model that they name: groups, networks, subnets, prefix lists. A value that is known
 * only after apply is resolved by its identity; an id written out stays what it is.
 */

import type { Reference, Value } from '../../evaluation/value';
import type { PartReference, Unknown } from '../../network/model';
import { reasonWords } from '../reading';

/** Which types are a thing's own: an id of one of these leads to its part. */
export interface PartKind {
  readonly noun: string;
  readonly types: ReadonlySet<string>;
  /** Attributes that identify the thing, the id first. */
  readonly identities: ReadonlySet<string>;
  readonly literal: RegExp;
  /** Data sources that find several of them: each may be one that the configuration declares, or any other. */
  readonly lookups?: ReadonlySet<string>;
}

const identity = new Set(['id']);

/** Ids of EC2 have 8 or 17 hexadecimal digits: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
export const groupKind: PartKind = {
  noun: 'security group',
  types: new Set(['aws_security_group', 'aws_default_security_group']),
  identities: identity,
  literal: /^sg-[0-9a-f]+$/i,
  lookups: new Set(['aws_security_groups']),
};

/** DataSync takes groups by ARN, which names the same group: https://docs.aws.amazon.com/datasync/latest/userguide/ */
export const groupArnKind: PartKind = {
  ...groupKind,
  identities: new Set(['arn']),
  literal: /^arn:[^:]*:ec2:[^:]*:\d*:security-group\/sg-[0-9a-f]+$/i,
};

/** Where a group may be given by its name too; a name written out does not say which group it is. */
export const groupNameKind: PartKind = { ...groupKind, identities: new Set(['id', 'name']) };

export const networkKind: PartKind = {
  noun: 'VPC',
  types: new Set(['aws_vpc', 'aws_default_vpc']),
  identities: identity,
  literal: /^vpc-[0-9a-f]+$/i,
};

export const subnetKind: PartKind = {
  noun: 'subnet',
  types: new Set(['aws_subnet', 'aws_default_subnet']),
  identities: identity,
  literal: /^subnet-[0-9a-f]+$/i,
};

/** DataSync takes subnets by ARN, as it does groups. */
export const subnetArnKind: PartKind = {
  ...subnetKind,
  identities: new Set(['arn']),
  literal: /^arn:[^:]*:ec2:[^:]*:\d*:subnet\/subnet-[0-9a-f]+$/i,
};

export const prefixListKind: PartKind = {
  noun: 'prefix list',
  types: new Set(['aws_ec2_managed_prefix_list', 'aws_prefix_list']),
  identities: identity,
  literal: /^pl-[0-9a-f]+$/i,
};

export const interfaceKind: PartKind = {
  noun: 'network interface',
  types: new Set(['aws_network_interface']),
  identities: identity,
  literal: /^eni-[0-9a-f]+$/i,
};

export const endpointKind: PartKind = {
  noun: 'VPC endpoint',
  types: new Set(['aws_vpc_endpoint']),
  identities: identity,
  literal: /^vpce-[0-9a-f]+$/i,
};

/** Names of target groups are for people; their ARN says which it is. */
export const targetGroupKind: PartKind = {
  noun: 'target group',
  types: new Set(['aws_lb_target_group', 'aws_alb_target_group']),
  identities: new Set(['arn', 'id']),
  literal: /^arn:[^:]*:elasticloadbalancing:[^:]*:\d*:targetgroup\//,
};

export const balancerKind: PartKind = {
  noun: 'load balancer',
  types: new Set(['aws_lb', 'aws_alb']),
  identities: new Set(['arn', 'id']),
  literal: /^arn:[^:]*:elasticloadbalancing:[^:]*:\d*:loadbalancer\//,
};

export const listenerKind: PartKind = {
  noun: 'listener',
  types: new Set(['aws_lb_listener', 'aws_alb_listener']),
  identities: new Set(['arn', 'id']),
  literal: /^arn:[^:]*:elasticloadbalancing:[^:]*:\d*:listener\//,
};

/**
 * The resource that a value is an attribute of, whichever: the target that an id, an address or an ARN leads to. A text
 * stays a literal.
 */
export function readResource(value: Value): PartReference {
  if (value.kind === 'string') return { kind: 'literal', id: value.value };
  if (value.kind !== 'unknown') return { kind: 'unknown', reason: 'not a text' };
  if (value.reference !== undefined) return { kind: 'part', address: value.reference.resource.text };
  if (value.reason.kind === 'undeclared') return { kind: 'undeclared', text: value.reason.detail };
  return { kind: 'unknown', reason: reasonWords(value.reason) };
}

/**
 * What a scalar names. A text that is no id of the kind is unknown: it may be a name, or half typed. Candidates are
 * for the caller to go through (scalarValues); here they are just not known.
 */
export function readReference(value: Value, kind: PartKind): PartReference {
  if (value.kind === 'string') return literalReference(value.value, kind);
  if (value.kind !== 'unknown') return { kind: 'unknown', reason: `not the id of a ${kind.noun}` };
  if (value.reference !== undefined) return partReference(value.reference, kind);
  if (value.reason.kind === 'undeclared') return { kind: 'undeclared', text: value.reason.detail };
  return { kind: 'unknown', reason: reasonWords(value.reason) };
}

function literalReference(text: string, kind: PartKind): PartReference {
  // A group of a peered VPC in another account is written "account/sg-…" (API_UserIdGroupPair, UserId and GroupId).
  const id = kind.noun === groupKind.noun && kind !== groupArnKind ? text.slice(text.indexOf('/') + 1) : text;
  if (!kind.literal.test(id)) return notAnId(JSON.stringify(text), kind);
  return { kind: 'literal', id: takesArn(kind) ? id.slice(id.lastIndexOf('/') + 1) : id };
}

function partReference(reference: Reference, kind: PartKind): PartReference {
  const { resource, path } = reference;
  const [attribute] = path;
  if (resource.mode !== 'ephemeral' && kind.types.has(resource.type)) {
    if (path.length === 1 && typeof attribute === 'string' && kind.identities.has(attribute)) {
      return { kind: 'part', address: resource.text };
    }
    return notAnId(`${resource.text}${pathText(path)}`, kind);
  }
  if (resource.mode === 'data' && kind.lookups?.has(resource.type) === true) {
    return { kind: 'unknown', reason: `${resource.text}${pathText(path)} is read during apply` };
  }
  // Some attribute of another resource that holds such an id, as aws_vpc.main.default_security_group_id does: it is a
  // thing of its own that nothing here describes, and the same one wherever the attribute is used.
  return { kind: 'part', address: `${resource.text}${pathText(path)}` };
}

function notAnId(what: string, kind: PartKind): Unknown {
  return {
    kind: 'unknown',
    reason: `${what} is not the ${takesArn(kind) ? 'ARN' : 'id'} of a ${kind.noun}`,
  };
}

function takesArn(kind: PartKind): boolean {
  return kind === groupArnKind || kind === subnetArnKind;
}

function pathText(path: readonly (string | number)[]): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
}
