/** An entry of an ordered list that never decides. See docs/checks/shadowed-by-priority.md. */

import type { AccessEntry } from '../network/topology';
import type { EffectiveList } from '../network/topologyIndex';
import { shadowedEntries, type ShadowedEntry } from '../reachability/shadowedEntries';
import type { Finding, TopologyCheck } from './check';
import { listed } from './wording';

const code = 'shadowed-by-priority';

export const shadowedByPriority: TopologyCheck = {
  code,
  severity: 'warning',
  scope: 'topology',
  summary:
    'An entry of an access list never decides, because entries with lower numbers decide the opposite.',
  covers: [],
  *check(topology, context) {
    for (const list of topology.lists) {
      for (const direction of ['ingress', 'egress'] as const) {
        for (const shadowed of shadowedEntries(context, list, direction)) {
          if (contradicts(shadowed)) yield finding(list, shadowed);
        }
      }
    }
  },
};

/** One that repeats what the entries before it say is only of no use; one that says the opposite was meant to decide. */
function contradicts({ entry, by }: ShadowedEntry): boolean {
  return (
    entry.certainty === 'certain' &&
    entry.action !== undefined &&
    by.every(({ action }) => action !== undefined && action !== entry.action)
  );
}

function finding(list: EffectiveList, { entry, by }: ShadowedEntry): Finding {
  const [does, instead] = entry.action === 'deny' ? ['denies', 'allowed'] : ['allows', 'denied'];
  return {
    code,
    severity: 'warning',
    certainty: 'certain',
    message:
      `Number ${numberOf(entry)} of ${list.name} ${does} nothing: everything that it matches is ${instead} before, by number ` +
      `${listed(by.map(numberOf))}. The lowest number that matches decides. Give it a lower number, or remove it.`,
    origin: entry.headerOrigin,
    resource: entry.address,
    related: by.map((each) => ({
      origin: each.headerOrigin,
      message: `number ${numberOf(each)} decides before it`,
    })),
    fixes: [],
  };
}

function numberOf({ priority }: AccessEntry): string {
  return String(priority);
}
