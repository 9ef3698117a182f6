/**
 * What is special about a root that Terragrunt applies: its module is elsewhere, files of the unit lie over it, and its
 * variables come from the unit's inputs and command line besides variable files.
 */

import { moduleFiles } from '../configuration/moduleFiles';
import type { ModuleDeclarations } from '../configuration/declarations';
import { readDeclarations } from '../configuration/readDeclarations';
import { readModule } from '../configuration/readModule';
import { resolvePath } from '../configuration/terragruntNames';
import { defaultVariableFiles, isVariableFile, readVariableFile } from '../configuration/variableFiles';
import { resourceInstance } from '../configuration/address';
import type { ModuleInstanceAddress } from '../configuration/address';
import {
  mapElements,
  mapInside,
  reference as makeReference,
  unknown,
  withoutMarks,
} from '../evaluation/build';
import type { RootEvaluation, VariableInput } from '../evaluation/evaluation';
import type { FileAccess } from '../evaluation/functionTable';
import type { UnitOutputs } from '../evaluation/terragruntInput';
import type { TerragruntUnit } from '../evaluation/terragruntUnit';
import type { Value } from '../evaluation/value';
import { dynamicType } from '../evaluation/value';
import { evaluateAlone } from '../evaluation/variables';
import type { DocumentUri } from '../source/documentUri';
import { baseName, isInside, parentUri, relativePath } from '../source/documentUri';
import type { SourceStore } from './sourceStore';

type Layer = ReadonlyMap<string, VariableInput>;

/** Files of the module's directory with those of the unit's over them, by name: Terragrunt copies both together. */
function overlaidFiles(
  unit: DocumentUri,
  module: DocumentUri,
  store: SourceStore,
): ReadonlyMap<string, DocumentUri> {
  return new Map(
    [...store.filesIn(module), ...(unit === module ? [] : store.filesIn(unit))].map((uri) => [
      baseName(uri),
      uri,
    ]),
  );
}

/** The root module of a unit. */
export function unitModule(
  unit: DocumentUri,
  module: DocumentUri,
  store: SourceStore,
): ModuleDeclarations | undefined {
  if (unit === module || !store.hasConfiguration(unit)) return store.module(module);
  const files = overlaidFiles(unit, module, store);
  const trees = moduleFiles([...files.keys()]).flatMap(({ name }) => {
    const uri = files.get(name);
    return (uri === undefined ? undefined : store.tree(uri)) ?? [];
  });
  return readModule(module, trees.map(readDeclarations));
}

/** Files as the module sees them when it runs: the unit's own first. */
export function unitFiles(ofUnit: FileAccess, ofModule: FileAccess): FileAccess {
  const isRelative = (path: string): boolean => !path.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(path);
  return {
    readText(path) {
      const own = isRelative(path) ? ofUnit.readText(path) : undefined;
      return own?.kind === 'ok' ? own : ofModule.readText(path);
    },
    readBytes(path) {
      const own = isRelative(path) ? ofUnit.readBytes(path) : undefined;
      return own?.kind === 'ok' ? own : ofModule.readBytes(path);
    },
    exists(path) {
      const own = isRelative(path) ? ofUnit.exists(path) : undefined;
      return own?.kind === 'ok' && own.value ? own : ofModule.exists(path);
    },
    list: (directory, pattern) => ofModule.list(directory, pattern),
  };
}

/** Values of a unit's variables, weakest layer first; `more` are those of the settings, stronger than all. */
export function unitVariables(
  unit: TerragruntUnit,
  directory: DocumentUri,
  module: DocumentUri,
  store: SourceStore,
  more: readonly Layer[],
): readonly Layer[] {
  const files = overlaidFiles(directory, module, store);
  const [fixed, automatic] = defaultLayers([...files.keys()].filter(isVariableFile), (name) => {
    const uri = files.get(name);
    return uri === undefined ? new Map() : fileLayer(uri, store);
  });
  const declared = store.module(module)?.variables;
  const { values, open } = inputValues(unit.inputs());
  const inputs = new Map<string, VariableInput>();
  const nulls = new Map<string, VariableInput>();
  for (const [name, value] of values) {
    // Terragrunt writes them into a file that is loaded before the other automatic ones.
    (value.kind === 'null' ? nulls : inputs).set(name, { kind: 'environment', value });
  }
  const extra = unit.extraVariables();
  let uncertain = extra.uncertain;
  const given = extra.options.map((option): Layer => {
    if (option.kind === 'text') return new Map([[option.name, { kind: 'text', text: option.text }]]);
    const places = [directory, module].map((each) => resolvePath(each, option.path));
    const place = places.find((uri) => store.filesIn(parentUri(uri)).includes(uri));
    if (place !== undefined) return fileLayer(place, store);
    uncertain ||= option.required;
    return new Map();
  });
  const layers: Layer[] = [inputs, ...fixed, nulls, ...automatic, ...given];
  if (open) layers.unshift(possibleLayer(declared, new Set(inputs.keys()), []));
  if (uncertain) layers.push(possibleLayer(declared, new Set(), layers));
  return [...layers, ...more];
}

function defaultLayers(
  names: readonly string[],
  read: (name: string) => Layer,
): readonly [readonly Layer[], readonly Layer[]] {
  const sorted = defaultVariableFiles(names);
  const isAutomatic = (name: string): boolean => /\.auto\.tfvars(\.json)?$/.test(name);
  return [sorted.filter((name) => !isAutomatic(name)).map(read), sorted.filter(isAutomatic).map(read)];
}

function fileLayer(uri: DocumentUri, store: SourceStore): Layer {
  const tree = store.tree(uri);
  return tree === undefined ? new Map() : readVariableFile(tree);
}

/** Inputs by name; `open` where there may be others. */
function inputValues(inputs: Value | undefined): {
  readonly values: ReadonlyMap<string, Value>;
  readonly open: boolean;
} {
  if (inputs === undefined || inputs.kind === 'null') return { values: new Map(), open: false };
  if (inputs.kind === 'object' || inputs.kind === 'map') return { values: inputs.entries, open: false };
  const keys = inputs.kind === 'unknown' ? inputs.elements?.keys : undefined;
  if (inputs.kind !== 'unknown' || inputs.elements === undefined || keys === undefined) {
    return { values: new Map(), open: true };
  }
  const values = new Map<string, Value>();
  keys.certain.forEach((key, index) => {
    const value = inputs.elements?.certain[index];
    if (value !== undefined && typeof key === 'string') values.set(key, value);
  });
  const open = !inputs.elements.closed || keys.possible.length > 0 || values.size < keys.certain.length;
  return { values, open };
}

/** For every variable that is not set for sure: what it has otherwise, or anything else. */
function possibleLayer(
  declared: ModuleDeclarations['variables'] | undefined,
  sure: ReadonlySet<string>,
  layers: readonly Layer[],
): Layer {
  const possible = new Map<string, VariableInput>();
  for (const [name, declaration] of declared ?? []) {
    if (sure.has(name)) continue;
    const chosen = layers.reduce<VariableInput | undefined>(
      (before, layer) => layer.get(name) ?? before,
      undefined,
    );
    const reason = { kind: 'variable-without-value', detail: `var.${name}` } as const;
    const anything = unknown(dynamicType, reason);
    const otherwise =
      chosen?.kind === 'environment'
        ? chosen.value
        : chosen?.kind === 'expression'
          ? evaluateAlone(chosen.expression, chosen.anchor)
          : declaration.default && evaluateAlone(declaration.default, declaration.anchor);
    const candidates = otherwise === undefined ? {} : { candidates: [otherwise, anything] };
    possible.set(name, {
      kind: 'environment',
      value: unknown(dynamicType, reason, otherwise?.origin, 0, candidates),
    });
  }
  return possible;
}

/** What other units see of a unit's outputs: resources are named with the unit's directory. */
export function unitOutputs(
  evaluation: RootEvaluation,
  directory: DocumentUri,
  folders: readonly DocumentUri[],
): UnitOutputs {
  const folder = folders.find((each) => isInside(each, directory)) ?? parentUri(directory);
  const name = relativePath(folder, directory);
  const { root } = evaluation;
  return {
    names: () => [...root.declarations().outputs.keys()],
    output: (output) => inUnit(withoutMarks(root.output(output)), name),
  };
}

const unitStep = 'unit:';

function inUnit(value: Value, unit: string): Value {
  const inside = (element: Value): Value => inUnit(element, unit);
  if (value.kind !== 'unknown') return mapInside(value, inside);
  const { reference, candidates, elements, ...rest } = value;
  if (reference !== undefined && !reference.resource.module.steps[0]?.name.startsWith(unitStep)) {
    const { module, mode, type, name, key } = reference.resource;
    const there: ModuleInstanceAddress = {
      steps: [{ name: unitStep + unit, key: undefined }, ...module.steps],
      text: module.text === '' ? `(${unit})` : `(${unit}).${module.text}`,
    };
    const resource = resourceInstance(there, mode, type, name, key);
    return makeReference({ ...reference, resource }, value.type, value.origin);
  }
  return {
    ...rest,
    ...(reference === undefined ? {} : { reference }),
    ...(candidates === undefined ? {} : { candidates: candidates.map(inside) }),
    ...(elements === undefined
      ? {}
      : {
          elements: mapElements(elements, inside),
        }),
  };
}
