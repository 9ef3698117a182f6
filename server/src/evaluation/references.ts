/** What a reference in the text means, and where something is referred to: for go to definition, references, rename. */

import type { Anchor, Origin } from '../source/origin';
import { originOf } from '../syntax/tree';
import type { Span } from '../source/span';
import type { ModuleEvaluation, ReferenceTarget, RootEvaluation } from './evaluation';
import { declarationsWithReferences } from './staticProblems';
import type { StaticReference } from './staticReferences';
import { referencesOf } from './staticReferences';

/** What a part of a reference stands for: `module.vpc` or, further behind, `module.vpc.id`. */
export interface ResolvedReference {
  readonly target: ReferenceTarget;
  /** From the root name to the last name that belongs to the target. */
  readonly origin: Origin;
}

/** References of a module's own declarations, with their places. */
export function referencesIn(module: ModuleEvaluation): StaticReference[] {
  return declarationsWithReferences(module.declarations()).flatMap((declaration) => [
    ...referencesOf(declaration),
  ]);
}

/**
 * What the names of a reference mean (`['var', 'cidrs']`, `['module', 'vpc', 'id']`, `['data', 'aws_vpc', 'main']`),
 * seen from a module. With all the names of `module.vpc.id` it is the output of the called module, with the first two
 * the call. Names behind those that mean something are ignored; undefined when nothing is declared by that name.
 */
export function referenceTarget(
  module: ModuleEvaluation,
  names: readonly string[],
): ReferenceTarget | undefined {
  const [root, first, second] = names;
  if (root === undefined || first === undefined) return undefined;
  const declared = module.declarations();
  switch (root) {
    case 'var':
      return declared.variables.has(first) ? { kind: 'variable', module, name: first } : undefined;
    case 'local':
      return declared.locals.has(first) ? { kind: 'local', module, name: first } : undefined;
    case 'module': {
      const call = declared.moduleCalls.get(first);
      if (call === undefined) return undefined;
      const [child] = module.children(call);
      return second !== undefined && child?.declarations().outputs.has(second) === true
        ? { kind: 'output', module: child, name: second }
        : { kind: 'module', module, call };
    }
    case 'data':
    case 'ephemeral':
      return second === undefined ? undefined : resourceTarget(module, `${root}.${first}.${second}`);
    default:
      return resourceTarget(module, `${root}.${first}`);
  }
}

function resourceTarget(module: ModuleEvaluation, key: string): ReferenceTarget | undefined {
  const declaration = module.declarations().resources.get(key);
  return declaration && { kind: 'resource', module, declaration };
}

/**
 * The reference at an offset of a top-level item (relative to it), with the names up to the one under the cursor;
 * undefined when no reference of the module stands there.
 */
export function referenceAt(
  module: ModuleEvaluation,
  anchor: Anchor,
  offset: number,
): ResolvedReference | undefined {
  for (const reference of referencesIn(module)) {
    if (reference.anchor !== anchor || offset < reference.span.start || offset > reference.span.end) continue;
    const under = reference.names.findIndex(({ span }) => offset >= span.start && offset <= span.end);
    if (under === -1) continue;
    const resolved = resolveNames(module, reference, Math.max(under, shortest(reference)));
    if (resolved !== undefined) return resolved;
  }
  return undefined;
}

/** Index of the last name that an address needs. */
function shortest({ names }: StaticReference): number {
  const root = names[0]?.text;
  return root === 'data' || root === 'ephemeral' ? 2 : 1;
}

function resolveNames(
  module: ModuleEvaluation,
  reference: StaticReference,
  last: number,
): ResolvedReference | undefined {
  const target = referenceTarget(
    module,
    reference.names.slice(0, last + 1).map(({ text }) => text),
  );
  const end = reference.names[Math.min(last, lastName(target))]?.span.end;
  const start = reference.names[0]?.span.start;
  if (target === undefined || start === undefined || end === undefined) return undefined;
  return { target, origin: originOf(reference.anchor, { start, end }) };
}

/** Index of the last name of a reference to the target. */
function lastName(target: ReferenceTarget | undefined): number {
  if (target?.kind === 'output') return 2;
  return target?.kind === 'resource' && target.declaration.mode !== 'managed' ? 2 : 1;
}

/** Where a target is declared: the span of its name. Undefined for an instance. */
export function declarationOrigin(target: ReferenceTarget): Origin | undefined {
  const place = declarationOf(target);
  return place && originOf(place.anchor, place.nameSpan);
}

function declarationOf(
  target: ReferenceTarget,
): { readonly anchor: Anchor; readonly nameSpan: Span } | undefined {
  switch (target.kind) {
    case 'variable':
      return target.module.declarations().variables.get(target.name);
    case 'local':
      return target.module.declarations().locals.get(target.name);
    case 'output':
      return target.module.declarations().outputs.get(target.name);
    case 'module':
      return target.call;
    case 'resource':
      return target.declaration;
    case 'instance':
      return undefined;
  }
}

/**
 * Where a target is referred to in all modules of the root, each place once: references by name; for a variable also
 * the arguments of calls that set it. The declaration itself is not among them.
 */
export function findReferences(root: RootEvaluation, target: ReferenceTarget): Origin[] {
  const wanted = declarationOf(target);
  if (wanted === undefined) return [];
  const found = new Map<string, Map<Anchor, Origin>>();
  const add = (origin: Origin): void => {
    const key = `${origin.start}-${origin.end}`;
    const places = found.get(key) ?? new Map<Anchor, Origin>();
    places.set(origin.anchor, origin);
    found.set(key, places);
  };
  for (const module of root.modules()) {
    if (mayRefer(module, target)) {
      for (const reference of referencesIn(module)) {
        const resolved = resolveNames(module, reference, target.kind === 'module' ? 1 : 2);
        if (resolved !== undefined && declarationOf(resolved.target) === wanted) add(resolved.origin);
      }
    }
    if (target.kind === 'variable' && module.directory === target.module.directory) {
      const input = module.call?.declaration.inputs.get(target.name);
      const { call } = module;
      if (input !== undefined && call !== undefined) {
        add(originOf(call.declaration.overridden?.get(input) ?? call.declaration.anchor, input.name.span));
      }
    }
  }
  return [...found.values()].flatMap((places) => [...places.values()]);
}

/** Only a caller names an output; everything else is named in its own module. */
function mayRefer(module: ModuleEvaluation, target: ReferenceTarget): boolean {
  if (target.kind === 'instance') return false;
  if (target.kind !== 'output') return module.directory === target.module.directory;
  const { directory } = target.module;
  const { moduleCalls } = module.declarations();
  for (const call of moduleCalls.values()) {
    if (module.children(call)[0]?.directory === directory) return true;
  }
  return false;
}
