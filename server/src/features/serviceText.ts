/** What an attachment listens on, in words and as traffic. */

import type { Service } from '../network/model';
import { serviceName } from '../network/services';
import { portRange } from '../packets/portSet';
import { formatProtocol, isPortProtocol } from '../packets/protocol';
import { portTraffic, protocolTraffic, unionAllTraffic, type TrafficSet } from '../packets/trafficSet';
import { folded } from './foldedSections';
import { escapeText } from './markdown';

const shownServices = 6;

/** `tcp/443 https, tcp/80 http`; each once. Markdown. */
export function servicesText(services: readonly Service[]): string {
  const texts = services.map(({ protocol, port, name }) => {
    const known = name ?? serviceName(protocol, port);
    return escapeText(`${formatProtocol(protocol)}/${port}${known === undefined ? '' : ` ${known}`}`);
  });
  return folded([...new Set(texts)], shownServices, (text) => text);
}

/** The traffic that is for one of these services. */
export function serviceTraffic(services: readonly Service[]): TrafficSet {
  return unionAllTraffic(
    services.map(({ protocol, port }) =>
      isPortProtocol(protocol) ? portTraffic(protocol, portRange(port, port)) : protocolTraffic(protocol),
    ),
  );
}
