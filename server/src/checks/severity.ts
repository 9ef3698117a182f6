/** How the context of a finding moves its severity. What moves it is each check's business. */

import type { Certainty } from '../network/model';
import type { Severity } from './check';

const STEPS: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The severity `steps` lower, but never below information: a hint is easily overlooked. */
export function lowered(severity: Severity, steps: number): Severity {
  const at = Math.min(STEPS.indexOf(severity) + steps, Math.max(STEPS.indexOf(severity), 2));
  return STEPS[at] ?? severity;
}

/** One step lower for what is only possible, so that a doubt never fails a build by itself. */
export function forCertainty(severity: Severity, certainty: Certainty): Severity {
  return certainty === 'certain' ? severity : lowered(severity, 1);
}

/** `certain` only when all are. */
export function jointCertainty(...all: readonly Certainty[]): Certainty {
  return all.every((each) => each === 'certain') ? 'certain' : 'possible';
}
