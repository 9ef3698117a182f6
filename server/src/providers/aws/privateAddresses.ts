/** Private IPv4 addresses that people give to things, where they write all of them. */

import type { Attachment } from '../../network/model';
import { parseIpPrefix, type IpPrefix } from '../../packets/ipPrefix';
import type { Arguments } from '../arguments';
import { listedElements, readNumber, readText } from '../reading';

/** Undefined: it has addresses that are not written, or none is. */
type ReadAddresses = (source: Arguments) => readonly IpPrefix[] | undefined;

const readers: ReadonlyMap<string, ReadAddresses> = new Map<string, ReadAddresses>([
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/instance#private_ip
  ['aws_instance', instanceAddresses],
  ['aws_spot_instance_request', instanceAddresses],
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_interface#private_ips
  ['aws_network_interface', interfaceAddresses],
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb#subnet_mapping
  ['aws_lb', (source) => ofEach(source, 'subnet_mapping', 'private_ipv4_address')],
  ['aws_alb', (source) => ofEach(source, 'subnet_mapping', 'private_ipv4_address')],
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint#subnet_configuration
  [
    'aws_vpc_endpoint',
    (source) =>
      source.argument('subnet_ids') === undefined
        ? ofEach(source, 'subnet_configuration', 'ipv4')
        : undefined,
  ],
  ['aws_route53_resolver_endpoint', (source) => ofEach(source, 'ip_address', 'ip')],
  ['aws_efs_mount_target', (source) => one(source, 'ip_address')],
]);

export function privateAddresses(type: string, source: Arguments): Pick<Attachment, 'addresses'> {
  const addresses = readers.get(type)?.(source);
  return addresses === undefined || addresses.length === 0 ? {} : { addresses };
}

/** The first address, and further ones where they are given. */
function instanceAddresses(source: Arguments): readonly IpPrefix[] | undefined {
  const first = one(source, 'private_ip');
  const further = listed(source, 'secondary_private_ips') ?? [];
  const isAll = listed(source, 'secondary_private_ips') !== undefined;
  return first === undefined || !isAll ? undefined : [...first, ...further];
}

/** Addresses that are counted, or taken from prefixes, come on top. */
function interfaceAddresses(source: Arguments): readonly IpPrefix[] | undefined {
  for (const name of ['private_ips_count', 'ipv4_prefix_count']) {
    const count = readNumber(source.argument(name)?.value);
    if (count.kind === 'unknown' || (count.kind === 'known' && count.value.integer !== 0)) return undefined;
  }
  const prefixes = listedElements(source.argument('ipv4_prefixes')?.value);
  if (prefixes.elements.length > 0 || prefixes.rest !== undefined) return undefined;
  const own = listed(source, 'private_ips');
  return own === undefined || own.length > 0 ? own : listed(source, 'private_ip_list');
}

function ofEach(source: Arguments, block: string, name: string): readonly IpPrefix[] | undefined {
  const { items, rest } = source.nested(block);
  if (rest !== undefined) return undefined;
  const found = items.map((item) => (item.certainty === 'certain' ? one(item.arguments, name) : undefined));
  return found.every((each) => each !== undefined) ? found.flat() : undefined;
}

function one(source: Arguments, name: string): readonly IpPrefix[] | undefined {
  const text = readText(source.argument(name)?.value);
  return text.kind === 'known' ? address(text.value) : undefined;
}

/** Empty for an argument that is not set. */
function listed(source: Arguments, name: string): readonly IpPrefix[] | undefined {
  const { elements, rest } = listedElements(source.argument(name)?.value);
  const found = elements.map(({ value, certainty }) => {
    const text = readText(value);
    return text.kind === 'known' && certainty === 'certain' ? address(text.value) : undefined;
  });
  return rest === undefined && found.every((each) => each !== undefined) ? found.flat() : undefined;
}

function address(text: string): readonly IpPrefix[] | undefined {
  const prefix = parseIpPrefix(`${text}/32`);
  return prefix?.family === 4 ? [prefix] : undefined;
}
