/**
 * One Terragrunt file as it is read for one unit: its locals, its own inputs, the files that it includes. The same file
 * included by two units is two of these, since its functions look around from the unit. How the files of a unit are
 * merged is terragruntUnit.ts's.
 */

import { argumentOf } from '../configuration/readDeclarations';
import type { TerragruntArgument, TerragruntBlock, TerragruntFile } from '../configuration/terragruntFile';
import { emptyTerragruntFile, readTerragruntFile } from '../configuration/terragruntFile';
import { resolvePath } from '../configuration/terragruntNames';
import { readVariableFile } from '../configuration/variableFiles';
import type { Cell } from '../reactive/cell';
import { cell, projection } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import { parentUri } from '../source/documentUri';
import type { Anchor, Origin } from '../source/origin';
import { sameOrigin } from '../source/origin';
import type { Block, Expression } from '../syntax/tree';
import { originOf } from '../syntax/tree';
import { object, reference, unknown } from './build';
import { constantValue } from './constant';
import { sameValue } from './equal';
import { evaluateWhole } from './expression';
import { FunctionError } from './functionTable';
import type { Handle, Names, Target } from './scope';
import type { TerragruntPlace } from './terragruntFunctions';
import { likely, terragruntFunctions } from './terragruntFunctions';
import type { Include, MergeStrategy, TerragruntInput } from './terragruntInput';
import type { Value } from './value';
import { dynamicType } from './value';
import { evaluateAlone } from './variables';
import { withinWeight } from './weight';

/** Why a file is read: for itself, or because another includes it. */
export interface ConfigurationKey {
  readonly file: DocumentUri;
  /** What is being read: the file itself, or the one that includes it. Paths and functions start there. */
  readonly reader: DocumentUri;
  readonly included: boolean;
}

/** What a configuration asks of the unit that it is read for. */
export interface ConfigurationHost {
  /** The unit's file. */
  readonly original: DocumentUri;
  readonly input: TerragruntInput;
  configuration(key: ConfigurationKey): Configuration;
  /** What `dependency.name` means in a configuration; undefined where there is no such dependency. */
  dependency(from: Configuration, name: string): Handle | undefined;
  /** Labels of the dependencies that a configuration sees. */
  dependencyNames(from: Configuration): readonly string[];
  /** The inputs of a configuration with those of the files that it includes. */
  inputs(from: Configuration): Value | undefined;
}

const noPaths: readonly Include[] = [];

export class Configuration {
  readonly directory: DocumentUri;
  private readonly values = new Map<string, Cell<Value | undefined>>();
  private readonly locals = projection(() => this.declared().locals, sameArgument);
  private readonly place: TerragruntPlace;
  private readonly names: Names;
  private readonly pathNames: Names;
  private readonly includeCell: Cell<readonly Include[]>;

  constructor(
    private readonly host: ConfigurationHost,
    readonly key: ConfigurationKey,
  ) {
    const { input, original } = host;
    this.directory = parentUri(key.reader);
    this.place = {
      directory: this.directory,
      originalDirectory: parentUri(original),
      included: (name) => this.includedFile(name),
      isFile: (uri) => input.isFile(uri),
      exists: (uri) => input.exists(uri),
      repositoryRoot: () => input.repositoryRoot(this.directory),
      readConfiguration: (uri) => host.configuration({ file: uri, reader: uri, included: false }).whole(),
      readVariables: (uri) => readVariables(input, uri),
    };
    const files = input.files(parentUri(key.file));
    const attribute: Names['attribute'] = (resource, name, origin) =>
      reference({ resource, path: [name] }, dynamicType, origin);
    this.names = {
      resolve: (root, name, _, origin) => this.resolve(root, name, origin),
      attribute,
      files,
      functions: terragruntFunctions(this.place),
      isTemplate: false,
    };
    // Includes are read before everything else, and see nothing of it.
    this.pathNames = {
      resolve: () => undefined,
      attribute,
      files,
      functions: terragruntFunctions({ ...this.place, included: () => undefined }),
      isTemplate: false,
    };
    this.includeCell = cell(() => this.readIncludes(), { onCycle: () => noPaths, equal: sameIncludes });
  }

  declared(): TerragruntFile {
    const tree = this.host.input.tree(this.key.file);
    return tree === undefined ? emptyTerragruntFile : readTerragruntFile(tree);
  }

  /** The files that this one includes, in order; none for an included file, where Terragrunt allows none. */
  includes(): readonly Include[] {
    return this.includeCell.get();
  }

  /** The configuration of an included file as it is read for this one. */
  included(include: Include): Configuration | undefined {
    const { target } = include;
    return target === undefined || !this.host.input.isFile(target)
      ? undefined
      : this.host.configuration({ file: target, reader: this.key.reader, included: true });
  }

  local(name: string): Value | undefined {
    return this.value(`local.${name}`, () => {
      const found = this.locals.get(name);
      return found && this.evaluate(found.argument.value, found.anchor);
    });
  }

  /** An argument of the top level; undefined where the file has none of that name. */
  argument(name: string): Value | undefined {
    return this.value(name, () => {
      const found = this.declared().arguments.get(name);
      return found && this.evaluate(found.argument.value, found.anchor);
    });
  }

  /** An argument of one of this file's blocks. */
  argumentIn({ block, anchor }: TerragruntBlock, name: string): Value | undefined {
    const argument = argumentOf(block, name);
    return argument && this.evaluate(argument.value, anchor);
  }

  evaluate(expression: Expression, anchor: Anchor): Value {
    return constantValue(expression, anchor) ?? this.evaluateWith(expression, anchor, this.names);
  }

  /** What read_terragrunt_config gives: everything that is computed here, as an object. */
  whole(): Value {
    const value = this.value('', () => {
      const { locals, arguments: topArguments, others } = this.declared();
      const entries = new Map<string, Value>();
      for (const type of others.keys()) entries.set(type, this.blockValue(type) ?? nothing(type));
      for (const name of topArguments.keys()) entries.set(name, this.argument(name) ?? nothing(name));
      entries.set(
        'locals',
        object([...locals.keys()].map((name) => [name, this.local(name) ?? nothing(name)])),
      );
      entries.set('inputs', this.host.inputs(this) ?? object([]));
      entries.set('dependency', this.dependencies());
      return object(entries);
    });
    return value ?? object([]);
  }

  private dependencies(): Value {
    return object(
      this.host.dependencyNames(this).flatMap((name) => {
        const handle = this.host.dependency(this, name);
        return handle === undefined ? [] : [[name, handle.force(undefined)] as const];
      }),
    );
  }

  private blockValue(type: string): Value | undefined {
    const found = this.declared().others.get(type);
    return found && object(this.blockEntries(found));
  }

  private *blockEntries({ block, anchor }: TerragruntBlock): Iterable<readonly [string, Value]> {
    for (const item of block.body.items) {
      if (item.kind === 'argument') yield [item.word, this.evaluate(item.value, anchor)];
    }
  }

  private value(name: string, compute: () => Value | undefined): Value | undefined {
    let found = this.values.get(name);
    if (found === undefined) {
      found = cell<Value | undefined>(
        () => {
          const value = compute();
          return value && withinWeight(value, name);
        },
        { onCycle: () => unknown(dynamicType, { kind: 'cycle', detail: name }), equal: sameOptionalValue },
      );
      this.values.set(name, found);
    }
    return found.get();
  }

  private evaluateWith(expression: Expression, anchor: Anchor, names: Names): Value {
    return evaluateWhole(expression, { anchor, names, bindings: undefined });
  }

  private resolve(root: string, name: string, origin: Origin | undefined): Target | undefined {
    switch (root) {
      case 'local':
        return this.local(name);
      case 'include':
        return this.exposed(name, origin);
      case 'dependency':
        return this.host.dependency(this, name);
      case 'feature':
        return this.feature(name);
      case 'values':
        return this.stackValue(name, origin);
      default:
        return undefined;
    }
  }

  /** `include.root`, and `include.locals` of an include without a label. */
  private exposed(name: string, origin: Origin | undefined): Target | undefined {
    const includes = this.includes().filter(({ exposed }) => exposed);
    const labelled = includes.find(({ label }) => label === name);
    if (labelled !== undefined) return this.exposedValue(labelled, name);
    const bare = includes.find(({ label }) => label === '');
    if (bare === undefined) return undefined;
    const value = this.exposedValue(bare, name);
    return value.kind === 'handle' ? value.attribute(name, origin) : value;
  }

  private exposedValue(include: Include, name: string): Handle | Value {
    const configuration = this.included(include);
    return configuration === undefined
      ? unknown(dynamicType, { kind: 'file-not-available', detail: `include.${name}` })
      : configuration.handle();
  }

  /** This configuration in an expression, each part evaluated when it is asked for. */
  private handle(): Handle {
    return handleOf(
      (name) => {
        switch (name) {
          case 'locals':
            return handleOf(
              (local) => this.local(local),
              () => [...this.declared().locals.keys()],
            );
          case 'inputs':
            return this.argument('inputs') ?? object([]);
          case 'dependency':
            return handleOf(
              (label) => this.host.dependency(this, label),
              () => this.host.dependencyNames(this),
            );
          default:
            return this.argument(name) ?? this.blockValue(name);
        }
      },
      () => {
        const { arguments: topArguments, others } = this.declared();
        return ['locals', 'inputs', ...topArguments.keys(), ...others.keys()];
      },
    );
  }

  private feature(name: string): Target | undefined {
    const found = this.declared().features.get(name);
    if (found === undefined) return undefined;
    const value = this.argumentIn(found, 'default');
    const reason = { kind: 'variable-without-value', detail: `feature.${name}` } as const;
    // Flags are set on the command line and by the environment.
    return object([
      ['value', value === undefined ? unknown(dynamicType, reason) : likely(value, reason, value.origin)],
    ]);
  }

  /** Stacks write the values of a unit beside it. */
  private stackValue(name: string, origin: Origin | undefined): Value | undefined {
    const tree = this.host.input.tree(resolvePath(this.directory, 'terragrunt.values.hcl'));
    const detail = `values.${name}`;
    if (tree === undefined) return unknown(dynamicType, { kind: 'variable-without-value', detail }, origin);
    const found = readTerragruntFile(tree).arguments.get(name);
    return found && evaluateAlone(found.argument.value, found.anchor);
  }

  private readIncludes(): readonly Include[] {
    if (this.key.included) return noPaths;
    return this.declared().includes.map(({ block, anchor }) => {
      const path = argumentOf(block, 'path');
      const value = path && this.evaluateWith(path.value, anchor, this.pathNames);
      const base = {
        label: block.labels[0]?.text ?? '',
        exposed: isTrue(block, 'expose'),
        strategy: strategyOf(block),
        origin: originOf(anchor, path?.value.span ?? block.type.span),
      };
      return value?.kind === 'string'
        ? { ...base, target: resolvePath(this.directory, value.value), why: '' }
        : { ...base, target: undefined, why: value?.kind === 'unknown' ? value.reason.detail : '' };
    });
  }

  private includedFile(name: string | undefined): DocumentUri | 'unknown' | undefined {
    if (this.key.included) return this.key.file;
    const includes = this.includes();
    const [first] = includes;
    if (first === undefined) return undefined;
    if (includes.length === 1) return first.target ?? 'unknown';
    const chosen = includes.find(({ label }) => label === name);
    if (chosen !== undefined) return chosen.target ?? 'unknown';
    throw new FunctionError(
      name === undefined
        ? 'there are several includes: name one'
        : `there is no include block named ${JSON.stringify(name)}`,
    );
  }
}

/** A thing with named parts in an expression, each found when it is asked for. */
export function handleOf(
  attribute: (name: string) => Target | undefined,
  names: () => readonly string[],
): Handle {
  const handle: Handle = {
    kind: 'handle',
    marks: 0,
    attribute: (name, origin) =>
      attribute(name) ?? unknown(dynamicType, { kind: 'undeclared', detail: name }, origin),
    index: (key, origin) =>
      key.kind === 'string'
        ? { target: handle.attribute(key.value, origin), certainty: 'certain', symbolic: false }
        : undefined,
    splat: () => undefined,
    force: (origin) =>
      object(
        names().map((name) => {
          const target = handle.attribute(name, origin);
          return [name, target.kind === 'handle' ? target.force(origin) : target] as const;
        }),
        origin,
      ),
  };
  return handle;
}

function nothing(name: string): Value {
  return unknown(dynamicType, { kind: 'undeclared', detail: name });
}

function readVariables(input: TerragruntInput, uri: DocumentUri): Value | undefined {
  const tree = input.tree(uri);
  if (tree === undefined) return undefined;
  return object(
    [...readVariableFile(tree)].map(([name, { expression, anchor }]) => [
      name,
      evaluateAlone(expression, anchor),
    ]),
  );
}

function isTrue(block: Block, name: string): boolean {
  const value = argumentOf(block, name)?.value;
  return value?.kind === 'literal' && value.type === 'boolean' && value.value;
}

function strategyOf(block: Block): MergeStrategy {
  const value = argumentOf(block, 'merge_strategy')?.value;
  const part = value?.kind === 'template' ? value.parts[0] : undefined;
  const text = part?.kind === 'text' ? part.text : '';
  return text === 'deep' || text === 'no_merge' ? text : 'shallow';
}

function sameArgument(left: TerragruntArgument | undefined, right: TerragruntArgument | undefined): boolean {
  return left?.argument === right?.argument && left?.anchor === right?.anchor;
}

export function sameOptionalValue(left: Value | undefined, right: Value | undefined): boolean {
  return left === undefined || right === undefined ? left === right : sameValue(left, right);
}

function sameIncludes(left: readonly Include[], right: readonly Include[]): boolean {
  return left.length === right.length && left.every((include, index) => sameInclude(include, right[index]));
}

function sameInclude(left: Include, right: Include | undefined): boolean {
  return (
    left.label === right?.label &&
    left.target === right.target &&
    left.exposed === right.exposed &&
    left.strategy === right.strategy &&
    left.why === right.why &&
    sameOrigin(left.origin, right.origin)
  );
}
