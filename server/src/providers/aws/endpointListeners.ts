/** What endpoints in a VPC listen on: of AWS services, of the resolver, for file transfer. */

import type { EvaluatedBody, EvaluatedResource } from '../../evaluation/resource';
import type { Service } from '../../network/model';
import { listedElements, readText } from '../reading';
import { https, tcp, udp, type Port } from './ports';

/** Only an inbound endpoint is asked: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html */
export function resolverListener({ body }: EvaluatedResource): readonly Service[] {
  const direction = readText(body.argument('direction')?.value);
  if (direction.kind !== 'known' || direction.value !== 'INBOUND') return [];
  return resolverServices(body);
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/transfer_server#protocols, default SFTP */
export function transferListener({ body }: EvaluatedResource): readonly Service[] {
  const { elements, rest } = listedElements(body.argument('protocols')?.value);
  if (rest !== undefined) return [];
  const names = elements.map(({ value }) => readText(value)).filter((text) => text.kind === 'known');
  const protocols = names.length === 0 ? ['SFTP'] : names.map(({ value }) => value);
  const ports = new Map<string, Port>([
    ['SFTP', { port: 22, name: 'sftp' }],
    ['FTP', { port: 21, name: 'ftp' }],
    ['FTPS', { port: 21, name: 'ftps' }],
    ['AS2', { port: 5080, name: 'as2' }],
  ]);
  return protocols.flatMap((protocol) => {
    const port = ports.get(protocol);
    return port === undefined ? [] : [tcp(port)];
  });
}

/** "DoH" is DNS over HTTPS: https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverEndpoint.html */
function resolverServices(body: EvaluatedBody): readonly Service[] {
  const { elements, rest } = listedElements(body.argument('protocols')?.value);
  if (rest !== undefined) return [];
  const names = elements.map(({ value }) => readText(value)).filter((text) => text.kind === 'known');
  const dns = { port: 53, name: 'dns' };
  const services: Service[] = [];
  if (names.length === 0 || names.some(({ value }) => value === 'Do53')) services.push(tcp(dns), udp(dns));
  if (names.some(({ value }) => value.startsWith('DoH'))) services.push(tcp(https));
  return services;
}

/** Services of AWS that speak something else than HTTPS at their endpoints. */
const endpointPorts: ReadonlyMap<string, readonly Port[]> = new Map([
  // https://docs.aws.amazon.com/keyspaces/latest/devguide/vpc-endpoints.html
  ['cassandra', [{ port: 9142, name: 'cassandra' }]],
  ['cassandra-fips', [{ port: 9142, name: 'cassandra' }]],
  // SMTP with and without TLS from the start: https://docs.aws.amazon.com/ses/latest/dg/send-email-set-up-vpc-endpoints.html
  ['email-smtp', [25, 465, 587, 2465, 2587].map((port) => ({ port, name: 'smtp' }))],
]);

/**
 * Endpoints of AWS services speak HTTPS (https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html,
 * "the security group must allow inbound HTTPS"), with few exceptions; what somebody else's service speaks is not known
 * here.
 */
export function endpointListener({ body }: EvaluatedResource): readonly Service[] {
  const name = readText(body.argument('service_name')?.value);
  if (name.kind !== 'known' || !/^(?:com\.amazonaws|aws)\./.test(name.value)) return [];
  if (name.value.includes('.vpce-svc-')) return [];
  const service = name.value.slice(name.value.lastIndexOf('.') + 1);
  return (endpointPorts.get(service) ?? [https]).map(tcp);
}
