/**
 * Services that a network gives to everything in it, and that neither groups nor access lists filter: the resolver,
 * instance metadata, time, and the like
 * (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html#security-group-basics,
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html).
 */

import {
  isAddressSubset,
  NO_ADDRESSES,
  prefixListAddresses,
  singleAddress,
  type AddressSet,
} from '../packets/addressSet';
import { parseIpPrefix, type IpPrefix } from '../packets/ipPrefix';
import { singlePort } from '../packets/portSet';
import { TCP, UDP } from '../packets/protocol';
import { isTrafficSubset, portTraffic, unionTraffic, type TrafficSet } from '../packets/trafficSet';
import { isAddressEnd, type End } from './ends';
import type { NetworkReader } from './networkReader';
import { placesOf } from './places';

function prefixes(...texts: string[]): IpPrefix[] {
  return texts.flatMap((text) => parseIpPrefix(text) ?? []);
}

interface Service {
  readonly addresses: AddressSet;
  readonly traffic: TrafficSet;
}

const DNS = unionTraffic(portTraffic(UDP, singlePort(53)), portTraffic(TCP, singlePort(53)));
const METADATA = portTraffic(TCP, singlePort(80));
const TIME = portTraffic(UDP, singlePort(123));

/** Link-local addresses (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html); the last is of ECS. */
const EVERYWHERE: readonly Service[] = [
  { addresses: prefixListAddresses(prefixes('169.254.169.253/32', 'fd00:ec2::253/128')), traffic: DNS },
  { addresses: prefixListAddresses(prefixes('169.254.169.254/32', 'fd00:ec2::254/128')), traffic: METADATA },
  { addresses: prefixListAddresses(prefixes('169.254.169.123/32', 'fd00:ec2::123/128')), traffic: TIME },
  { addresses: prefixListAddresses(prefixes('169.254.170.2/32')), traffic: METADATA },
];

const ANY_SERVICE = [DNS, METADATA, TIME];

/** Whether all that is asked for is such a service of the network that the source is in. */
export function isUnfilteredService(
  reader: NetworkReader,
  source: End,
  destination: End,
  asked: TrafficSet,
): boolean {
  if (isAddressEnd(source) || destination.endpoint.kind !== 'cidr') return false;
  const isOne = ({ addresses, traffic }: Service): boolean =>
    isAddressSubset(destination.may, addresses) && isTrafficSubset(asked, traffic);
  if (!ANY_SERVICE.some((traffic) => isTrafficSubset(asked, traffic))) return false;
  if (EVERYWHERE.some(isOne)) return true;
  const places = placesOf(reader, source);
  return (
    places.length > 0 &&
    places.every(({ network }) => isOne({ addresses: resolverOf(reader, network), traffic: DNS }))
  );
}

/** The resolver answers at the base of the network's first IPv4 range plus two. */
function resolverOf(reader: NetworkReader, network: string | undefined): AddressSet {
  const first = network === undefined ? undefined : reader.network(network)?.prefixes[0];
  return first?.family === 4 ? singleAddress({ family: 4, value: first.first + 2n }) : NO_ADDRESSES;
}
