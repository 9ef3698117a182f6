/** CIDR arguments of AWS rules, and what is wrong with a text that is none. What follows from that is for the checks. */

import { formatIpPrefix, ipPrefix, readIpPrefix, type IpFamily } from '../../packets/ipPrefix';
import { readIpAddress } from '../../packets/ipAddress';
import type { Peer } from '../../network/model';

type CidrPeer = DistributiveOmit<Extract<Peer, { kind: 'cidr' | 'invalid-cidr' }>, keyof PeerPlaceKeys>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
interface PeerPlaceKeys {
  certainty: never;
  origin: never;
  argument: never;
  argumentOrigin: never;
}

/**
 * A text given to an argument that takes prefixes of one family; undefined takes both. The provider parses with Go's
 * net.ParseCIDR and refuses the other family
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group#cidr_blocks).
 */
export function readCidr(text: string, family: IpFamily | undefined): CidrPeer {
  const invalid = (
    problem: Extract<CidrPeer, { kind: 'invalid-cidr' }>['problem'],
    suggestion?: string,
  ): CidrPeer => ({ kind: 'invalid-cidr', text, problem, suggestion });
  const reading = readIpPrefix(text);
  switch (reading.kind) {
    case 'prefix':
      if (family !== undefined && reading.prefix.family !== family) return invalid('wrong-family');
      return { kind: 'cidr', prefix: reading.prefix, text, hostBitsSet: reading.hostBitsSet };
    case 'bareAddress':
      if (family !== undefined && reading.prefix.family !== family) return invalid('wrong-family');
      return invalid('missing-length', reading.canonicalText);
    case 'invalidLength':
      return invalid('length-out-of-range', fromNetmask(reading.lengthText, text));
    case 'notAnAddress': {
      const trimmed = text.replace(/\s+/g, '');
      const suggestion = trimmed === text ? undefined : readIpPrefix(trimmed);
      return invalid('not-an-address', suggestion?.kind === 'prefix' ? suggestion.canonicalText : undefined);
    }
  }
}

/** `10.0.0.0/255.255.255.0` as a prefix with a length; undefined where what follows the slash is no netmask. */
function fromNetmask(lengthText: string, text: string): string | undefined {
  const mask = readIpAddress(lengthText);
  const address = readIpAddress(text.slice(0, text.indexOf('/')));
  if (mask?.family !== 4 || address?.family !== 4) return undefined;
  const bits = mask.value.toString(2).padStart(32, '0');
  const length = bits.includes('0') ? bits.indexOf('0') : 32;
  return bits.includes('1', length) ? undefined : formatIpPrefix(ipPrefix(address, length));
}
