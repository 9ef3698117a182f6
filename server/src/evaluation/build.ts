/**
 * Making values and types, and the questions that every consumer asks of them. No conversion (convert.ts), no
 * comparison (equal.ts).
 *
 * How a set with unknown elements is represented: Terraform keeps such a set but does not know its length, because two
 * elements may turn out equal. Here it stays a SetValue as long as its elements surely differ (at most one is unknown,
 * or what is known of them differs). Otherwise it is an unknown whose `elements` are all `certain` and `closed`: each
 * is surely in the set, there are no others, and only how many there are is open.
 */

import type { Origin } from '../source/origin';
import { distinctKnown, distinctOpen, surelyDistinct } from './distinct';
import { valueEquals } from './equal';
import { compareForSet, compareStrings } from './order';
import type { TerraformNumber } from './number';
import { fromInteger } from './number';
import { setType, typeOf } from './typeShape';
import { unify } from './unify';
import type {
  BooleanValue,
  ListValue,
  MapValue,
  NullValue,
  NumberValue,
  ObjectValue,
  PartlyKnownElements,
  Reference,
  SetValue,
  StringValue,
  TextPiece,
  TupleValue,
  Type,
  UnknownReason,
  UnknownValue,
  Value,
} from './value';
import { dynamicType, Marks } from './value';

export { listType, mapType, objectType, setType, tupleType, typeOf } from './typeShape';

/** More candidates than this are dropped. */
export const candidateLimit = 16;

/** A string, in Unicode's composed form as Terraform keeps all strings. */
export function string(text: string, origin?: Origin, marks: number = Marks.none): StringValue {
  // Text without characters beyond U+02FF is composed already.
  const value = /[\u0300-\uffff]/.test(text) ? text.normalize('NFC') : text;
  return { kind: 'string', value, origin, marks };
}

/** A number; a JavaScript number must be a safe integer. */
export function number(value: TerraformNumber, origin?: Origin, marks: number = Marks.none): NumberValue {
  return { kind: 'number', value: typeof value === 'number' ? fromInteger(value) : value, origin, marks };
}

export function bool(value: boolean, origin?: Origin, marks: number = Marks.none): BooleanValue {
  return { kind: 'bool', value, origin, marks };
}

export function nullValue(type: Type = dynamicType, origin?: Origin, marks: number = Marks.none): NullValue {
  return { kind: 'null', type, origin, marks };
}

/** A list; all elements must be of `elementType` already. */
export function list(
  elementType: Type,
  elements: readonly Value[],
  origin?: Origin,
  marks: number = Marks.none,
): ListValue {
  return { kind: 'list', elementType, elements, origin, marks };
}

/**
 * A set of elements that are of `elementType` already: equal ones become one (the first), in Terraform's order. Marks
 * of elements become marks of the set. See the file's beginning for unknown elements.
 */
export function set(
  elementType: Type,
  elements: readonly Value[],
  origin?: Origin,
  marks: number = Marks.none,
): SetValue | UnknownValue {
  let allMarks = marks;
  const known: Value[] = [];
  const open: Value[] = [];
  for (const element of elements) {
    const inner = deepMarks(element);
    allMarks |= inner;
    const plain = inner === Marks.none ? element : withoutMarks(element);
    (isWhollyKnown(plain) ? known : open).push(plain);
  }
  const distinct = distinctKnown(known);
  if (open.length === 0) {
    return { kind: 'set', elementType, elements: distinct, origin, marks: allMarks };
  }
  const together = [...distinct, ...distinctOpen(open)];
  if (surelyDistinct(together, distinct.length)) {
    return { kind: 'set', elementType, elements: together.sort(compareForSet), origin, marks: allMarks };
  }
  return {
    kind: 'unknown',
    type: setType(elementType),
    reason: derivedReason(open),
    elements: { certain: together, possible: [], closed: true },
    origin,
    marks: allMarks,
  };
}

/** Entries in Terraform's key order. */
function sortedEntries(entries: Iterable<readonly [string, Value]>): ReadonlyMap<string, Value> {
  const all = entries instanceof Map ? (entries as ReadonlyMap<string, Value>) : new Map(entries);
  let previous: string | undefined;
  for (const key of all.keys()) {
    if (previous !== undefined && compareStrings(previous, key) > 0) {
      return new Map([...all].sort(([left], [right]) => compareStrings(left, right)));
    }
    previous = key;
  }
  return all;
}

/** A map; all values must be of `elementType` already. Of equal keys the last wins. */
export function map(
  elementType: Type,
  entries: Iterable<readonly [string, Value]>,
  origin?: Origin,
  marks: number = Marks.none,
): MapValue {
  return { kind: 'map', elementType, entries: sortedEntries(entries), origin, marks };
}

export function tuple(elements: readonly Value[], origin?: Origin, marks: number = Marks.none): TupleValue {
  return { kind: 'tuple', elements, origin, marks };
}

export function object(
  entries: Iterable<readonly [string, Value]>,
  origin?: Origin,
  marks: number = Marks.none,
): ObjectValue {
  return { kind: 'object', entries: sortedEntries(entries), origin, marks };
}

/** What may still be known about an unknown. */
export interface UnknownDetails {
  readonly reference?: Reference | undefined;
  readonly candidates?: readonly Value[] | undefined;
  readonly elements?: PartlyKnownElements | undefined;
  readonly notNull?: boolean;
  readonly prefix?: string;
  readonly pieces?: readonly TextPiece[] | undefined;
}

/** An unknown. Candidates beyond the limit are dropped; candidates of candidates are taken in. */
export function unknown(
  type: Type,
  reason: UnknownReason,
  origin?: Origin,
  marks: number = Marks.none,
  details: UnknownDetails = {},
): UnknownValue {
  // Set one by one, because most have none of them, and spreading takes many times longer.
  const value: { -readonly [K in keyof UnknownValue]: UnknownValue[K] } = {
    kind: 'unknown',
    type,
    reason,
    origin,
    marks,
  };
  const candidates = details.candidates === undefined ? undefined : flatCandidates(details.candidates);
  if (details.reference !== undefined) value.reference = details.reference;
  if (candidates !== undefined) value.candidates = candidates;
  if (details.elements !== undefined) value.elements = details.elements;
  if (details.notNull === true) value.notNull = true;
  if (details.prefix !== undefined && details.prefix !== '') value.prefix = details.prefix;
  if (details.pieces !== undefined) value.pieces = details.pieces;
  return value;
}

/** Candidates with nested ones resolved; undefined when too many. */
function flatCandidates(values: readonly Value[]): readonly Value[] | undefined {
  const flat: Value[] = [];
  for (const value of values) {
    if (value.kind === 'unknown' && value.candidates !== undefined) flat.push(...value.candidates);
    else flat.push(value);
    if (flat.length > candidateLimit) return undefined;
  }
  return flat;
}

/** The value of an attribute of a resource that is known after apply only. */
export function reference(target: Reference, type: Type, origin?: Origin): UnknownValue {
  const path = target.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const reason: UnknownReason = {
    kind: target.resource.mode === 'data' ? 'data-source' : 'known-after-apply',
    detail: `${target.resource.text}${path}`,
  };
  return unknown(type, reason, origin, Marks.none, { reference: target });
}

export function withOrigin(value: Value, origin: Origin | undefined): Value {
  return value.origin === origin ? value : { ...value, origin };
}

/** The value with these marks besides its own. */
export function withMarks(value: Value, marks: number): Value {
  const all = value.marks | marks;
  return all === value.marks ? value : { ...value, marks: all };
}

/** Marks of the value and of everything inside it. */
export function deepMarks(value: Value): number {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements.reduce((marks, element) => marks | deepMarks(element), value.marks);
    case 'map':
    case 'object': {
      let marks = value.marks;
      for (const element of value.entries.values()) marks |= deepMarks(element);
      return marks;
    }
    case 'unknown': {
      let marks = value.marks;
      for (const candidate of value.candidates ?? []) marks |= deepMarks(candidate);
      for (const element of value.elements?.certain ?? []) marks |= deepMarks(element);
      for (const element of value.elements?.possible ?? []) marks |= deepMarks(element);
      return marks;
    }
    default:
      return value.marks;
  }
}

/** The value without these marks, here and inside. */
export function withoutMarks(value: Value, marks = -1): Value {
  if ((deepMarks(value) & marks) === 0) return value;
  const left = value.marks & ~marks;
  const clean = (element: Value): Value => withoutMarks(element, marks);
  if (value.kind === 'unknown') {
    const { candidates, elements } = value;
    return {
      ...value,
      marks: left,
      ...(candidates === undefined ? {} : { candidates: candidates.map(clean) }),
      ...(elements === undefined ? {} : { elements: mapElements(elements, clean) }),
    };
  }
  return { ...mapInside(value, clean), marks: left };
}

/** The value with `change` applied to its elements, or to itself unchanged when it has none. */
export function mapInside(value: Value, change: (element: Value, key: string | number) => Value): Value {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return { ...value, elements: value.elements.map(change) };
    case 'map':
    case 'object':
      return {
        ...value,
        entries: new Map([...value.entries].map(([key, element]) => [key, change(element, key)])),
      };
    default:
      return value;
  }
}

/** What is known of a collection's elements, each changed. */
export function mapElements(
  elements: PartlyKnownElements,
  change: (element: Value) => Value,
): PartlyKnownElements {
  return {
    ...elements,
    certain: elements.certain.map(change),
    possible: elements.possible.map(change),
  };
}

/** True when neither the value nor anything inside it is unknown. */
export function isWhollyKnown(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return false;
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements.every(isWhollyKnown);
    case 'map':
    case 'object':
      for (const element of value.entries.values()) if (!isWhollyKnown(element)) return false;
      return true;
    default:
      return true;
  }
}

/** The first unknown in these values, at any depth. */
export function firstUnknown(values: Iterable<Value>): UnknownValue | undefined {
  for (const value of values) {
    if (value.kind === 'unknown') return value;
    const inside = elementsInside(value);
    const found = inside === undefined ? undefined : firstUnknown(inside);
    if (found !== undefined) return found;
  }
  return undefined;
}

function elementsInside(value: Value): Iterable<Value> | undefined {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements;
    case 'map':
    case 'object':
      return value.entries.values();
    default:
      return undefined;
  }
}

/** Reasons that remain true of what is computed from such a value; of the others only the detail does. */
const lastingReasons: ReadonlySet<UnknownReason['kind']> = new Set([
  'data-source',
  'variable-without-value',
  'module-not-installed',
  'unsupported-function',
  'non-deterministic',
  'provider-function',
  'file-not-available',
  'too-large',
]);

/** The reason of a value that was computed from these: that of the first unknown one, as far as it goes on telling. */
export function derivedReason(values: Iterable<Value>): UnknownReason {
  const source = firstUnknown(values)?.reason;
  if (source !== undefined && lastingReasons.has(source.kind)) return source;
  return { kind: 'computed-from-unknown', detail: source?.detail ?? '' };
}

/**
 * What is known of the elements of a value that can be iterated: the elements of a list, set or tuple, the values of a
 * map or object, and what an unknown collection keeps. Undefined for null and for what has no elements.
 */
export function elementsOf(value: Value): PartlyKnownElements | undefined {
  if (value.kind !== 'unknown') {
    const inside = elementsInside(value);
    return inside === undefined ? undefined : { certain: [...inside], possible: [], closed: true };
  }
  if (value.elements !== undefined) return value.elements;
  if (value.candidates !== undefined) return elementsOfCandidates(value.candidates);
  if (value.type.kind === 'string' || value.type.kind === 'number' || value.type.kind === 'bool') {
    return undefined;
  }
  return { certain: [], possible: [], closed: false };
}

/** Certain is what every candidate has; everything else is possible. */
function elementsOfCandidates(candidates: readonly Value[]): PartlyKnownElements | undefined {
  const each: PartlyKnownElements[] = [];
  for (const candidate of candidates) {
    const elements = elementsOf(candidate);
    // A candidate without elements (null) leads to an error, not to other elements.
    if (elements !== undefined) each.push(elements);
  }
  const [first, ...others] = each;
  if (first === undefined) return undefined;
  const has = (elements: readonly Value[], wanted: Value): boolean =>
    elements.some((element) => valueEquals(element, wanted) === true);
  const certain = first.certain.filter((element) => others.every((other) => has(other.certain, element)));
  const possible: Value[] = [];
  for (const elements of each) {
    for (const element of [...elements.certain, ...elements.possible]) {
      if (!has(certain, element) && !has(possible, element)) possible.push(element);
    }
  }
  return { certain, possible, closed: each.every(({ closed }) => closed) };
}

/** The one type of these values' elements, or dynamic where there is none. */
export function commonType(values: readonly Value[]): Type {
  return unify(values.map(typeOf)) ?? dynamicType;
}
