/**
 * The mistakes that an evaluation meets, on their way to whoever asked for it. A cell that is computed keeps the
 * mistakes met meanwhile beside its value, and each reader gets them with the value: what depends on a wrong local
 * value knows of it, whoever computed it first. Where there is no mistake nothing is kept. What is made of them for the
 * user is not decided here.
 */

import type { ModuleInstanceAddress } from '../configuration/address';
import type { Cell, CellOptions } from '../reactive/cell';
import { cell } from '../reactive/cell';
import type { Anchor, Origin } from '../source/origin';
import { sameOrigin } from '../source/origin';

/** A mistake that Terraform would stop at, for sure. */
export interface EvaluationError {
  /** What is wrong, as a sentence or two. */
  readonly message: string;
  /** The smallest expression at fault. */
  readonly origin: Origin;
  readonly module: ModuleInstanceAddress;
  /** The declaration that the value does not fit, where there is one. */
  readonly related?: { readonly origin: Origin; readonly message: string };
}

/** A value with the mistakes met on the way to it. */
class Faulty<T> {
  constructor(
    readonly value: T,
    readonly errors: readonly EvaluationError[],
  ) {}
}

export type { Faulty };

// As with cells, who is being computed is a state of the program: the computations themselves need not know.
let recordings = 0;
let met: Map<Anchor, EvaluationError[]> | undefined;

/** Tells of a mistake. Of several in one place, in the steps of a loop or in instances of a module, the first counts. */
export function reportError(error: EvaluationError): void {
  if (recordings === 0) return;
  met ??= new Map();
  const { anchor, start, end } = error.origin;
  const beside = met.get(anchor);
  if (beside === undefined) met.set(anchor, [error]);
  else if (!beside.some(({ origin }) => origin.start === start && origin.end === end)) beside.push(error);
}

/** What `compute` gives, with the mistakes that were told of meanwhile. For the computation of a cell. */
export function recording<T>(compute: () => T): T | Faulty<T> {
  const outer = met;
  met = undefined;
  recordings++;
  try {
    const value = compute();
    const errors = takeMet();
    return errors === undefined ? value : new Faulty(value, errors);
  } finally {
    recordings--;
    met = outer;
  }
}

function takeMet(): EvaluationError[] | undefined {
  return met && [...met.values()].flat();
}

/** The value of such a cell; its mistakes are told to whoever is being computed. */
export function reading<T>(result: T | Faulty<T>): T {
  if (!(result instanceof Faulty)) return result;
  for (const error of result.errors) reportError(error);
  return result.value;
}

/** A cell of which the mistakes can be asked too. */
export interface RecordedCell<T> extends Cell<T> {
  errors(): readonly EvaluationError[];
}

/** A cell that keeps the mistakes met while it was computed. Reading it inside another such cell hands them on. */
export function recordedCell<T>(
  compute: (previous: T | undefined) => T,
  options: CellOptions<T>,
): RecordedCell<T> {
  const { equal = Object.is, keep = false, onCycle } = options;
  const inner = cell<T | Faulty<T>>((previous) => recording(() => compute(valueIn(previous))), {
    onCycle,
    equal: sameRecording(equal),
    keep,
  });
  return { get: () => reading(inner.get()), errors: () => errorsIn(inner.get()) };
}

/** The value without its mistakes, for the previous value of a cell. */
export function valueIn<T>(result: T | Faulty<T>): T {
  return result instanceof Faulty ? result.value : result;
}

/** The mistakes alone. */
export function errorsIn(result: unknown): readonly EvaluationError[] {
  return result instanceof Faulty ? (result as Faulty<unknown>).errors : none;
}

const none: readonly EvaluationError[] = [];

/** Equality of what `recording` gives, by that of the values. */
export function sameRecording<T>(same: (left: T, right: T) => boolean) {
  return (left: T | Faulty<T>, right: T | Faulty<T>): boolean => {
    if (left instanceof Faulty || right instanceof Faulty) {
      if (!(left instanceof Faulty && right instanceof Faulty)) return false;
      const { errors } = right;
      return (
        left.errors.length === errors.length &&
        left.errors.every((error, index) => {
          const other = errors[index];
          return other !== undefined && sameError(error, other);
        }) &&
        same(left.value, right.value)
      );
    }
    return same(left, right);
  };
}

function sameError(left: EvaluationError, right: EvaluationError): boolean {
  return (
    left === right ||
    (left.message === right.message &&
      left.module === right.module &&
      sameOrigin(left.origin, right.origin) &&
      sameOrigin(left.related?.origin, right.related?.origin) &&
      left.related?.message === right.related?.message)
  );
}
