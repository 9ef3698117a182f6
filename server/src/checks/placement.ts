/** Who carries a group, and whether the internet could address it: what makes a finding about the group worse or milder. */

import type { Attachment } from '../network/model';
import type { GroupView } from '../network/networkModel';
import { groupEnd } from '../reachability/ends';
import { internetWay, type InternetWay } from '../reachability/internetWay';
import type { Origin } from '../source/origin';
import type { CheckContext, RelatedPlace } from './check';

export interface Placement {
  /**
   * - unattached: nothing in the configuration carries the group, and nothing unknown could;
   * - private: everything that carries it is known to have no public address, or no route to the internet;
   * - public: something that carries it has a public address, or surely a way in from the internet;
   * - unknown: anything else.
   */
  readonly reach: 'unattached' | 'private' | 'public' | 'unknown';
  /** True when everything that carries it is a load balancer with a public address. */
  readonly publicBalancersOnly: boolean;
  /** What of this holds, as a sentence for a message; empty when there is nothing to say. */
  readonly sentence: string;
  readonly related: readonly RelatedPlace[];
}

const SHOWN = 3;

export function placementOf(view: GroupView, context: CheckContext): Placement {
  return context.remember(findPlacement, view);
}

function findPlacement(context: CheckContext, view: GroupView): Placement {
  const { attachments } = view;
  const related = attachments.slice(0, SHOWN).map((attachment) => ({
    origin: attachment.headerOrigin,
    message: `${attachment.address} carries the group`,
  }));
  if (attachments.length === 0) {
    const unattached =
      view.group?.ownership === 'managed' && view.uses.length === 0 && !context.hasUnplaced.attachments;
    return {
      reach: unattached ? 'unattached' : 'unknown',
      publicBalancersOnly: false,
      sentence: unattached ? 'Nothing in this configuration carries the group.' : '',
      related,
    };
  }
  const way = internetWay(context, groupEnd(context, view));
  if (way.verdict === 'none' && !seesClients(attachments, context)) {
    const { blocker } = way;
    return {
      reach: 'private',
      publicBalancersOnly: false,
      sentence: `${named(attachments)} the group, ${REASONS.get(blocker.code) ?? 'and no route leads there from the internet'}.`,
      related:
        blocker.origin === undefined ? related : [...related, placeOf(blocker.origin, blocker.message)],
    };
  }
  const open = attachments.filter((attachment) => attachment.public === true);
  if (open.length > 0) {
    return {
      reach: 'public',
      publicBalancersOnly:
        open.length === attachments.length && attachments.every(({ label }) => label === 'load balancer'),
      sentence: `${named(open)} the group and can have traffic from the internet.`,
      related: [...related, ...waysIn(way)],
    };
  }
  if (way.verdict === 'certain') {
    const [step] = way.steps;
    const through = step?.element === undefined ? '' : `, and ${step.element} leads there from the internet`;
    return {
      reach: 'public',
      publicBalancersOnly: false,
      sentence: `${named(attachments)} the group${through}.`,
      related: [...related, ...waysIn(way)],
    };
  }
  const closed = attachments.every((attachment) => attachment.public === false);
  return {
    reach: closed ? 'private' : 'unknown',
    publicBalancersOnly: false,
    sentence: `${named(attachments)} the group${closed ? ', without a public address' : ''}.`,
    related,
  };
}

const REASONS: ReadonlyMap<string, string> = new Map([['no-public-address', 'without a public address']]);

/** Traffic of the internet comes to the targets of a balancer that leaves the clients' addresses in it. */
function seesClients(attachments: readonly Attachment[], context: CheckContext): boolean {
  const { byTarget } = context.forwardings();
  return attachments.some(({ address }) =>
    (byTarget.get(address) ?? []).some(({ preservesClientAddress }) => preservesClientAddress !== false),
  );
}

function waysIn(way: InternetWay): readonly RelatedPlace[] {
  if (way.verdict !== 'certain') return [];
  return way.steps.flatMap(({ origin, message }) => (origin === undefined ? [] : [placeOf(origin, message)]));
}

function placeOf(origin: Origin, message: string): RelatedPlace {
  return { origin, message: message.replace(/\.$/, '') };
}

function named(attachments: readonly Attachment[]): string {
  const [first, ...others] = attachments;
  if (first === undefined) return '';
  const name = `${first.address} (${first.label})`;
  if (others.length === 0) return `${name} carries`;
  return `${name} and ${others.length} more carry`;
}
