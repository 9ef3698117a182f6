/**
 * Where an end's members stand, as one value: of ten thousand ends many stand in the same few subnets, and routes and
 * access lists are the same for all of them. Only what these look at counts; members and groups do not.
 */

import { addressSetKey } from '../packets/addressSet';
import type { End } from './ends';
import type { NetworkReader } from './networkReader';
import { placesOf, type Place } from './places';

const placements = new WeakMap<
  NetworkReader,
  { readonly ids: Map<string, number>; readonly of: WeakMap<End, number> }
>();

/** A number that is equal, within one reader, for ends whose places are alike, one by one. */
export function placementOf(reader: NetworkReader, end: End): number {
  let known = placements.get(reader);
  if (known === undefined) {
    known = { ids: new Map(), of: new WeakMap() };
    placements.set(reader, known);
  }
  let id = known.of.get(end);
  if (id === undefined) {
    const key = placesOf(reader, end).map(placeKey).join('\n');
    id = known.ids.get(key);
    if (id === undefined) {
      id = known.ids.size;
      known.ids.set(key, id);
    }
    known.of.set(end, id);
  }
  return id;
}

function placeKey({ member, subnet, network, addresses, isPublic, clientPorts }: Place): string {
  const standing = member === undefined ? 'nobody' : 'member';
  const ports = `${clientPorts.first}-${clientPorts.last}`;
  return [standing, subnet?.address, network, isPublic, ports, addressSetKey(addresses)].join('\t');
}
