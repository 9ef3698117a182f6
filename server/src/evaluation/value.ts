/**
 * Values of the Terraform language, with what is not known kept apart from what is.
 *
 * Values are immutable plain data. Each remembers where it was written (`origin`), so that a finding on a rule in a
 * shared module can name the line of terraform.tfvars that holds "0.0.0.0/0". Passing through variables, locals,
 * lists, conditionals, for and module calls keeps the origin of a scalar; a computed value has the origin of the
 * expression that computed it.
 */

import type { ResourceInstanceAddress } from '../configuration/address';
import type { Origin } from '../source/origin';
import type { TerraformNumber } from './number';

export type Type =
  | { readonly kind: 'string' | 'number' | 'bool' }
  /** Not known, or `any`. */
  | { readonly kind: 'dynamic' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | {
      readonly kind: 'object';
      readonly attributes: ReadonlyMap<string, Type>;
      /** Names declared `optional(…)`; only in type constraints. */
      readonly optional?: ReadonlySet<string>;
    };

interface ValueBase {
  readonly origin: Origin | undefined;
  /** Bit set of Marks. */
  readonly marks: number;
}

/**
 * Bits of `marks`; they spread to whatever is computed from a marked value, as in Terraform. `assumed` is ours: what
 * Terraform may find otherwise, so that a mistake it leads to may be none. The default of a variable of a module that
 * nothing calls; the name of the workspace; a collection as a resource sets it, which its provider may convert.
 */
export const Marks = { none: 0, sensitive: 1, ephemeral: 2, assumed: 4 } as const;

export interface StringValue extends ValueBase {
  readonly kind: 'string';
  readonly value: string;
}

export interface NumberValue extends ValueBase {
  readonly kind: 'number';
  readonly value: TerraformNumber;
}

export interface BooleanValue extends ValueBase {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface NullValue extends ValueBase {
  readonly kind: 'null';
  readonly type: Type;
}

export interface ListValue extends ValueBase {
  readonly kind: 'list';
  readonly elementType: Type;
  readonly elements: readonly Value[];
}

/** Elements are distinct, in Terraform's iteration order (strings by code point, numbers by size). */
export interface SetValue extends ValueBase {
  readonly kind: 'set';
  readonly elementType: Type;
  readonly elements: readonly Value[];
}

/** Entries in key order (code points). */
export interface MapValue extends ValueBase {
  readonly kind: 'map';
  readonly elementType: Type;
  readonly entries: ReadonlyMap<string, Value>;
}

export interface TupleValue extends ValueBase {
  readonly kind: 'tuple';
  readonly elements: readonly Value[];
}

/** Entries in key order (code points). */
export interface ObjectValue extends ValueBase {
  readonly kind: 'object';
  readonly entries: ReadonlyMap<string, Value>;
}

/**
 * A value that Terraform would not know at plan time, or that we cannot compute. What is still known about it is kept:
 * - `reference`: it is exactly this attribute of this resource, known after apply. References flow unharmed through
 *   everything that passes values on; an operation on one gives an unknown without it. This is what makes
 *   `module.a.aws_security_group.x["k"].id` resolvable three modules away.
 * - `candidates`: it is one of these values (from a conditional, lookup, index … with an unknown part);
 *   at most 16, otherwise dropped. Never contains an unknown that itself has candidates.
 * - `elements`: it is a collection; `certain` are surely among its elements, `possible` may be, and when `closed`
 *   there are no others. (A `for` whose `if` is unknown; concat of a known and an unknown list.)
 */
export interface UnknownValue extends ValueBase {
  readonly kind: 'unknown';
  readonly type: Type;
  readonly reason: UnknownReason;
  readonly reference?: Reference;
  readonly candidates?: readonly Value[];
  readonly elements?: PartlyKnownElements;
  /** Whatever it turns out to be, it is not null: Terraform knows `upper(x) == null` before the apply. */
  readonly notNull?: boolean;
  /** A string that begins like this; of what is known the last character is left out, for it may be combined. */
  readonly prefix?: string;
  /** A string put together from these, in order; unknown ones without marks, and without pieces of their own. */
  readonly pieces?: readonly TextPiece[];
}

export type TextPiece = string | UnknownValue;

export interface PartlyKnownElements {
  readonly certain: readonly Value[];
  readonly possible: readonly Value[];
  readonly closed: boolean;
  /** Of a map or object: the keys of `certain` and of `possible`, in the same order; all different. */
  readonly keys?: {
    readonly certain: readonly PartlyKnownKey[];
    readonly possible: readonly PartlyKnownKey[];
  };
}

/** A key of a map, or what is known of it. */
export type PartlyKnownKey = string | UnknownValue;

/** An attribute of a resource or data source instance: path `['id']`, `['ingress', 0, 'from_port']`. */
export interface Reference {
  readonly resource: ResourceInstanceAddress;
  readonly path: readonly (string | number)[];
}

/** Why a value is not known. `detail` names the thing in the user's words: `var.cidrs`, `module.vpc`, `uuid()`. */
export interface UnknownReason {
  readonly kind:
    | 'known-after-apply'
    | 'data-source'
    | 'variable-without-value'
    | 'module-not-installed'
    | 'undeclared'
    | 'unsupported-function'
    | 'non-deterministic'
    | 'provider-function'
    | 'file-not-available'
    | 'cycle'
    | 'error'
    | 'missing-expression'
    | 'too-large'
    | 'condition'
    | 'computed-from-unknown';
  readonly detail: string;
}

export type Value =
  | StringValue
  | NumberValue
  | BooleanValue
  | NullValue
  | ListValue
  | SetValue
  | MapValue
  | TupleValue
  | ObjectValue
  | UnknownValue;

export const dynamicType: Type = Object.freeze({ kind: 'dynamic' });
export const stringType: Type = Object.freeze({ kind: 'string' });
export const numberType: Type = Object.freeze({ kind: 'number' });
export const boolType: Type = Object.freeze({ kind: 'bool' });
