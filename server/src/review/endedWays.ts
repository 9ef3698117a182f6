/**
 * Ways of a balancer that surely forward nothing any more: the last target was deregistered, or the balancer answers
 * itself. What they still forward, to whomever, is not told here.
 */

import type { Forwarding } from '../network/endpoints';
import type { PartReference } from '../network/model';
import { referenceId } from '../network/networkModel';
import type { LostForwarding } from './comparison';
import type { Way } from './forwardingChanges';

/** What became of a way that surely forwards nothing now, while the balancer still accepts what came in there. */
export interface EndedWay {
  readonly instead: NonNullable<LostForwarding['instead']>;
  /** Whether the target may still get the same from the balancer, another way. */
  readonly stillServed: (target: PartReference) => boolean;
}

type Ways = ReadonlyMap<string, Way>;

/**
 * What became of the way `was` of the version before, if it ended; `now` is the same way in the version after. A client
 * that is sent elsewhere may well get there, so a redirect ends nothing.
 */
export function endedWay(of: {
  readonly was: Way;
  readonly now: Way | undefined;
  readonly before: Ways;
  readonly after: Ways;
}): EndedWay | undefined {
  const { was, now, before, after } = of;
  if (now !== undefined && now.result !== 'empty' && now.result !== 'answered') return undefined;
  // What an argument no longer says stays registered.
  if (was.forwardings.some(({ registration }) => registration.lasting === true)) return undefined;
  const serving = new Map([...after].filter(([, way]) => acceptsSame(was, way)));
  if (serving.size === 0 || [...serving.values()].some(({ listener }) => listener.certainty !== 'certain')) {
    return undefined;
  }
  // What other ways did before, they did not take over from this one.
  const others = [...serving].filter(([, way]) => way !== now);
  const isSame = ([key, way]: [string, Way]): boolean => before.get(key)?.meaning === way.meaning;
  const isNobody = ([, { result }]: [string, Way]): boolean => result === 'empty' || result === 'answered';
  const isHarmless =
    now?.result === 'empty'
      ? (other: [string, Way]) => isNobody(other) || isSame(other)
      : (other: [string, Way]) => isNobody(other) || (isSame(other) && isRedirectOfRule(other[1]));
  if (!others.every(isHarmless)) return undefined;
  const isAnswered = now === undefined ? others.some(isAnswering) : now.result === 'answered';
  return {
    instead: isAnswered ? 'answer' : 'nobody',
    stillServed: (target) =>
      [...serving.values()].some(({ forwardings }) => forwardings.some((each) => isTo(each, target))),
  };
}

function isAnswering([, { result }]: [string, Way]): boolean {
  return result === 'answered';
}

/** It concerns what matches the rule, as before. */
function isRedirectOfRule({ result, rule }: Way): boolean {
  return result === 'redirected' && rule !== undefined;
}

function isTo({ target }: Forwarding, other: PartReference): boolean {
  return referenceId(target) === referenceId(other);
}

/** Whether the other way is of a listener of the same balancer that accepts some of the same. */
function acceptsSame(was: Way, other: Way): boolean {
  const balancer = referenceId(was.listener.balancer);
  return (
    balancer !== undefined &&
    balancer === referenceId(other.listener.balancer) &&
    other.listener.accepts.some(({ protocol, port }) =>
      was.listener.accepts.some((each) => each.protocol === protocol && each.port === port),
    )
  );
}
