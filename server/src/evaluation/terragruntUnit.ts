/**
 * A Terragrunt unit: its file merged with those that it includes, and what comes of it: the source of its module, the
 * inputs, the units that it depends on, the variable files of its command line. Nothing is executed or fetched.
 */

import { argumentOf } from '../configuration/readDeclarations';
import type { TerragruntBlock } from '../configuration/terragruntFile';
import { resolvePath, unitFileName } from '../configuration/terragruntNames';
import type { Cell } from '../reactive/cell';
import { cell } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import { parentUri, pathOfDocumentUri } from '../source/documentUri';
import { originOf } from '../syntax/tree';
import { elementsOf, object, unknown } from './build';
import type { ConfigurationHost } from './terragruntConfiguration';
import { Configuration, handleOf, sameOptionalValue } from './terragruntConfiguration';
import { likely } from './terragruntFunctions';
import type {
  DependencyTarget,
  ExtraVariables,
  Include,
  TerragruntInput,
  TerragruntProblem,
  UnitOutputs,
  VariableOption,
} from './terragruntInput';
import { mergeDeep, mergeShallow } from './terragruntMerge';
import type { Handle } from './scope';
import type { Value } from './value';
import { dynamicType } from './value';

export interface TerragruntUnit {
  readonly file: DocumentUri;
  /** `source` of the merged `terraform` block. */
  source(): Value | undefined;
  /** The merged inputs; undefined where no file has any. */
  inputs(): Value | undefined;
  includes(): readonly Include[];
  dependencies(): readonly DependencyTarget[];
  extraVariables(): ExtraVariables;
  problems(): readonly TerragruntProblem[];
}

/** A block with the configuration that its expressions belong to. */
interface Piece {
  readonly block: TerragruntBlock;
  readonly from: Configuration;
}

export function createTerragruntUnit(file: DocumentUri, input: TerragruntInput): TerragruntUnit {
  const configurations = new Map<string, Configuration>();
  const inputCells = new Map<Configuration, Cell<Value | undefined>>();
  const host: ConfigurationHost = {
    original: file,
    input,
    configuration(key) {
      const text = `${key.file}\t${key.reader}\t${String(key.included)}`;
      let found = configurations.get(text);
      if (found === undefined) configurations.set(text, (found = new Configuration(host, key)));
      return found;
    },
    dependency: (from, name) => dependencyHandle(piecesOf(from, name), name, input),
    dependencyNames: (from) => dependencyLabels(from),
    inputs(from) {
      let found = inputCells.get(from);
      if (found === undefined) {
        found = cell<Value | undefined>(() => mergedInputs(from), {
          onCycle: () => unknown(dynamicType, { kind: 'cycle', detail: 'inputs' }),
          equal: sameOptionalValue,
        });
        inputCells.set(from, found);
      }
      return found.get();
    },
  };
  const main = host.configuration({ file, reader: file, included: false });

  /** An included file may use the dependencies of the one that includes it where they are merged deeply. */
  const piecesOf = (from: Configuration, name: string): readonly Piece[] => {
    if (!from.key.included) return mergedDependency(from, name);
    const reader = host.configuration({ file: from.key.reader, reader: from.key.reader, included: false });
    const strategy = reader.includes().find(({ target }) => target === from.key.file)?.strategy;
    const own = from.declared().dependencies.get(name);
    return own === undefined || strategy === 'deep' ? mergedDependency(reader, name) : [{ block: own, from }];
  };
  const source = cell<Value | undefined>(() => mergedSource(main), {
    onCycle: () => unknown(dynamicType, { kind: 'cycle', detail: 'source' }),
    equal: sameOptionalValue,
  });
  return {
    file,
    source: () => source.get(),
    inputs: () => host.inputs(main),
    includes: () => main.includes(),
    dependencies: () =>
      dependencyLabels(main).flatMap((label) => {
        const [piece] = mergedDependency(main, label);
        return piece === undefined ? [] : [targetOf(label, mergedDependency(main, label), piece, input)];
      }),
    extraVariables: () => extraVariables(main),
    problems: () => problemsOf(main, input),
  };
}

/** The configuration with those that it includes, the strongest first. Files that are not merged are left out. */
function layers(
  from: Configuration,
): readonly { configuration: Configuration; include: Include | undefined }[] {
  const own = { configuration: from, include: undefined };
  const included = [...from.includes()].reverse().flatMap((include) => {
    const configuration = include.strategy === 'no_merge' ? undefined : from.included(include);
    return configuration === undefined ? [] : [{ configuration, include }];
  });
  return [own, ...included];
}

function mergedInputs(from: Configuration): Value | undefined {
  let merged: Value | undefined;
  for (const { configuration, include } of layers(from)) {
    const value = configuration.argument('inputs');
    merged = include?.strategy === 'deep' ? mergeDeep(value, merged) : mergeShallow(value, merged);
  }
  return merged;
}

function mergedSource(from: Configuration): Value | undefined {
  for (const { configuration } of layers(from)) {
    const { terraform } = configuration.declared();
    const value = terraform && configuration.argumentIn(terraform, 'source');
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The blocks that make up a dependency, the strongest first. */
function mergedDependency(from: Configuration, name: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const { configuration, include } of layers(from)) {
    const block = configuration.declared().dependencies.get(name);
    if (block === undefined) continue;
    if (pieces.length === 0 || include?.strategy === 'deep') pieces.push({ block, from: configuration });
  }
  return pieces;
}

function dependencyLabels(from: Configuration): readonly string[] {
  const labels = new Set<string>();
  for (const { configuration } of layers(from)) {
    for (const label of configuration.declared().dependencies.keys()) labels.add(label);
  }
  return [...labels];
}

function strongest(pieces: readonly Piece[], name: string): Value | undefined {
  for (const { block, from } of pieces) {
    const value = from.argumentIn(block, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

function targetOf(
  label: string,
  pieces: readonly Piece[],
  { block }: Piece,
  input: TerragruntInput,
): DependencyTarget {
  const path = argumentOf(block.block, 'config_path');
  return {
    label,
    unit: unitOf(pieces, input),
    origin: originOf(block.anchor, path?.value.span ?? block.block.type.span),
  };
}

function unitOf(pieces: readonly Piece[], input: TerragruntInput): DocumentUri | undefined {
  const path = strongest(pieces, 'config_path');
  const [piece] = pieces;
  if (path?.kind !== 'string' || path.value === '' || piece === undefined) return undefined;
  const target = resolvePath(piece.from.directory, path.value);
  return input.isFile(target) ? parentUri(target) : target;
}

function dependencyHandle(
  pieces: readonly Piece[],
  name: string,
  input: TerragruntInput,
): Handle | undefined {
  if (pieces.length === 0) return undefined;
  return handleOf(
    (attribute) => {
      if (attribute === 'outputs') return outputsOf(pieces, name, input);
      return attribute === 'inputs'
        ? unknown(dynamicType, { kind: 'unsupported-function', detail: `dependency.${name}.inputs` })
        : undefined;
    },
    () => ['outputs'],
  );
}

/**
 * The outputs of a dependency. Mocks stand in for what is not applied yet, so they are what a value may be; where the
 * dependency is disabled or its outputs are skipped, they are all there is.
 */
function outputsOf(pieces: readonly Piece[], name: string, input: TerragruntInput): Handle | Value {
  const mocks = pieces
    .map(({ block, from }) => from.argumentIn(block, 'mock_outputs'))
    .reduceRight<Value | undefined>((merged, value) => mergeDeep(merged, value), undefined);
  const skipped = strongest(pieces, 'skip_outputs');
  const enabled = strongest(pieces, 'enabled');
  if ((skipped?.kind === 'bool' && skipped.value) || (enabled?.kind === 'bool' && !enabled.value)) {
    return mocks ?? object([]);
  }
  const unit = unitOf(pieces, input);
  const real = unit === undefined ? undefined : input.outputs(unit);
  const mocked = mocks?.kind === 'object' || mocks?.kind === 'map' ? mocks.entries : undefined;
  return handleOf(
    (output) => outputOf(output, `dependency.${name}.outputs.${output}`, real, mocked?.get(output)),
    () => [...new Set([...(real?.names() ?? []), ...(mocked?.keys() ?? [])])],
  );
}

function outputOf(
  output: string,
  detail: string,
  real: UnitOutputs | undefined,
  mock: Value | undefined,
): Value {
  const reason = { kind: 'known-after-apply', detail } as const;
  const value = real?.names().includes(output) === true ? real.output(output) : undefined;
  if (value !== undefined && !isBlank(value)) return value;
  if (mock !== undefined) return likely(mock, reason, mock.origin);
  return value ?? unknown(dynamicType, reason);
}

/** True for an unknown of which nothing is known. */
function isBlank(value: Value): boolean {
  return (
    value.kind === 'unknown' &&
    value.reference === undefined &&
    value.candidates === undefined &&
    value.elements === undefined
  );
}

function extraVariables(main: Configuration): ExtraVariables {
  // A block of the same name takes the place of the weaker one; others follow it.
  const byName = new Map<string, Piece>();
  for (const { configuration } of [...layers(main)].reverse()) {
    const { terraform } = configuration.declared();
    for (const item of terraform?.block.body.items ?? []) {
      if (item.kind !== 'block' || item.word !== 'extra_arguments' || terraform === undefined) continue;
      const block = { block: item, anchor: terraform.anchor };
      byName.set(item.labels[0]?.text ?? '', { block, from: configuration });
    }
  }
  const options: VariableOption[] = [];
  let uncertain = false;
  const textsOf = (value: Value | undefined): readonly string[] => {
    const texts = knownTexts(value);
    uncertain ||= !texts.all;
    return texts.texts;
  };
  for (const { block, from } of byName.values()) {
    const wanted = textsOf(from.argumentIn(block, 'commands'));
    if (!wanted.includes('plan') && !wanted.includes('apply')) continue;
    // Arguments first, then the files (Terragrunt, FilterTerraformExtraArgs and GetVarFiles).
    options.push(...variableOptions(textsOf(from.argumentIn(block, 'arguments'))));
    for (const path of textsOf(from.argumentIn(block, 'required_var_files'))) {
      options.push({ kind: 'file', path, required: true });
    }
    for (const path of textsOf(from.argumentIn(block, 'optional_var_files'))) {
      options.push({ kind: 'file', path, required: false });
    }
  }
  return { options, uncertain };
}

/** The texts of a list, and whether they are all that it holds. */
function knownTexts(value: Value | undefined): { readonly texts: readonly string[]; readonly all: boolean } {
  if (value === undefined || value.kind === 'null') return { texts: [], all: true };
  const elements = elementsOf(value);
  const certain = elements?.certain ?? [];
  const texts = certain.flatMap((element) => (element.kind === 'string' ? [element.value] : []));
  const isClosed = elements?.closed === true && elements.possible.length === 0;
  return { texts, all: isClosed && texts.length === certain.length };
}

/** The options of a command line that set variables, written with `=` or as two arguments. */
function variableOptions(given: readonly string[]): readonly VariableOption[] {
  return given.flatMap((argument, index): VariableOption[] => {
    const option = /^-?-(var-file|var)(?:=(.*))?$/s.exec(argument);
    if (option === null) return [];
    const text = option[2] ?? given[index + 1] ?? '';
    if (option[1] === 'var-file') return [{ kind: 'file', path: text, required: true }];
    const split = text.indexOf('=');
    return split > 0 ? [{ kind: 'text', name: text.slice(0, split), text: text.slice(split + 1) }] : [];
  });
}

function problemsOf(main: Configuration, input: TerragruntInput): readonly TerragruntProblem[] {
  return main.includes().flatMap(({ target, origin, why }): TerragruntProblem[] => {
    if (target === undefined) {
      const because = why === '' ? '' : ` (${why})`;
      const message = `The path of this include is not known${because}, so what the included file says cannot be seen. Write a path that can be told without running anything.`;
      return [{ message, origin, isOpen: true }];
    }
    const name = pathOfDocumentUri(target).split(/[\\/]/).at(-1) ?? unitFileName;
    if (!input.isFile(target)) {
      const message = `There is no file ${name} where this include looks for it: Terragrunt stops here. Correct the path.`;
      return [{ message, origin, isOpen: false }];
    }
    const included = main.included({ target, origin, why, label: '', exposed: false, strategy: 'shallow' });
    if ((included?.declared().includes.length ?? 0) > 0) {
      const message = `${name} includes a file itself, and Terragrunt allows one level of includes: it stops here. Include both files from here, or read one with read_terragrunt_config.`;
      return [{ message, origin, isOpen: false }];
    }
    return [];
  });
}
