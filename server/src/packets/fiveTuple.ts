/**
 * One concrete packet: what an answer shows as its example. Sets of packets are in packetSet.ts.
 */
import type { IpAddress } from './ipAddress';
import { isIcmpProtocol, isPortProtocol } from './protocol';

/** A packet. Source and destination are of the same family. */
export interface FiveTuple {
  /** IP protocol number, 0 to 255. */
  readonly protocol: number;
  readonly source: IpAddress;
  readonly destination: IpAddress;
  readonly detail: PacketDetail;
}

/** What the protocol adds to the addresses. */
export type PacketDetail =
  | { readonly kind: 'ports'; readonly sourcePort: number; readonly destinationPort: number }
  | { readonly kind: 'icmp'; readonly type: number; readonly code: number }
  | { readonly kind: 'none' };

/** The first dynamic port (RFC 6335, section 6), from which clients open their connections. */
const EPHEMERAL_PORT = 49_152;

/** The packet's detail as a number: the destination port, ICMP type × 256 + code, or 0. */
export function packetDetail({ detail }: FiveTuple): number {
  switch (detail.kind) {
    case 'ports':
      return detail.destinationPort;
    case 'icmp':
      return detail.type * 256 + detail.code;
    case 'none':
      return 0;
  }
}

/** The detail that such a number stands for in a packet of the protocol, sent from an ephemeral port. */
export function detailOf(protocol: number, detail: number): PacketDetail {
  if (isPortProtocol(protocol)) {
    return { kind: 'ports', sourcePort: EPHEMERAL_PORT, destinationPort: detail };
  }
  if (isIcmpProtocol(protocol)) return { kind: 'icmp', type: detail >>> 8, code: detail & 255 };
  return { kind: 'none' };
}
