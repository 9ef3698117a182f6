/** Who may have an address: the subnet that it lies in, and what has an interface there. Nothing is matched here. */

import type { Subnet } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import { isAddressSubset, prefixAddresses, prefixListAddresses } from '../packets/addressSet';
import type { IpPrefix } from '../packets/ipPrefix';
import type { Endpoint } from './answer';

export interface AddressHolders {
  readonly subnet: Subnet;
  /** What stands in the subnet, in the order of its declaration. */
  readonly members: readonly Endpoint[];
}

/** The subnets in which the whole prefix lies; none for one that no subnet of the configuration has. */
export function holdersOf(model: NetworkModel, prefix: IpPrefix): readonly AddressHolders[] {
  const addresses = prefixAddresses(prefix);
  return [...model.subnets.values()]
    .filter(({ prefixes }) => isAddressSubset(addresses, prefixListAddresses(prefixes)))
    .map((subnet) => ({
      subnet,
      members: [...model.attachments.values()]
        .filter(({ subnets }) => subnets.some((each) => referenceId(each) === subnet.address))
        .map(({ address }) => ({ kind: 'attachment', id: address })),
    }));
}
