/** Who may have an address that a question is about, and what holds for them, in the shape of the JSON of `reach`. */

import type { NetworkModel } from '../network/networkModel';
import { holdersOf } from '../reachability/addressHolders';
import type { Endpoint, ReachAnswer, ReachQuery } from '../reachability/answer';
import { reach } from '../reachability/reach';
import type { FlowContext, ReportedBlocker, ReportedEnd, ReportedFlow } from './flowReport';
import { reportBlocker, reportEnd, reportFlow } from './flowReport';

/** One subnet in which the address, or the whole range, lies. */
export interface ReportedHolders {
  readonly root: string;
  readonly environment: string | null;
  /** Which end of the question. */
  readonly end: 'source' | 'destination';
  readonly subnet: string;
  readonly members: readonly {
    readonly member: ReportedEnd;
    /** Between the member and the other end; null where there is no other end. */
    readonly verdict: ReachAnswer['verdict'] | null;
    readonly flows: readonly ReportedFlow[];
    readonly blockedBy: readonly ReportedBlocker[];
  }[];
}

/** The holders of both ends; with both ends given, the question asked for each holder. */
export function reportHolders(
  model: NetworkModel,
  query: ReachQuery,
  context: FlowContext,
): ReportedHolders[] {
  const { root, environment } = context;
  return (['source', 'destination'] as const).flatMap((end) => {
    const endpoint = query[end];
    if (endpoint?.kind !== 'cidr') return [];
    const hasOther = query[end === 'source' ? 'destination' : 'source'] !== undefined;
    const ask = (member: Endpoint): ReachAnswer | undefined =>
      hasOther ? reach(model, { ...query, [end]: member }) : undefined;
    return holdersOf(model, endpoint.prefix).map(({ subnet, members }) => ({
      root,
      environment,
      end,
      subnet: subnet.address,
      members: members.map((member) => {
        const answer = ask(member);
        return {
          member: reportEnd(member),
          verdict: answer?.verdict ?? null,
          flows: (answer?.flows ?? []).flatMap((flow) => reportFlow(flow, context)),
          blockedBy: (answer?.blockedBy ?? []).map((blocker) => reportBlocker(blocker, context)),
        };
      }),
    }));
  });
}
