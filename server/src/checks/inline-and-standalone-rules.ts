/** One group's rules of a direction both inline and as resources. See docs/checks/inline-and-standalone-rules.md. */

import type { Direction, Peer, Rule, SecurityGroup } from '../network/model';
import type { GroupView } from '../network/networkModel';
import type { Fix } from '../source/edit';
import { sameOrigin, type Origin } from '../source/origin';
import type { Finding, GroupCheck } from './check';
import { peerIdentity, trafficIdentity } from './permission';
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
    fixes: separation(view, group),
  };
}

/**
 * The inline rules of both directions as resources. Never the preferred fix: the cloud has the rules already, so that the
 * next apply fails unless they are imported, and that cannot be done here.
 */
function separation(view: GroupView, group: SecurityGroup): readonly Fix[] {
  const rules = [...view.rules.ingress, ...view.rules.egress];
  const inline = rules.filter(({ declaredAs }) => declaredAs === 'inline');
  const standalone = rules.filter(({ declaredAs }) => declaredAs === 'standalone');
  // The rules of a default group are absolute: rule resources do not go with it.
  if (group.isDefault === true) return [];
  const ruleTypes = [...new Set(standalone.map(({ resourceType }) => resourceType))];
  const stated = statedAlready(view, inline, standalone);
  if (stated === undefined) return [];
  return [
    {
      title:
        inline.length > 0
          ? `Write the inline rules of ${group.address} as rule resources, to be imported before the next apply`
          : `Leave the rules of ${group.address} to the rule resources`,
      operations: [
        { kind: 'separate-rules', origin: group.origin, provider: group.provider, ruleTypes, stated },
      ],
      preferred: false,
    },
  ];
}

/**
 * The peers of inline rules that rule resources, or other inline rules, admit on the same traffic: as resources they would
 * be duplicates, where the provider puts inline ones together. Undefined where one of them cannot be left out: it is
 * written elsewhere, or in a block that stands for several, or its description is another one.
 */
function statedAlready(
  view: GroupView,
  inline: readonly Rule[],
  standalone: readonly Rule[],
): readonly Origin[] | undefined {
  const known = new Map<string, { readonly rule: Rule; readonly peer: Peer }>();
  for (const rule of standalone) {
    for (const [key, peer] of permissions(rule, view)) {
      const before = known.get(key);
      if (before === undefined || !isCertain(before.rule)) known.set(key, { rule, peer });
    }
  }
  const stated: Origin[] = [];
  for (const rule of inline) {
    for (const [key, peer] of permissions(rule, view)) {
      const first = known.get(key);
      if (first === undefined) {
        known.set(key, { rule, peer });
        continue;
      }
      const isShared = inline.some(
        (other) => other !== rule && other.peers.some(({ origin }) => sameOrigin(origin, peer.origin)),
      );
      const isWrittenHere = isInside(peer.origin, rule.origin) && !isShared && !view.id.includes('[');
      const isSure =
        isCertain(first.rule) && isCertain(first.peer) && !sameOrigin(first.peer.origin, peer.origin);
      if (!isWrittenHere || !isSure || !isDescribedAlike(first.rule, rule)) return undefined;
      stated.push(peer.origin);
    }
  }
  return stated;
}

/** A rule resource's own description stands; of two inline rules none is to be lost. */
function isDescribedAlike(first: Rule, second: Rule): boolean {
  const textOf = ({ description }: Rule): string => (description.kind === 'known' ? description.value : '');
  return first.declaredAs === 'standalone' || textOf(first) === textOf(second);
}

/** Each peer with what it permits, as far as that is known. */
function permissions(rule: Rule, view: GroupView): readonly (readonly [key: string, peer: Peer])[] {
  const traffic = trafficIdentity(rule);
  if (traffic === undefined) return [];
  return rule.peers.flatMap((peer) => {
    const name = peerIdentity(peer, view);
    return name === undefined ? [] : [[`${rule.direction} ${traffic} ${name}`, peer] as const];
  });
}

function isInside(inner: Origin, outer: Origin): boolean {
  return inner.anchor === outer.anchor && outer.start <= inner.start && inner.end <= outer.end;
}

function isCertain({ certainty }: Rule | Peer): boolean {
  return certainty === 'certain';
}
