/** What all that carries a group is known to serve on a port, where that is not what usually listens there. */

import type { GroupView } from '../network/networkModel';
import { serviceName } from '../network/services';
import { formatProtocol } from '../packets/protocol';

/** Names of services that say the protocol spoken, as balancers do of their listeners. */
const WEB: ReadonlySet<string> = new Set(['http', 'https']);

/**
 * `http` or `https` where every attachment of the group is a balancer with such a listener on the port (of an IP protocol
 * number); undefined otherwise.
 */
export function webServiceOn({ attachments }: GroupView, protocol: number, port: number): string | undefined {
  const names = attachments.map(({ label, services }) =>
    label === 'load balancer'
      ? services.find((each) => each.protocol === protocol && each.port === port)?.name
      : undefined,
  );
  const [name] = names;
  return name !== undefined && names.every((each) => each !== undefined && WEB.has(each)) ? name : undefined;
}

/** Traffic in words (services.ts) with the services that are known to be others than the usual ones. */
export function withServed(view: GroupView, traffic: string): string {
  let text = traffic;
  for (const { protocol, port } of view.attachments[0]?.services ?? []) {
    const usual = serviceName(protocol, port);
    const served = webServiceOn(view, protocol, port);
    if (usual === undefined || served === undefined) continue;
    const where = `${formatProtocol(protocol)}/${port}`;
    text = text.replaceAll(`${where} ${usual}`, `${where} ${served}`);
  }
  return text;
}
