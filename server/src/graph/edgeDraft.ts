/** What the makers of edges share: an edge as it is put together, and how ends and steps are named in a graph. */

import type { Attachment } from '../network/model';
import type { TrafficSet } from '../packets/trafficSet';
import type { Blocker, Endpoint, ProofStep } from '../reachability/answer';
import { endpointKey } from '../reachability/names';
import type { EdgeState, GraphStep } from './reachabilityGraph';

/** An edge while flows and rules are put into it. */
export interface EdgeDraft {
  readonly source: Endpoint | UnknownEnd;
  readonly destination: Endpoint | UnknownEnd;
  readonly state: EdgeState;
  readonly traffic: TrafficSet;
  readonly proof: readonly GraphStep[];
  readonly blockedBy: readonly GraphStep[];
}

/** Somebody whom a rule admits and who is known only after apply, or not at all. */
export interface UnknownEnd {
  readonly kind: 'unknown';
  readonly reason: string;
}

/** The id of the node of an end. */
export function endKey(end: Endpoint | UnknownEnd): string {
  return end.kind === 'unknown' ? `unknown ${end.reason}` : endpointKey(end);
}

/** Whether the attachment is an end of its own: the others are spoken of by their groups. */
export function carriesNoGroup(attachment: Attachment): boolean {
  return attachment.groups.length === 0;
}

/** A step of a proof. */
export function graphStep({ step, code, message, rule, element, origin }: ProofStep): GraphStep {
  return { step, code, message, element: rule?.address ?? element, origin: origin ?? rule?.headerOrigin };
}

/** What is in the way. */
export function blockerStep({ step, code, message, element, nearest, origin }: Blocker): GraphStep {
  return {
    step,
    code,
    message,
    element: nearest?.address ?? element,
    origin: origin ?? nearest?.headerOrigin,
  };
}
