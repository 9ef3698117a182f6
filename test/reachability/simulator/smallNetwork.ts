/**
 * A small network as plain data: what generateNetwork.ts invents, writeNetwork.ts writes as Terraform and simulate.ts
 * plays through. Parts refer to each other by their index. IPv4 only; addresses are unsigned numbers.
 */

export interface SmallNetwork {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly groups: readonly Group[];
  readonly hosts: readonly Host[];
  readonly lists: readonly AccessList[];
  /** What joins the first two VPCs. */
  readonly joint: Joint;
}

export interface Prefix {
  readonly text: string;
  readonly first: number;
  readonly size: number;
}

/**
 * An active peering connection; a transit gateway with both attached and its tables left as they are, which lets rules
 * name groups of the other VPC or not; or nothing.
 */
export type Joint = 'none' | 'peering' | 'transit' | 'transit with group references';

export interface Vpc {
  readonly prefix: Prefix;
  /** An internet gateway is attached. */
  readonly gateway: boolean;
  /** The subnet of the VPC's NAT gateway. */
  readonly nat: number | undefined;
  /** Routes of the main table beside the local one. */
  readonly mainRoutes: readonly Route[];
  /** The default access list's entries where Terraform manages it; undefined: as AWS makes it. */
  readonly defaultList: readonly Entry[] | undefined;
}

export interface Subnet {
  readonly vpc: number;
  readonly prefix: Prefix;
  /** Routes of the subnet's own table; undefined: it has the main table. */
  readonly routes: readonly Route[] | undefined;
  /** Index of its access list; undefined: it has the default one. */
  readonly list: number | undefined;
  readonly handsOutPublicAddresses: boolean;
}

export interface Route {
  readonly prefix: Prefix;
  readonly target: 'internet' | 'nat' | 'joint';
}

export interface AccessList {
  readonly vpc: number;
  readonly entries: readonly Entry[];
}

export type Direction = 'ingress' | 'egress';
export type RuleProtocol = 'tcp' | 'udp' | 'icmp' | 'all';

export interface Entry {
  readonly direction: Direction;
  readonly number: number;
  readonly allow: boolean;
  readonly protocol: RuleProtocol;
  /** Ports, or the ICMP type in `from` (-1: any). */
  readonly from: number;
  readonly to: number;
  readonly prefix: Prefix;
}

export interface Group {
  readonly vpc: number;
  /** The VPC's default group as AWS makes it, which hosts carry that name none; it is not declared. */
  readonly isDefault: boolean;
  /** Written into the group's block, where no rule names another group. */
  readonly inline: boolean;
  readonly rules: readonly Rule[];
}

export interface Rule {
  readonly direction: Direction;
  readonly protocol: RuleProtocol;
  /** Ports, or the ICMP type in `from` (-1: any). */
  readonly from: number;
  readonly to: number;
  readonly peer: Peer;
}

export type Peer =
  | { readonly kind: 'prefix'; readonly prefix: Prefix }
  /** A managed prefix list with these entries. */
  | { readonly kind: 'list'; readonly prefixes: readonly Prefix[] }
  | { readonly kind: 'group'; readonly group: number }
  | { readonly kind: 'self' }
  /** A variable without a value: nobody knows which addresses it holds. */
  | { readonly kind: 'unknown' };

/** Something that has a network interface. */
export interface Host {
  readonly kind: 'instance' | 'database' | 'function';
  /** Where it may be; only databases and functions have more than one subnet. */
  readonly subnets: readonly number[];
  readonly groups: readonly number[];
  /** The address that it is given; undefined: any of its subnets. */
  readonly fixed: number | undefined;
  /** Addresses that it may have: one of each kind that the rules of a generated network can tell apart. */
  readonly places: readonly Place[];
  /**
   * Own: it asks for a public address; refused: it asks for none; elastic: it has one; subnet: as its subnet says.
   * Databases have the first two, functions the second.
   */
  readonly publicAddress: 'own' | 'refused' | 'elastic' | 'subnet';
}

export interface Place {
  readonly subnet: number;
  readonly address: number;
}

export function holdsAddress(prefix: Prefix, address: number): boolean {
  return address >= prefix.first && address < prefix.first + prefix.size;
}

/** `10.0.0.16` as a number; for addresses that the tests themselves write. */
export function addressOf(text: string): number {
  let value = 0;
  for (const octet of text.split('.')) value = value * 256 + Number(octet);
  return value;
}

export function addressText(address: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(address / unit) % 256).join('.');
}

/** `10.0.0.0/24`. */
export function prefixOf(text: string): Prefix {
  const [address = '', length = ''] = text.split('/');
  return { text, first: addressOf(address), size: 2 ** (32 - Number(length)) };
}
