/** Network ACLs: lists with inline entries, entries beside them, and the subnets that they filter. */

import { ignoresChanges } from '../../configuration/ignoredChanges';
import { number } from '../../evaluation/build';
import { parseNumber } from '../../evaluation/number';
import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type { Value } from '../../evaluation/value';
import type { Certainty, Direction, PartReference, Peer, RulePorts, RuleProtocol } from '../../network/model';
import type { AccessEntry, AccessList, AccessListUse } from '../../network/topology';
import { isIcmpProtocol, parseProtocol } from '../../packets/protocol';
import type { Origin } from '../../source/origin';
import { bodyArguments, type Arguments, type NestedArguments } from '../arguments';
import { declaredPart } from '../part';
import { listedElements, readNumber, readSwitch, readText, scalarValues, valueOf, weaker } from '../reading';
import { networkOf } from './networks';
import { scalarPeers } from './peers';
import { readPorts, readProtocol } from './protocol';
import { readReference, subnetKind } from './reference';
import { provider } from './rule';
import { accessListKind, isSet, networkOfOwn, references } from './topologyReference';

const directions = ['ingress', 'egress'] as const;

/**
 * A list that is made has nothing but the final deny; entries are blocks, objects, or resources beside it
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl).
 */
export function accessList(resource: EvaluatedResource): readonly AccessList[] {
  return [listOf(resource, networkOf(resource.body.argument('vpc_id')), false)];
}

/**
 * The list that came with a VPC, adopted: all its entries are removed but those declared
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_network_acl).
 */
export function defaultAccessList(resource: EvaluatedResource): readonly AccessList[] {
  const network = networkOfOwn(resource.body.argument('default_network_acl_id'), accessListKind);
  return [listOf(resource, network, true)];
}

function listOf(resource: EvaluatedResource, network: PartReference, isDefault: boolean): AccessList {
  const source = bodyArguments(resource.body);
  const { elements, rest } = listedElements(resource.body.argument('subnet_ids')?.value);
  const nested = { ingress: source.nested('ingress'), egress: source.nested('egress') };
  const block = resource.declaration.block;
  return {
    ...declaredPart(resource),
    provider,
    kind: 'access-list',
    network,
    isDefault,
    subnets: elements.flatMap((element) =>
      scalarValues(element.value).map(({ value, certainty }) => ({
        subnet: readReference(value, subnetKind),
        certainty: weaker(resource.certainty, weaker(element.certainty, certainty)),
      })),
    ),
    openSubnets: rest !== undefined,
    open: directions.some(
      (direction) => nested[direction].rest !== undefined || ignoresChanges(block, direction),
    ),
    entries: directions.flatMap((direction) => inlineEntries(resource, direction, nested[direction])),
  };
}

function inlineEntries(
  resource: EvaluatedResource,
  direction: Direction,
  nested: NestedArguments,
): readonly AccessEntry[] {
  const list: PartReference = { kind: 'part', address: resource.address.text };
  return nested.items.map((item, index) =>
    entryOf(
      item.arguments,
      { number: 'rule_no', action: 'action' },
      {
        address: `${resource.address.text}.${direction}[${index}]`,
        certainty: weaker(resource.certainty, item.certainty),
        origin: item.origin,
        headerOrigin: item.headerOrigin,
        list,
        listOrigin: undefined,
        direction,
      },
    ),
  );
}

/**
 * Ingress unless `egress` is set; where that is not known, one possible entry for each
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl_rule).
 */
export function accessEntry(resource: EvaluatedResource): readonly AccessEntry[] {
  const source = bodyArguments(resource.body);
  const egress = readSwitch(source.argument('egress')?.value);
  const argument = source.argument('network_acl_id');
  const { text } = resource.address;
  const isKnown = egress.kind !== 'unknown';
  const where = isKnown
    ? [egress.kind === 'known' && egress.value ? ('egress' as const) : ('ingress' as const)]
    : directions;
  return references(argument, accessListKind).flatMap((list) =>
    where.map((direction) =>
      entryOf(
        source,
        { number: 'rule_number', action: 'rule_action' },
        {
          address: isKnown ? text : `${text}.${direction}`,
          certainty: weaker(resource.certainty, isKnown ? list.certainty : 'possible'),
          origin: resource.origin,
          headerOrigin: resource.headerOrigin,
          list: list.reference,
          listOrigin: argument?.valueOrigin,
          direction,
        },
      ),
    ),
  );
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl_association */
export function accessListAssociation(resource: EvaluatedResource): readonly AccessListUse[] {
  const { body } = resource;
  const lists = references(body.argument('network_acl_id'), accessListKind);
  return references(body.argument('subnet_id'), subnetKind).flatMap((subnet) =>
    lists.map((list) => ({
      ...declaredPart(resource),
      provider,
      kind: 'access-list-use',
      certainty: weaker(resource.certainty, weaker(subnet.certainty, list.certainty)),
      list: list.reference,
      subnet: subnet.reference,
    })),
  );
}

interface EntryFrame {
  readonly address: string;
  readonly certainty: Certainty;
  readonly origin: Origin;
  readonly headerOrigin: Origin;
  readonly list: PartReference;
  readonly listOrigin: Origin | undefined;
  readonly direction: Direction;
}

function entryOf(
  source: Arguments,
  names: { readonly number: string; readonly action: string },
  { listOrigin, ...frame }: EntryFrame,
): AccessEntry {
  const protocolArgument = source.argument('protocol');
  const protocol = readEntryProtocol(protocolArgument?.value);
  const isIcmp =
    protocol.kind === 'protocol' && protocol.protocol !== 'all' && isIcmpProtocol(protocol.protocol);
  const from = source.argument(isIcmp ? 'icmp_type' : 'from_port');
  const to = source.argument(isIcmp ? 'icmp_code' : 'to_port');
  const peers = peersOf(source);
  const peerOrigins = peers.map(({ argumentOrigin }) => argumentOrigin);
  return {
    ...frame,
    kind: 'access-entry',
    provider,
    action: readAction(source.argument(names.action)),
    priority: readPriority(source.argument(names.number)),
    protocol,
    ports: readEntryPorts(protocol, isIcmp, from, to),
    peers,
    origins: {
      group: listOrigin,
      protocol: protocolArgument?.valueOrigin,
      fromPort: from?.valueOrigin,
      toPort: to?.valueOrigin,
      peers: peerOrigins,
    },
  };
}

/** All names of IANA are protocols here, other than with groups. */
function readEntryProtocol(value: Value | undefined): RuleProtocol {
  const read = readProtocol(value);
  if (read.kind !== 'invalid') return read;
  const named = parseProtocol(read.text);
  return named === undefined ? read : { kind: 'protocol', protocol: named };
}

/** ICMP's type and code are 0 where they are not given (network_acl#icmp_type). */
function readEntryPorts(
  protocol: RuleProtocol,
  isIcmp: boolean,
  from: EvaluatedArgument | undefined,
  to: EvaluatedArgument | undefined,
): RulePorts {
  if (!isIcmp) return readPorts(protocol, valueOf(from), valueOf(to));
  return readPorts(protocol, valueOf(from) ?? zero, valueOf(to) ?? zero);
}

const zero = zeroValue();

function zeroValue(): Value | undefined {
  const parsed = parseNumber('0');
  return parsed === undefined ? undefined : number(parsed);
}

function readAction(argument: EvaluatedArgument | undefined): AccessEntry['action'] {
  const text = readText(argument?.value);
  const action = text.kind === 'known' ? text.value.toLowerCase() : undefined;
  return action === 'allow' || action === 'deny' ? action : undefined;
}

function readPriority(argument: EvaluatedArgument | undefined): number | undefined {
  const read = readNumber(argument?.value);
  return read.kind === 'known' ? read.value.integer : undefined;
}

function peersOf(source: Arguments): readonly Peer[] {
  const set = (name: string): EvaluatedArgument | undefined => {
    const argument = source.argument(name);
    return isSet(argument) ? argument : undefined;
  };
  return [
    ...scalarPeers('cidr_block', set('cidr_block'), { of: 'cidr', family: 4 }),
    ...scalarPeers('ipv6_cidr_block', set('ipv6_cidr_block'), { of: 'cidr', family: 6 }),
  ];
}
