/** `for` expressions over known, partly known and unknown collections. */

import type { Origin } from '../source/origin';
import type { Expression } from '../syntax/tree';
import {
  commonType,
  derivedReason,
  elementsOf,
  number,
  object,
  string,
  tuple,
  unknown,
  withMarks,
} from './build';
import { convert } from './convert';
import { identityOf, sameValue } from './equal';
import { fromMachineInteger } from './number';
import type { Certainty } from './resource';
import type { Scope } from './scope';
import { bind, evaluate, fail, isOutsideSettled, isSettled, scopeOrigin, spend } from './scope';
import type { PartlyKnownElements, PartlyKnownKey, Type, UnknownReason, UnknownValue, Value } from './value';
import { boolType, dynamicType, Marks, numberType, stringType } from './value';

type ForExpression = Extract<Expression, { kind: 'for' }>;

/** One step of an iteration: what the key and value names are bound to. */
export interface Iteration {
  readonly key: Value;
  readonly value: Value;
  readonly certainty: Certainty;
}

export interface Iterations {
  readonly steps: readonly Iteration[];
  /** False when there may be elements besides those in `steps`. */
  readonly closed: boolean;
  /** The collection itself, when it is not wholly there: then what is made of it is not either. */
  readonly unknown: UnknownValue | undefined;
}

/** What an iteration over a value visits; a sentence why not, when it cannot be iterated. */
export function iterationsOf(value: Value): Iterations | string {
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return closed(
        value.elements.map((element, index) => ({
          key: { ...number(0), value: fromMachineInteger(index) },
          value: withMarks(element, value.marks),
          certainty: 'certain',
        })),
      );
    case 'set':
      return closed(
        value.elements.map((element) => {
          const marked = withMarks(element, value.marks);
          return { key: marked, value: marked, certainty: 'certain' };
        }),
      );
    case 'map':
    case 'object':
      return closed(
        [...value.entries].map(([key, element]) => ({
          key: string(key, element.origin),
          value: withMarks(element, value.marks),
          certainty: 'certain',
        })),
      );
    case 'unknown':
      return iterationsOfUnknown(value);
    case 'null':
      return 'A null value cannot be used as the collection of an iteration.';
    default:
      return `A ${value.kind} cannot be iterated: a list, set, map or object is needed.`;
  }
}

function closed(steps: readonly Iteration[]): Iterations {
  return { steps, closed: true, unknown: undefined };
}

function iterationsOfUnknown(value: UnknownValue): Iterations | string {
  const merged = value.elements === undefined ? mergedCandidates(value) : undefined;
  if (merged !== undefined) return merged;
  const elements = elementsOf(value);
  if (elements === undefined) return `A value of type ${value.type.kind} cannot be iterated.`;
  const steps = (part: 'certain' | 'possible'): Iteration[] =>
    elements[part].map((element, index) => {
      const marked = withMarks(element, value.marks);
      const name = elements.keys?.[part][index];
      return {
        key:
          name === undefined
            ? keyOf(value, marked)
            : typeof name === 'string'
              ? string(name, element.origin)
              : withMarks(name, value.marks),
        value: marked,
        certainty: part,
      };
    });
  return { steps: [...steps('certain'), ...steps('possible')], closed: elements.closed, unknown: value };
}

/** Of several known maps that it may be: entries with their keys, certain where each candidate has the same one. */
function mergedCandidates(value: UnknownValue): Iterations | undefined {
  const { candidates } = value;
  if (candidates === undefined || candidates.length === 0) return undefined;
  const mappings: ReadonlyMap<string, Value>[] = [];
  for (const candidate of candidates) {
    if (candidate.kind === 'map' || candidate.kind === 'object') mappings.push(candidate.entries);
    else if (candidate.kind !== 'null') return undefined;
  }
  if (mappings.length === 0) return undefined;
  const keys = [...new Set(mappings.flatMap((entries) => [...entries.keys()]))];
  const steps = keys.map((key): Iteration => {
    const values: Value[] = [];
    for (const entries of mappings) {
      const element = entries.get(key);
      if (element !== undefined && !values.includes(element)) values.push(element);
    }
    const everywhere = mappings.every((entries) => entries.has(key));
    const [only] = values;
    return {
      key: string(key, only?.origin),
      value:
        values.length === 1 && only !== undefined
          ? withMarks(only, value.marks)
          : unknown(commonType(values), value.reason, value.origin, value.marks, { candidates: values }),
      certainty: everywhere ? 'certain' : 'possible',
    };
  });
  return { steps, closed: true, unknown: value };
}

/** The key of an element whose key is not known. */
function keyOf(value: UnknownValue, element: Value): Value {
  switch (value.type.kind) {
    case 'set':
      return element;
    case 'map':
    case 'object':
      return unknown(stringType, value.reason, value.origin, value.marks);
    case 'list':
    case 'tuple':
      return unknown(numberType, value.reason, value.origin, value.marks);
    default:
      return unknown(dynamicType, value.reason, value.origin, value.marks);
  }
}

/** The step that stands for elements that are not known at all. */
export function symbolicStep(value: UnknownValue): Iteration {
  const element: Type =
    value.type.kind === 'list' || value.type.kind === 'set' || value.type.kind === 'map'
      ? value.type.element
      : dynamicType;
  const stand = unknown(element, value.reason, value.origin, value.marks);
  return { key: keyOf(value, stand), value: stand, certainty: 'possible' };
}

interface Made {
  /** Undefined in a tuple. */
  readonly key: PartlyKnownKey | undefined;
  readonly value: Value;
  readonly certainty: Certainty;
}

export function evaluateFor(expression: ForExpression, scope: Scope, origin: Origin | undefined): Value {
  const collection = evaluate(expression.collection, scope);
  const iterations = iterationsOf(collection);
  if (typeof iterations === 'string') {
    const at = scopeOrigin(scope, expression.collection.span);
    return fail(scope, iterations, at, isOutsideSettled(collection));
  }
  let marks = collection.marks;
  let why: UnknownReason | undefined = iterations.unknown && derivedReason([iterations.unknown]);
  const made: Made[] = [];
  const { quiet } = scope.run;
  for (const step of iterations.steps) {
    spend(scope.run, 1);
    // What Terraform does not go through yet may be otherwise when it does.
    if (iterations.unknown !== undefined) scope.run.quiet = quiet + 1;
    const result = evaluateStep(expression, step, {
      ...scope,
      bindings: stepBindings(expression, step, scope),
    });
    scope.run.quiet = quiet;
    if (result.failure !== undefined) return result.failure;
    marks |= result.marks;
    why ??= result.why;
    if (result.made !== undefined) made.push(result.made);
  }
  if (expression.result === 'tuple') {
    if (why === undefined) {
      return tuple(
        made.map(({ value }) => value),
        origin,
        marks,
      );
    }
    return partly(made, iterations.closed, why, origin, marks);
  }
  if (why !== undefined) {
    return partly(expression.group ? [] : made, iterations.closed && !expression.group, why, origin, marks);
  }
  return expression.group ? grouped(made, origin, marks) : collected(made, expression, scope, origin, marks);
}

interface StepResult {
  /** Undefined when the condition leaves the step out. */
  readonly made?: Made;
  readonly marks: number;
  /** Why the result is not wholly known. */
  readonly why?: UnknownReason;
  readonly failure?: UnknownValue;
}

/** One step, evaluated with its names bound. */
function evaluateStep(expression: ForExpression, step: Iteration, scope: Scope): StepResult {
  let { certainty } = step;
  let marks: number = Marks.none;
  let why: UnknownReason | undefined;
  if (expression.condition !== undefined) {
    const given = evaluate(expression.condition, scope);
    const at = scopeOrigin(scope, expression.condition.span);
    const condition = convert(given, boolType);
    if (condition.kind === 'conversion-error') {
      const failure = fail(scope, `Invalid 'for' condition: ${condition.message}.`, at, isSettled(given));
      return { marks, failure };
    }
    marks |= condition.marks;
    if (condition.kind === 'null') {
      return {
        marks,
        failure: fail(scope, "The value of the 'if' clause must not be null.", at, isSettled(given)),
      };
    }
    if (condition.kind === 'bool') {
      if (!condition.value) return { marks };
    } else {
      why = { kind: 'condition', detail: derivedReason([condition]).detail };
      const settled = condition.kind === 'unknown' ? onlyCandidate(condition) : undefined;
      if (settled?.kind === 'bool' && !settled.value) return { marks, why };
      if (settled === undefined) certainty = 'possible';
      scope.run.quiet++;
    }
  }
  let key: Key | undefined;
  if (expression.key !== undefined) {
    const given = evaluate(expression.key, scope);
    const read = keyText(given);
    if ('message' in read) {
      const at = scopeOrigin(scope, expression.key.span);
      return { marks, failure: fail(scope, read.message, at, isSettled(given)) };
    }
    key = read;
    marks |= key.marks;
    if (key.unknown !== undefined) why ??= derivedReason([key.unknown]);
  }
  const made = { key: key?.unknown ?? key?.text, value: evaluate(expression.value, scope), certainty };
  return why === undefined ? { made, marks } : { made, marks, why };
}

function onlyCandidate(value: UnknownValue): Value | undefined {
  return value.candidates?.length === 1 ? value.candidates[0] : undefined;
}

function stepBindings(expression: ForExpression, step: Iteration, scope: Scope): Scope['bindings'] {
  const withKey =
    expression.keyName === undefined
      ? scope.bindings
      : bind(scope.bindings, expression.keyName.text, step.key);
  return bind(withKey, expression.valueName.text, step.value);
}

interface Key {
  readonly text: string | undefined;
  readonly unknown: UnknownValue | undefined;
  readonly marks: number;
}

function keyText(value: Value): Key | { readonly message: string } {
  const key = convert(value, stringType);
  switch (key.kind) {
    case 'string':
      return { text: key.value, unknown: undefined, marks: key.marks };
    case 'unknown':
      return { text: undefined, unknown: key, marks: key.marks };
    case 'null':
      return { message: "Key expression in 'for' expression must not produce a null value." };
    default:
      return { message: 'The key expression produced an invalid result: string required.' };
  }
}

function collected(
  made: readonly Made[],
  expression: ForExpression,
  scope: Scope,
  origin: Origin | undefined,
  marks: number,
): Value {
  const entries = new Map<string, Value>();
  for (const { key, value } of made) {
    if (typeof key !== 'string') continue;
    if (entries.has(key)) {
      return fail(
        scope,
        `Two different items produced the key "${key}" in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.`,
        scopeOrigin(scope, (expression.key ?? expression).span),
        (marks & Marks.assumed) === 0,
      );
    }
    entries.set(key, value);
  }
  return object(entries, origin, marks);
}

function grouped(made: readonly Made[], origin: Origin | undefined, marks: number): Value {
  const groups = new Map<string, Value[]>();
  for (const { key, value } of made) {
    if (typeof key !== 'string') continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return object(
    [...groups].map(([key, values]) => [key, tuple(values, origin)] as const),
    origin,
    marks,
  );
}

/** Entries of the same key are one, with one of their values; elements of a tuple stay as they are. */
function withoutSameKeys(made: readonly Made[]): readonly Made[] {
  const byKey = new Map<string, Made>();
  const kept: Made[] = [];
  for (const each of made) {
    const name = typeof each.key === 'string' ? `=${each.key}` : each.key && identityOf(each.key);
    const before = name === undefined ? undefined : byKey.get(name);
    if (before === undefined) {
      if (name !== undefined) byKey.set(name, each);
      kept.push(each);
      continue;
    }
    const both = [before.value, each.value];
    const merged: Made = {
      key: before.key,
      value: sameValue(before.value, each.value)
        ? before.value
        : unknown(commonType(both), derivedReason(both), undefined, 0, { candidates: both }),
      certainty: before.certainty === 'certain' ? 'certain' : each.certainty,
    };
    if (name !== undefined) byKey.set(name, merged);
    kept[kept.indexOf(before)] = merged;
  }
  return kept;
}

function partly(
  given: readonly Made[],
  closedBefore: boolean,
  reason: UnknownReason,
  origin: Origin | undefined,
  marks: number,
): Value {
  const made = withoutSameKeys(given);
  const certain = made.filter(({ certainty }) => certainty === 'certain');
  const possible = made.filter(({ certainty }) => certainty === 'possible');
  const values = (part: readonly Made[]): Value[] => part.map(({ value }) => value);
  const names = (part: readonly Made[]): PartlyKnownKey[] =>
    part.flatMap(({ key }) => (key === undefined ? [] : [key]));
  const keys = { certain: names(certain), possible: names(possible) };
  const allNamed = keys.certain.length === certain.length && keys.possible.length === possible.length;
  const elements: PartlyKnownElements = {
    certain: values(certain),
    possible: values(possible),
    closed: closedBefore,
    ...(allNamed && made.length > 0 ? { keys } : {}),
  };
  return unknown(dynamicType, reason, origin, marks, { elements });
}
