/**
 * Two kinds of equality. `valueEquals` is Terraform's `==`, which may not be decidable. `sameValue` asks whether
 * nothing at all could tell two values apart; incremental evaluation stops where it holds.
 */

import { sameOrigin } from '../source/origin';
import { equalNumbers, identicalNumbers } from './number';
import { hasDynamic, sameType, typeOf } from './typeShape';
import type { PartlyKnownElements, PartlyKnownKey, Reference, TextPiece, UnknownValue, Value } from './value';

/**
 * Terraform's `==`: types must be the same, nulls are equal whatever their type. Undefined when not known.
 *
 * Beyond Terraform: two references to the same attribute of the same resource instance are equal, because whatever
 * value it gets after apply, both have it. References to different attributes stay undecided.
 */
export function valueEquals(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') return unknownEquals(left, right);
  if (left.kind === 'null' || right.kind === 'null') return left.kind === right.kind;
  switch (left.kind) {
    case 'string':
    case 'bool':
      return left.kind === right.kind && left.value === right.value;
    case 'number':
      return right.kind === 'number' && equalNumbers(left.value, right.value);
    default:
      return collectionEquals(left, right);
  }
}

function unknownEquals(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' && right.kind === 'unknown') {
    const { reference } = left;
    const same =
      reference !== undefined && right.reference !== undefined && sameReference(reference, right.reference);
    // The one symbolic instance of an unknown count stands for several: two mentions may mean two of them.
    return same && !standsForMany(reference) ? true : undefined;
  }
  const known = left.kind === 'unknown' ? right : left;
  const open = left.kind === 'unknown' ? left : right;
  // An unknown may turn out null, and nulls of all types are equal.
  if (known.kind === 'null') return isNeverNull(open) ? false : undefined;
  const openType = typeOf(open);
  if (hasDynamic(openType)) return undefined;
  return sameType(typeOf(known), openType) ? undefined : false;
}

/** Surely no null, though perhaps unknown. A resource instance is none, and neither is the id of one. */
export function isNeverNull(value: Value): boolean {
  if (value.kind !== 'unknown') return value.kind !== 'null';
  if (value.notNull === true) return true;
  const path = value.reference?.path;
  return path !== undefined && (path.length === 0 || (path.length === 1 && path[0] === 'id'));
}

/** Whether it is of the one symbolic instance of an unknown count, or of one in such a module. */
export function standsForMany({ resource }: Reference): boolean {
  const keys = [resource.key, ...resource.module.steps.map(({ key }) => key)];
  return keys.some((key) => typeof key === 'object' && key.text === undefined);
}

/**
 * What tells an unknown text apart: the attribute that it is, or the text with such attributes in it
 * (`data-${data.aws_availability_zones.all.names[0]}`). Values of the same identity are the same.
 */
export function identityOf(value: UnknownValue): string | undefined {
  if (value.reference !== undefined) return standsForMany(value.reference) ? undefined : value.reason.detail;
  if (value.pieces === undefined) return undefined;
  const parts: string[] = [];
  for (const piece of value.pieces) {
    const inner = typeof piece === 'string' ? JSON.stringify(piece).slice(1, -1) : identityOf(piece);
    if (inner === undefined) return undefined;
    parts.push(typeof piece === 'string' ? inner : `\${${inner}}`);
  }
  return `"${parts.join('')}"`;
}

function collectionEquals(left: Value, right: Value): boolean | undefined {
  const leftType = typeOf(left);
  const rightType = typeOf(right);
  if (!sameType(leftType, rightType)) {
    return hasDynamic(leftType) || hasDynamic(rightType) ? undefined : false;
  }
  switch (left.kind) {
    case 'list':
    case 'tuple':
      if (right.kind !== left.kind || left.elements.length !== right.elements.length) return false;
      return allEqual(left.elements, right.elements);
    case 'set':
      return right.kind === 'set' ? setEquals(left.elements, right.elements) : false;
    case 'map':
    case 'object': {
      if (right.kind !== left.kind || left.entries.size !== right.entries.size) return false;
      for (const key of left.entries.keys()) if (!right.entries.has(key)) return false;
      return allEqual([...left.entries.values()], [...right.entries.values()]);
    }
    default:
      return false;
  }
}

/** Both of the same length. One surely unequal pair decides, whatever else is unknown. */
function allEqual(left: readonly Value[], right: readonly Value[]): boolean | undefined {
  let result: boolean | undefined = true;
  for (const [index, element] of left.entries()) {
    const other = right[index];
    const equal = other === undefined ? false : valueEquals(element, other);
    if (equal === false) return false;
    if (equal === undefined) result = undefined;
  }
  return result;
}

/** Both in set order, so that known sets can be compared in step. */
function setEquals(left: readonly Value[], right: readonly Value[]): boolean | undefined {
  if (left.length !== right.length) return false;
  const equal = allEqual(left, right);
  if (equal !== false) return equal;
  const whollyKnown = (values: readonly Value[]): boolean =>
    values.every((value) => valueEquals(value, value) === true);
  return whollyKnown(left) && whollyKnown(right) ? false : undefined;
}

/** Whether both are the same in every respect: value, type, marks, origins, and what is known of the unknown. */
export function sameValue(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left.kind !== right.kind || left.marks !== right.marks) return false;
  if (!sameOrigin(left.origin, right.origin)) return false;
  switch (left.kind) {
    case 'string':
    case 'bool':
      return left.value === (right as typeof left).value;
    case 'number':
      return identicalNumbers(left.value, (right as typeof left).value);
    case 'null':
      return sameType(left.type, (right as typeof left).type);
    case 'list':
    case 'set': {
      const other = right as typeof left;
      return sameType(left.elementType, other.elementType) && sameValues(left.elements, other.elements);
    }
    case 'tuple':
      return sameValues(left.elements, (right as typeof left).elements);
    case 'map': {
      const other = right as typeof left;
      return sameType(left.elementType, other.elementType) && sameEntries(left.entries, other.entries);
    }
    case 'object':
      return sameEntries(left.entries, (right as typeof left).entries);
    case 'unknown':
      return sameUnknown(left, right as typeof left);
  }
}

function sameValues(left: readonly Value[] | undefined, right: readonly Value[] | undefined): boolean {
  if (left === right) return true;
  if (left?.length !== right?.length || left === undefined || right === undefined) return false;
  for (const [index, element] of left.entries()) {
    const other = right[index];
    if (other === undefined || !sameValue(element, other)) return false;
  }
  return true;
}

function sameEntries(left: ReadonlyMap<string, Value>, right: ReadonlyMap<string, Value>): boolean {
  if (left === right) return true;
  if (left.size !== right.size) return false;
  for (const [key, element] of left) {
    const other = right.get(key);
    if (other === undefined || !sameValue(element, other)) return false;
  }
  return true;
}

function sameUnknown(left: UnknownValue, right: UnknownValue): boolean {
  return (
    left.reason.kind === right.reason.kind &&
    left.reason.detail === right.reason.detail &&
    left.notNull === right.notNull &&
    left.prefix === right.prefix &&
    sameType(left.type, right.type) &&
    sameOptional(left.reference, right.reference, sameReference) &&
    sameValues(left.candidates, right.candidates) &&
    sameOptional(left.elements, right.elements, sameElements) &&
    sameOptional(left.pieces, right.pieces, samePieces)
  );
}

function sameOptional<T>(
  left: T | undefined,
  right: T | undefined,
  same: (left: T, right: T) => boolean,
): boolean {
  if (left === right) return true;
  return left !== undefined && right !== undefined && same(left, right);
}

function samePieces(left: readonly TextPiece[], right: readonly TextPiece[]): boolean {
  return (
    left.length === right.length &&
    left.every((piece, index) => {
      const other = right[index];
      if (typeof piece === 'string' || typeof other === 'string' || other === undefined) {
        return piece === other;
      }
      return sameValue(piece, other);
    })
  );
}

function sameElements(left: PartlyKnownElements, right: PartlyKnownElements): boolean {
  return (
    left.closed === right.closed &&
    sameValues(left.certain, right.certain) &&
    sameValues(left.possible, right.possible) &&
    sameKeys(left.keys?.certain, right.keys?.certain) &&
    sameKeys(left.keys?.possible, right.keys?.possible)
  );
}

function sameKeys(
  left: readonly PartlyKnownKey[] | undefined,
  right: readonly PartlyKnownKey[] | undefined,
): boolean {
  return sameOptional(left, right, samePieces);
}

/** The same attribute of the same resource instance. */
function sameReference(left: Reference, right: Reference): boolean {
  return (
    left.resource.text === right.resource.text &&
    left.path.length === right.path.length &&
    left.path.every((step, index) => step === right.path[index])
  );
}
