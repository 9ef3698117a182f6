/**
 * Protocol and port arguments of AWS rules, in every spelling the three kinds of rules accept. What the ports of a
 * protocol mean is EC2's business: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */

import { ICMP, ICMPV6, TCP, UDP } from '../../packets/protocol';
import type { Known, RulePorts, RuleProtocol } from '../../network/model';
import type { Value } from '../../evaluation/value';
import { readNumber, readText, type ReadNumber } from '../reading';

/**
 * EC2 knows these names; every other protocol goes by its number (API_IpPermission, IpProtocol). The AWS provider
 * lower-cases names and turns "all" into -1 in all three kinds of rules; its page calls "all" invalid inside
 * aws_security_group, where -1 means the same
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group#protocol).
 */
const NAMES: ReadonlyMap<string, RuleProtocol> = new Map(
  (
    [
      ['-1', 'all'],
      ['all', 'all'],
      ['tcp', TCP],
      ['udp', UDP],
      ['icmp', ICMP],
      ['icmpv6', ICMPV6],
    ] as const
  ).map(([name, protocol]) => [name, Object.freeze({ kind: 'protocol', protocol })]),
);

/** What a `protocol` or `ip_protocol` argument says. */
export function readProtocol(value: Value | undefined): RuleProtocol {
  const text = readText(value);
  switch (text.kind) {
    case 'unknown':
      return text;
    case 'absent':
      return { kind: 'invalid', text: '', problem: 'no protocol is given' };
    case 'known':
      return parseProtocolText(text.value);
  }
}

/** A protocol as it is written in configurations: a name, a number, or -1. */
export function parseProtocolText(text: string): RuleProtocol {
  const named = NAMES.get(text.toLowerCase());
  if (named !== undefined) return named;
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    if (number <= 255) return { kind: 'protocol', protocol: number };
    return { kind: 'invalid', text, problem: 'protocol numbers end at 255' };
  }
  return { kind: 'invalid', text, problem: 'neither tcp, udp, icmp, icmpv6, -1 nor a protocol number' };
}

/**
 * What `from_port` and `to_port` say for this protocol.
 * - `-1`: EC2 ignores ports, so everything opens (API_IpPermission, IpProtocol).
 * - tcp and udp: an inclusive range; 0 is port 0, not every port.
 * - icmp and icmpv6: type and code, -1 for any (API_IpPermission, FromPort and ToPort). ICMPv6 without them is every
 *   type; the others must have them.
 * - any other protocol: traffic on all ports is allowed, whatever ports are given (API_IpPermission, IpProtocol).
 */
export function readPorts(
  protocol: RuleProtocol,
  fromValue: Value | undefined,
  toValue: Value | undefined,
): RulePorts {
  const from = readNumber(fromValue);
  const to = readNumber(toValue);
  if (protocol.kind === 'unknown') return { kind: 'unknown', reason: protocol.reason };
  if (protocol.kind === 'invalid') {
    return { kind: 'unknown', reason: `the protocol ${JSON.stringify(protocol.text)} is not valid` };
  }
  switch (protocol.protocol) {
    case TCP:
    case UDP:
      return portRange(from, to);
    case ICMP:
    case ICMPV6:
      if (protocol.protocol === ICMPV6 && from.kind === 'absent' && to.kind === 'absent') {
        return { kind: 'all' };
      }
      return typeAndCode(from, to);
    default:
      return ignoredPorts(from, to);
  }
}

function portRange(from: Known<ReadNumber>, to: Known<ReadNumber>): RulePorts {
  const read = bothNumbers(from, to);
  if ('kind' in read) return read;
  const problem =
    !isPort(read.from) || !isPort(read.to) ? 'out-of-range' : read.from > read.to ? 'swapped' : undefined;
  if (problem === undefined) return { kind: 'range', from: read.from, to: read.to };
  return { kind: 'invalid', from: String(read.from), to: String(read.to), problem };
}

function typeAndCode(from: Known<ReadNumber>, to: Known<ReadNumber>): RulePorts {
  const read = bothNumbers(from, to);
  if ('kind' in read) return read;
  // "If you specify all ICMP types, you must specify all ICMP codes" (API_IpPermission, ToPort).
  const wrongCode = read.from === -1 && read.to !== -1;
  if (isTypeOrCode(read.from) && isTypeOrCode(read.to) && !wrongCode) {
    return { kind: 'icmp', type: read.from, code: read.to };
  }
  return { kind: 'invalid', from: String(read.from), to: String(read.to), problem: 'out-of-range' };
}

/** Both as whole numbers, or what is to be said instead. */
function bothNumbers(
  from: Known<ReadNumber>,
  to: Known<ReadNumber>,
): { readonly from: number; readonly to: number } | RulePorts {
  if (from.kind === 'unknown') return from;
  if (to.kind === 'unknown') return to;
  const texts = { from: textOfNumber(from), to: textOfNumber(to) };
  if (from.kind === 'absent' || to.kind === 'absent') {
    return { kind: 'invalid', ...texts, problem: 'missing' };
  }
  if (from.value.integer === undefined || to.value.integer === undefined) {
    return { kind: 'invalid', ...texts, problem: 'not-a-whole-number' };
  }
  return { from: from.value.integer, to: to.value.integer };
}

function textOfNumber(number: Known<ReadNumber>): string {
  return number.kind === 'known' ? number.value.text : '';
}

/** 0/0 is how the provider wants "every port" to be written beside -1; -1/-1 is what EC2 itself answers. */
function ignoredPorts(from: Known<ReadNumber>, to: Known<ReadNumber>): RulePorts {
  const start = from.kind === 'known' ? from.value.integer : undefined;
  const end = to.kind === 'known' ? to.value.integer : undefined;
  if (start === undefined || end === undefined || (start === end && (start === 0 || start === -1))) {
    return { kind: 'all' };
  }
  return { kind: 'all', ignored: { from: start, to: end } };
}

function isPort(number: number): boolean {
  return number >= 0 && number <= 65_535;
}

function isTypeOrCode(number: number): boolean {
  return number >= -1 && number <= 255;
}
