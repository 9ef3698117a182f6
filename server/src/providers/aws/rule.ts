/** What the three kinds of AWS rules have in common: from arguments to a Rule of the model. */

import type { EvaluatedArgument, EvaluatedResource } from '../../evaluation/resource';
import type { UnknownReason } from '../../evaluation/value';
import type {
  Certainty,
  Direction,
  Known,
  PartReference,
  Peer,
  Rule,
  RuleOrigins,
  RulePorts,
  RuleProtocol,
} from '../../network/model';
import { sameOrigin, type Origin } from '../../source/origin';
import type { Arguments } from '../arguments';
import { readText, reasonWords, valueOf } from '../reading';
import { readPorts, readProtocol } from './protocol';

export const provider = 'aws';

/** Where a rule stands and what it belongs to. */
export interface RuleFrame {
  readonly address: string;
  readonly resource: EvaluatedResource;
  readonly declaredAs: 'inline' | 'standalone';
  readonly certainty: Certainty;
  readonly origin: Origin;
  readonly headerOrigin: Origin;
  readonly group: PartReference;
  readonly groupOrigin: Origin | undefined;
  readonly direction: Direction;
}

/** A rule from the arguments that all kinds share; `protocolName` is `protocol` or `ip_protocol`. */
export function createRule(
  frame: RuleFrame,
  source: Arguments,
  protocolName: 'protocol' | 'ip_protocol',
  peers: readonly Peer[],
): Rule {
  const protocol = source.argument(protocolName);
  const from = source.argument('from_port');
  const to = source.argument('to_port');
  const read = readProtocol(protocol?.value);
  const origins: RuleOrigins = {
    group: frame.groupOrigin,
    protocol: originOf(protocol),
    fromPort: originOf(from),
    toPort: originOf(to),
    peers: distinctOrigins(peers),
  };
  const ports = readPorts(read, valueOf(from), valueOf(to));
  return framed(frame, read, ports, peers, readText(source.argument('description')?.value), origins);
}

/** Stands for rules that a value known only after apply may bring: nothing is known of them but the group. */
export function unknownRule(frame: RuleFrame, argument: EvaluatedArgument, reason: UnknownReason): Rule {
  const unknown = { kind: 'unknown', reason: reasonWords(reason) } as const;
  const peer: Peer = {
    ...unknown,
    certainty: 'possible',
    origin: argument.value.origin ?? argument.valueOrigin,
    argument: frame.direction,
    argumentOrigin: argument.origin,
    of: 'any',
    family: undefined,
  };
  const origins: RuleOrigins = {
    group: frame.groupOrigin,
    protocol: undefined,
    fromPort: undefined,
    toPort: undefined,
    peers: [argument.origin],
  };
  return framed(frame, unknown, unknown, [peer], unknown, origins);
}

/**
 * The rule in one literal: of objects that are put together by spreading, V8 gives each a shape of its own, and of
 * rules there may be a hundred thousand.
 */
function framed(
  frame: RuleFrame,
  protocol: RuleProtocol,
  ports: RulePorts,
  peers: readonly Peer[],
  description: Known<string>,
  origins: RuleOrigins,
): Rule {
  return {
    kind: 'rule',
    address: frame.address,
    provider,
    certainty: frame.certainty,
    origin: frame.origin,
    headerOrigin: frame.headerOrigin,
    resource: frame.resource.address.text,
    resourceType: frame.resource.address.type,
    declaredAs: frame.declaredAs,
    group: frame.group,
    direction: frame.direction,
    // Groups only allow, and rules of a group have no order
    // (https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html).
    action: 'allow',
    priority: undefined,
    protocol,
    ports,
    // As with the origins: a copy has no room to grow in, as a list has that was put together.
    peers: peers.slice(),
    description,
    origins,
  };
}

/** What is written behind the equals sign: a finding marks the number, and a fix replaces it. */
function originOf(argument: EvaluatedArgument | undefined): Origin | undefined {
  return argument?.valueOrigin;
}

function distinctOrigins(peers: readonly Peer[]): readonly Origin[] {
  const distinct: Origin[] = [];
  for (const { argumentOrigin } of peers) {
    if (!distinct.some((origin) => sameOrigin(origin, argumentOrigin))) distinct.push(argumentOrigin);
  }
  return distinct.slice();
}
