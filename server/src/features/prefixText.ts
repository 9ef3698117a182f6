/** What an address or CIDR covers, in a sentence, and whom of the model it meets. */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import type { Attachment, Subnet } from '../network/model';
import { referenceId, type NetworkModel } from '../network/networkModel';
import {
  addressSetsOverlap,
  isAddressSubset,
  prefixAddresses,
  prefixListAddresses,
} from '../packets/addressSet';
import { formatIpAddress } from '../packets/ipAddress';
import {
  formatIpPrefix,
  lastOfPrefix,
  parseIpPrefix,
  prefixesEqual,
  prefixSize,
  readIpPrefix,
  type IpPrefix,
} from '../packets/ipPrefix';
import { PUBLIC_ADDRESSES } from '../reachability/publicAddresses';
import { folded } from './foldedSections';
import { code } from './markdown';
import { attachmentMarkdown, groupMarkdown, partMarkdown } from './names';
import { attachmentsIn } from './placeIndex';

/** Markdown; undefined for text that is no CIDR. */
export function describePrefix(text: string): string | undefined {
  const read = readIpPrefix(text);
  if (read.kind !== 'prefix') return undefined;
  const { prefix } = read;
  const size = prefixSize(prefix);
  const first = formatIpAddress({ family: prefix.family, value: prefix.first });
  const last = formatIpAddress(lastOfPrefix(prefix));
  const kind = prefix.length === 0 ? '' : `, ${kindOf(prefix)}`;
  const what =
    size === 1n
      ? `the one address ${code(first)}`
      : prefix.length === 0
        ? `every IPv${prefix.family} address: the whole internet`
        : `${sizeText(prefix, size)} addresses, ${code(first)} to ${code(last)}`;
  const canonical = formatIpPrefix(prefix);
  const note = canonical === text ? '' : `\n\nThe cloud reads it as ${code(canonical)}.`;
  return `${code(text)} is ${what}${kind}.${note}`;
}

/** A number of addresses, as a power of two where it is large. */
export function sizeText(prefix: IpPrefix, size: bigint): string {
  return size < 1_000_000n
    ? size.toLocaleString('en')
    : `2^${(prefix.family === 4 ? 32 : 128) - prefix.length}`;
}

/** Blocks that people know, from https://www.iana.org/assignments/iana-ipv4-special-registry and its IPv6 kin. */
const knownBlocks: readonly (readonly [text: string, kind: string])[] = [
  ['10.0.0.0/8', 'private (RFC 1918)'],
  ['172.16.0.0/12', 'private (RFC 1918)'],
  ['192.168.0.0/16', 'private (RFC 1918)'],
  ['100.64.0.0/10', 'shared by carriers (RFC 6598), not on the internet'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['192.0.2.0/24', 'for documentation'],
  ['198.51.100.0/24', 'for documentation'],
  ['203.0.113.0/24', 'for documentation'],
  ['198.18.0.0/15', 'for benchmarks (RFC 2544)'],
  ['224.0.0.0/4', 'multicast'],
  ['::1/128', 'loopback'],
  ['fc00::/7', 'private (unique local, RFC 4193)'],
  ['fe80::/10', 'link-local'],
  ['ff00::/8', 'multicast'],
  ['2001:db8::/32', 'for documentation'],
];

const blocks = knownBlocks.flatMap(([text, kind]) => {
  const prefix = parseIpPrefix(text);
  return prefix === undefined ? [] : [{ addresses: prefixAddresses(prefix), kind }];
});

function kindOf(prefix: IpPrefix): string {
  const addresses = prefixAddresses(prefix);
  const block = blocks.find((each) => isAddressSubset(addresses, each.addresses));
  if (block !== undefined) return block.kind;
  if (isAddressSubset(addresses, PUBLIC_ADDRESSES)) return 'public';
  return addressSetsOverlap(addresses, PUBLIC_ADDRESSES) ? 'in part public' : 'not on the internet';
}

const shownParts = 4;
/** Of more, neither the number nor the groups are told. */
const mostLookedAt = 50;

/** Which networks and subnets of the model the CIDR meets, what stands there with which groups. Empty: none known. */
export function meetingText(workspace: Workspace, analysis: RootAnalysis, text: string): string {
  const prefix = parseIpPrefix(text);
  // Everything meets everything: nothing is said by it.
  if (prefix === undefined || prefix.length === 0) return '';
  const model = analysis.root.model();
  const met = [...model.subnets.values()].filter((subnet) => isMet(subnet, prefix));
  const networks = [...model.networks.values()].filter((network) => isMet(network, prefix));
  const part = (each: Parameters<typeof partMarkdown>[1]): string => partMarkdown(workspace, each);
  const addresses = prefixAddresses(prefix);
  const holding = networks.find((each) => isAddressSubset(addresses, prefixListAddresses(each.prefixes)));
  const [only] = met;
  const isSubnet = only?.prefixes.some((each) => prefixesEqual(each, prefix)) === true && met.length === 1;
  const where =
    only !== undefined && isSubnet
      ? `It is the range of subnet ${part(only)}`
      : holding === undefined
        ? networks.length === 0
          ? ''
          : `It holds addresses of ${folded(networks, shownParts, (each) => `network ${part(each)}`)}`
        : `It lies in network ${part(holding)}`;
  if (where === '' && met.length === 0) return '';
  const subnets =
    met.length === 0 || isSubnet
      ? ''
      : `${where === '' ? 'It meets' : ' and meets'} ${met.length === 1 ? 'subnet' : 'subnets'} ${folded(met, shownParts, part)}`;
  const isWhole = met.every((subnet) => isAddressSubset(prefixListAddresses(subnet.prefixes), addresses));
  return `${where}${subnets}.${standingText(workspace, model, met, isWhole)}`;
}

function isMet({ prefixes }: { readonly prefixes: readonly IpPrefix[] }, prefix: IpPrefix): boolean {
  return prefixes.some((own) => prefixesOverlap(own, prefix));
}

/** One holds the other, or they have nothing in common. */
function prefixesOverlap(left: IpPrefix, right: IpPrefix): boolean {
  if (left.family !== right.family) return false;
  const bits = BigInt((left.family === 4 ? 32 : 128) - Math.min(left.length, right.length));
  return left.first >> bits === right.first >> bits;
}

function standingText(
  workspace: Workspace,
  model: NetworkModel,
  subnets: readonly Subnet[],
  isWhole: boolean,
): string {
  const standing: Attachment[] = [];
  let all = 0;
  for (const subnet of subnets) {
    const here = attachmentsIn(model, subnet);
    all += here.length;
    if (standing.length < mostLookedAt) standing.push(...here.slice(0, mostLookedAt));
  }
  if (all === 0) return '';
  const there = isWhole ? 'There' : 'There may be';
  const distinct = [...new Set(standing)];
  const who = folded(distinct, shownParts, (each) => attachmentMarkdown(workspace, each));
  if (all > mostLookedAt) {
    const few = distinct.slice(0, shownParts).map((each) => attachmentMarkdown(workspace, each));
    return ` ${there}: ${few.join(', ')} and many more.`;
  }
  const groups = new Set(
    distinct.flatMap((attachment) => attachment.groups.flatMap(({ group }) => referenceId(group) ?? [])),
  );
  const which = folded([...groups], shownParts, (id) => groupMarkdown(workspace, model, id));
  return ` ${there}: ${who}${which === '' ? '' : `, of ${groups.size === 1 ? 'group' : 'groups'} ${which}`}.`;
}
