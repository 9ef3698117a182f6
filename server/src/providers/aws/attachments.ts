/** Resources that carry groups, read along the paths of the generated table (attachmentPaths.ts). */

import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type {
  AttachedGroup,
  Attachment,
  Certainty,
  Extension,
  GroupUse,
  NetworkPart,
  PartReference,
} from '../../network/model';
import { referenceId } from '../../network/networkModel';
import { bodyArguments, type Arguments } from '../arguments';
import { groupUsesOfValue, mentionedGroupUses } from '../groupUse';
import { declaredPart } from '../part';
import {
  listedElements,
  originOfValue,
  readSwitch,
  readText,
  reasonWords,
  scalarValues,
  valueOf,
  weaker,
  type ListedElements,
} from '../reading';
import {
  attachmentLabel,
  defaultPublicAddress,
  isTemplate,
  ownGroupAttribute,
  takesGroupNames,
} from './attachmentFacts';
import { attachmentPaths, type AttachmentPaths } from './attachmentPaths';
import { servicesOf } from './listeners';
import {
  endpointKind,
  groupArnKind,
  groupKind,
  groupNameKind,
  interfaceKind,
  readReference,
  subnetKind,
  type PartKind,
} from './reference';
import { provider } from './rule';
import { readGroupArgument } from './securityGroup';

/** Whether the type is in the table of types that name groups. */
export function namesGroups(type: string): boolean {
  return Object.hasOwn(attachmentPaths, type);
}

/**
 * The attachment, if the resource names any group; without one the VPC's default group applies
 * (https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html), which nothing here shows.
 */
export function attachment(resource: EvaluatedResource): readonly NetworkPart[] {
  const paths: AttachmentPaths = attachmentPaths[resource.address.type] ?? {};
  const source = bodyArguments(resource.body);
  const groups = (paths.groups ?? []).flatMap((path) => groupsAt(resource.address.type, source, path));
  const uses = (paths.uses ?? []).flatMap((path) => usesAt(resource, source, path));
  const carried = [...groups, ...uses].flatMap(({ group }) => referenceId(group) ?? []);
  // A computed key leaves the instances open: "aws_security_group.db" is then any of them.
  const isCarried = (address: string): boolean =>
    carried.some((each) => each === address || each.startsWith(`${address}[`));
  const mentioned = mentionedGroupUses(resource, isCarried);
  const attachments = groups.length === 0 ? [] : [attachmentOf(resource, source, paths, groups)];
  return [...attachments, ...uses, ...mentioned];
}

function attachmentOf(
  resource: EvaluatedResource,
  source: Arguments,
  paths: AttachmentPaths,
  groups: readonly AttachedGroup[],
): Attachment {
  const { type } = resource.address;
  return {
    ...declaredPart(resource),
    kind: 'attachment',
    provider,
    certainty: weaker(resource.certainty, isTemplate(type) ? 'possible' : 'certain'),
    resourceType: type,
    label: attachmentLabel(type),
    groups: [...groups, ...ownGroup(resource)],
    subnets: (paths.subnets ?? []).flatMap((path) => subnetsAt(source, path)),
    public: publicAddress(type, source, paths.public ?? []),
    services: servicesOf(resource),
  };
}

/** The group that the cloud adds, under the address by which the configuration can refer to it. */
function ownGroup(resource: EvaluatedResource): readonly AttachedGroup[] {
  const attribute = ownGroupAttribute(resource.address.type);
  if (attribute === undefined) return [];
  const group: PartReference = { kind: 'part', address: `${resource.address.text}.${attribute}` };
  return [{ group, certainty: 'certain', origin: resource.headerOrigin }];
}

/**
 * aws_network_interface_sg_attachment adds a group to an interface, which may be an instance's first one
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_interface_sg_attachment).
 */
export function interfaceGroup(resource: EvaluatedResource): readonly Extension[] {
  const target = valueOf(resource.body.argument('network_interface_id'));
  const reference = target?.kind === 'unknown' ? target.reference : undefined;
  const of: PartReference =
    reference?.path[0] === 'primary_network_interface_id'
      ? { kind: 'part', address: reference.resource.text }
      : partAt(target, interfaceKind);
  return [addedGroup(resource, of, 'network interface')];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_security_group_association */
export function endpointGroup(resource: EvaluatedResource): readonly Extension[] {
  const of = partAt(valueOf(resource.body.argument('vpc_endpoint_id')), endpointKind);
  return [addedGroup(resource, of, 'VPC endpoint')];
}

function addedGroup(resource: EvaluatedResource, of: PartReference, label: string): Extension {
  const argument = resource.body.argument('security_group_id');
  const group: AttachedGroup = {
    group: readGroupArgument(argument),
    certainty: resource.certainty,
    origin: argument === undefined ? resource.headerOrigin : originOfValue(argument.value, argument),
  };
  const part = declaredPart(resource);
  return {
    ...part,
    kind: 'extension',
    provider,
    of,
    adds: {
      kind: 'groups',
      attachment: {
        ...part,
        kind: 'attachment',
        provider,
        resourceType: resource.address.type,
        label,
        groups: [group],
        subnets: [],
        public: undefined,
        services: [],
      },
    },
  };
}

function partAt(value: EvaluatedArgument['value'] | undefined, kind: PartKind): PartReference {
  return value === undefined
    ? { kind: 'unknown', reason: `no ${kind.noun} is given` }
    : readReference(value, kind);
}

interface FoundArgument {
  readonly argument: EvaluatedArgument;
  readonly certainty: Certainty;
}

/** The arguments at the end of a path: one for each block on the way. */
function argumentsAt(source: Arguments, path: string): readonly FoundArgument[] {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let sources: readonly { readonly arguments: Arguments; readonly certainty: Certainty }[] = [
    { arguments: source, certainty: 'certain' },
  ];
  for (const name of names) {
    sources = sources.flatMap((outer) =>
      outer.arguments.nested(name).items.map((item) => ({
        arguments: item.arguments,
        certainty: weaker(outer.certainty, item.certainty),
      })),
    );
  }
  return sources.flatMap(({ arguments: found, certainty }) => {
    const argument = found.argument(last);
    return argument === undefined ? [] : [{ argument, certainty }];
  });
}

/** Arguments in the singular take one text, the others lists. */
function elementsAt(path: string, argument: EvaluatedArgument): ListedElements {
  if (!/(?:group|_id)$/.test(path)) return listedElements(argument.value);
  return { elements: scalarValues(argument.value), rest: undefined };
}

function groupsAt(type: string, source: Arguments, path: string): readonly AttachedGroup[] {
  const kind = path.endsWith('_arns')
    ? groupArnKind
    : takesGroupNames(type, path)
      ? groupNameKind
      : groupKind;
  return argumentsAt(source, path).flatMap(({ argument, certainty: outer }) => {
    const { elements, rest } = elementsAt(path, argument);
    const groups = elements.flatMap((element) =>
      scalarValues(element.value)
        .filter(({ value }) => !(value.kind === 'string' && value.value === ''))
        .map(({ value, certainty }): AttachedGroup => ({
          group: readReference(value, kind),
          certainty: weaker(outer, weaker(element.certainty, certainty)),
          origin: originOfValue(value, argument),
        })),
    );
    if (rest !== undefined) {
      groups.push({
        group: { kind: 'unknown', reason: reasonWords(rest) },
        certainty: 'possible',
        origin: originOfValue(argument.value, argument),
      });
    }
    return groups;
  });
}

function usesAt(resource: EvaluatedResource, source: Arguments, path: string): readonly GroupUse[] {
  const user = declaredPart(resource);
  return argumentsAt(source, path).flatMap(({ argument }) => groupUsesOfValue(argument.value, user));
}

function subnetsAt(source: Arguments, path: string): readonly PartReference[] {
  return argumentsAt(source, path).flatMap(({ argument }) => {
    const { elements, rest } = elementsAt(path, argument);
    const subnets = elements.map(({ value }) => readReference(value, subnetKind));
    if (rest !== undefined) subnets.push({ kind: 'unknown', reason: reasonWords(rest) });
    return subnets;
  });
}

/** One switch that is on makes the address public; without any, the type's default holds. */
function publicAddress(type: string, source: Arguments, paths: readonly string[]): boolean | undefined {
  let result: boolean | undefined = defaultPublicAddress(type);
  for (const path of paths) {
    for (const { argument, certainty } of argumentsAt(source, path)) {
      const setting = readPublicSwitch(argument);
      if (setting === 'absent') continue;
      if (setting === 'unknown' || certainty === 'possible') result = undefined;
      else result = path.endsWith('internal') ? !setting : setting;
      if (result !== false) return result;
    }
  }
  return result;
}

/** EventBridge Pipes write ENABLED and DISABLED where the others write true and false. */
function readPublicSwitch(argument: EvaluatedArgument): boolean | 'absent' | 'unknown' {
  const text = readText(argument.value);
  if (text.kind === 'known' && (text.value === 'ENABLED' || text.value === 'DISABLED')) {
    return text.value === 'ENABLED';
  }
  const setting = readSwitch(argument.value);
  return setting.kind === 'known' ? setting.value : setting.kind;
}
