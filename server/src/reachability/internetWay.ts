/**
 * Whether routes lead from the internet to an end, whatever the rules and access lists on the way admit: what makes a
 * rule for everybody an exposure, or not.
 */

import { isEmptyPacketSet } from '../packets/packetSet';
import { ALL_TRAFFIC } from '../packets/trafficSet';
import type { Blocker, ProofStep } from './answer';
import { addressEnd, type End } from './ends';
import type { NetworkReader } from './networkReader';
import { PUBLIC_ADDRESSES } from './publicAddresses';
import { routeStage } from './routeStage';

export type InternetWay =
  /** Surely to one member at least. */
  | { readonly verdict: 'certain'; readonly steps: readonly ProofStep[] }
  /** Surely to no member. */
  | { readonly verdict: 'none'; readonly blocker: Blocker }
  | { readonly verdict: 'unknown' };

/** The way from the internet to the end; unknown also where nothing in the configuration speaks of routes there. */
export function internetWay(reader: NetworkReader, end: End): InternetWay {
  const internet = addressEnd({ kind: 'internet' }, PUBLIC_ADDRESSES);
  const stage = routeStage(reader, internet, end, ALL_TRAFFIC);
  if (stage === undefined) return { verdict: 'unknown' };
  if (isEmptyPacketSet(stage.possible)) return { verdict: 'none', blocker: stage.blocker() };
  if (isEmptyPacketSet(stage.certain)) return { verdict: 'unknown' };
  return { verdict: 'certain', steps: stage.steps(stage.certain, stage.possible, ENDS) };
}

const ENDS = { source: { kind: 'internet' }, destination: { kind: 'internet' } } as const;
