/**
 * Which of the things that a subnet has exactly one of (a route table, an access list) it has: what is associated with
 * it, else what its network gives to every subnet without one of its own. What such a thing holds is for others.
 */

import type { Certainty, PartReference, Subnet } from './model';
import { referenceId } from './networkModel';
import type { Candidate } from './topologyIndex';

/** A statement that the subnet has the thing. */
export interface Claim {
  readonly thing: PartReference;
  readonly subnet: PartReference;
  readonly certainty: Certainty;
}

/** What a network gives to its subnets: found out of the configuration, with what others may stand in its place. */
export interface AssignmentSource<Effective> {
  readonly claims: readonly Claim[];
  /** The same object for the same thing, whatever refers to it. */
  readonly effective: (id: string) => Effective;
  /** Ids of the declared things that a subnet of the network may have; undefined: of a network that is not known. */
  readonly ofNetwork: (network: string | undefined) => readonly string[];
  /** The network of a declared thing; undefined where it is not known or the thing is not declared. */
  readonly networkOf: (id: string) => string | undefined;
  /** What subnets without one of their own have. */
  readonly defaults: (network: string) => readonly Candidate<Effective>[];
  /** Stands for one of which the configuration shows nothing. */
  readonly unseen: (reason: string) => Effective;
}

/** Answers are kept by subnet. */
export function createAssignment<Effective>(
  source: AssignmentSource<Effective>,
): (subnet: Subnet) => readonly Candidate<Effective>[] {
  const exact = new Map<string, Claim[]>();
  const loose: Claim[] = [];
  for (const claim of source.claims) {
    const id = referenceId(claim.subnet);
    if (id !== undefined) {
      const known = exact.get(id);
      if (known === undefined) exact.set(id, [claim]);
      else known.push(claim);
    } else if (claim.subnet.kind === 'unknown') loose.push(claim);
  }
  const answers = new WeakMap<Subnet, readonly Candidate<Effective>[]>();
  return (subnet) => {
    let answer = answers.get(subnet);
    if (answer === undefined) {
      answer = distinct(assigned(source, subnet, exact.get(subnet.address) ?? [], loose));
      answers.set(subnet, answer);
    }
    return answer;
  };
}

function assigned<Effective>(
  source: AssignmentSource<Effective>,
  subnet: Subnet,
  own: readonly Claim[],
  loose: readonly Claim[],
): readonly Candidate<Effective>[] {
  const network = referenceId(subnet.network);
  const certain = own.filter(({ certainty }) => certainty === 'certain');
  // A subnet has one association: one that is certain leaves no room for those that are not.
  const claims = certain.length > 0 ? certain : [...own, ...loose.filter(fits)];
  const claimed = claims.flatMap(({ thing }) => resolved(source, thing, network));
  if (certain.length > 0) return claimed;
  const defaults =
    network === undefined
      ? [possible(source.unseen('the network of the subnet is not known'))]
      : source.defaults(network);
  const unseen = subnet.external
    ? [possible(source.unseen(`what is associated with ${subnet.address} is not in the configuration`))]
    : [];
  return claimed.length + unseen.length === 0
    ? defaults
    : [...claimed, ...defaults, ...unseen].map(({ thing }) => possible(thing));

  function fits({ thing }: Claim): boolean {
    const id = referenceId(thing);
    const other = id === undefined ? undefined : source.networkOf(id);
    return network === undefined || other === undefined || other === network;
  }
}

/** What a reference leads to; where it is not known, everything that it can be. */
function resolved<Effective>(
  source: AssignmentSource<Effective>,
  reference: PartReference,
  network: string | undefined,
): readonly Candidate<Effective>[] {
  const id = referenceId(reference);
  if (id !== undefined) return [{ certainty: 'certain', thing: source.effective(id) }];
  const reason = reference.kind === 'unknown' ? reference.reason : 'it is not declared';
  return [
    ...source.ofNetwork(network).map((each) => possible(source.effective(each))),
    possible(source.unseen(reason)),
  ];
}

export function possible<Thing>(thing: Thing): Candidate<Thing> {
  return { certainty: 'possible', thing };
}

/** Each thing once; of several none is certain. */
function distinct<Thing>(candidates: readonly Candidate<Thing>[]): readonly Candidate<Thing>[] {
  const things = new Map<Thing, Candidate<Thing>>();
  for (const candidate of candidates) {
    if (things.get(candidate.thing)?.certainty !== 'certain') things.set(candidate.thing, candidate);
  }
  return things.size < 2 ? [...things.values()] : Array.from(things.keys(), possible);
}
