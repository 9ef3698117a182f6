/** All checks, in the order of the documentation's index. Settings, `explain` and suppressions know codes from here. */

import { allTrafficAllowed } from './all-traffic-allowed';
import type { AnalysisCheck, Check, ReviewCheck } from './check';
import { nearestName } from '../source/nearestName';
import { crossVpcReference } from './cross-vpc-reference';
import { duplicateRule } from './duplicate-rule';
import { egressRemovedByTerraform } from './egress-removed-by-terraform';
import { endpointUnreachable } from './endpoint-unreachable';
import { forwardingBlocked } from './forwarding-blocked';
import { groupNotAttached } from './group-not-attached';
import { hostBitsSet } from './host-bits-set';
import { ingressOpenToInternet } from './ingress-open-to-internet';
import { inlineAndStandaloneRules } from './inline-and-standalone-rules';
import { invalidCidr } from './invalid-cidr';
import { invalidPortRange } from './invalid-port-range';
import { invalidProtocol } from './invalid-protocol';
import { missingSource } from './missing-source';
import { naclBlocksReturnTraffic } from './nacl-blocks-return-traffic';
import { protocolAllWithPorts } from './protocol-all-with-ports';
import { publicAddressWithoutRoute } from './public-address-without-route';
import { sensitivePortExposed } from './sensitive-port-exposed';
import { shadowedByPriority } from './shadowed-by-priority';
import { singleAddressSource } from './single-address-source';
import { sourceEgressBlocks } from './source-egress-blocks';
import { unknownGroupReference } from './unknown-group-reference';

/** Made by comparing two versions (review/). */
const reviewChecks: readonly ReviewCheck[] = [
  {
    code: 'reachability-removed',
    severity: 'error',
    scope: 'review',
    summary: 'The edit cuts off a source that could reach a group before.',
    covers: [],
  },
  {
    code: 'reachability-added',
    severity: 'warning',
    scope: 'review',
    summary: 'The edit lets in a source that could not reach a group before.',
    covers: [],
  },
  {
    code: 'group-source-replaced-by-address',
    severity: 'error',
    scope: 'review',
    summary: 'The edit replaces a group as the source of a rule by addresses.',
    covers: [],
  },
];

/** Made where texts are at hand: comments by suppressions.ts, module calls by analysis/. */
const analysisChecks: readonly AnalysisCheck[] = [
  {
    code: 'suppression-without-reason',
    severity: 'warning',
    scope: 'analysis',
    summary: 'A comment that suppresses a finding gives no reason, and so does not suppress it.',
    covers: [],
  },
  {
    code: 'unused-suppression',
    severity: 'hint',
    scope: 'analysis',
    summary: 'A comment suppresses a finding that is not there.',
    covers: [],
  },
  {
    code: 'module-not-installed',
    severity: 'information',
    scope: 'analysis',
    summary: 'A module is called that is not installed, so what it makes cannot be seen.',
    covers: [],
  },
  {
    code: 'terragrunt-problem',
    severity: 'warning',
    scope: 'analysis',
    summary: "A unit's Terragrunt files say what Terragrunt refuses, or what cannot be told.",
    covers: [],
  },
  {
    code: 'too-many-instances',
    severity: 'information',
    scope: 'analysis',
    summary:
      'There are more instances than are looked at one by one, so some of the network is only possible.',
    covers: [],
  },
  {
    code: 'evaluation-error',
    severity: 'error',
    scope: 'analysis',
    summary: 'An expression that the network is read from has no value: Terraform stops at it.',
    covers: [],
  },
  {
    code: 'undeclared-reference',
    severity: 'error',
    scope: 'analysis',
    summary: 'A name is referred to that nothing in the module declares.',
    covers: [],
  },
  {
    code: 'dependency-cycle',
    severity: 'error',
    scope: 'analysis',
    summary: 'Local values or resources depend on each other in a circle.',
    covers: [],
  },
  {
    code: 'unexpected-input',
    severity: 'error',
    scope: 'analysis',
    summary: 'A module call sets an argument that the module has no variable for.',
    covers: [],
  },
  {
    code: 'missing-input',
    severity: 'error',
    scope: 'analysis',
    summary: 'A module call leaves out an argument that the module needs.',
    covers: [],
  },
  {
    code: 'invalid-declaration',
    severity: 'error',
    scope: 'analysis',
    summary: 'A block is declared in a way that Terraform does not accept.',
    covers: [],
  },
];

export const catalogue: readonly Check[] = [
  ...reviewChecks,
  singleAddressSource,
  sourceEgressBlocks,
  egressRemovedByTerraform,
  naclBlocksReturnTraffic,
  forwardingBlocked,
  endpointUnreachable,
  ingressOpenToInternet,
  sensitivePortExposed,
  allTrafficAllowed,
  inlineAndStandaloneRules,
  duplicateRule,
  missingSource,
  protocolAllWithPorts,
  invalidProtocol,
  invalidPortRange,
  invalidCidr,
  hostBitsSet,
  unknownGroupReference,
  crossVpcReference,
  publicAddressWithoutRoute,
  shadowedByPriority,
  groupNotAttached,
  ...analysisChecks,
];

const byCode = new Map(catalogue.map((check) => [check.code, check]));

/** The check of a code; undefined for a code there is none for. */
export function checkOfCode(code: string): Check | undefined {
  return byCode.get(code);
}

/** The code that a misspelt one is nearest to. */
export function closestCode(code: string): string | undefined {
  return nearestName(code, byCode.keys());
}
