/** Reads what a user types for protocol and port. Pure, without VS Code. */

const PROTOCOLS_WITH_PORTS = ['tcp', 'udp'];
const PROTOCOLS_WITHOUT_PORTS = ['icmp', 'icmpv6', 'all'];

export interface ProtocolAndPort {
  /** As `CanReachParams.protocol` has it. */
  readonly protocol: string;
  /** 0-65535, or null for any port and for protocols that have none. */
  readonly port: number | null;
}

/**
 * Reads `5432`, `tcp/5432`, `5432/tcp`, `tcp`, `icmp`, `all` or a protocol number as `50/-`; a bare number is a
 * TCP port. Returns undefined for anything else.
 */
export function readProtocolAndPort(text: string): ProtocolAndPort | undefined {
  const trimmed = text.trim().toLowerCase();
  if (PROTOCOLS_WITH_PORTS.includes(trimmed) || PROTOCOLS_WITHOUT_PORTS.includes(trimmed)) {
    return { protocol: trimmed, port: null };
  }
  const numbered = /^(\d{1,3})\/-$/.exec(trimmed);
  if (numbered?.[1] !== undefined) {
    return Number(numbered[1]) <= 255 ? { protocol: String(Number(numbered[1])), port: null } : undefined;
  }
  const match = /^(?:(tcp|udp)\s*[/ :]\s*)?(\d{1,5})(?:\s*\/\s*(tcp|udp))?$/.exec(trimmed);
  if (match === null || (match[1] !== undefined && match[3] !== undefined)) return undefined;
  const port = Number(match[2]);
  if (port > 65535) return undefined;
  return { protocol: match[1] ?? match[3] ?? 'tcp', port };
}
