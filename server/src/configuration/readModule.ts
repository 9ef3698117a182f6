/** Puts the declarations of a directory's files together into one module. It evaluates nothing. */

import type { DocumentUri } from '../source/documentUri';
import { baseName } from '../source/documentUri';
import type { Anchor } from '../source/origin';
import type { Span } from '../source/span';
import type {
  Declaration,
  DeclarationProblem,
  ModuleDeclarations,
  OtherDeclaration,
  ResourceDeclaration,
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
  const named: NamedDeclarations = {
    variable: new Map(),
    local: new Map(),
    output: new Map(),
    resource: new Map(),
    module: new Map(),
    provider: new Map(),
  };
  const others: OtherDeclaration[] = [];
  for (const file of sorted.filter((each) => !isOverride(each))) {
    for (const declaration of file.declarations) {
      if (declaration.kind === 'other') {
        others.push(declaration);
        continue;
      }
      const alike = alikeOf(named, declaration);
      const key = keyOf(declaration);
      const first = alike.get(key);
      if (first === undefined) alike.set(key, declaration);
      else problems.push(declaredTwice(declaration, first));
    }
  }
  override(sorted.filter(isOverride), named, others, problems);

  return {
    directory,
    files: sorted.map((file) => file.uri),
    variables: named.variable,
    locals: named.local,
    outputs: named.output,
    resources: named.resource,
    moduleCalls: named.module,
    providers: [...named.provider.values()],
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

type NamedDeclaration = Exclude<Declaration, OtherDeclaration>;

/** By kind, and then by what tells those of a kind apart (`keyOf`). */
type NamedDeclarations = {
  readonly [Kind in NamedDeclaration['kind']]: Map<string, Extract<NamedDeclaration, { kind: Kind }>>;
};

/** The declarations of the kind that this one has. */
function alikeOf(named: NamedDeclarations, { kind }: NamedDeclaration): Map<string, NamedDeclaration> {
  return named[kind];
}

function keyOf(declaration: NamedDeclaration): string {
  switch (declaration.kind) {
    case 'resource':
      return resourceKey(declaration);
    case 'provider':
      return `${declaration.name} ${declaration.alias ?? ''}`;
    default:
      return declaration.name;
  }
}

function override(
  files: readonly FileDeclarations[],
  named: NamedDeclarations,
  others: OtherDeclaration[],
  problems: DeclarationProblem[],
): void {
  const overrides = new Map<Overridable, Overridable[]>();
  for (const declaration of files.flatMap((file) => file.declarations)) {
    if (declaration.kind === 'other') {
      others.push(declaration);
      continue;
    }
    const alike = alikeOf(named, declaration);
    const key = keyOf(declaration);
    const base = alike.get(key);
    if (base === undefined) problems.push(nothingToOverride(declaration));
    else if (base.kind === 'local' || declaration.kind === 'local') alike.set(key, declaration);
    else {
      const list = overrides.get(base);
      if (list === undefined) overrides.set(base, [declaration]);
      else list.push(declaration);
    }
  }
  for (const [base, list] of overrides) {
    alikeOf(named, base).set(keyOf(base), applyOverrides(base, list));
  }
}

function hasBackend(declaration: OtherDeclaration): boolean {
  return (
    declaration.block.word === 'terraform' &&
    declaration.block.body.items.some(
      (item) => item.kind === 'block' && (item.word === 'backend' || item.word === 'cloud'),
    )
  );
}

interface Placed {
  readonly anchor: Anchor;
  readonly nameSpan: Span;
}

const words: Readonly<Record<NamedDeclaration['kind'], string>> = {
  variable: 'variable',
  local: 'local value',
  output: 'output',
  resource: 'resource',
  module: 'module call',
  provider: 'provider configuration',
};

function title(declaration: NamedDeclaration): string {
  const name = declaration.kind === 'resource' ? resourceKey(declaration) : declaration.name;
  return `${words[declaration.kind]} "${name}"`;
}

function declaredTwice(declaration: NamedDeclaration, first: Placed): DeclarationProblem {
  return {
    code: 'declared-twice',
    message: `The ${title(declaration)} is declared twice in this module: Terraform refuses to run. Rename or remove one of them.`,
    anchor: declaration.anchor,
    span: declaration.nameSpan,
    related: { anchor: first.anchor, span: first.nameSpan, message: 'The first declaration stands here.' },
  };
}

function nothingToOverride(declaration: NamedDeclaration): DeclarationProblem {
  return {
    code: 'nothing-to-override',
    message: `The ${title(declaration)} in an override file has no declaration to override: Terraform refuses to run. Declare it in another file, or remove it here.`,
    anchor: declaration.anchor,
    span: declaration.nameSpan,
    related: undefined,
  };
}
