/**
 * Writing rules back as configuration text. Checks and reviews say what rule they want in neutral words; the provider
 * that declared the group knows how it is written.
 */

import type { EditOperation } from '../source/edit';
import type { Origin } from '../source/origin';
import type { Direction, Rule, SecurityGroup } from './model';
import type { GroupView } from './networkModel';
import type { RuleForm, SeparateRule, WrittenGroup } from './writtenRules';

/** A rule that a fix would add. */
export interface RuleDraft {
  readonly group: SecurityGroup;
  readonly direction: Direction;
  readonly protocol: number | 'all';
  /** Inclusive; undefined for every port. For ICMP: type and code. */
  readonly ports: { readonly from: number; readonly to: number } | undefined;
  readonly peer:
    | { readonly kind: 'group'; readonly group: SecurityGroup }
    | { readonly kind: 'cidr'; readonly text: string };
  readonly description: string;
}

/** A place for a rule outside of its group's module, where expressions denote what the rule needs. */
export interface RulePlace {
  /** The rule comes behind this. */
  readonly origin: Origin;
  /** Expression of the id of the rule's group. */
  readonly group: string;
  /** Expression of the id of the group that the rule names; undefined where it names none. */
  readonly peer: string | undefined;
  /** Whether the module of the place has a resource of this type and name. */
  readonly isTaken: (type: string, name: string) => boolean;
}

export interface RuleWriter {
  /**
   * Edits that add the rule in the style its group uses (inline block, or a rule resource behind the group's block);
   * undefined where it cannot be written truthfully: the peer is declared in another module, the group in no file.
   * `view` shows the rules that groups have: without it the style of the group's other rules is not known, and inline
   * blocks, which could make groups depend on each other in a circle, are not written. With a `place` the rule stands
   * there, if the group's style lets it stand outside of the group.
   */
  addRule(draft: RuleDraft, view?: GroupViews, place?: RulePlace): readonly EditOperation[] | undefined;
  /** Text of an expression in `rule`'s module that denotes the group; undefined where there is none. */
  groupExpression(group: SecurityGroup, rule: Rule | SecurityGroup): string | undefined;
  /**
   * The forms that rule resources of a group can have beside those that it has already, best first. `types`: of these
   * and of any other resources.
   */
  separateForms(types: readonly string[]): readonly RuleForm[];
  /** The rules of a group's block as resources of the form; undefined where one of them cannot be written truthfully. */
  separateRules(group: WrittenGroup, form: RuleForm): readonly SeparateRule[] | undefined;
}

/** A name for a resource that its module does not have yet. */
export function freshName(wanted: string, isTaken: RulePlace['isTaken'], type: string): string {
  let name = wanted;
  for (let number = 2; isTaken(type, name); number++) name = `${wanted}_${number}`;
  return name;
}

/** The view of a group by its id, as the model has it. */
export type GroupViews = (id: string) => GroupView | undefined;

/** The writer for a provider's parts; undefined for a provider without one. */
export type RuleWriters = (provider: string) => RuleWriter | undefined;

/** The same writers with the views at hand, for those who write rules of one model. */
export function writersWithViews(writers: RuleWriters, view: GroupViews): RuleWriters {
  return (provider) => {
    const writer = writers(provider);
    if (writer === undefined) return undefined;
    return {
      ...writer,
      addRule: (draft, other, place) => writer.addRule(draft, other ?? view, place),
    };
  };
}
