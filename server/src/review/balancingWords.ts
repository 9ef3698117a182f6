/** What an edit of a listener, a listener rule, a target group or a registration did, as a clause without a full stop. */

import type { Listener, ListenerRule, Target, TargetGroup } from '../network/endpoints';
import type { PartReference, Service } from '../network/model';
import { referenceId } from '../network/networkModel';
import { describeServices } from '../network/services';
import { servicesTraffic } from '../reachability/hops';
import type { NetworkThing } from './networkEdits';

/** The clause; undefined where the two are nothing of a balancer. */
export function balancingSummary(before: NetworkThing, after: NetworkThing): string | undefined {
  const { address } = after;
  if (before.kind === 'listener' && after.kind === 'listener') {
    const [listened, listens] = [before, after].map(({ accepts }) => servicesText(accepts));
    if (listened !== listens) {
      return `${address} now listens on ${listens ?? ''} instead of ${listened ?? ''}`;
    }
    const [sent, sends] = [before, after].map(({ targetServices }) => servicesText(targetServices ?? []));
    if (sent !== sends) return `${address} now forwards to ${sends ?? ''} instead of ${sent ?? ''}`;
    return forwardsSummary(before, after);
  }
  if (before.kind === 'listener-rule' && after.kind === 'listener-rule') {
    return forwardsSummary(before, after);
  }
  if (before.kind === 'target-group' && after.kind === 'target-group') return groupSummary(before, after);
  return before.kind === 'target' && after.kind === 'target' ? targetSummary(before, after) : undefined;
}

function forwardsSummary(before: Listener | ListenerRule, after: Listener | ListenerRule): string {
  const { address } = after;
  const [was, is] = [before, after].map(({ forwardsTo }) =>
    forwardsTo.map(({ group }) => idOf(group)).join(' and '),
  );
  if (after.action === 'answer' && was !== '') {
    return `${address} now answers itself instead of forwarding to ${was ?? ''}`;
  }
  return was === is
    ? `${address} is not as before`
    : `${address} now forwards to ${is || 'nobody'} instead of ${was || 'nobody'}`;
}

function groupSummary(before: TargetGroup, after: TargetGroup): string {
  const { address } = after;
  const [sent, sends] = [before, after].map(({ services }) => servicesText(services));
  if (sent !== sends) return `${address} now forwards to ${sends ?? ''} instead of ${sent ?? ''}`;
  const [checked, checks] = [before, after].map(checkedText);
  if (checked !== checks) {
    return `${address} now checks health on ${checks ?? ''} instead of ${checked ?? ''}`;
  }
  if (before.preservesClientAddress !== after.preservesClientAddress) {
    return after.preservesClientAddress === true
      ? `${address} now shows its targets the addresses of clients`
      : `${address} no longer shows its targets the addresses of clients`;
  }
  return `${address} is not as before`;
}

function checkedText({ healthCheck, services }: TargetGroup): string {
  switch (healthCheck.kind) {
    case 'absent':
      return 'nothing';
    case 'traffic-port':
      return services.length === 0 ? 'the port of the traffic' : servicesText(services);
    case 'services':
      return servicesText(healthCheck.services);
  }
}

function targetSummary(before: Target, after: Target): string {
  const { address } = after;
  const what = idOf(after.target);
  const own = what === address ? 'itself' : what;
  if (referenceId(before.group) !== referenceId(after.group)) {
    return `${address} now registers ${own} with ${idOf(after.group)} instead of ${idOf(before.group)}`;
  }
  if (referenceId(before.target) !== referenceId(after.target)) {
    return `${address} now registers ${own} instead of ${idOf(before.target)}`;
  }
  return `${address} now registers ${own} with ${portText(after.port)} instead of ${portText(before.port)}`;
}

/** What a registration did that is gone; its declaration may still stand. */
export function deregistrationSummary({ address, target, group }: Target, isDeclared: boolean): string {
  return isDeclared
    ? `${address} no longer registers ${idOf(target) === address ? 'itself' : idOf(target)} with ${idOf(group)}`
    : `${address} is gone, which registered ${idOf(target)} with ${idOf(group)}`;
}

function portText(port: Target['port']): string {
  if (port.kind === 'absent') return "the target group's port";
  return port.kind === 'known' ? `port ${String(port.value)}` : 'a port that is not known';
}

/** The services in words; "ports that are not known" where there are none. */
export function servicesText(services: readonly Service[]): string {
  return services.length === 0 ? 'ports that are not known' : describeServices(servicesTraffic(services));
}

function idOf(reference: PartReference): string {
  return referenceId(reference) ?? 'something that is not known';
}
