/**
 * What "the internet" is as a set of addresses, and which addresses a member of a group has as long as its network is
 * not known. Facts about address space only; nothing here knows of rules.
 */

import {
  prefixListAddresses,
  subtractAddresses,
  unionAddresses,
  type AddressSet,
} from '../packets/addressSet';
import { parseIpPrefix, type IpPrefix } from '../packets/ipPrefix';

function addresses(...texts: string[]): AddressSet {
  return prefixListAddresses(
    texts.map(parseIpPrefix).filter((prefix): prefix is IpPrefix => prefix !== undefined),
  );
}

/**
 * Address space in which nobody on the internet can be: blocks that are not "globally reachable" in the registries
 * https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry, and multicast.
 */
const SPECIAL_PURPOSE = subtractAddresses(
  addresses(
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
  ),
  // More specific entries of the same registries that are globally reachable.
  addresses(
    '192.0.0.9/32',
    '192.0.0.10/32',
    '2001:1::1/128',
    '2001:1::2/128',
    '2001:1::3/128',
    '2001:3::/32',
    '2001:4:112::/48',
    '2001:20::/28',
    '2001:30::/28',
  ),
);

/**
 * The internet. For IPv6 only 2000::/3 is global unicast space
 * (https://www.iana.org/assignments/ipv6-address-space); the rest has no hosts.
 */
export const PUBLIC_ADDRESSES: AddressSet = subtractAddresses(
  addresses('0.0.0.0/0', '2000::/3'),
  SPECIAL_PURPOSE,
);

/**
 * Where the members of a group are as long as neither their subnets nor their network say: in private IPv4 space
 * (RFC 1918, and RFC 6598 and 2544, which networks in the cloud use as well), and anywhere that IPv6 unicast may be,
 * since a VPC's IPv6 addresses are global ones.
 * A network may be given public IPv4 space of one's own (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html);
 * then its declaration says so, and this set is not asked.
 */
export const UNKNOWN_MEMBERS: AddressSet = unionAddresses(
  addresses('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '198.18.0.0/15'),
  addresses('2000::/3', 'fc00::/7'),
);
