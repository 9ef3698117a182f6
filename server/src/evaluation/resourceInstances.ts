/** Instances of a resource: what they set, and what a reference to them means. */

import type { InstanceKey, ResourceInstanceAddress } from '../configuration/address';
import { keyText, resourceInstance } from '../configuration/address';
import type { ResourceDeclaration } from '../configuration/declarations';
import { argumentOf, resourceMetaArguments } from '../configuration/readDeclarations';
import type { Cell } from '../reactive/cell';
import { cell } from '../reactive/cell';
import type { Origin } from '../source/origin';
import { originOf } from '../syntax/tree';
import { object, reference, tuple, unknown, withMarks } from './build';
import type { Faulty } from './collectedErrors';
import { reading, recording, sameRecording } from './collectedErrors';
import { createBody, headerSpan } from './body';
import type { BodyContext } from './body';
import { convert } from './convert';
import { identityOf } from './equal';
import type { ExpandedInstance, Expansion } from './expansion';
import { instanceBindings, sameExpandedInstance, sameOptionalValue, singleInstance } from './expansion';
import type { ModuleInstance } from './moduleInstance';
import { toInteger } from './number';
import type { ProviderConfiguration } from './providerConfigurations';
import { configurationName } from './providerConfigurations';
import type { Certainty, EvaluatedBody, EvaluatedResource } from './resource';
import type { Handle, HandleElement, Target } from './scope';
import { failed } from './scope';
import type { Type, UnknownReason, Value } from './value';
import { dynamicType, Marks, numberType, stringType } from './value';

const metaBlocks: ReadonlySet<string> = new Set(['lifecycle', 'connection', 'provisioner']);

/** One instance. It stays the same object while its declaration, key and `each` are the same. */
export class ResourceInstance implements EvaluatedResource {
  readonly address: ResourceInstanceAddress;
  private lazyTarget: Target | undefined;
  private attributes: Map<string, Cell<Value | undefined | Faulty<Value | undefined>>> | undefined;

  constructor(
    private readonly module: ModuleInstance,
    readonly declaration: ResourceDeclaration,
    readonly expanded: ExpandedInstance,
    readonly certainty: Certainty,
    /** Whether what decides that it exists is only assumed. */
    private readonly isAssumed: boolean,
  ) {
    const { mode, type, name } = declaration;
    this.address = resourceInstance(module.address, mode, type, name, expanded.key);
  }

  get origin(): Origin {
    return originOf(this.declaration.anchor, this.declaration.block.span);
  }

  get headerOrigin(): Origin {
    return originOf(this.declaration.anchor, headerSpan(this.declaration.block));
  }

  /** What a reference to it means. */
  get target(): Target {
    return (this.lazyTarget ??= reference(
      { resource: this.address, path: [] },
      dynamicType,
      this.headerOrigin,
    ));
  }

  /** Made anew each time: an instance is read once, and then for a long time only kept. */
  get body(): EvaluatedBody {
    const { declaration, module } = this;
    return createBody(
      {
        items: declaration.block.body.items,
        anchor: declaration.anchor,
        bindings: instanceBindings(this.expanded),
        certainty: 'certain',
        isAssumed: this.isAssumed,
        metaArguments: resourceMetaArguments,
        metaBlocks,
      },
      bodyContext(module, declaration, this.isAssumed ? 'possible' : this.certainty),
    );
  }

  get providerConfiguration(): ProviderConfiguration | undefined {
    const { provider, type } = this.declaration;
    // Without the argument, the provider is that of the type's first word.
    const name = provider === undefined ? /^[^_]*/.exec(type)?.[0] : configurationName(provider.value);
    return name === undefined ? undefined : this.module.providerConfiguration(name);
  }

  /** What the configuration sets the attribute to; undefined where that is left to the provider. */
  attribute(name: string): Value | undefined {
    // Most that are asked for (`id`, `arn`) are only known after apply: no cell need say so.
    if (argumentOf(this.declaration.block, name) === undefined) return undefined;
    let found = this.attributes?.get(name);
    if (found === undefined) {
      found = cell<Value | undefined | Faulty<Value | undefined>>(
        () =>
          recording(() => {
            const value = this.body.argument(name)?.value;
            return value?.kind === 'null' ? undefined : value && asConfigured(value);
          }),
        {
          onCycle: () => unknown(dynamicType, cycleReason(`${this.address.text}.${name}`)),
          equal: sameRecording(sameOptionalValue),
        },
      );
      (this.attributes ??= new Map()).set(name, found);
    }
    return reading(found.get());
  }
}

/** Its provider may give a collection another type than it is written with: attributes of its own, a set for a list. */
function asConfigured(value: Value): Value {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
    case 'map':
    case 'object':
      return withMarks(value, Marks.assumed);
    default:
      return value;
  }
}

export function cycleReason(detail: string): UnknownReason {
  return { kind: 'cycle', detail };
}

function bodyContext(
  module: ModuleInstance,
  { overridden }: ResourceDeclaration,
  certainty: Certainty,
): BodyContext {
  if (overridden === undefined && certainty === 'certain') return module.bodyContext;
  const context = certainty === 'certain' ? module.bodyContext : module.uncertainBodyContext;
  if (overridden === undefined) return context;
  return { ...context, anchorOf: (item, enclosing) => overridden.get(item) ?? enclosing };
}

/** All instances of one resource in one module instance. Immutable. */
export interface ResourceInstances {
  readonly declaration: ResourceDeclaration | undefined;
  readonly shape: Expansion['shape'];
  readonly list: readonly ResourceInstance[];
  /** Marks of the count or for_each. */
  readonly marks: number;
  /** The instance with a key; undefined where there is none. */
  instance(key: InstanceKey | undefined): ResourceInstance | undefined;
  /** What the resource's address means in an expression. */
  readonly target: Target;
}

/** Instances for an expansion; those of `previous` that are the same are kept. */
export function resourceInstances(
  module: ModuleInstance,
  declaration: ResourceDeclaration,
  expansion: Expansion,
  previous: ResourceInstances | undefined,
): ResourceInstances {
  const { certainty: moduleCertainty } = module;
  const before = previous?.declaration === declaration ? previous : undefined;
  const list = expansion.instances.map((expanded) => {
    const certainty: Certainty = moduleCertainty === 'possible' ? 'possible' : expanded.certainty;
    const old = before?.instance(expanded.key);
    return old?.certainty === certainty &&
      before?.marks === expansion.marks &&
      sameExpandedInstance(old.expanded, expanded)
      ? old
      : new ResourceInstance(
          module,
          declaration,
          expanded,
          certainty,
          (expansion.marks & Marks.assumed) !== 0,
        );
  });
  return new InstanceList(declaration, expansion.shape, list, expansion.marks);
}

/** The only instance of a resource with neither count nor for_each. */
export function onlyInstance(module: ModuleInstance, declaration: ResourceDeclaration): ResourceInstance {
  return new ResourceInstance(module, declaration, singleInstance, module.certainty, false);
}

/** The same as a list. It is cheap to make, and need not be kept. */
export function listOfOne(instance: ResourceInstance): ResourceInstances {
  return new InstanceList(instance.declaration, 'single', [instance], Marks.none);
}

export function sameInstances(left: ResourceInstances, right: ResourceInstances): boolean {
  return (
    left.declaration === right.declaration &&
    left.shape === right.shape &&
    left.marks === right.marks &&
    left.list.length === right.list.length &&
    left.list.every((instance, index) => instance === right.list[index])
  );
}

/** A class, because there are many: getters of a plain object would cost each its own shape. */
class InstanceList implements ResourceInstances {
  private lazyByKey: ReadonlyMap<string, ResourceInstance> | undefined;
  private lazyTarget: Target | undefined;

  constructor(
    readonly declaration: ResourceDeclaration | undefined,
    readonly shape: Expansion['shape'],
    readonly list: readonly ResourceInstance[],
    readonly marks: number,
  ) {}

  instance(key: InstanceKey | undefined): ResourceInstance | undefined {
    const [first] = this.list;
    if (this.list.length === 1 && first !== undefined) {
      return keyText(first.address.key) === keyText(key) ? first : undefined;
    }
    this.lazyByKey ??= new Map(this.list.map((each) => [keyText(each.address.key), each]));
    return this.lazyByKey.get(keyText(key));
  }

  get target(): Target {
    const [first] = this.list;
    if (this.shape === 'single' && first !== undefined) return first.target;
    return (this.lazyTarget ??= instancesTarget(
      this.shape,
      this.list.map((instance) => ({
        key: instance.expanded.key,
        target: instance.target,
        certainty: instance.expanded.certainty,
        symbolic: isSymbolic(instance.expanded.key),
      })),
      this.marks,
    ));
  }
}

export const noInstances: ResourceInstances = new InstanceList(undefined, 'single', [], Marks.none);

/** True for the key of the one instance that stands for any number of them. */
export function isSymbolic(key: InstanceKey | undefined): boolean {
  return typeof key === 'object' && key.text === undefined;
}

/** An instance among others, as a value or as something evaluated on demand. */
export interface KeyedElement extends HandleElement {
  readonly key: InstanceKey | undefined;
}

/** What `aws_vpc.main` or `module.a` is, by count and for_each: itself, a tuple or an object. */
export function instancesTarget(
  shape: Expansion['shape'],
  elements: readonly KeyedElement[],
  marks: number,
): Target {
  const [only] = elements;
  if (shape === 'single' && only !== undefined) return only.target;
  const byKey = new Map<number | string, KeyedElement>();
  for (const element of elements) {
    if (typeof element.key === 'number' || typeof element.key === 'string') byKey.set(element.key, element);
  }
  const symbolic = elements.find((element) => element.symbolic);
  const handle: Handle = {
    kind: 'handle',
    marks,
    attribute(name, origin) {
      return shape === 'for_each'
        ? (handle.index({ kind: 'string', value: name, origin, marks: 0 }, origin)?.target ??
            withMarks(failed(`No instance has the key "${name}".`, origin), marks))
        : failed(
            `Because of count this is a list of instances: choose one with an index, or all with [*], before "${name}".`,
            origin,
          );
    },
    index(key) {
      if (key.kind === 'unknown') {
        const text = identityOf(key);
        return text === undefined
          ? undefined
          : elements.find((element) => typeof element.key === 'object' && element.key.text === text);
      }
      const wanted = convert(key, shape === 'count' ? numberType : stringType);
      const found =
        wanted.kind === 'string'
          ? byKey.get(wanted.value)
          : wanted.kind === 'number'
            ? byKey.get(toInteger(wanted.value) ?? -1)
            : undefined;
      return found ?? symbolic;
    },
    splat: () => (shape === 'count' ? elements : undefined),
    force: (origin) => withMarks(forced(shape, elements, origin), marks),
  };
  return handle;
}

function forced(
  shape: Expansion['shape'],
  elements: readonly KeyedElement[],
  origin: Origin | undefined,
): Value {
  const value = (element: KeyedElement): Value =>
    element.target.kind === 'handle' ? element.target.force(origin) : element.target;
  const allSure = elements.every(
    (element) => element.certainty === 'certain' && typeof element.key !== 'object',
  );
  if (allSure) {
    if (shape === 'count') return tuple(elements.map(value), origin);
    return object(
      elements.map((element) => [nameOf(element), value(element)] as const),
      origin,
    );
  }
  const certain = elements.filter((element) => element.certainty === 'certain');
  const possible = elements.filter((element) => element.certainty === 'possible');
  const named = shape === 'for_each' && elements.every((element) => typeof element.key === 'string');
  const names = (part: readonly KeyedElement[]): string[] => part.map(nameOf);
  return unknown(dynamicType, { kind: 'condition', detail: '' }, origin, 0, {
    elements: {
      certain: certain.map(value),
      possible: possible.map(value),
      // However many a symbolic instance stands for, there are no others.
      closed: true,
      ...(named ? { keys: { certain: names(certain), possible: names(possible) } } : {}),
    },
  });
}

function nameOf({ key }: KeyedElement): string {
  return typeof key === 'string' || typeof key === 'number' ? String(key) : keyText(key);
}

// Attributes of these names are strings in every provider; the types of others are not known without its schema.
const stringAttribute = /^(?:id|arn|name|cidr_block|endpoint)$|_(?:id|arn|name|ip|cidr_block)$/;

/** The type of an attribute that only the provider knows the value of. */
export function attributeType(name: string): Type {
  return stringAttribute.test(name) ? stringType : dynamicType;
}
