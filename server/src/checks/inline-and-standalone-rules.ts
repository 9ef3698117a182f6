/** One group's rules of a direction both inline and as resources. See docs/checks/inline-and-standalone-rules.md. */

import type { Direction, Rule } from '../network/model';
import type { GroupView } from '../network/networkModel';
import type { Finding, GroupCheck } from './check';
import { forCertainty, jointCertainty } from './severity';
import { listed, verb } from './wording';

const code = 'inline-and-standalone-rules';

export const inlineAndStandaloneRules: GroupCheck = {
  code,
  severity: 'error',
  scope: 'group',
  summary: 'A group has rules of one direction both in its own block and as resources of their own.',
  covers: [],
  *check(view) {
    for (const direction of ['ingress', 'egress'] as const) yield* inDirection(view, direction);
  },
};

function* inDirection(view: GroupView, direction: Direction): Iterable<Finding> {
  const { group } = view;
  const inline = group?.inline[direction];
  if (group === undefined || (inline !== 'present' && inline !== 'empty')) return;
  const standalone = view.rules[direction].filter((rule) => rule.declaredAs === 'standalone');
  const [first] = standalone.filter(isCertain).concat(standalone);
  if (first === undefined) return;
  const own = view.rules[direction].filter((rule) => rule.declaredAs === 'inline');
  const inlineCertainty = inline === 'empty' || own.some(isCertain) ? 'certain' : 'possible';
  const certainty = jointCertainty(group.certainty, first.certainty, inlineCertainty);
  const names = listed([...new Set(standalone.map(({ resource }) => resource))]);
  const written =
    inline === 'empty' ? `an empty list of ${direction} rules` : `its ${direction} rules in its own block`;
  yield {
    code,
    severity: forCertainty('error', certainty),
    certainty,
    message:
      `${group.address} writes ${written}, and ${names} ${standalone.length === 1 ? 'adds' : 'add'} to them: ` +
      `each apply ${verb(certainty, 'removes', 'may remove')} what the other one made. ` +
      'Keep one form, best the rule resources.',
    origin: group.headerOrigin,
    resource: group.address,
    related: [
      ...own
        .slice(0, 1)
        .map((rule) => ({ origin: rule.headerOrigin, message: `an ${direction} rule in the group's block` })),
      ...standalone.slice(0, 5).map((rule) => ({
        origin: rule.headerOrigin,
        message: `an ${direction} rule as a resource of its own`,
      })),
    ],
    fixes: [],
  };
}

function isCertain(rule: Rule): boolean {
  return rule.certainty === 'certain';
}
