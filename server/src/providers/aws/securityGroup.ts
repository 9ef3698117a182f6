/** Groups with their inline rules: aws_security_group, aws_default_security_group, and groups that are only looked up. */

import { joined, keyText } from '../../configuration/address';
import { ignoresChanges } from '../../configuration/ignoredChanges';
import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type { Direction, Known, PartReference, Peer, Rule, SecurityGroup } from '../../network/model';
import { bodyArguments, type Arguments, type NestedArguments } from '../arguments';
import { declaredPart } from '../part';
import { readText, valueOf, weaker } from '../reading';
import { filteredText } from './filters';
import { cloudId } from './networks';
import { listedPeers, selfPeers } from './peers';
import { groupKind, networkKind, readReference } from './reference';
import { createRule, provider, unknownRule, type RuleFrame } from './rule';
import { defaultNetworkOf } from './sites';

const absent = { kind: 'absent' } as const;

/**
 * The group, and one rule for each inline block (or object) of each direction.
 *
 * Without `egress` there is no egress rule: AWS gives a new group one that allows everything, and the provider revokes it
 * when it makes the group, whether or not other resources add rules later
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group, "NOTE on Egress rules").
 * From then on a direction without inline rules is not managed here ("absent"; the arguments are optional and computed):
 * rule resources may fill it, and removing the last inline block leaves its rules in place. `egress = []` manages the
 * direction and wants it empty (https://developer.hashicorp.com/terraform/language/attr-as-blocks).
 */
export function securityGroup(resource: EvaluatedResource): readonly (SecurityGroup | Rule)[] {
  const { body } = resource;
  return groupWithRules(resource, {
    name: readName(body.argument('name'), body.argument('name_prefix')),
    // "Defaults to Managed by Terraform" (same page).
    description: withDefault(readText(body.argument('description')?.value), 'Managed by Terraform'),
  });
}

/**
 * The default group of a VPC, adopted: the provider removes all its rules and makes those that are declared
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_security_group). So it is as
 * managed as one that is created, and a direction without blocks is empty.
 */
export function defaultSecurityGroup(resource: EvaluatedResource): readonly (SecurityGroup | Rule)[] {
  const names = {
    name: { kind: 'known', value: 'default' },
    // https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
    description: { kind: 'known', value: 'default VPC security group' },
  } as const;
  return groupWithRules(resource, names, true);
}

/** A group that is looked up: it exists, with rules that stand elsewhere. */
export function securityGroupData(resource: EvaluatedResource): readonly SecurityGroup[] {
  const own = readText(resource.body.argument('name')?.value);
  const name = own.kind === 'absent' ? filteredText(resource, 'group-name') : own;
  const unknown: Known<string> = { kind: 'unknown', reason: `${resource.address.text} is read during apply` };
  return [
    {
      kind: 'security-group',
      ...declaredPart(resource),
      provider,
      network: networkOf(resource, absent),
      ...cloudId(resource),
      name: name.kind === 'absent' ? unknown : name,
      description: unknown,
      ownership: 'external',
      inline: { ingress: 'absent', egress: 'absent' },
    },
  ];
}

function groupWithRules(
  resource: EvaluatedResource,
  names: Pick<SecurityGroup, 'name' | 'description'>,
  isDefault = false,
): readonly (SecurityGroup | Rule)[] {
  const source = bodyArguments(resource.body);
  const ingress = source.nested('ingress');
  const egress = source.nested('egress');
  // In one literal, as with rules.
  const group: SecurityGroup = {
    kind: 'security-group',
    address: resource.address.text,
    certainty: resource.certainty,
    origin: resource.origin,
    headerOrigin: resource.headerOrigin,
    provider,
    network: networkOf(resource, defaultNetworkOf(resource)),
    name: names.name,
    description: names.description,
    ownership: 'managed',
    inline: {
      ingress: inlineState(resource, 'ingress', ingress),
      egress: inlineState(resource, 'egress', egress),
    },
  };
  return [
    isDefault ? { ...group, isDefault } : group,
    ...inlineRules(resource, 'ingress', ingress),
    ...inlineRules(resource, 'egress', egress),
  ];
}

/** `otherwise`: the network of a group that names none. */
function networkOf(
  resource: EvaluatedResource,
  otherwise: SecurityGroup['network'],
): SecurityGroup['network'] {
  const network = valueOf(resource.body.argument('vpc_id'));
  return network === undefined ? otherwise : readReference(network, networkKind);
}

/** `name` and `name_prefix` exclude each other; without either the provider makes up a name (security_group#name). */
function readName(name: EvaluatedArgument | undefined, prefix: EvaluatedArgument | undefined): Known<string> {
  const own = readText(name?.value);
  if (own.kind !== 'absent' && !(own.kind === 'known' && own.value === '')) return own;
  const start = readText(prefix?.value);
  if (start.kind === 'known') return { kind: 'unknown', reason: `a generated name behind ${start.value}` };
  return start.kind === 'unknown' ? start : absent;
}

function withDefault(text: Known<string>, value: string): Known<string> {
  return text.kind === 'absent' ? { kind: 'known', value } : text;
}

/** Blocks that may come to nothing (a `dynamic` over something unknown) leave it open who manages the direction. */
function inlineState(
  resource: EvaluatedResource,
  direction: Direction,
  nested: NestedArguments,
): SecurityGroup['inline'][Direction] {
  // What is written, or is not, counts when the group is made; afterwards whoever changes its rules is left alone.
  return ignoresChanges(resource.declaration.block, direction) ? 'unknown' : writtenState(nested);
}

function writtenState(nested: NestedArguments): SecurityGroup['inline'][Direction] {
  if (nested.items.some(({ certainty }) => certainty === 'certain')) return 'present';
  if (nested.items.length > 0 || nested.rest !== undefined) return 'unknown';
  return nested.attribute === undefined || nested.attribute.value.kind === 'null' ? 'absent' : 'empty';
}

function inlineRules(
  resource: EvaluatedResource,
  direction: Direction,
  nested: NestedArguments,
): readonly Rule[] {
  const own: PartReference = { kind: 'part', address: resource.address.text };
  const rules = nested.items.map((item, index) => {
    const frame = inlineFrame(resource, direction, index, own, {
      certainty: weaker(resource.certainty, item.certainty),
      origin: item.origin,
      headerOrigin: item.headerOrigin,
    });
    return createRule(frame, item.arguments, 'protocol', inlinePeers(item.arguments, own));
  });
  if (nested.rest !== undefined && nested.attribute !== undefined) {
    const { attribute } = nested;
    const frame = inlineFrame(resource, direction, rules.length, own, {
      certainty: 'possible',
      origin: attribute.origin,
      headerOrigin: attribute.origin,
    });
    rules.push(unknownRule(frame, attribute, nested.rest));
  }
  return rules;
}

function inlineFrame(
  resource: EvaluatedResource,
  direction: Direction,
  index: number,
  own: PartReference,
  place: Pick<RuleFrame, 'certainty' | 'origin' | 'headerOrigin'>,
): RuleFrame {
  return {
    address: joined(resource.address.text, '.', direction, keyText(index)),
    resource,
    declaredAs: 'inline',
    certainty: place.certainty,
    origin: place.origin,
    headerOrigin: place.headerOrigin,
    group: own,
    groupOrigin: undefined,
    direction,
  };
}

/** The sources of one block add up; a block with none makes no rule (security_group#ingress). */
function inlinePeers(source: Arguments, own: PartReference): readonly Peer[] {
  return [
    ...listedPeers('cidr_blocks', source.argument('cidr_blocks'), { of: 'cidr', family: 4 }),
    ...listedPeers('ipv6_cidr_blocks', source.argument('ipv6_cidr_blocks'), { of: 'cidr', family: 6 }),
    ...listedPeers('prefix_list_ids', source.argument('prefix_list_ids'), { of: 'prefix-list' }),
    ...listedPeers('security_groups', source.argument('security_groups'), { of: 'group', own }),
    ...selfPeers(source.argument('self'), own),
  ];
}

/** The group that an argument names, for rules and attachments that stand outside of it. */
export function readGroupArgument(argument: EvaluatedArgument | undefined): PartReference {
  const value = valueOf(argument);
  return value === undefined
    ? { kind: 'unknown', reason: 'no security group is given' }
    : readReference(value, groupKind);
}
