/** The steps of a proof: the rules that let a flow through, in words that name both ends. */

import {
  intersectPackets,
  isEmptyPacketSet,
  isPacketSubset,
  packetSetsOverlap,
  trafficOf,
  type PacketSet,
} from '../packets/packetSet';
import { isTrafficSubset } from '../packets/trafficSet';
import { describeServices } from '../network/services';
import type { Endpoint, ProofStep } from './answer';
import { EXPLANATIONS } from './explanations';
import { endpointName, groupName, ruleName } from './names';
import { hitsNear } from './hitIndex';
import type { NetworkReader } from './networkReader';
import type { Hit } from './hits';
import type { Side } from './sides';

/** What one side did for packets that passed every stage. Rules that add nothing to them are left out. */
export function sideSteps(
  reader: NetworkReader,
  side: Side,
  other: Endpoint,
  certain: PacketSet,
  possible: PacketSet,
): ProofStep[] {
  // Where everything that may flow surely flows, rules that may exist prove nothing more.
  const settled = isTrafficSubset(trafficOf(possible), trafficOf(certain));
  const steps: ProofStep[] = [];
  for (const hit of hitsNear(side.hits, side.direction, settled ? certain : possible)) {
    const proves = packetSetsOverlap(hit.certain, certain);
    if (!proves && (settled || !packetSetsOverlap(hit.possible, possible))) continue;
    steps.push(hitStep(reader, side, hit, other, proves ? certain : possible, proves));
  }
  if (!isEmptyPacketSet(certain) && isPacketSubset(certain, side.certain)) return steps;
  for (const { code, owner } of side.openings) {
    const name = owner === undefined ? undefined : groupName(reader, owner);
    steps.push({
      step: stepOf(side),
      verdict: 'allow',
      code,
      message: openingMessage(code, name),
      certainty: 'possible',
      rule: undefined,
      origin: owner === undefined ? undefined : reader.view(owner)?.group?.headerOrigin,
    });
  }
  return steps;
}

function stepOf(side: Side): ProofStep['step'] {
  return side.direction === 'egress' ? 'source-egress' : 'destination-ingress';
}

function openingMessage(code: keyof typeof EXPLANATIONS, name: string | undefined): string {
  if (name === undefined) return EXPLANATIONS[code];
  if (code === 'rules-not-in-configuration') return `The rules of ${name} are not in this configuration.`;
  if (code === 'inline-rules-not-known') return `Whether ${name} has inline rules is not known.`;
  return EXPLANATIONS[code];
}

function hitStep(
  reader: NetworkReader,
  side: Side,
  hit: Hit,
  other: Endpoint,
  passed: PacketSet,
  proves: boolean,
): ProofStep {
  const traffic = describeServices(trafficOf(intersectPackets(proves ? hit.certain : hit.possible, passed)));
  const owner = groupName(reader, hit.owner);
  const name = endpointName(reader, other);
  const way = side.direction === 'egress' ? `out of ${owner} to ${name}` : `into ${owner} from ${name}`;
  return {
    step: stepOf(side),
    verdict: 'allow',
    code: hit.code,
    message: `${ruleName(hit.rule)} ${proves ? 'lets' : 'may let'} ${traffic} ${way}.`,
    certainty: proves ? 'certain' : 'possible',
    rule: hit.rule,
    origin: hit.rule.headerOrigin,
  };
}
