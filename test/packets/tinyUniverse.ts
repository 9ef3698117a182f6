/**
 * A universe small enough to enumerate, laid over the real one: each axis is cut into a few cells of very
 * different sizes, edges included. A set made of cells is described completely by which cells it holds.
 */
import fc from 'fast-check';
import { addressRange, unionAllAddresses, type AddressSet } from '../../server/src/packets/addressSet';
import { detailOf, type FiveTuple } from '../../server/src/packets/fiveTuple';
import type { IpFamily } from '../../server/src/packets/ipAddress';
import {
  complementPackets,
  intersectPackets,
  NO_PACKETS,
  packetsOf,
  subtractPackets,
  unionAllPackets,
  unionPackets,
  type PacketSet,
} from '../../server/src/packets/packetSet';
import { DETAILS, trafficSetOf, unionAllTraffic, type TrafficSet } from '../../server/src/packets/trafficSet';

/** Where the cells begin; the last entry is the end of the axis. */
const IPV4_CUTS = [0n, 1n, 0x0a00_0000n, 0x0a00_0001n, 0x8000_0000n, 0xffff_ffffn, 1n << 32n];
const IPV6_CUTS = [0n, 1n << 64n, (1n << 64n) + 1n, (1n << 128n) - 1n, 1n << 128n];
const TRAFFIC_CUTS = [
  0, // hopopt
  DETAILS + 8 * 256, // icmp up to type 8, then from it
  6 * DETAILS,
  6 * DETAILS + 443,
  6 * DETAILS + 444,
  7 * DETAILS, // protocols between tcp and udp
  17 * DETAILS,
  17 * DETAILS + 65_535,
  18 * DETAILS,
  256 * DETAILS,
];

function cutsOf(family: IpFamily): readonly bigint[] {
  return family === 4 ? IPV4_CUTS : IPV6_CUTS;
}

export const TRAFFIC_CELLS = TRAFFIC_CUTS.length - 1;

export function addressCells(family: IpFamily): number {
  return cutsOf(family).length - 1;
}

export function addressesOfCells(family: IpFamily, cells: readonly number[]): AddressSet {
  const cuts = cutsOf(family);
  return unionAllAddresses(cells.map((cell) => addressRange(family, cuts[cell]!, cuts[cell + 1]! - 1n)));
}

export function trafficOfCells(cells: readonly number[]): TrafficSet {
  return unionAllTraffic(cells.map((cell) => trafficSetOf([TRAFFIC_CUTS[cell]!, TRAFFIC_CUTS[cell + 1]!])));
}

/** One packet of the tiny universe: cell numbers. */
export interface TinyPacket {
  readonly family: IpFamily;
  readonly traffic: number;
  readonly source: number;
  readonly destination: number;
}

export const TINY_PACKETS: readonly TinyPacket[] = ([4, 6] as const).flatMap((family) =>
  range(TRAFFIC_CELLS).flatMap((traffic) =>
    range(addressCells(family)).flatMap((source) =>
      range(addressCells(family)).map((destination) => ({ family, traffic, source, destination })),
    ),
  ),
);

export function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

/** A real packet of the cell. */
export function realPacket({ family, traffic, source, destination }: TinyPacket): FiveTuple {
  const place = TRAFFIC_CUTS[traffic]!;
  const protocol = Math.floor(place / DETAILS);
  return {
    protocol,
    source: { family, value: cutsOf(family)[source]! },
    destination: { family, value: cutsOf(family)[destination]! },
    detail: detailOf(protocol, place % DETAILS),
  };
}

/** All real packets of the cell. */
export function packetsOfCell({ family, traffic, source, destination }: TinyPacket): PacketSet {
  return packetsOf({
    traffic: trafficOfCells([traffic]),
    sources: addressesOfCells(family, [source]),
    destinations: addressesOfCells(family, [destination]),
  });
}

/** The same set twice: by the algebra, and as the plain truth for each of TINY_PACKETS. */
export interface Twin {
  readonly set: PacketSet;
  readonly truth: readonly boolean[];
}

function cells(count: number): fc.Arbitrary<number[]> {
  return fc.subarray(range(count), { minLength: 1 });
}

const box: fc.Arbitrary<Twin> = fc
  .record({
    traffic: cells(TRAFFIC_CELLS),
    family: fc.constantFrom<(readonly IpFamily[])[]>([4], [6], [4, 6]),
    sources4: cells(addressCells(4)),
    destinations4: cells(addressCells(4)),
    sources6: cells(addressCells(6)),
    destinations6: cells(addressCells(6)),
  })
  .map((shape) => {
    const sources = { 4: shape.sources4, 6: shape.sources6 };
    const destinations = { 4: shape.destinations4, 6: shape.destinations6 };
    return {
      set: packetsOf({
        traffic: trafficOfCells(shape.traffic),
        sources: unionAllAddresses(shape.family.map((family) => addressesOfCells(family, sources[family]))),
        destinations: unionAllAddresses(
          shape.family.map((family) => addressesOfCells(family, destinations[family])),
        ),
      }),
      truth: TINY_PACKETS.map(
        ({ family, traffic, source, destination }) =>
          shape.family.includes(family) &&
          shape.traffic.includes(traffic) &&
          sources[family].includes(source) &&
          destinations[family].includes(destination),
      ),
    };
  });

/** Sets as rules make them: boxes united. */
const rules: fc.Arbitrary<Twin> = fc.array(box, { maxLength: 8 }).map((twins) => ({
  set: unionAllPackets(twins.map((twin) => twin.set)),
  truth: TINY_PACKETS.map((_, index) => twins.some((twin) => twin.truth[index])),
}));

/** Any set that the operations can make of boxes. */
export const twin: fc.Arbitrary<Twin> = fc.letrec<{ tree: Twin }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { arbitrary: rules, weight: 4 },
    { arbitrary: fc.constant({ set: NO_PACKETS, truth: TINY_PACKETS.map(() => false) }), weight: 1 },
    {
      arbitrary: fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => ({
        set: unionPackets(a.set, b.set),
        truth: a.truth.map((held, index) => held || b.truth[index]!),
      })),
      weight: 2,
    },
    {
      arbitrary: fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => ({
        set: intersectPackets(a.set, b.set),
        truth: a.truth.map((held, index) => held && b.truth[index]!),
      })),
      weight: 2,
    },
    {
      arbitrary: fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => ({
        set: subtractPackets(a.set, b.set),
        truth: a.truth.map((held, index) => held && !b.truth[index]!),
      })),
      weight: 2,
    },
    {
      arbitrary: tie('tree').map((a) => ({
        set: complementPackets(a.set),
        truth: a.truth.map((held) => !held),
      })),
      weight: 1,
    },
  ),
})).tree;
