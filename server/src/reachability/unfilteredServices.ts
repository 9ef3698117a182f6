/**
 * Services that a network gives to everything in it, and that neither groups nor access lists filter: the resolver,
 * instance metadata, time, and the like
 * (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html#security-group-basics,
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html).
 */

import {
  isAddressSubset,
  isEmptyAddressSet,
  NO_ADDRESSES,
  prefixListAddresses,
  singleAddress,
  unionAddresses,
  type AddressSet,
} from '../packets/addressSet';
import { parseIpPrefix, type IpPrefix } from '../packets/ipPrefix';
import { isAddressEnd, type End } from './ends';
import type { NetworkReader } from './networkReader';
import { placesOf } from './places';

function prefixes(...texts: string[]): IpPrefix[] {
  return texts.flatMap((text) => parseIpPrefix(text) ?? []);
}

/**
 * Metadata, time, the resolver, and the metadata of ECS tasks; over IPv6 metadata, time and the resolver
 * (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html, "link-local addresses").
 */
const EVERYWHERE = prefixListAddresses(
  prefixes(
    '169.254.169.254/32',
    '169.254.169.123/32',
    '169.254.169.253/32',
    '169.254.170.2/32',
    'fd00:ec2::254/128',
    'fd00:ec2::123/128',
    'fd00:ec2::253/128',
  ),
);

/** Whether the destination is such a service of the network that the source is in. */
export function isUnfilteredService(reader: NetworkReader, source: End, destination: End): boolean {
  if (isAddressEnd(source) || !isAddressEnd(destination) || destination.endpoint.kind !== 'cidr')
    {return false;}
  const asked = destination.may;
  if (isEmptyAddressSet(asked)) return false;
  if (isAddressSubset(asked, EVERYWHERE)) return true;
  const places = placesOf(reader, source);
  return (
    places.length > 0 &&
    places.every(({ network }) =>
      isAddressSubset(asked, unionAddresses(EVERYWHERE, resolverOf(reader, network))),
    )
  );
}

/** The resolver answers at the base of the network's first IPv4 range plus two. */
function resolverOf(reader: NetworkReader, network: string | undefined): AddressSet {
  const first = network === undefined ? undefined : reader.network(network)?.prefixes[0];
  if (first?.family !== 4) return NO_ADDRESSES;
  return singleAddress({ family: 4, value: first.first + 2n });
}
