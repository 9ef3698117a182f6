/**
 * What Terraform would refuse and that shows without evaluating: names that nothing declares, inputs that a module
 * does not have or does not get. Reported once per declaration, however many instances there are.
 */

import type {
  Declaration,
  ModuleCallDeclaration,
  ModuleDeclarations,
  ResourceDeclaration,
  VariableDeclaration,
} from '../configuration/declarations';
import { anchorOfItem } from '../configuration/declarations';
import { resourceKey } from '../configuration/readModule';
import type { Cell } from '../reactive/cell';
import { cell } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import type { Anchor } from '../source/origin';
import type { Span } from '../source/span';
import { originOf } from '../syntax/tree';
import type { ModuleSignature } from './directoryCells';
import type { EvaluationProblem } from './evaluation';
import { nearestName, nearestReference } from '../source/nearestName';
import type { ModuleInstance } from './moduleInstance';
import type { Cycle } from './staticCycles';
import { findCycles, namesIn } from './staticCycles';
import { mistakesOfDeclarations } from './staticDeclarations';
import type { NamePart, StaticReference } from './staticReferences';
import { referencesOf } from './staticReferences';

/** The body of a cell that collects the problems of all module instances, each directory's once. */
export function createProblemReader(
  modules: () => readonly ModuleInstance[],
): () => readonly EvaluationProblem[] {
  const cells = new WeakMap<ModuleInstance, Cell<readonly EvaluationProblem[]>>();
  return () => {
    const seen = new Set<DocumentUri>();
    const problems: EvaluationProblem[] = [];
    for (const module of modules()) {
      if (seen.has(module.directory)) continue;
      seen.add(module.directory);
      let own = cells.get(module);
      if (own === undefined) {
        let before: DirectoryProblems | undefined;
        own = cell(
          () => {
            before = problemsOf(module, before);
            return before.all;
          },
          { onCycle: () => [] },
        );
        cells.set(module, own);
      }
      problems.push(...own.get());
    }
    return problems;
  };
}

/** The declarations of a module that have references. */
export function declarationsWithReferences(module: ModuleDeclarations): Declaration[] {
  return [
    ...module.variables.values(),
    ...module.locals.values(),
    ...module.outputs.values(),
    ...module.resources.values(),
    ...module.moduleCalls.values(),
    ...module.providers,
  ];
}

type Report = (
  code: string,
  anchor: Anchor,
  span: Span,
  message: string,
  cycle?: EvaluationProblem['cycle'],
) => void;

/** The problems of a directory, and what of them the next version of it may keep. */
interface DirectoryProblems {
  readonly all: readonly EvaluationProblem[];
  readonly declared: ModuleDeclarations;
  readonly declarations: readonly Declaration[];
  /** For each declaration those of its references; undefined where they hang on other modules as well. */
  readonly ofReferences: readonly (readonly EvaluationProblem[] | undefined)[];
  readonly cycles: readonly Cycle[];
}

const none: readonly EvaluationProblem[] = [];

function problemsOf(module: ModuleInstance, before: DirectoryProblems | undefined): DirectoryProblems {
  const all: EvaluationProblem[] = [];
  const report: Report = (code, anchor, span, message, cycle) => {
    const problem = { code, message, origin: originOf(anchor, span), module: module.address };
    all.push(cycle === undefined ? problem : { ...problem, cycle });
  };
  const declared = module.declarations();
  const declarations = declarationsWithReferences(declared);
  const kept = keptProblems(before, declared, declarations);
  const ofReferences = declarations.map((declaration, index) => {
    const known = kept(index);
    if (known !== undefined) {
      all.push(...known);
      return known;
    }
    const first = all.length;
    const references = referencesOf(declaration);
    for (const reference of references) {
      if (checkContext(reference, declaration, report)) checkReference(reference, module, declared, report);
    }
    // What other modules give out is no name of this one.
    if (references.some(({ names }) => names[0]?.text === 'module')) return undefined;
    return all.length === first ? none : all.slice(first);
  });
  for (const { message, origin, related } of mistakesOfDeclarations(declared)) {
    const problem = { code: 'invalid-declaration', message, origin, module: module.address };
    all.push(related === undefined ? problem : { ...problem, related });
  }
  for (const call of declared.moduleCalls.values()) checkInputs(call, module, report);
  const cycles = findCycles(declared, before && { module: before.declared, cycles: before.cycles });
  for (const { names, anchor, span } of cycles) {
    // A resource that refers to itself is marked where it does.
    if (names.length === 2 && names[0]?.startsWith('local.') === false) continue;
    report(
      'dependency-cycle',
      anchor,
      span,
      `${names.join(' → ')} depend on each other in a circle: Terraform cannot tell which comes first. Break the circle at one of them.`,
      names,
    );
  }
  return { all, declared, declarations, ofReferences, cycles };
}

/**
 * The problems that the references of a declaration had before, by its position now; undefined where they may be
 * others. What stands before the first and behind the last edited block is as it was.
 */
function keptProblems(
  before: DirectoryProblems | undefined,
  declared: ModuleDeclarations,
  declarations: readonly Declaration[],
): (index: number) => readonly EvaluationProblem[] | undefined {
  if (before === undefined) return () => undefined;
  const old = before.declarations;
  let first = 0;
  while (first < declarations.length && declarations[first] === old[first]) first++;
  const shift = old.length - declarations.length;
  let last = declarations.length;
  while (last > first && last + shift > first && declarations[last - 1] === old[last + shift - 1]) last--;
  const names = changedNames(before.declared, declared);
  return (index) => {
    if (index >= first && index < last) return undefined;
    const known = before.ofReferences[index < first ? index : index + shift];
    if (names === undefined || known === undefined) return known;
    // A new name may be the one that was missing, or be nearer to it than another.
    if (known.length > 0) return undefined;
    if (names.removed.size === 0) return known;
    const declaration = declarations[index];
    if (declaration?.kind !== 'resource' && declaration?.kind !== 'local') return undefined;
    return namesIn(declaration).some((name) => names.removed.has(name)) ? undefined : known;
  };
}

/** Names that one version of a module declares and the other does not; undefined where they declare the same. */
function changedNames(
  before: ModuleDeclarations,
  now: ModuleDeclarations,
): { readonly removed: ReadonlySet<string> } | undefined {
  const pairs = [
    ['var.', before.variables, now.variables],
    ['local.', before.locals, now.locals],
    ['module.', before.moduleCalls, now.moduleCalls],
    ['', before.resources, now.resources],
  ] as const;
  const removed = new Set<string>();
  for (const [prefix, old, names] of pairs) {
    if (old === names) continue;
    for (const name of old.keys()) if (!names.has(name)) removed.add(prefix + name);
  }
  const isSame = removed.size === 0 && pairs.every(([, old, names]) => old.size === names.size);
  return isSame ? undefined : { removed };
}

/** Words that mean something in some blocks only. False when the reference is dealt with. */
function checkContext(reference: StaticReference, declaration: Declaration, report: Report): boolean {
  const { anchor, span } = reference;
  const [root, first, second] = reference.names;
  if (root === undefined) return false;
  const isRepeated = declaration.kind === 'resource' || declaration.kind === 'module';
  const refuse = (message: string): boolean => {
    report('undeclared-reference', anchor, span, message);
    return false;
  };
  switch (root.text) {
    case 'each':
      if (isRepeated && declaration.forEach !== undefined) {
        if (first === undefined || ['key', 'value', ''].includes(first.text)) return false;
        return refuse(`each has a key and a value, but no "${first.text}".`);
      }
      // OpenTofu lets a provider have instances.
      if (declaration.kind === 'provider') return false;
      return refuse(
        'each has a meaning only in a block with for_each. Add for_each to this one, or use something else.',
      );
    case 'count':
      if (isRepeated && declaration.count !== undefined) {
        if (first === undefined || ['index', ''].includes(first.text)) return false;
        return refuse(`count has an index, but no "${first.text}".`);
      }
      return refuse(
        'count.index has a meaning only in a block with count. Add count to this one, or use something else.',
      );
    case 'self':
      if (declaration.kind === 'resource') return false;
      return refuse('self has a meaning only in provisioners, connections and postconditions of a resource.');
    case 'path':
    case 'terraform': {
      if (first?.text === '') return false;
      const parts = root.text === 'path' ? ['module', 'root', 'cwd'] : ['workspace', 'applying'];
      if (first !== undefined && parts.includes(first.text)) return false;
      return refuse(
        `${root.text} is no value by itself: ${parts.map((part) => `${root.text}.${part}`).join(', ')} are.`,
      );
    }
  }
  if (declaration.kind === 'variable' && isDefault(declaration, reference)) {
    return refuse(
      'The default of a variable is a constant: it can refer to nothing. Use a local value for what is computed.',
    );
  }
  if (declaration.kind === 'resource' && isItself(declaration, root, first, second)) {
    report(
      'dependency-cycle',
      anchor,
      span,
      `${resourceKey(declaration)} refers to itself: Terraform cannot know it before it is made. Inside provisioners and postconditions, write self.`,
      [resourceKey(declaration), resourceKey(declaration)],
    );
    return false;
  }
  return true;
}

function isDefault({ default: expression }: VariableDeclaration, { span }: StaticReference): boolean {
  return expression !== undefined && expression.span.start <= span.start && span.end <= expression.span.end;
}

function isItself(
  declaration: ResourceDeclaration,
  root: NamePart,
  first: NamePart | undefined,
  second: NamePart | undefined,
): boolean {
  if (root.text === 'data' || root.text === 'ephemeral') {
    return (
      declaration.mode === root.text && declaration.type === first?.text && declaration.name === second?.text
    );
  }
  return declaration.mode === 'managed' && declaration.type === root.text && declaration.name === first?.text;
}

function checkReference(
  reference: StaticReference,
  module: ModuleInstance,
  declared: ModuleDeclarations,
  report: Report,
): void {
  const [root, first, second] = reference.names;
  if (root === undefined) return;
  const undeclared = (what: string, name: string, known: Iterable<string>, hint: string): void => {
    const near = nearestReference(name, known);
    const fix = near === undefined ? hint : `Did you mean "${near}"?`;
    report(
      'undeclared-reference',
      reference.anchor,
      reference.span,
      `${what} is not declared in this module. ${fix}`,
    );
  };
  switch (root.text) {
    case 'tofu':
      return;
  }
  // A name that is still being typed is no mistake yet.
  if (first === undefined || first.text === '') {
    if (first === undefined) {
      report(
        'undeclared-reference',
        reference.anchor,
        reference.span,
        isRootWord(root.text)
          ? `"${root.text}" is not a value by itself: write a dot and a name behind it.`
          : `"${root.text}" is not a value: a reference to a resource needs its type and its name. Put text into quotes.`,
      );
    }
    return;
  }
  switch (root.text) {
    case 'var':
      if (!declared.variables.has(first.text)) {
        undeclared(
          `The variable var.${first.text}`,
          first.text,
          declared.variables.keys(),
          `Declare it with a variable "${first.text}" block.`,
        );
      }
      return;
    case 'local':
      if (!declared.locals.has(first.text)) {
        undeclared(
          `The local value local.${first.text}`,
          first.text,
          declared.locals.keys(),
          'Declare it in a locals block.',
        );
      }
      return;
    case 'module':
      checkModuleReference(reference, module, declared, undeclared);
      return;
    case 'data':
    case 'ephemeral': {
      if (second?.text === '') return;
      if (second === undefined) {
        const message = `A reference to a ${root.text} block needs its type and its name: ${root.text}.${first.text}.NAME.`;
        report('undeclared-reference', reference.anchor, reference.span, message);
        return;
      }
      const key = `${root.text}.${first.text}.${second.text}`;
      if (!declared.resources.has(key)) {
        undeclared(
          `The ${root.text === 'data' ? 'data source' : 'ephemeral resource'} ${key}`,
          key,
          declared.resources.keys(),
          `Declare it with a ${root.text} block.`,
        );
      }
      return;
    }
    default: {
      const key = `${root.text}.${first.text}`;
      if (!declared.resources.has(key)) {
        undeclared(
          `The resource ${key}`,
          key,
          declared.resources.keys(),
          'Declare it with a resource block.',
        );
      }
    }
  }
}

function isRootWord(name: string): boolean {
  return ['var', 'local', 'module', 'data', 'ephemeral'].includes(name);
}

function checkModuleReference(
  reference: StaticReference,
  module: ModuleInstance,
  declared: ModuleDeclarations,
  undeclared: (what: string, name: string, known: Iterable<string>, hint: string) => void,
): void {
  const [, name, output] = reference.names;
  if (name === undefined) return;
  if (!declared.moduleCalls.has(name.text)) {
    undeclared(
      `The module call module.${name.text}`,
      name.text,
      declared.moduleCalls.keys(),
      `Add a module "${name.text}" block.`,
    );
    return;
  }
  if (output === undefined || output.text === '') return;
  const called = calledModule(name.text, module);
  // With for_each, `module.a.key` is an instance.
  const call = declared.moduleCalls.get(name.text);
  if (called === undefined || (call?.forEach !== undefined && !output.afterIndex)) return;
  if (!called.outputs.includes(output.text)) {
    undeclared(
      `The output "${output.text}" of module.${name.text}`,
      output.text,
      called.outputs,
      `Declare it in the called module with an output "${output.text}" block.`,
    );
  }
}

/** What a called module can be given and asked for; undefined when it cannot be looked into. */
function calledModule(name: string, module: ModuleInstance): ModuleSignature | undefined {
  const directory = module.calledDirectory(name);
  return typeof directory === 'string' ? module.world.directory(directory).signature() : undefined;
}

function checkInputs(call: ModuleCallDeclaration, module: ModuleInstance, report: Report): void {
  const called = calledModule(call.name, module);
  if (called === undefined) return;
  for (const [name, argument] of call.inputs) {
    if (called.inputs.has(name)) continue;
    const near = nearestName(name, called.inputs.keys());
    report(
      'unexpected-input',
      anchorOfItem(call, argument),
      argument.name.span,
      `The called module has no variable "${name}". ${near === undefined ? 'Remove the argument, or declare the variable there.' : `Did you mean "${near}"?`}`,
    );
  }
  for (const [name, required] of called.inputs) {
    if (!required || call.inputs.has(name)) continue;
    report(
      'missing-input',
      call.anchor,
      call.nameSpan,
      `The called module needs a value for "${name}", which has no default. Add the argument to this call.`,
    );
  }
}
