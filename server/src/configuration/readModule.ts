/** Puts the declarations of a directory's files together into one module. It evaluates nothing. */

import type { DocumentUri } from '../source/documentUri';
import { baseName } from '../source/documentUri';
import type { Anchor } from '../source/origin';
import type { Span } from '../source/span';
import type {
  Declaration,
  DeclarationProblem,
  LocalDeclaration,
  ModuleCallDeclaration,
  ModuleDeclarations,
  OtherDeclaration,
  OutputDeclaration,
  ProviderDeclaration,
  ResourceDeclaration,
  VariableDeclaration,
} from './declarations';
import { isOverrideFile } from './moduleFiles';
import type { Overridable } from './overrides';
import { applyOverrides } from './overrides';
import type { FileDeclarations } from './readDeclarations';
import { compareText } from '../source/compareText';

/**
 * The module of a directory. `files` are all its configuration files (moduleFiles picks them); those with the name
 * of an override file change the declarations of the others. The first declaration of a name wins, in the order of
 * the files' names, whatever order they are given in.
 */
export function readModule(directory: DocumentUri, files: readonly FileDeclarations[]): ModuleDeclarations {
  const sorted = [...files].sort((left, right) => compareText(left.uri, right.uri));
  const isOverride = (file: FileDeclarations): boolean => isOverrideFile(baseName(file.uri));
  const problems: DeclarationProblem[] = sorted.flatMap((file) => file.problems);
  const named = new Map<string, Exclude<Declaration, OtherDeclaration>>();
  const providers: ProviderDeclaration[] = [];
  const others: OtherDeclaration[] = [];
  for (const file of sorted.filter((each) => !isOverride(each))) {
    for (const declaration of file.declarations) {
      if (declaration.kind === 'other') {
        others.push(declaration);
        continue;
      }
      const key = keyOf(declaration);
      const first = named.get(key);
      if (first === undefined) named.set(key, declaration);
      else problems.push(declaredTwice(declaration, first));
    }
  }
  override(sorted.filter(isOverride), named, others, problems);

  const variables = new Map<string, VariableDeclaration>();
  const locals = new Map<string, LocalDeclaration>();
  const outputs = new Map<string, OutputDeclaration>();
  const resources = new Map<string, ResourceDeclaration>();
  const moduleCalls = new Map<string, ModuleCallDeclaration>();
  for (const declaration of named.values()) {
    switch (declaration.kind) {
      case 'variable':
        variables.set(declaration.name, declaration);
        break;
      case 'local':
        locals.set(declaration.name, declaration);
        break;
      case 'output':
        outputs.set(declaration.name, declaration);
        break;
      case 'resource':
        resources.set(resourceKey(declaration), declaration);
        break;
      case 'module':
        moduleCalls.set(declaration.name, declaration);
        break;
      case 'provider':
        providers.push(declaration);
        break;
    }
  }
  return {
    directory,
    files: sorted.map((file) => file.uri),
    variables,
    locals,
    outputs,
    resources,
    moduleCalls,
    providers,
    others,
    hasBackend: others.some(hasBackend),
    problems,
  };
}

/** `aws_vpc.main`, `data.aws_vpc.main`: the key of `ModuleDeclarations.resources`. */
export function resourceKey(declaration: Pick<ResourceDeclaration, 'mode' | 'type' | 'name'>): string {
  const { mode, type, name } = declaration;
  return mode === 'managed' ? `${type}.${name}` : `${mode}.${type}.${name}`;
}

function keyOf(declaration: Exclude<Declaration, OtherDeclaration>): string {
  switch (declaration.kind) {
    case 'resource':
      return `resource ${resourceKey(declaration)}`;
    case 'provider':
      return `provider ${declaration.name} ${declaration.alias ?? ''}`;
    default:
      return `${declaration.kind} ${declaration.name}`;
  }
}

function override(
  files: readonly FileDeclarations[],
  named: Map<string, Exclude<Declaration, OtherDeclaration>>,
  others: OtherDeclaration[],
  problems: DeclarationProblem[],
): void {
  const overrides = new Map<string, Overridable[]>();
  for (const declaration of files.flatMap((file) => file.declarations)) {
    if (declaration.kind === 'other') {
      others.push(declaration);
      continue;
    }
    const key = keyOf(declaration);
    if (!named.has(key)) problems.push(nothingToOverride(declaration));
    else if (declaration.kind === 'local') named.set(key, declaration);
    else {
      const list = overrides.get(key);
      if (list === undefined) overrides.set(key, [declaration]);
      else list.push(declaration);
    }
  }
  for (const [key, list] of overrides) {
    const base = named.get(key);
    if (base !== undefined && base.kind !== 'local') named.set(key, applyOverrides(base, list));
  }
}

function hasBackend(declaration: OtherDeclaration): boolean {
  return (
    declaration.block.type.text === 'terraform' &&
    declaration.block.body.items.some(
      (item) => item.kind === 'block' && (item.type.text === 'backend' || item.type.text === 'cloud'),
    )
  );
}

interface Placed {
  readonly anchor: Anchor;
  readonly nameSpan: Span;
}

const words: Readonly<Record<Exclude<Declaration, OtherDeclaration>['kind'], string>> = {
  variable: 'variable',
  local: 'local value',
  output: 'output',
  resource: 'resource',
  module: 'module call',
  provider: 'provider configuration',
};

function title(declaration: Exclude<Declaration, OtherDeclaration>): string {
  const name = declaration.kind === 'resource' ? resourceKey(declaration) : declaration.name;
  return `${words[declaration.kind]} "${name}"`;
}

function declaredTwice(
  declaration: Exclude<Declaration, OtherDeclaration>,
  first: Placed,
): DeclarationProblem {
  return {
    code: 'declared-twice',
    message: `The ${title(declaration)} is declared twice in this module: Terraform refuses to run. Rename or remove one of them.`,
    anchor: declaration.anchor,
    span: declaration.nameSpan,
    related: { anchor: first.anchor, span: first.nameSpan, message: 'The first declaration stands here.' },
  };
}

function nothingToOverride(declaration: Exclude<Declaration, OtherDeclaration>): DeclarationProblem {
  return {
    code: 'nothing-to-override',
    message: `The ${title(declaration)} in an override file has no declaration to override: Terraform refuses to run. Declare it in another file, or remove it here.`,
    anchor: declaration.anchor,
    span: declaration.nameSpan,
    related: undefined,
  };
}
