/**
 * Load balancers of the second generation (application and network): listeners, their rules and target groups. Who is
 * registered with a target group is in targets.ts, classic balancers in classicBalancer.ts.
 */

import { ignoresChanges } from '../../configuration/ignoredChanges';
import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type { BalancingAction, Listener, ListenerRule, TargetGroup } from '../../network/endpoints';
import type { AttachedGroup, Attachment, Known, Service } from '../../network/model';
import { serviceName } from '../../network/services';
import { TCP, UDP } from '../../packets/protocol';
import { bodyArguments, type Arguments } from '../arguments';
import { declaredPart } from '../part';
import { readNumber, readSwitch, readText, scalarValues, valueOf, weaker } from '../reading';
import { argumentsAt } from './paths';
import { balancerKind, listenerKind, readReference, targetGroupKind, type PartKind } from './reference';
import { provider } from './rule';

export function isBalancer(type: string): boolean {
  return type === 'aws_lb' || type === 'aws_alb';
}

/** "load_balancer_type: The default value is application" (lb#load_balancer_type). */
export function isApplicationBalancer(source: Arguments): boolean {
  const kind = readText(source.argument('load_balancer_type')?.value);
  return kind.kind === 'absent' || (kind.kind === 'known' && kind.value === 'application');
}

/**
 * What is special about a network balancer: made without groups none filters it, and it may serve private links, whose
 * traffic its groups filter unless that is switched off
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html).
 */
export function balancerTraits(
  type: string,
  source: Arguments,
  groups: readonly AttachedGroup[],
): Pick<Attachment, 'unfiltered' | 'privateLink'> {
  if (!isBalancer(type)) return {};
  const kind = readText(source.argument('load_balancer_type')?.value);
  if (kind.kind !== 'known' || kind.value !== 'network') return {};
  if (groups.length === 0) return { unfiltered: true, privateLink: 'unfiltered' };
  const name = 'enforce_security_group_inbound_rules_on_private_link_traffic';
  const setting = readText(source.argument(name)?.value);
  if (setting.kind === 'unknown') return { privateLink: 'unknown' };
  const isOff = setting.kind === 'known' && setting.value.toLowerCase() === 'off';
  return { privateLink: isOff ? 'unfiltered' : 'filtered' };
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_listener */
export function listener(resource: EvaluatedResource): readonly Listener[] {
  const { body } = resource;
  return [
    {
      ...declaredPart(resource),
      kind: 'listener',
      provider,
      balancer: referenceAt(body.argument('load_balancer_arn'), balancerKind),
      accepts: acceptedBy(
        readPort(body.argument('port')),
        // "Defaults to HTTP" for application balancers; others must say it.
        readText(body.argument('protocol')?.value),
        'HTTP',
      ),
      forwardsTo: forwardedTo(bodyArguments(body), 'default_action'),
      action: actionOf(resource, 'default_action'),
    },
  ];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_listener_rule */
export function listenerRule(resource: EvaluatedResource): readonly ListenerRule[] {
  const { body } = resource;
  return [
    {
      ...declaredPart(resource),
      kind: 'listener-rule',
      provider,
      listener: referenceAt(body.argument('listener_arn'), listenerKind),
      forwardsTo: forwardedTo(bodyArguments(body), 'action'),
      action: actionOf(resource, 'action'),
    },
  ];
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group */
export function targetGroup(resource: EvaluatedResource): readonly TargetGroup[] {
  const { body } = resource;
  const type = readText(body.argument('target_type')?.value);
  const protocol = readText(body.argument('protocol')?.value);
  // Functions have neither port nor protocol.
  const isFunction = type.kind === 'known' && type.value === 'lambda';
  const services =
    isFunction || protocol.kind !== 'known'
      ? []
      : servicesOn(readPort(body.argument('port')), protocol.value);
  return [
    {
      ...declaredPart(resource),
      kind: 'target-group',
      provider,
      services,
      healthCheck: isFunction ? { kind: 'absent' } : healthCheck(bodyArguments(body)),
      preservesClientAddress: preservesClientAddress(
        type,
        protocol,
        readSwitch(body.argument('preserve_client_ip')?.value),
      ),
    },
  ];
}

/** Health checks use TCP, HTTP or HTTPS, so TCP; "port: default is traffic-port" (lb_target_group#health_check). */
function healthCheck(source: Arguments): TargetGroup['healthCheck'] {
  const [found] = argumentsAt(source, 'health_check.enabled');
  const enabled = readSwitch(found?.argument.value);
  if (enabled.kind === 'known' && !enabled.value) return { kind: 'absent' };
  const [port] = argumentsAt(source, 'health_check.port');
  if (port === undefined || port.argument.value.kind === 'null') {
    return { kind: 'traffic-port', protocol: TCP };
  }
  const text = readText(port.argument.value);
  if (text.kind === 'known' && text.value === 'traffic-port') return { kind: 'traffic-port', protocol: TCP };
  const number = readPort(port.argument);
  return { kind: 'services', services: number.kind === 'known' ? [service(TCP, number.value)] : [] };
}

/**
 * Application balancers speak for themselves, always. Network balancers: "Instance type target groups: Enabled; IP type
 * target groups (UDP, TCP_UDP): Enabled; IP type target groups (TCP, TLS): Disabled", and for UDP it cannot be disabled
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html). For a balancer
 * behind a balancer that page names no default.
 */
function preservesClientAddress(
  type: Known<string>,
  protocol: Known<string>,
  setting: Known<boolean>,
): boolean | undefined {
  if (protocol.kind !== 'known') return undefined;
  const name = protocol.value.toUpperCase();
  if (name === 'HTTP' || name === 'HTTPS') return false;
  const isUdp = name === 'UDP' || name === 'TCP_UDP' || name === 'QUIC' || name === 'TCP_QUIC';
  if (!isUdp && setting.kind !== 'absent') return setting.kind === 'known' ? setting.value : undefined;
  if (type.kind === 'unknown') return undefined;
  switch (type.kind === 'known' ? type.value : 'instance') {
    case 'instance':
      return true;
    case 'ip':
      return isUdp;
    default:
      return undefined;
  }
}

/** Where actions of a kind of block forward to: one target group, or several with weights. */
function forwardedTo(source: Arguments, block: string): Listener['forwardsTo'] {
  return ['target_group_arn', 'forward.target_group.arn'].flatMap((path) =>
    argumentsAt(source, `${block}.${path}`).flatMap(({ argument, certainty }) =>
      scalarValues(argument.value).map((named) => ({
        group: readReference(named.value, targetGroupKind),
        certainty: weaker(certainty, named.certainty),
      })),
    ),
  );
}

/**
 * Clients may have to identify themselves first; what comes last is one of these three
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html#rule-action-types).
 * Where changes are ignored, deployments may have put another target group in the place of the one that is written.
 */
function actionOf(resource: EvaluatedResource, block: string): BalancingAction {
  const { items, rest } = bodyArguments(resource.body).nested(block);
  if (rest !== undefined || ignoresChanges(resource.declaration.block, block)) return 'unknown';
  const actions = items.map((item) => {
    const type = readText(item.arguments.argument('type')?.value);
    return item.certainty === 'certain' && type.kind === 'known' ? type.value : undefined;
  });
  if (actions.includes(undefined)) return 'unknown';
  if (actions.includes('forward')) return 'forward';
  if (actions.includes('redirect')) return 'redirect';
  return actions.includes('fixed-response') ? 'answer' : 'unknown';
}

export function referenceAt(argument: EvaluatedArgument | undefined, kind: PartKind) {
  const value = valueOf(argument);
  return value === undefined
    ? ({ kind: 'unknown', reason: `no ${kind.noun} is given` } as const)
    : readReference(value, kind);
}

/** A port as a number of 0 to 65535. */
export function readPort(argument: EvaluatedArgument | undefined): Known<number> {
  const port = readNumber(argument?.value);
  if (port.kind !== 'known') return port;
  const { integer, text } = port.value;
  return integer === undefined || integer < 0 || integer > 65_535
    ? { kind: 'unknown', reason: `${text} is no port` }
    : { kind: 'known', value: integer };
}

/** Listeners without a protocol have the default one. */
function acceptedBy(port: Known<number>, protocol: Known<string>, missing: string): readonly Service[] {
  if (protocol.kind === 'unknown') return [];
  return servicesOn(port, protocol.kind === 'known' ? protocol.value : missing);
}

/** What a protocol of a balancer is on the wire: TLS, HTTP, HTTPS and SSL are TCP; TCP_UDP is both; QUIC is UDP. */
export function servicesOn(port: Known<number>, protocol: string): readonly Service[] {
  if (port.kind !== 'known') return [];
  const number = port.value;
  switch (protocol.toUpperCase()) {
    case 'HTTP':
    case 'HTTPS':
      // The protocol is said, so the port's usual service does not matter: HTTPS on 445 is no file share.
      return [{ protocol: TCP, port: number, name: protocol.toLowerCase() }];
    case 'TCP':
    case 'TLS':
    case 'SSL':
      return [service(TCP, number)];
    case 'UDP':
    case 'QUIC':
    case 'GENEVE':
      return [service(UDP, number)];
    case 'TCP_UDP':
    case 'TCP_QUIC':
      return [service(TCP, number), service(UDP, number)];
    default:
      return [];
  }
}

function service(protocol: number, port: number): Service {
  return { protocol, port, name: serviceName(protocol, port) };
}
