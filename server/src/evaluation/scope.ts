/**
 * What an expression is evaluated in: the names it can see, and what one evaluation may cost. How names are found in
 * a module is moduleEvaluation's; how expressions are computed is expression.ts's.
 */

import type { ResourceInstanceAddress } from '../configuration/address';
import type { Anchor, Origin } from '../source/origin';
import type { Span } from '../source/span';
import type { Expression } from '../syntax/tree';
import type { FileAccess, TerraformFunction } from './functionTable';
import type { Certainty } from './resource';
import type { UnknownValue, Value } from './value';
import { dynamicType, Marks } from './value';

export interface Scope {
  /** Spans of the expression are relative to it; undefined for text without a place in a file. */
  readonly anchor: Anchor | undefined;
  readonly names: Names;
  readonly bindings: Bindings | undefined;
  readonly run: Run;
}

/** Names bound by `for`, `dynamic`, `count` and `for_each`, innermost first. */
export interface Bindings {
  readonly name: string;
  readonly value: Value;
  readonly outer: Bindings | undefined;
}

/** The names that a module has by itself: `var`, `local`, `module`, `data`, resource types, `path`, `terraform`. */
export interface Names {
  /**
   * What `root.name` means (`var.x`, `aws_vpc.main`); undefined when there is no such name. For `data` and
   * `ephemeral` the type of the resource stands in `type`.
   */
  resolve(
    root: string,
    name: string,
    type: string | undefined,
    origin: Origin | undefined,
  ): Target | undefined;
  /** An attribute of a resource instance: what its configuration sets, or a reference. */
  attribute(resource: ResourceInstanceAddress, name: string, origin: Origin | undefined): Value;
  readonly files: FileAccess;
  /** Functions besides Terraform's: Terragrunt has its own. */
  readonly functions?: ReadonlyMap<string, TerraformFunction>;
  /** True inside a template file, which sees its own variables only. */
  readonly isTemplate: boolean;
}

/** A value, or something that is not evaluated as a whole as long as only a part of it is asked for. */
export type Target = Value | Handle;

export interface Handle {
  readonly kind: 'handle';
  /** Of what decides which elements there are. */
  readonly marks: number;
  attribute(name: string, origin: Origin | undefined): Target;
  /** The instance with this key; undefined where the whole value must be looked at. */
  index(key: Value, origin: Origin | undefined): HandleElement | undefined;
  /** What a splat walks over; undefined when it is a single thing. */
  splat(): readonly HandleElement[] | undefined;
  force(origin: Origin | undefined): Value;
}

export interface HandleElement {
  readonly target: Target;
  readonly certainty: Certainty;
  /** True when it stands for any number of elements. */
  readonly symbolic: boolean;
}

/** A mistake that Terraform would stop at. */
export interface Failure {
  /** What stands for the value: an unknown with the reason, whose origin is the text at fault. */
  readonly value: UnknownValue;
  /** Whether it is sure that Terraform stops there: what it comes from is known, and is evaluated in any case. */
  readonly certain: boolean;
}

export const noFailures: readonly Failure[] = [];

/** The state of the evaluation of one whole expression. */
export interface Run {
  /** What evaluates the expressions inside: given here, so that the files of the kinds of expressions need not know. */
  readonly evaluate: (expression: Expression, scope: Scope) => Value;
  /** Elements that may still be made. */
  remaining: number;
  depth: number;
  /** The mistakes so far; try() and can() look at whether there are any. One shared array while there are none. */
  failures: readonly Failure[];
  /** Over 0 inside what may not be evaluated at all: a mistake there is one for try(), but nothing to report. */
  quiet: number;
  /** True when something was taken that may not be there: then try() and can() may go either way. */
  doubtful: boolean;
}

/** Elements that one expression may make with `for`, splats and templates. */
const elementBudget = 200_000;

export function createRun(evaluateInside: Run['evaluate']): Run {
  return {
    evaluate: evaluateInside,
    remaining: elementBudget,
    depth: 0,
    failures: noFailures,
    quiet: 0,
    doubtful: false,
  };
}

/** The value of an expression inside the one under evaluation. Throws TooLarge. */
export function evaluate(expression: Expression, scope: Scope): Value {
  return scope.run.evaluate(expression, scope);
}

/** Ends the evaluation of an expression that makes too much; caught where the expression's evaluation began. */
export class TooLarge extends Error {}

/** Accounts for `count` more elements. */
export function spend(run: Run, count: number): void {
  run.remaining -= count;
  if (run.remaining < 0) throw new TooLarge();
}

export function bind(bindings: Bindings | undefined, name: string, value: Value): Bindings {
  return { name, value, outer: bindings };
}

export function boundValue(bindings: Bindings | undefined, name: string): Value | undefined {
  for (let binding = bindings; binding !== undefined; binding = binding.outer) {
    if (binding.name === name) return binding.value;
  }
  return undefined;
}

export function scopeOrigin(scope: Scope, span: Span): Origin | undefined {
  return scope.anchor && { anchor: scope.anchor, start: span.start, end: span.end };
}

/** The value of an expression that Terraform refuses; `message` says why. */
export function failed(message: string, origin: Origin | undefined): UnknownValue {
  return {
    kind: 'unknown',
    type: dynamicType,
    reason: { kind: 'error', detail: message },
    origin,
    marks: Marks.none,
  };
}

/** The same, noted as a mistake of the expression. `certain`: the values that it comes from are settled. */
export function fail(
  scope: Scope,
  message: string,
  origin: Origin | undefined,
  certain: boolean,
): UnknownValue {
  const value = failed(message, origin);
  note(scope.run, value, certain);
  return value;
}

/** Notes a mistake whose value is made already. */
export function note(run: Run, value: UnknownValue, certain: boolean): void {
  run.failures = [...run.failures, { value, certain: certain && run.quiet === 0 }];
}

/** Mistakes behind the first `length` at `origin` move to `closer`: the index at fault, not all that stands before it. */
export function moveCloser(
  run: Run,
  length: number,
  origin: Origin | undefined,
  closer: Origin | undefined,
): void {
  run.failures = run.failures.map((failure, index) =>
    index < length || failure.value.origin !== origin
      ? failure
      : { ...failure, value: { ...failure.value, origin: closer } },
  );
}

/** What `compute` gives, with the mistakes met in it apart from those before. */
export function apart<T>(
  run: Run,
  compute: () => T,
): { readonly result: T; readonly failures: readonly Failure[] } {
  const before = run.failures;
  run.failures = noFailures;
  const result = compute();
  const { failures } = run;
  run.failures = before;
  return { result, failures };
}

/** Mistakes inside are noted, but not reported. */
export function quietly<T>(run: Run, compute: () => T): T {
  run.quiet++;
  const result = compute();
  run.quiet--;
  return result;
}

/**
 * Whether Terraform judges a value as we do. A variable without a value has its declared type all the same; of other
 * unknowns the type may be a guess.
 */
export function isSettled(value: Value): boolean {
  if (!isOutsideSettled(value)) return false;
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements.every(isSettled);
    case 'map':
    case 'object':
      return [...value.entries.values()].every(isSettled);
    default:
      return true;
  }
}

/** The same for the value as such, whatever its elements are: enough to say what it does not have. */
export function isOutsideSettled(value: Value): boolean {
  if ((value.marks & Marks.assumed) !== 0) return false;
  return (
    value.kind !== 'unknown' ||
    (value.reason.kind === 'variable-without-value' &&
      value.reference === undefined &&
      value.candidates === undefined &&
      value.elements === undefined)
  );
}
