/**
 * Functions on IP prefixes: cidrhost, cidrnetmask, cidrsubnet, cidrsubnets, for IPv4 and IPv6.
 */

import { derivedReason, list, listType, string, unknown } from '../build';
import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import type { IpFamily } from '../../packets/ipAddress';
import { addressBits, formatIpAddress, readIpAddress, unmapped } from '../../packets/ipAddress';
import type { Value } from '../value';
import { stringType } from '../value';
import { bigIntegerAt, computedText, integerAt, numberParameter, stringParameter, textAt } from './arguments';
import { supposed } from './partial';

interface Network {
  readonly family: IpFamily;
  /** The first address; no bit beyond the length is set. */
  readonly first: bigint;
  readonly length: number;
  readonly bits: 32 | 128;
}

/**
 * Reads a prefix as Terraform does, which keeps an old form of Go's parser: decimal octets may have leading zeros
 * (internal/ipaddr in Terraform), so `010.0.0.0/8` is 10.0.0.0/8.
 */
function networkAt(values: readonly Value[], index: number, argument?: number): Network {
  const text = textAt(values, index);
  const invalid = new FunctionError(`invalid CIDR expression: invalid CIDR address: ${text}`, argument);
  const slash = text.indexOf('/');
  if (slash < 0) throw invalid;
  const lengthText = text.slice(slash + 1);
  const address = readIpAddress(
    text
      .slice(0, slash)
      .replace(/(?<=^|[.:])0+(?=\d+\.|\d+$)/g, (zeros) => (text.includes('.') ? '' : zeros)),
  );
  if (address === undefined || !/^\d{1,8}$/.test(lengthText)) throw invalid;
  const length = Number(lengthText);
  const bits = addressBits(address.family);
  if (length > bits) throw invalid;
  const shift = BigInt(bits - length);
  return { family: address.family, first: (address.value >> shift) << shift, length, bits };
}

/** An IPv4 network in IPv6 notation is printed as one of IPv4. */
function prefixText(family: IpFamily, first: bigint, length: number): string {
  const shown = isMapped({ family, first }) ? length - 96 : length;
  return `${addressText(family, first)}/${shown}`;
}

/** `::ffff:10.0.0.0`: Go takes it for an IPv4 address in some places, and not in others. */
function isMapped({ family, first }: { readonly family: IpFamily; readonly first: bigint }): boolean {
  return family === 6 && first >> 32n === 0xffffn;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function addressText(family: IpFamily, value: bigint): string {
  return formatIpAddress(unmapped({ family, value }));
}

function cidrhost(values: readonly Value[], context: CallContext): Value {
  const given = bigIntegerAt(values, 1);
  const network = networkAt(values, 0);
  const last = (1n << BigInt(network.bits - network.length)) - 1n;
  // Negative numbers count from the end, -1 being the last address.
  const host = given < 0n ? last + 1n + given : given;
  // Terraform looks at 64 bits of the number only, and takes those for one with a sign.
  const size = given < 0n ? -given - 1n : BigInt.asIntN(64, given);
  if (size > last) {
    throw new FunctionError(`prefix of ${network.length} does not accommodate a host numbered ${host}`);
  }
  // It also counts the bits of ::ffff:10.0.0.0/104 from the start of an IPv4 address.
  const moved = isMapped(network) ? host << 96n : host;
  const address = network.first | moved;
  // Of a number beyond the address itself the low 64 bits may fit; Terraform breaks down there, with an error.
  if (address >> BigInt(network.bits) !== 0n) {
    throw new FunctionError(`prefix of ${network.length} does not accommodate a host numbered ${host}`);
  }
  return computedText(addressText(network.family, address), context);
}

function cidrnetmask(values: readonly Value[], context: CallContext): Value {
  const network = networkAt(values, 0);
  if (network.family === 6 && !isMapped(network)) {
    throw new FunctionError(`IPv6 addresses cannot have a netmask: ${textAt(values, 0)}`);
  }
  const host = (1n << BigInt(network.bits - network.length)) - 1n;
  const all = (1n << BigInt(network.bits)) - 1n;
  return computedText(formatIpAddress({ family: network.family, value: all ^ host }), context);
}

function cidrsubnet(values: readonly Value[], context: CallContext): Value {
  const newBits = integerAt(values, 1);
  const netNumber = bigIntegerAt(values, 2);
  const network = networkAt(values, 0);
  const length = network.length + newBits;
  if (length > network.bits) {
    throw new FunctionError(`insufficient address space to extend prefix of ${network.length} by ${newBits}`);
  }
  // Terraform compares 64 bits without a sign, so that a negative extension has room for every number.
  const last = newBits < 0 || newBits >= 64 ? (1n << 64n) - 1n : (1n << BigInt(newBits)) - 1n;
  if (BigInt.asUintN(64, magnitude(netNumber)) > last) {
    throw new FunctionError(
      `prefix extension of ${newBits} does not accommodate a subnet numbered ${netNumber}`,
    );
  }
  // What Go prints for a network with a mask that there is none of.
  if (length < 0) return computedText('<nil>', context);
  // A negative number is put in as the infinite row of ones that it is, and what comes out loses its sign.
  const first = magnitude(network.first | (netNumber << BigInt(network.bits - length)));
  return computedText(prefixText(network.family, BigInt.asUintN(network.bits, first), length), context);
}

function cidrsubnets(values: readonly Value[], context: CallContext): Value {
  const network = networkAt(values, 0, 0);
  const end = network.first + (1n << BigInt(network.bits - network.length));
  let next = network.first;
  const all = (1n << BigInt(network.bits)) - 1n;
  let previous: string | undefined;
  const results = values.slice(1).map((_, position) => {
    const index = position + 1;
    const extension = integerAt(values, index);
    if (extension < 1) throw new FunctionError('must extend prefix by at least one bit', index);
    if (extension > 32) throw new FunctionError('may not extend prefix by more than 32 bits', index);
    const length = network.length + extension;
    if (length > network.bits) {
      throw new FunctionError(
        `would extend prefix to ${length} bits, which is too long for an IPv${network.family} address`,
        index,
      );
    }
    const size = 1n << BigInt(network.bits - length);
    // The next prefix of that size begins at a multiple of it.
    const first = ((next + size - 1n) / size) * size;
    // Terraform steps on from the prefix before the first, and takes a step onto address 0 for the end of all
    // addresses: nothing can be cut from 0.0.0.0/8 or ::/3.
    previous ??= prefixText(network.family, (network.first - 1n) & all & ~(size - 1n), length);
    if (network.first === 0n || first + size > end) {
      throw new FunctionError(
        `not enough remaining address space for a subnet with a prefix of ${length} bits after ${previous}`,
        index,
      );
    }
    next = first + size;
    previous = prefixText(network.family, first, length);
    return string(previous, context.origin);
  });
  return list(stringType, results, context.origin);
}

/** As many as are asked for, wherever they are cut from. */
function unknownSubnets(values: readonly Value[], context: CallContext): Value {
  const results = values
    .slice(1)
    .map(() => unknown(stringType, derivedReason(values), context.origin, 0, { notNull: true }));
  return supposed(list(stringType, results, context.origin), values, context);
}

export const networkFunctions: readonly TerraformFunction[] = [
  {
    name: 'cidrhost',
    parameters: [stringParameter('prefix'), numberParameter('hostnum')],
    resultType: stringType,
    apply: cidrhost,
  },
  {
    name: 'cidrnetmask',
    parameters: [stringParameter('prefix')],
    resultType: stringType,
    apply: cidrnetmask,
  },
  {
    name: 'cidrsubnet',
    parameters: [stringParameter('prefix'), numberParameter('newbits'), numberParameter('netnum')],
    resultType: stringType,
    apply: cidrsubnet,
  },
  {
    name: 'cidrsubnets',
    parameters: [stringParameter('prefix')],
    variadic: numberParameter('newbits'),
    resultType: listType(stringType),
    apply: cidrsubnets,
    applyPartly: unknownSubnets,
  },
];
