/**
 * Immutable exact sets of transport ports, 0 to 65535. What serves on a port, and which protocol it belongs to,
 * is known elsewhere.
 */
import { boundaryAlgebra, halfOpenRanges, holdsCoordinate, type Boundaries } from './boundaries';

/** A set of ports in canonical form: equal sets have equal structure. */
export interface PortSet {
  readonly ports: Boundaries<number>;
}

/** Ports `first` to `last`, both inclusive. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

const LAST_PORT = 65_535;

const AXIS = boundaryAlgebra<number>([0, LAST_PORT + 1]);

export const NO_PORTS: PortSet = { ports: AXIS.empty };
export const ALL_PORTS: PortSet = { ports: AXIS.full };

/** The set with these boundaries: ascending, an even one starting a range and an odd one ending it (exclusive). */
export function portSetOf(boundaries: Boundaries<number>): PortSet {
  const ports = AXIS.ofBoundaries(boundaries);
  return ports === AXIS.full ? ALL_PORTS : ports.length === 0 ? NO_PORTS : { ports };
}

/**
 * The ports from `first` to `last` inclusive, cut to 0..65535; none when the range is reversed or wholly outside.
 * Whether such a range is an error in the configuration is for the caller to say.
 */
export function portRange(first: number, last: number): PortSet {
  const start = Math.max(0, Math.ceil(first));
  const end = Math.min(LAST_PORT, Math.floor(last)) + 1;
  return start < end ? portSetOf([start, end]) : NO_PORTS;
}

export function singlePort(port: number): PortSet {
  return portRange(port, port);
}

export function unionPorts(a: PortSet, b: PortSet): PortSet {
  return portSetOf(AXIS.union(a.ports, b.ports));
}

export function unionAllPorts(sets: readonly PortSet[]): PortSet {
  return portSetOf(AXIS.unionAll(sets.map((set) => set.ports)));
}

export function intersectPorts(a: PortSet, b: PortSet): PortSet {
  return portSetOf(AXIS.intersect(a.ports, b.ports));
}

/** The ports of `a` that are not in `b`. */
export function subtractPorts(a: PortSet, b: PortSet): PortSet {
  return portSetOf(AXIS.subtract(a.ports, b.ports));
}

export function complementPorts(set: PortSet): PortSet {
  return subtractPorts(ALL_PORTS, set);
}

export function isEmptyPortSet(set: PortSet): boolean {
  return set.ports.length === 0;
}

export function portSetsEqual(a: PortSet, b: PortSet): boolean {
  return AXIS.equals(a.ports, b.ports);
}

/** Whether every port of `a` is in `b`. */
export function isPortSubset(a: PortSet, b: PortSet): boolean {
  return AXIS.isSubset(a.ports, b.ports);
}

export function portSetsOverlap(a: PortSet, b: PortSet): boolean {
  return AXIS.overlaps(a.ports, b.ports);
}

export function containsPort(set: PortSet, port: number): boolean {
  return holdsCoordinate(set.ports, port);
}

export function portCount(set: PortSet): number {
  let count = 0;
  for (const { start, end } of halfOpenRanges(set.ports)) count += end - start;
  return count;
}

/** The maximal ranges of the set, ascending. */
export function portRanges(set: PortSet): PortRange[] {
  return Array.from(halfOpenRanges(set.ports), ({ start, end }) => ({ first: start, last: end - 1 }));
}

/** The ranges as text, such as `22, 80, 8000-8080`; empty text for no ports. */
export function formatPortSet(set: PortSet): string {
  return portRanges(set).map(formatNumberRange).join(', ');
}

/** `22` or `8000-8080`. */
export function formatNumberRange(range: PortRange): string {
  return range.first === range.last ? String(range.first) : `${range.first}-${range.last}`;
}
