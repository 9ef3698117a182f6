/**
 * Where a root has more instances than are looked at one by one: what is said of it, and what stands in the model for
 * the rest, so that nothing is claimed to be closed or unused because of what was not read.
 */

import type { Finding } from '../checks/check';
import type { ModuleCallDeclaration, ResourceDeclaration } from '../configuration/declarations';
import { unknownKey } from '../configuration/address';
import type { ModuleEvaluation } from '../evaluation/evaluation';
import { toInteger } from '../evaluation/number';
import type { EvaluatedResource } from '../evaluation/resource';
import type { Value } from '../evaluation/value';
import type { Direction, NetworkPart } from '../network/model';
import type { Origin } from '../source/origin';
import { sameOrigin } from '../source/origin';
import { originOf } from '../syntax/tree';

/** Resource instances that the network of one root is read from, unless whoever opens the workspace wants fewer. */
export const mostNetworkInstances = 200_000;

/** Instances of one block; evaluation/expansion.ts makes one that stands for all of more. */
const mostOfBlock = 10_000;

/** Where a limit was reached. */
export interface Overflow {
  /**
   * - block: one block has more instances than are told apart, and one stands for all of them;
   * - root: with this declaration the root has more instances than are read; it and what comes after is not read.
   */
  readonly kind: 'block' | 'root';
  /** Address of the block or call within the root, without keys of its own. */
  readonly address: string;
  /** The name where it is declared. */
  readonly origin: Origin;
  /** How many instances there may be. */
  readonly most: number;
}

export function overflowAt(
  kind: Overflow['kind'],
  module: ModuleEvaluation,
  declaration: ResourceDeclaration | ModuleCallDeclaration,
  most = mostOfBlock,
): Overflow {
  const prefix = module.address.text === '' ? '' : `${module.address.text}.`;
  const own =
    declaration.kind === 'module'
      ? `module.${declaration.name}`
      : `${declaration.mode === 'managed' ? '' : `${declaration.mode}.`}${declaration.type}.${declaration.name}`;
  return {
    kind,
    address: prefix + own,
    origin: originOf(declaration.anchor, declaration.nameSpan),
    most,
  };
}

/** Whether the one instance of a block stands for more than are told apart, and not for a number that is not known. */
export function isTooMany(
  module: ModuleEvaluation,
  declaration: ResourceDeclaration,
  instances: readonly EvaluatedResource[],
): boolean {
  const [only] = instances;
  if (instances.length !== 1 || only?.address.key !== unknownKey) return false;
  const argument = declaration.count ?? declaration.forEach;
  return argument !== undefined && sizeOf(module.evaluate(argument.value, declaration.anchor)) > mostOfBlock;
}

function sizeOf(value: Value): number {
  switch (value.kind) {
    case 'number':
      return toInteger(value.value) ?? 0;
    case 'set':
      return value.elements.length;
    case 'map':
    case 'object':
      return value.entries.size;
    default:
      return 0;
  }
}

export function sameOverflows(left: readonly Overflow[], right: readonly Overflow[]): boolean {
  if (left.length !== right.length) return false;
  return left.every((each, index) => {
    const other = right[index];
    return (
      each.kind === other?.kind && each.address === other.address && sameOrigin(each.origin, other.origin)
    );
  });
}

const tooMany = 'the root has too many instances to look at all of them';

/** A rule of each direction, an attachment and a registration of which nothing is known: they may be any group's. */
export function partsBeyond(
  { address, origin }: Pick<Overflow, 'address' | 'origin'>,
  reason = tooMany,
): readonly NetworkPart[] {
  const unknown = { kind: 'unknown', reason } as const;
  const part = { provider: 'aws', certainty: 'possible', origin, headerOrigin: origin } as const;
  const rule = (direction: Direction): NetworkPart => ({
    ...part,
    kind: 'rule',
    address: `${address}.${direction}`,
    resource: address,
    resourceType: '',
    declaredAs: 'standalone',
    group: unknown,
    direction,
    action: 'allow',
    priority: undefined,
    protocol: unknown,
    ports: unknown,
    peers: [
      {
        kind: 'unknown',
        reason,
        of: 'any',
        family: undefined,
        certainty: 'possible',
        origin,
        argument: '',
        argumentOrigin: origin,
      },
    ],
    description: { kind: 'absent' },
    origins: { group: undefined, protocol: undefined, fromPort: undefined, toPort: undefined, peers: [] },
  });
  return [
    rule('ingress'),
    rule('egress'),
    {
      ...part,
      kind: 'attachment',
      address,
      resourceType: '',
      label: 'resource',
      groups: [{ group: unknown, certainty: 'possible', origin }],
      subnets: [],
      public: undefined,
      services: [],
    },
    { ...part, kind: 'target-group-use', address, group: unknown },
  ];
}

/** Whether the part is declared, and does not stand for what was not read. */
export function isDeclared({ resourceType }: { readonly resourceType: string }): boolean {
  return resourceType !== '';
}

export function overflowFinding({ kind, address, origin, most }: Overflow): Finding {
  const message =
    kind === 'block'
      ? `${address} has more than ${number(most)} instances: one stands for all of them, so what is said of it is only possible.`
      : `With ${address} this root has more than ${number(most)} resources of the network: it and what comes after it is not looked at, so groups are only known in part.`;
  return {
    code: 'too-many-instances',
    severity: 'information',
    certainty: 'certain',
    message: `${message} Split the root, or make fewer.`,
    origin,
    resource: address,
    related: [],
    fixes: [],
  };
}

function number(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
