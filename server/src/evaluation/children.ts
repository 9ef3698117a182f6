/** What a module call makes: instances of the called module, or the reason why there are none. */

import { keyText } from '../configuration/address';
import type { DocumentUri } from '../source/documentUri';
import type { Origin } from '../source/origin';
import { object, unknown } from './build';
import type { Expansion } from './expansion';
import { noExpansion } from './expansion';
import type { ModuleInstance } from './moduleInstance';
import { instancesTarget, isSymbolic } from './resourceInstances';
import type { Handle, Target } from './scope';
import type { UnknownReason } from './value';
import { dynamicType } from './value';

export interface Children {
  readonly list: readonly ModuleInstance[];
  /** By the text of the key. */
  readonly byKey: ReadonlyMap<string, ModuleInstance>;
  readonly expansion: Expansion;
  /** What `module.name` means in an expression. */
  readonly target: Target;
  /** Why there are none although the call is there. */
  readonly reason: UnknownReason | undefined;
}

/** Calls nested deeper than this are a mistake. */
const deepestModule = 50;

/** Module instances of one root. Twenty modules that each call the next one twice would be a million. */
const mostModules = 5_000;

export function noChildren(reason: UnknownReason | undefined): Children {
  return {
    list: [],
    byKey: new Map(),
    reason,
    expansion: noExpansion,
    target: unknown(dynamicType, reason ?? { kind: 'undeclared', detail: '' }),
  };
}

export function sameChildren(left: Children, right: Children): boolean {
  return (
    left.reason?.kind === right.reason?.kind &&
    left.reason?.detail === right.reason?.detail &&
    left.list.length === right.list.length &&
    left.list.every((child, index) => child === right.list[index]) &&
    sameExistence(left.expansion, right.expansion)
  );
}

/** The same shape, and each instance as certain. What `each` is matters to the instances alone. */
function sameExistence(left: Expansion, right: Expansion): boolean {
  return (
    left.shape === right.shape &&
    left.marks === right.marks &&
    left.instances.every(({ certainty }, index) => certainty === right.instances[index]?.certainty)
  );
}

/** Instances of a call; those of `previous` with the same key and directory are kept. */
export function childrenOf(caller: ModuleInstance, name: string, previous: Children | undefined): Children {
  if (caller.cells.call(name) === undefined) return noChildren(undefined);
  const directory = caller.calledDirectory(name);
  if (typeof directory !== 'string') return noChildren(directory);
  const expansion = caller.expansionOf(name);
  const { population } = caller.world;
  const more = expansion.instances.length - (previous?.list.length ?? 0);
  if (population.count + more > mostModules) {
    return noChildren({ kind: 'too-large', detail: `module.${name}` });
  }
  population.count += more;
  const elements = expansion.instances.map(({ key, certainty }) => {
    const old = previous?.byKey.get(keyText(key));
    const child = old?.directory === directory ? old : caller.createChild(name, key, directory);
    return { child, key, certainty, symbolic: isSymbolic(key), target: moduleHandle(child) };
  });
  return {
    list: elements.map(({ child }) => child),
    byKey: new Map(elements.map(({ child, key }) => [keyText(key), child])),
    reason: undefined,
    expansion,
    target: instancesTarget(expansion.shape, elements, expansion.marks),
  };
}

/** The directory of the called module, or why it cannot be looked into. */
export function calledDirectory(caller: ModuleInstance, name: string): DocumentUri | UnknownReason {
  const declaration = caller.cells.call(name);
  if (declaration === undefined) return { kind: 'undeclared', detail: `module.${name}` };
  const detail = `module.${declaration.name}`;
  if (declaration.source === undefined) return { kind: 'module-not-installed', detail };
  const source = caller.world.input.resolveSource(declaration, caller.address, caller.directory);
  if (source.kind !== 'directory') return { kind: 'module-not-installed', detail };
  // terraform init would never end on a module that calls itself, directly or through others.
  for (let above: ModuleInstance | undefined = caller; above !== undefined; above = above.caller?.module) {
    if (above.directory === source.directory) return { kind: 'cycle', detail };
  }
  return caller.address.steps.length >= deepestModule ? { kind: 'too-large', detail } : source.directory;
}

/** A module instance in an expression: an object of its outputs, each evaluated when it is asked for. */
function moduleHandle(child: ModuleInstance): Handle {
  return {
    kind: 'handle',
    marks: 0,
    attribute(name: string, origin: Origin | undefined) {
      if (child.cells.output(name) !== undefined) return child.output(name);
      return unknown(dynamicType, { kind: 'undeclared', detail: `${child.address.text}.${name}` }, origin);
    },
    index(key, origin) {
      return key.kind === 'string'
        ? { target: this.attribute(key.value, origin), certainty: 'certain', symbolic: false }
        : undefined;
    },
    splat: () => undefined,
    force: (origin) => {
      const { outputs } = child.declarations();
      return object(
        [...outputs.keys()].map((name) => [name, child.output(name)] as const),
        origin,
      );
    },
  };
}
