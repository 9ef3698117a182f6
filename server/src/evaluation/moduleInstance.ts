/**
 * One module in one place of the module tree: a cell per variable, local, output, resource and module call, each
 * computed when somebody asks. What happens inside an expression is expression.ts's.
 */

import type { ModuleInstanceAddress, ResourceInstanceAddress } from '../configuration/address';
import { childModule } from '../configuration/address';
import type {
  ModuleCallDeclaration,
  ModuleDeclarations,
  ResourceDeclaration,
  VariableDeclaration,
} from '../configuration/declarations';
import { anchorOfItem } from '../configuration/declarations';
import { resourceKey } from '../configuration/readModule';
import type { Cell } from '../reactive/cell';
import { cell, untracked } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import type { Anchor, Origin } from '../source/origin';
import { originOf } from '../syntax/tree';
import type { Argument, Expression } from '../syntax/tree';
import type { BodyContext } from './body';
import { unknown, withMarks } from './build';
import type { Children } from './children';
import type { EvaluationError, Faulty } from './collectedErrors';
import { reading, recording, reportError, sameRecording, valueIn } from './collectedErrors';
import { calledDirectory, childrenOf, noChildren, sameChildren } from './children';
import { constantValue } from './constant';
import type { DirectoryCells } from './directoryCells';
import { sameValue } from './equal';
import { valueOfEnvironment } from './environmentValue';
import type { EvaluationInput, ModuleEvaluation, VariableInput } from './evaluation';
import type { ExpandedInstance, Expansion } from './expansion';
import {
  expand,
  noExpansion,
  instanceBindings,
  sameExpandedInstance,
  sameExpansion,
  sameKey,
  singleExpansion,
} from './expansion';
import { countMistake, forEachMistake } from './expansionMistakes';
import { evaluateWhole } from './expression';
import { createModuleNames } from './moduleNames';
import type { ProviderConfiguration } from './providerConfigurations';
import { findConfiguration, sameConfiguration } from './providerConfigurations';
import type { Certainty } from './resource';
import type { ResourceInstances, ResourceInstance } from './resourceInstances';
import {
  cycleReason,
  listOfOne,
  noInstances,
  onlyInstance,
  resourceInstances,
  sameInstances,
} from './resourceInstances';
import type { Bindings, Failure, Names, Target } from './scope';
import { bind, isSettled } from './scope';
import type { UnknownReason, Value } from './value';
import { dynamicType, Marks } from './value';
import type { VariableValue } from './variables';
import { evaluateAlone, valueOfText, variableValue } from './variables';
import { withinWeight } from './weight';

/** What all module instances of one root share. */
export interface World {
  readonly input: EvaluationInput;
  readonly rootDirectory: DocumentUri;
  directory(directory: DocumentUri): DirectoryCells;
  /** What is given for a variable of the root. */
  rootVariable(name: string): VariableInput | undefined;
  resource(address: ResourceInstanceAddress): ResourceInstance | undefined;
  /** How many module instances there are. Where children.ts finds too many, it makes no more. */
  readonly population: { count: number };
}

// What hover shows for names that have a value only inside an instance.
const perInstance: Bindings = ['each', 'count'].reduce<Bindings>(
  (outer, name) => bind(outer, name, unknown(dynamicType, { kind: 'computed-from-unknown', detail: name })),
  bind(undefined, 'self', unknown(dynamicType, { kind: 'known-after-apply', detail: 'self' })),
);

/** The call that makes a child: its name and the module that it stands in. */
export interface Caller {
  readonly module: ModuleInstance;
  readonly name: string;
}

export class ModuleInstance implements ModuleEvaluation {
  readonly address: ModuleInstanceAddress;
  readonly cells: DirectoryCells;
  readonly names: Names;
  readonly bodyContext: BodyContext = {
    evaluate: (expression, anchor, bindings, certainty) =>
      this.evaluateIn(expression, anchor, bindings, certainty),
    refuse: (message, origin) => {
      this.refuse(message, origin);
    },
    anchorOf: (_, enclosing) => enclosing,
  };
  /** The same for instances that may not be there: nothing is reported of them. */
  readonly uncertainBodyContext: BodyContext = {
    evaluate: (expression, anchor, bindings) => this.evaluateIn(expression, anchor, bindings, 'possible'),
    refuse: () => undefined,
    anchorOf: (_, enclosing) => enclosing,
  };
  private readonly variables = new Map<string, Cell<Value | Faulty<Value>>>();
  private readonly locals = new Map<string, Cell<Value | Faulty<Value>>>();
  private readonly outputs = new Map<string, Cell<Value | Faulty<Value>>>();
  private readonly resources = new Map<string, Cell<ResourceInstances | Faulty<ResourceInstances>>>();
  private readonly singles = new Map<string, ResourceInstance>();
  private readonly expansions = new Map<string, Cell<Expansion | Faulty<Expansion>>>();
  private readonly calls = new Map<string, Cell<Children | Faulty<Children>>>();
  private readonly configurations = new Map<string, Cell<ProviderConfiguration | undefined>>();
  private readonly directories = new Map<string, Cell<DocumentUri | UnknownReason>>();
  private expandedCell: Cell<ExpandedInstance | undefined | Faulty<ExpandedInstance | undefined>> | undefined;

  constructor(
    readonly world: World,
    readonly directory: DocumentUri,
    address: ModuleInstanceAddress,
    readonly caller: Caller | undefined,
  ) {
    this.address = address;
    this.cells = world.directory(directory);
    this.names = createModuleNames(this);
  }

  /** What count or for_each of the call say about this instance; undefined for the root, and when it is gone. */
  private expanded(): ExpandedInstance | undefined {
    const { caller } = this;
    if (caller === undefined) return undefined;
    const expansion = caller.module.expansionOf(caller.name);
    if (expansion.shape === 'single') return expansion.instances[0];
    this.expandedCell ??= cell(
      () =>
        recording(() => {
          const key = this.address.steps.at(-1)?.key;
          return caller.module
            .expansionOf(caller.name)
            .instances.find((instance) => sameKey(instance.key, key));
        }),
      { onCycle: () => undefined, equal: sameRecording(sameExpandedInstance) },
    );
    return reading(this.expandedCell.get());
  }

  get certainty(): Certainty {
    const { caller } = this;
    if (caller === undefined) return 'certain';
    if (caller.module.certainty === 'possible') return 'possible';
    return this.expanded()?.certainty ?? 'possible';
  }

  get call(): ModuleEvaluation['call'] {
    const { caller } = this;
    const declaration = caller?.module.cells.call(caller.name);
    return caller === undefined || declaration === undefined
      ? undefined
      : { declaration, caller: caller.module };
  }

  declarations(): ModuleDeclarations {
    return this.cells.declarations();
  }

  variable(name: string): Value {
    return this.valueOf(this.variables, `var.${name}`, name, () => this.computeVariable(name));
  }

  local(name: string): Value {
    return this.valueOf(this.locals, `local.${name}`, name, () => {
      const declaration = this.cells.local(name);
      if (declaration === undefined) return undeclared(`local.${name}`);
      return this.evaluateIn(declaration.argument.value, declaration.anchor, undefined);
    });
  }

  output(name: string): Value {
    const value = this.valueOf(this.outputs, `output.${name}`, name, () => {
      const declaration = this.cells.output(name);
      if (declaration === undefined) return undeclared(`output.${name}`);
      const argument = declaration.block.body.items.find(
        (item): item is Argument => item.kind === 'argument' && item.word === 'value',
      );
      if (argument === undefined) {
        return unknown(dynamicType, { kind: 'missing-expression', detail: `output.${name}` });
      }
      const value = this.evaluateIn(argument.value, anchorOfItem(declaration, argument), undefined);
      return declaration.sensitive && (value.marks & 1) === 0 ? { ...value, marks: value.marks | 1 } : value;
    });
    // A circle through a module call; those inside one module show without evaluation.
    if (
      this.caller !== undefined &&
      value.kind === 'unknown' &&
      value.reason.kind === 'cycle' &&
      value.reason.detail === `output.${name}`
    ) {
      const declaration = this.cells.output(name);
      const message = `The output "${name}" depends on itself, through the module's inputs: Terraform cannot tell which comes first.`;
      if (declaration !== undefined) {
        this.refuse(message, originOf(declaration.anchor, declaration.nameSpan));
      }
    }
    return value;
  }

  private valueOf(
    cells: Map<string, Cell<Value | Faulty<Value>>>,
    what: string,
    name: string,
    compute: () => Value,
  ): Value {
    let found = cells.get(name);
    if (found === undefined) {
      found = cell(() => recording(() => withinWeight(compute(), what)), {
        onCycle: () => unknown(dynamicType, cycleReason(what)),
        equal: sameRecordedValue,
      });
      cells.set(name, found);
    }
    return reading(found.get());
  }

  private computeVariable(name: string): Value {
    const declaration = this.cells.variable(name);
    if (declaration === undefined) return undeclared(`var.${name}`);
    const { caller } = this;
    if (caller === undefined) {
      const given = this.world.rootVariable(name);
      if (given === undefined) {
        const value = variableValue(declaration, undefined).value;
        // Who applies it may give another; a module for others will be given one.
        const isFinal = value.kind === 'unknown' || (this.cells.isDeployed() && !isPlaceholder(value));
        return isFinal ? value : withMarks(value, Marks.assumed);
      }
      if (given.kind === 'environment') {
        const value = valueOfEnvironment(given.value, declaration);
        return withMarks(variableValue(declaration, value).value, Marks.assumed);
      }
      const value =
        given.kind === 'text'
          ? valueOfText(given.text, declaration)
          : evaluateAlone(given.expression, given.anchor, this.report);
      const origin = given.kind === 'text' ? undefined : originOf(given.anchor, given.expression.span);
      return this.suited(variableValue(declaration, value), value, origin, declaration, this);
    }
    const call = caller.module.cells.call(caller.name);
    const argument = call?.inputs.get(name);
    if (call === undefined || argument === undefined || argument.value.kind === 'missing') {
      return variableValue(declaration, undefined).value;
    }
    const bindings = instanceBindings(this.expanded());
    const anchor = anchorOfItem(call, argument);
    const value = caller.module.evaluateIn(argument.value, anchor, bindings, this.certainty);
    const origin = originOf(anchor, argument.value.span);
    return this.suited(variableValue(declaration, value), value, origin, declaration, caller.module);
  }

  /** The value of a variable; where what is given does not fit its declaration, that is told, at what is given. */
  private suited(
    { value, mistake }: VariableValue,
    given: Value,
    origin: Origin | undefined,
    declaration: VariableDeclaration,
    giver: ModuleInstance,
  ): Value {
    if (mistake === undefined || origin === undefined || !isSettled(given)) return value;
    if (!this.isSure()) return value;
    const declared = originOf(declaration.anchor, declaration.nameSpan);
    giver.refuse(mistake, origin, {
      origin: declared,
      message: `The variable "${declaration.name}" is declared here.`,
    });
    return value;
  }

  instances(declaration: ResourceDeclaration): readonly ResourceInstance[] {
    const key = resourceKey(declaration);
    // Whoever has the declaration from `declarations` has read it already, and would depend on it once more.
    const current = untracked(() => this.cells.declarations()).resources.get(key);
    return current === declaration && isSingle(declaration)
      ? [this.singleInstance(key, declaration)]
      : this.resource(key).list;
  }

  /** Instances of a resource by its key (`aws_vpc.main`, `data.aws_vpc.main`). */
  resource(key: string): ResourceInstances {
    const declaration = this.cells.resource(key);
    if (declaration === undefined) return noInstances;
    if (isSingle(declaration)) return listOfOne(this.singleInstance(key, declaration));
    let found = this.resources.get(key);
    if (found === undefined) {
      found = cell<ResourceInstances | Faulty<ResourceInstances>>(
        (previous) =>
          recording(() => {
            const current = this.cells.resource(key);
            if (current === undefined) return noInstances;
            return resourceInstances(this, current, this.expand(current), valueIn(previous));
          }),
        { onCycle: () => noInstances, equal: sameRecording(sameInstances) },
      );
      this.resources.set(key, found);
    }
    return reading(found.get());
  }

  /** One of this module's resource instances by its address; undefined where there is none (any more). */
  instance(address: ResourceInstanceAddress): ResourceInstance | undefined {
    return this.resource(resourceKey(address)).instance(address.key);
  }

  /** What a resource's address means in an expression; undefined for one that is not declared. */
  resourceTarget(key: string): Target | undefined {
    const declaration = this.cells.resource(key);
    if (declaration === undefined) return undefined;
    return isSingle(declaration) ? this.singleInstance(key, declaration).target : this.resource(key).target;
  }

  /** What has neither count nor for_each hangs on its declaration alone: no cell is needed to keep it. */
  private singleInstance(key: string, declaration: ResourceDeclaration): ResourceInstance {
    const known = this.singles.get(key);
    if (known?.declaration === declaration && known.certainty === this.certainty) return known;
    const instance = onlyInstance(this, declaration);
    this.singles.set(key, instance);
    return instance;
  }

  private expand(declaration: ResourceDeclaration | ModuleCallDeclaration): Expansion {
    const value = (argument: Argument | undefined): Value | undefined =>
      argument && this.evaluateIn(argument.value, anchorOfItem(declaration, argument), undefined);
    const count = value(declaration.count);
    const forEach = value(declaration.forEach);
    const mistake = forEach === undefined ? count && countMistake(count) : forEachMistake(forEach);
    const argument = forEach === undefined ? declaration.count : declaration.forEach;
    if (mistake !== undefined && argument !== undefined) {
      this.refuse(mistake, originOf(anchorOfItem(declaration, argument), argument.value.span));
    }
    return expand(count, forEach);
  }

  /** Keys of a call's instances; none when the call is gone. */
  expansionOf(name: string): Expansion {
    const declaration = this.cells.call(name);
    if (declaration === undefined) return noExpansion;
    if (isSingle(declaration)) return singleExpansion;
    let found = this.expansions.get(name);
    if (found === undefined) {
      found = cell(
        () =>
          recording(() => {
            const current = this.cells.call(name);
            return current === undefined ? noExpansion : this.expand(current);
          }),
        { onCycle: () => noExpansion, equal: sameRecording(sameExpansion) },
      );
      this.expansions.set(name, found);
    }
    return reading(found.get());
  }

  children(call: ModuleCallDeclaration): readonly ModuleInstance[] {
    return this.childrenOf(call.name).list;
  }

  childrenOf(name: string): Children {
    let found = this.calls.get(name);
    if (found === undefined) {
      found = cell<Children | Faulty<Children>>(
        (previous) => recording(() => childrenOf(this, name, valueIn(previous))),
        {
          onCycle: () => noChildren({ kind: 'cycle', detail: `module.${name}` }),
          equal: sameRecording(sameChildren),
        },
      );
      this.calls.set(name, found);
    }
    return reading(found.get());
  }

  /** Where a call leads, or why that cannot be looked into. */
  calledDirectory(name: string): DocumentUri | UnknownReason {
    let found = this.directories.get(name);
    if (found === undefined) {
      found = cell<DocumentUri | UnknownReason>(() => calledDirectory(this, name), {
        onCycle: () => cycleReason(`module.${name}`),
        equal: sameDirectory,
      });
      this.directories.set(name, found);
    }
    return found.get();
  }

  /** The provider's configuration that the module knows under a name; undefined where that is not known. */
  providerConfiguration(name: string): ProviderConfiguration | undefined {
    let found = this.configurations.get(name);
    if (found === undefined) {
      found = cell(() => findConfiguration(this, name), {
        onCycle: () => undefined,
        equal: sameConfiguration,
      });
      this.configurations.set(name, found);
    }
    return found.get();
  }

  createChild(name: string, key: ExpandedInstance['key'], directory: DocumentUri): ModuleInstance {
    return new ModuleInstance(this.world, directory, childModule(this.address, name, key), {
      module: this,
      name,
    });
  }

  evaluate(expression: Expression, anchor: Anchor): Value {
    return this.evaluateIn(expression, anchor, perInstance, 'possible');
  }

  /**
   * The value of an expression of this module with the given names bound. Mistakes are reported where it is certain
   * that Terraform evaluates it.
   */
  evaluateIn(
    expression: Expression,
    anchor: Anchor,
    bindings: Bindings | undefined,
    certainty: Certainty = 'certain',
  ): Value {
    const constant = constantValue(expression, anchor);
    if (constant !== undefined) return constant;
    const report = certainty === 'certain' ? this.report : undefined;
    return evaluateWhole(expression, { anchor, names: this.names, bindings, report });
  }

  private readonly report = (failures: readonly Failure[]): void => {
    for (const { value, certain } of failures) {
      if (certain && value.origin !== undefined) this.refuse(value.reason.detail, value.origin);
    }
  };

  /** Whether it is there, by what is more than assumed. */
  private isSure(): boolean {
    const { caller } = this;
    if (caller === undefined) return true;
    if (this.certainty === 'possible' || !caller.module.isSure()) return false;
    return (caller.module.expansionOf(caller.name).marks & Marks.assumed) === 0;
  }

  /** Tells of a mistake in this module; not of one in a module that may not be there at all. */
  refuse(message: string, origin: Origin, related?: EvaluationError['related']): void {
    if (!this.isSure()) return;
    reportError({ message, origin, module: this.address, ...(related === undefined ? {} : { related }) });
  }
}

/** Whether there is one of it, without a key. */
function isSingle({ count, forEach }: ResourceDeclaration | ModuleCallDeclaration): boolean {
  return count === undefined && forEach === undefined;
}

/** A default that means nothing by itself: something else is given where it is needed. */
function isPlaceholder(value: Value): boolean {
  switch (value.kind) {
    case 'null':
      return true;
    case 'string':
      return value.value === '';
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements.length === 0;
    case 'map':
    case 'object':
      return value.entries.size === 0;
    default:
      return false;
  }
}

const sameRecordedValue = sameRecording(sameValue);

function sameDirectory(left: DocumentUri | UnknownReason, right: DocumentUri | UnknownReason): boolean {
  if (typeof left === 'string' || typeof right === 'string') return left === right;
  return left.kind === right.kind && left.detail === right.detail;
}

function undeclared(detail: string): Value {
  return unknown(dynamicType, { kind: 'undeclared', detail });
}
