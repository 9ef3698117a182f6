/** Parts of the addresses at the other side of a connection, with what becomes of packets to and from them. Data only. */

import { intersectAddresses, isEmptyAddressSet, type AddressSet } from '../packets/addressSet';
import type { Subnet } from '../network/model';
import type { Origin } from '../source/origin';
import type { ExplanationCode } from './explanations';
import type { Way } from './routing';

/** Who opens the connection: the place itself, or somebody at the other addresses. */
export type Flowing = 'out' | 'in';

export type Verdict = 'yes' | 'maybe' | 'no';

/** Part of the other addresses, and what becomes of packets between them and the place. */
export interface Piece {
  readonly addresses: AddressSet;
  readonly verdict: Verdict;
  /** Why it is not `yes`; for `yes`, what lets it through. */
  readonly code: ExplanationCode;
  /** The route that decides; undefined for the local one, and where there is none. */
  readonly way: Way;
  /** The subnet of the NAT gateway that it goes through: its access lists are still to be asked. */
  readonly gatewaySubnet?: Subnet;
  /** What decides behind the route: a route of a transit gateway's table, an access list where it leads. */
  readonly beyond?: Beyond;
}

/** What decides behind a route. */
export interface Beyond {
  readonly element: string;
  readonly origin: Origin | undefined;
  /** What is wrong with a route there; undefined where another thing decides, or there is no route. */
  readonly code?: ExplanationCode;
}

/** It is one of two ways, not known which. */
export function oneOf(left: readonly Piece[], right: readonly Piece[]): readonly Piece[] {
  return left.flatMap((one) =>
    right.flatMap((other) => {
      const addresses = intersectAddresses(one.addresses, other.addresses);
      if (isEmptyAddressSet(addresses)) return [];
      if (one.verdict === other.verdict && one.verdict !== 'maybe') return [{ ...one, addresses }];
      const unsure = one.verdict === 'maybe' ? one : other.verdict === 'maybe' ? other : undefined;
      const { code, way } = unsure ?? (one.way.target === undefined ? other : one);
      const known: Piece = {
        addresses,
        verdict: 'maybe',
        code: unsure === undefined ? 'route-not-known' : code,
        way,
      };
      return [known];
    }),
  );
}
