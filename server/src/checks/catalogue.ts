/** All checks, in the order of the documentation's index. Settings, `explain` and suppressions know codes from here. */

import type { Check } from './check';
import { allTrafficAllowed } from './all-traffic-allowed';
import { ingressOpenToInternet } from './ingress-open-to-internet';
import { sensitivePortExposed } from './sensitive-port-exposed';

export const catalogue: readonly Check[] = [ingressOpenToInternet, sensitivePortExposed, allTrafficAllowed];

/** The check of a code; undefined for a code there is none for. */
export function checkOfCode(code: string): Check | undefined {
  return catalogue.find((check) => check.code === code);
}
