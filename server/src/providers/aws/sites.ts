/** In which region of which account a resource is made, as far as the configuration of the provider says. */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { Network, PartReference, Site } from '../../network/model';
import { networkOwn } from '../../network/topology';
import { bodyArguments } from '../arguments';
import { listedElements, readText } from '../reading';
import { argumentsAt } from './paths';

const ACCOUNT = /^\d{12}$/;
const ROLE = /^arn:[^:]*:iam::(?<account>\d{12}):role\//;

/**
 * Undefined where the configuration, or a region of the resource's own, is not known. Two configurations whose region and
 * account are written alike are one site.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs#provider-configuration
 */
export function siteOf({ providerConfiguration, body }: EvaluatedResource): Site | undefined {
  if (providerConfiguration === undefined) return undefined;
  const { name } = providerConfiguration;
  // A resource may say its own since release 6 of the provider: ".../guides/enhanced-region-support".
  const own = readText(body.argument('region')?.value);
  if (own.kind === 'unknown') return undefined;
  const usual = readText(providerConfiguration.body?.argument('region')?.value);
  const region = own.kind === 'known' ? own.value : usual.kind === 'known' ? usual.value : undefined;
  const account = accountOf(providerConfiguration.body);
  if (region !== undefined && account !== undefined) return { key: `${account} in ${region}`, region };
  return { key: own.kind === 'known' ? `${name} in ${own.value}` : name, region };
}

/** The account of the role that is assumed last, or the only one that is allowed. */
function accountOf(
  body: NonNullable<EvaluatedResource['providerConfiguration']>['body'],
): string | undefined {
  if (body === undefined) return undefined;
  const source = bodyArguments(body);
  const role = readText(argumentsAt(source, 'assume_role.role_arn').at(-1)?.argument.value);
  const assumed = role.kind === 'known' ? ROLE.exec(role.value)?.groups?.account : undefined;
  if (assumed !== undefined) return assumed;
  const { elements, rest } = listedElements(body.argument('allowed_account_ids')?.value);
  const only = readText(elements[0]?.value);
  const isOne = elements.length === 1 && rest === undefined && elements[0]?.certainty === 'certain';
  return isOne && only.kind === 'known' && ACCOUNT.test(only.value) ? only.value : undefined;
}

/** What names no VPC is in the default one of its site, whoever declares that. */
export function defaultNetworkOf(resource: EvaluatedResource): PartReference {
  const site = siteOf(resource);
  return site === undefined
    ? { kind: 'unknown', reason: `in which region ${resource.address.text} is made is not known` }
    : { kind: 'part', address: networkOwn.defaultNetwork(site.key) };
}

export function siteField(resource: EvaluatedResource): Pick<Network, 'site'> {
  const site = siteOf(resource);
  return site === undefined ? {} : { site };
}

/** A family of names that are unique within one site: the same name means another thing elsewhere. */
export function familyAt(resource: EvaluatedResource, family: string): string {
  return `${family} of ${siteOf(resource)?.key ?? resource.address.text}`;
}
