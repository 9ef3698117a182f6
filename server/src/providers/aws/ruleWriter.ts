/**
 * Adds rules to AWS groups in the style that each group uses. Rules and groups are known here by their addresses only;
 * what cannot be written so that it is surely right is not written.
 */

import type { InstanceKey, ResourceInstanceAddress } from '../../configuration/address';
import type { Rule, SecurityGroup } from '../../network/model';
import type { GroupView } from '../../network/networkModel';
import {
  freshName,
  type GroupViews,
  type RuleDraft,
  type RulePlace,
  type RuleWriter,
} from '../../network/ruleWriter';
import type { EditOperation } from '../../source/edit';
import { parseResourceInstanceAddress } from '../resourceAddress';
import { oldRuleType, separateForms, separateRules } from './separateRules';
import {
  inlineRuleText,
  quoted,
  ruleName,
  securityGroupRuleText,
  vpcRuleText,
  vpcRuleType,
  type RuleContent,
} from './ruleText';

export const awsRuleWriter: RuleWriter = { addRule, groupExpression, separateForms, separateRules };

function addRule(
  draft: RuleDraft,
  view?: GroupViews,
  place?: RulePlace,
): readonly EditOperation[] | undefined {
  const { group } = draft;
  const address = parseResourceInstanceAddress(group.address);
  if (address === undefined) return undefined;
  const expression = place === undefined ? idExpression(address, address) : place.group;
  const content = expression === undefined ? undefined : contentOf(draft, address, expression, place);
  if (content === undefined) return undefined;
  const own = view?.(group.address);
  const style = styleOf(draft, address, own);
  if (style === 'inline') {
    return view === undefined || place !== undefined ? undefined : addInline(content, address, view);
  }
  if (style === undefined) return undefined;
  const type = style === 'old' ? oldRuleType : vpcRuleType(draft);
  const wanted = ruleName(draft, nameOf(address, place), peerName(draft, place));
  const name = freshName(wanted, place?.isTaken ?? takenBy(own), type);
  const newText = style === 'old' ? securityGroupRuleText(content, name) : vpcRuleText(content, name);
  return [{ kind: 'insert-after', origin: place?.origin ?? group.origin, newText, separate: true }];
}

/** Inline, one of the two kinds of rule resources, or undefined where neither is sure to work. */
function styleOf(
  { group, direction }: RuleDraft,
  address: ResourceInstanceAddress,
  view: GroupView | undefined,
): 'inline' | 'old' | 'vpc' | undefined {
  if (address.mode === 'managed') {
    // Its inline rules are absolute, so that rule resources do not go with it
    // (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_security_group).
    if (address.type === 'aws_default_security_group') return 'inline';
    const here = group.inline[direction];
    if (here === 'present') return 'inline';
    // `ingress = []` takes no block beside it, and would remove the rules of resources.
    if (here !== 'absent') return undefined;
  }
  const rules = view === undefined ? [] : [...view.rules.ingress, ...view.rules.egress];
  const standalone = rules.filter(({ declaredAs }) => declaredAs === 'standalone');
  const other = group.inline[direction === 'ingress' ? 'egress' : 'ingress'];
  if (standalone.length === 0 && other === 'present') return 'inline';
  const old = standalone.some(({ resourceType }) => resourceType === oldRuleType);
  return old && standalone.every(({ resourceType }) => resourceType === oldRuleType) ? 'old' : 'vpc';
}

/** A block behind the last one of its kind. Only beside blocks: objects of `ingress = […]` are another syntax. */
function addInline(
  content: RuleContent,
  address: ResourceInstanceAddress,
  view: GroupViews,
): readonly EditOperation[] | undefined {
  const { group, direction, peer } = content.draft;
  if (!isOnlyInstance(address, view)) return undefined;
  if (peer.kind === 'group' && leadsTo(peer.group.address, group.address, view)) return undefined;
  const rules = view(group.address)?.rules;
  if (rules === undefined) return undefined;
  const inline = (list: readonly Rule[]): readonly Rule[] => list.filter(isInline);
  const same = inline(rules[direction]);
  const beside = same.length > 0 ? same : inline(rules[direction === 'ingress' ? 'egress' : 'ingress']);
  const last = beside.at(-1);
  if (last === undefined || !beside.every(isBlock)) return undefined;
  return [{ kind: 'insert-after', origin: last.origin, newText: inlineRuleText(content), separate: true }];
}

function isInline(rule: Rule): boolean {
  return rule.declaredAs === 'inline';
}

/** A block has a header before its body; an object is its own header. */
function isBlock(rule: Rule): boolean {
  return rule.headerOrigin.end < rule.origin.end;
}

/** True when the block that declares the group makes this group alone, so that a rule in it goes to no other. */
function isOnlyInstance({ key, text }: ResourceInstanceAddress, view: GroupViews): boolean {
  if (key === undefined) return true;
  return key === 0 && view(text.replace(/\[0\]$/, '[1]')) === undefined;
}

/**
 * Whether inline rules of `start`, or of groups that they name, name the group `end`: then a rule of `end` that names
 * `start` would make Terraform fail with a cycle
 * (https://developer.hashicorp.com/terraform/tutorials/configuration-language/troubleshooting-workflow).
 */
function leadsTo(start: string, end: string, view: GroupViews): boolean {
  if (start === end) return false;
  const seen = new Set<string>();
  const left = [start];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (id === end) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    const rules = view(id)?.rules;
    for (const rule of [...(rules?.ingress ?? []), ...(rules?.egress ?? [])]) {
      if (!isInline(rule)) continue;
      for (const peer of rule.peers) {
        if (peer.kind === 'group' && peer.group.kind === 'part') left.push(peer.group.address);
      }
    }
  }
  return false;
}

function contentOf(
  draft: RuleDraft,
  address: ResourceInstanceAddress,
  group: string,
  place: RulePlace | undefined,
): RuleContent | undefined {
  const { peer } = draft;
  if (peer.kind === 'cidr') return { draft, group, peer };
  if (peer.group.address === draft.group.address) return { draft, group, peer: { kind: 'self' } };
  const other = parseResourceInstanceAddress(peer.group.address);
  const beside = other === undefined ? undefined : idExpression(other, address);
  const expression = place === undefined ? beside : place.peer;
  return expression === undefined ? undefined : { draft, group, peer: { kind: 'group', expression } };
}

/** The names of the group's own rules, which is all that shows of its module here. */
function takenBy(view: GroupView | undefined): RulePlace['isTaken'] {
  const taken = new Set<string>();
  for (const rule of [...(view?.rules.ingress ?? []), ...(view?.rules.egress ?? [])]) {
    const address = parseResourceInstanceAddress(rule.resource);
    if (address !== undefined) taken.add(`${address.type}.${address.name}`);
  }
  return (type, name) => taken.has(`${type}.${name}`);
}

function peerName({ peer }: RuleDraft, place: RulePlace | undefined): string {
  if (peer.kind === 'cidr') return peer.text === '0.0.0.0/0' || peer.text === '::/0' ? 'anywhere' : peer.text;
  const address = parseResourceInstanceAddress(peer.group.address);
  return address === undefined ? 'group' : nameOf(address, place);
}

/** Seen from another module it is the call that has a telling name: within many a module the group is called `this`. */
function nameOf({ module, name, key }: ResourceInstanceAddress, place: RulePlace | undefined): string {
  const calls = place === undefined ? [] : module.steps.slice(-1);
  const names = [...calls, { name: calls.length > 0 && name === 'this' ? '' : name, key }];
  return names
    .flatMap((each) => [each.name, typeof each.key === 'string' ? each.key : ''])
    .filter((each) => each !== '')
    .join('_');
}

/**
 * Expression of the group's id in the module of `rule`; undefined from another module, and where instances of both would
 * have to be paired: whether `each.key` means the same in both cannot be told from one pair.
 */
function groupExpression(group: SecurityGroup, rule: Rule | SecurityGroup): string | undefined {
  const target = parseResourceInstanceAddress(group.address);
  const place = parseResourceInstanceAddress(rule.kind === 'rule' ? rule.resource : rule.address);
  if (target === undefined || place === undefined) return undefined;
  // In its own block a group cannot be named by its id: Terraform calls that a self-reference.
  if (target.text === place.text) return undefined;
  if (target.key !== undefined && place.key !== undefined) return undefined;
  return idExpression(target, place);
}

function idExpression(target: ResourceInstanceAddress, place: ResourceInstanceAddress): string | undefined {
  if (target.module.text !== place.module.text) return undefined;
  const key = keyExpression(target.key);
  if (key === undefined) return undefined;
  return `${target.mode === 'data' ? 'data.' : ''}${target.type}.${target.name}${key}.id`;
}

function keyExpression(key: InstanceKey | undefined): string | undefined {
  if (key === undefined) return '';
  if (typeof key === 'object') return undefined;
  return typeof key === 'number' ? `[${key}]` : `[${quoted(key)}]`;
}
