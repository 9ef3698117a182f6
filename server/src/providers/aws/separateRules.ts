/**
 * Rules of a group's own block as rule resources: aws_security_group_rule, which takes lists, or the newer two types,
 * which take one peer each. Expressions are taken over as they are written; what might come to mean something else is not
 * written. Names that are free, and the place, are for others.
 */

import type {
  RuleForm,
  SeparateRule,
  WrittenArgument,
  WrittenGroup,
  WrittenRule,
  WrittenValue,
} from '../../network/writtenRules';
import { TCP } from '../../packets/protocol';
import type { ArgumentText } from '../../source/blockText';
import { parseProtocolText } from './protocol';

export const oldRuleType = 'aws_security_group_rule';

/** The lists of an inline block, and how the same is called in a resource with one peer. */
const lists: ReadonlyMap<string, string> = new Map([
  ['cidr_blocks', 'cidr_ipv4'],
  ['ipv6_cidr_blocks', 'cidr_ipv6'],
  ['prefix_list_ids', 'prefix_list_id'],
  ['security_groups', 'referenced_security_group_id'],
]);
const traffic = ['description', 'from_port', 'to_port', 'protocol'];

/**
 * The provider warns of both kinds of rule resources in one group
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_security_group_ingress_rule).
 */
export function separateForms(types: readonly string[]): readonly RuleForm[] {
  const hasOld = types.includes(oldRuleType);
  const hasNew = types.some((type) => /^aws_vpc_security_group_(?:in|e)gress_rule$/.test(type));
  if (hasOld === hasNew) return ['one-peer', 'many-peers'];
  return hasOld ? ['many-peers'] : ['one-peer'];
}

/** The rules as resources; equal ones once, as the provider puts equal inline blocks together. */
export function separateRules(group: WrittenGroup, form: RuleForm): readonly SeparateRule[] | undefined {
  // The rules of a default group are absolute: rule resources do not go with it.
  if (group.type !== 'aws_security_group') return undefined;
  const key =
    group.repeatedBy === undefined ? '' : group.repeatedBy === 'count' ? '[count.index]' : '[each.key]';
  const frame: Frame = { group, form, id: `${group.type}.${group.name}${key}.id` };
  const resources = new Map<string, SeparateRule>();
  for (const rule of group.rules) {
    const written = resourcesOf(rule, frame);
    if (written === undefined) return undefined;
    for (const resource of written) {
      const meant = resource.sections.flat().map(({ name, value }) => [name, value]);
      const key = JSON.stringify([resource.type, meant]);
      const same = resources.get(key);
      const above = same === undefined ? resource.above : [...same.above, ...resource.above];
      resources.set(key, { ...(same ?? resource), above });
    }
  }
  return [...resources.values()];
}

interface Frame {
  readonly group: WrittenGroup;
  readonly form: RuleForm;
  /** Expression of the group's id. */
  readonly id: string;
}

/** What one resource has beside the traffic. */
interface Part {
  readonly forEach?: string;
  readonly peers: readonly ArgumentText[];
}

function resourcesOf(rule: WrittenRule, frame: Frame): readonly SeparateRule[] | undefined {
  const { group, form, id } = frame;
  if (rule.forEach !== undefined && group.repeatedBy !== undefined) return undefined;
  const permissions = trafficArguments(rule, form);
  const parts = partsOf(rule, frame);
  if (permissions === undefined || parts === undefined) return undefined;
  const type = form === 'many-peers' ? oldRuleType : `aws_vpc_security_group_${rule.direction}_rule`;
  const name = nameOf(rule, group);
  const place: ArgumentText[] = [
    ...(form === 'many-peers' ? [{ name: 'type', value: `"${rule.direction}"` }] : []),
    { name: 'security_group_id', value: id },
  ];
  return parts.map((part, index) => {
    const forEach = rule.forEach ?? part.forEach;
    const repetition = forEach === undefined ? [] : [{ name: 'for_each', value: forEach }];
    const kept = (lines: readonly string[]): readonly string[] =>
      index === 0 ? lines : lines.filter(isForTools);
    return {
      type,
      name,
      above: kept(rule.above),
      sections: [
        [...repetition, ...group.shared],
        [...place, ...permissions, ...part.peers],
      ],
      tail: kept(rule.tail),
    };
  });
}

/** Comments that tell a tool to be silent hold for every resource that a block becomes. */
function isForTools(comment: string): boolean {
  return /sg-lens|checkov|tfsec|trivy|kics|nosec/i.test(comment);
}

/** Description, ports and protocol as the form has them; undefined where that is not sure. */
function trafficArguments(rule: WrittenRule, form: RuleForm): readonly ArgumentText[] | undefined {
  const find = (name: string): WrittenArgument | undefined =>
    rule.arguments.find((each) => each.name === name);
  const protocol = find('protocol');
  if (protocol === undefined) return undefined;
  if (rule.arguments.some(({ name }) => !traffic.includes(name) && !lists.has(name) && name !== 'self')) {
    return undefined;
  }
  const meant = protocolOf(protocol);
  if (meant === 'invalid') return undefined;
  // Without knowing it cannot be told whether ports belong to it.
  if (form === 'one-peer' && meant === 'unknown') return undefined;
  const ports = [find('from_port'), find('to_port')].filter((port) => port !== undefined);
  if (meant === 'all' && !ports.every(isNoPort)) return undefined;
  // "from_port and to_port values should not be defined" beside -1 (vpc_security_group_ingress_rule#ip_protocol).
  const hasPorts = form === 'many-peers' || meant !== 'all';
  const written: ArgumentText[] = [];
  let above: readonly string[] = [];
  for (const argument of rule.arguments) {
    if (!traffic.includes(argument.name)) continue;
    const isPort = argument.name === 'from_port' || argument.name === 'to_port';
    const isNothing = argument.constant === null || argument.constant === '';
    if ((isPort && !hasPorts) || isNothing) {
      // What is said of them goes with what follows.
      above = [...above, ...argument.above, ...(argument.behind === undefined ? [] : [argument.behind])];
      continue;
    }
    const isProtocol = argument.name === 'protocol' && form === 'one-peer';
    written.push({
      name: isProtocol ? 'ip_protocol' : argument.name,
      value: argument.value,
      above: [...above, ...argument.above],
      behind: argument.behind,
    });
    above = [];
  }
  const last = written.pop();
  return last === undefined ? undefined : [...written, { ...last, above: [...above, ...(last.above ?? [])] }];
}

/** What is written beside -1, where ports mean nothing. Another port is a mistake that somebody has to look at. */
function isNoPort({ constant }: WrittenValue): boolean {
  return constant === null || ['0', '-1'].includes(String(constant));
}

function protocolOf({ constant }: WrittenValue): number | 'all' | 'unknown' | 'invalid' {
  if (constant === undefined) return 'unknown';
  const read = parseProtocolText(String(constant));
  return read.kind === 'protocol' ? read.protocol : 'invalid';
}

/** A part for each resource that the rule becomes; undefined where a peer cannot be told apart from its list. */
function partsOf(rule: WrittenRule, frame: Frame): readonly Part[] | undefined {
  const parts: Part[] = [];
  // Lists that one resource takes together.
  const together: ArgumentText[] = [];
  let hasPeers = false;
  for (const argument of rule.arguments) {
    const single = lists.get(argument.name);
    if (argument.constant === null || (single === undefined && argument.name !== 'self')) continue;
    if (argument.name === 'self') {
      if (argument.constant === false) continue;
      if (argument.constant !== true) return undefined;
      hasPeers = true;
      if (!argument.isStated) parts.push({ peers: [selfPeer(argument, frame)] });
      continue;
    }
    if (argument.elements?.length === 0) continue;
    hasPeers = true;
    if (frame.form === 'many-peers' && argument.name !== 'security_groups') {
      const list = listText(argument);
      if (list !== undefined) together.push(list);
      continue;
    }
    const name = frame.form === 'many-peers' ? 'source_security_group_id' : (single ?? argument.name);
    const own = ofEach(argument, name, rule, frame);
    if (own === undefined) return undefined;
    parts.push(...own);
  }
  // A block without a peer makes no rule, and nobody is told: here somebody has to look.
  if (!hasPeers) return undefined;
  return together.length === 0 ? parts : [{ peers: together }, ...parts];
}

function selfPeer({ above, behind }: WrittenArgument, { form, id }: Frame): ArgumentText {
  return form === 'many-peers'
    ? { name: 'self', value: 'true', above, behind }
    : { name: 'referenced_security_group_id', value: id, above, behind };
}

/** A resource for each peer of the list. */
function ofEach(
  argument: WrittenArgument,
  name: string,
  rule: WrittenRule,
  { group }: Frame,
): readonly Part[] | undefined {
  const { elements, value, above, behind } = argument;
  if (elements === undefined) {
    if (!argument.isKnownList || rule.forEach !== undefined || group.repeatedBy !== undefined) {
      return undefined;
    }
    return [{ forEach: `toset(${value})`, peers: [{ name, value: 'each.value', above, behind }] }];
  }
  // A group may be named by its name there, but a rule resource takes ids only (security_group#security_groups).
  const isName = ({ constant }: WrittenValue): boolean => !String(constant ?? 'sg-').startsWith('sg-');
  if (argument.name === 'security_groups' && elements.some(isName)) return undefined;
  const left = elements.filter(({ isStated }) => !isStated);
  return left.map((element, index) => {
    const ofList = [...above, ...(behind === undefined ? [] : [behind])];
    const comments = [...(index === 0 ? ofList : ofList.filter(isForTools)), ...element.above];
    // One comment behind a list of one element stays where it is.
    if (elements.length === 1 && element.behind === undefined && behind !== undefined) {
      return { peers: [{ name, value: element.value, above: [...above, ...element.above], behind }] };
    }
    return { peers: [{ name, value: element.value, above: comments, behind: element.behind }] };
  });
}

/** The list as it is, or without what rule resources state already; undefined if nothing is left of it. */
function listText({ name, value, above, behind, elements }: WrittenArgument): ArgumentText | undefined {
  if (elements?.some(({ isStated }) => isStated) !== true) return { name, value, above, behind };
  const left = elements.filter(({ isStated }) => !isStated);
  if (left.length === 0) return undefined;
  const isShort = left.every((each) => each.above.length === 0 && each.behind === undefined);
  if (isShort) return { name, value: `[${left.map((each) => each.value).join(', ')}]`, above, behind };
  const width = Math.max(...left.map((each) => (each.behind === undefined ? 0 : each.value.length + 1)));
  const lines = left.flatMap((each) => [
    ...each.above,
    each.behind === undefined ? `${each.value},` : `${`${each.value},`.padEnd(width)} ${each.behind}`,
  ]);
  const indented = lines.join('\n').replace(/^(?=.)/gm, '  ');
  return { name, value: `[\n${indented}\n]`, above, behind };
}

/** `db_ingress_5432`, `api_egress_udp_53`, `web_ingress_all`: what is not written out is left out. */
function nameOf(rule: WrittenRule, { name }: WrittenGroup): string {
  const constant = (wanted: string): WrittenArgument['constant'] =>
    rule.arguments.find((each) => each.name === wanted)?.constant;
  const protocol = constant('protocol');
  const read = protocol === undefined ? undefined : parseProtocolText(String(protocol));
  const words: string[] = [name, rule.direction];
  if (read?.kind === 'protocol' && read.protocol === 'all') return [...words, 'all'].join('_');
  if (read?.kind === 'protocol' && read.protocol !== TCP) words.push(String(protocol).toLowerCase());
  const [from, to] = [constant('from_port'), constant('to_port')].map((port) => Number(port ?? NaN));
  if (from !== undefined && to !== undefined && from >= 0 && to >= 0) {
    words.push(...(from === to ? [from] : [from, to]).map(String));
  }
  return words.join('_');
}
