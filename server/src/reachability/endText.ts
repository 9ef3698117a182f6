/**
 * Reads an end of a question as a person writes it: an address of the model, `internet`, an IP or CIDR, an `sg-…` id. A
 * subnet stands for its addresses.
 */

import { parseIpAddress } from '../packets/ipAddress';
import { ipPrefix, parseIpPrefix } from '../packets/ipPrefix';
import { withoutKeys } from '../network/instanceKeys';
import type { NetworkModel } from '../network/networkModel';
import type { Endpoint } from './answer';

export type EndReading =
  | { readonly kind: 'end'; readonly endpoint: Endpoint }
  /** `candidates`: addresses in the model that hold the text's words, for a "did you mean". */
  | { readonly kind: 'unknown-end'; readonly text: string; readonly candidates: readonly string[] };

/**
 * The end that a text stands for in a model. A resource without instance keys stands for its only instance. The name
 * of a group in the cloud is taken, too, where exactly one group has it.
 */
export function readEnd(model: NetworkModel, text: string): EndReading {
  const wanted = text.trim();
  if (wanted.toLowerCase() === 'internet') return { kind: 'end', endpoint: { kind: 'internet' } };
  const part = partNamed(model, wanted);
  if (part !== undefined) return { kind: 'end', endpoint: part };
  const prefix = parseIpPrefix(wanted);
  if (prefix !== undefined) return { kind: 'end', endpoint: { kind: 'cidr', prefix } };
  const address = parseIpAddress(wanted);
  if (address !== undefined) {
    const single = ipPrefix(address, address.family === 4 ? 32 : 128);
    return { kind: 'end', endpoint: { kind: 'cidr', prefix: single } };
  }
  if (/^sg-[0-9a-f]+$/.test(wanted)) return { kind: 'end', endpoint: { kind: 'group', id: wanted } };
  const instances = addressesOf(model).filter((each) => withoutKeys(each) === wanted);
  const only = instances.length === 1 ? instances[0] : undefined;
  const endpoint = only === undefined ? undefined : partNamed(model, only);
  if (endpoint !== undefined) return { kind: 'end', endpoint };
  const named = [...model.groups.values()].filter(
    (group) => group.name.kind === 'known' && group.name.value === wanted,
  );
  const [group] = named;
  if (group !== undefined && named.length === 1) {
    return { kind: 'end', endpoint: { kind: 'group', id: group.address } };
  }
  const candidates = instances.length > 0 ? instances : similar(addressesOf(model), wanted);
  return { kind: 'unknown-end', text: wanted, candidates };
}

function partNamed(model: NetworkModel, address: string): Endpoint | undefined {
  if (model.groups.has(address) || model.views.has(address)) return { kind: 'group', id: address };
  if (model.attachments.has(address)) return { kind: 'attachment', id: address };
  if (model.prefixLists.has(address)) return { kind: 'prefix-list', id: address };
  return subnetRange(model, address);
}

/** The addresses of a subnet, which stand for it: those of IPv4 where it has any. */
function subnetRange(model: NetworkModel, address: string): Endpoint | undefined {
  const prefixes = model.subnets.get(address)?.prefixes ?? [];
  const prefix = prefixes.find(({ family }) => family === 4) ?? prefixes[0];
  return prefix === undefined ? undefined : { kind: 'cidr', prefix };
}

function addressesOf(model: NetworkModel): readonly string[] {
  return [
    ...model.groups.keys(),
    ...model.attachments.keys(),
    ...model.prefixLists.keys(),
    ...model.subnets.keys(),
  ];
}

/** Addresses that hold the last word of the text, at most five. */
function similar(addresses: readonly string[], wanted: string): readonly string[] {
  const word = wanted.split('.').at(-1)?.toLowerCase() ?? '';
  if (word === '') return [];
  return addresses.filter((address) => address.toLowerCase().includes(word)).slice(0, 5);
}
