/** Routes and where they lead, in words with links. Markdown. */

import type { Workspace } from '../analysis/workspace';
import type { NetworkModel } from '../network/networkModel';
import type { GatewayRole, Route, RouteTarget } from '../network/topology';
import { link, code } from './markdown';
import { referenceMarkdown } from './names';

export const roleNames: Readonly<Record<GatewayRole, string>> = {
  internet: 'internet gateway',
  'egress-only': 'egress-only internet gateway',
  nat: 'NAT gateway',
  private: 'gateway to a private network',
};

export function destinationMarkdown(
  workspace: Workspace,
  model: NetworkModel,
  { destination }: Pick<Route, 'destination'>,
): string {
  switch (destination.kind) {
    case 'cidr':
      return code(destination.text);
    case 'prefix-list':
      return `prefix list ${referenceMarkdown(workspace, model, destination.list)}`;
    case 'invalid-cidr':
      return `${code(destination.text)}, which is no CIDR,`;
    case 'unknown':
      return '_known after apply_';
  }
}

export function targetMarkdown(workspace: Workspace, model: NetworkModel, target: RouteTarget): string {
  const named = (what: string, reference: Parameters<typeof referenceMarkdown>[2]): string => {
    const name = referenceMarkdown(workspace, model, reference);
    // What comes with a network has its role in its name.
    return name.startsWith(what) ? name : `${what} ${name}`;
  };
  switch (target.kind) {
    case 'local':
      return 'the network itself';
    case 'gateway':
      return named(roleNames[target.role], target.gateway);
    case 'peering':
      return named('peering', target.peering);
    case 'transit':
      return named('transit gateway', target.transit);
    case 'endpoint':
      return named('endpoint', target.endpoint);
    case 'interface':
      return named('interface', target.interface);
    case 'unknown':
      return `_${target.reason}_`;
  }
}

/** `public_internet leads 0.0.0.0/0 to internet gateway main`, the name with a link to the route. */
export function routeSentence(workspace: Workspace, model: NetworkModel, route: Route): string {
  const short = route.address.replace(/^(?:module\.[^.[]+(?:\[[^\]]*\])?\.)+/, '');
  const name = link(code(short), workspace.project.locate(route.origin), route.address);
  const verb = route.certainty === 'certain' ? 'leads' : 'may lead';
  const where = destinationMarkdown(workspace, model, route);
  return `${name} ${verb} ${where} to ${targetMarkdown(workspace, model, route.target)}`;
}
