/**
 * Why a type does not convert into another, in Terraform's words.
 */

import { goQuote } from './goText';
import { constraintName, hasDynamic, isPrimitive, sameType, typeName } from './typeShape';
import { conversionExists } from './unify';
import type { Type } from './value';

/** A clause such as `string required, but have tuple`. For types without a conversion. */
export function mismatchMessage(got: Type, want: Type): string {
  if (got.kind === 'object' && want.kind === 'object') return objectMismatch(got, want);
  if (want.kind === 'list' || want.kind === 'set' || want.kind === 'map') {
    const structural = got.kind === 'tuple' || got.kind === 'object';
    if (structural) return structureMismatch(got, want);
    if ('element' in got) return collectionMismatch(got, want);
  }
  if (isConfusing(got, want)) return `${constraintName(want)} required`;
  return `${typeName(want)} required, but have ${typeName(got)}`;
}

type ObjectType = Extract<Type, { kind: 'object' }>;
type CollectionType = Extract<Type, { kind: 'list' | 'set' | 'map' }>;

function objectMismatch(got: ObjectType, want: ObjectType): string {
  const missing: string[] = [];
  let mismatch: string | undefined;
  for (const [name, type] of want.attributes) {
    const source = got.attributes.get(name);
    if (source === undefined) {
      if (want.optional?.has(name) !== true) missing.push(goQuote(name));
    } else if (mismatch === undefined && !sameType(source, type) && !conversionExists(source, type, true)) {
      mismatch = `attribute ${goQuote(name)}: ${mismatchMessage(source, type)}`;
    }
  }
  missing.sort();
  const last = missing.at(-1);
  if (last === undefined) return mismatch ?? 'incorrect object attributes';
  if (missing.length === 1) return `attribute ${last} is required`;
  const others = missing.slice(0, -1).join(', ');
  return `attributes ${others}${missing.length > 2 ? ',' : ''} and ${last} are required`;
}

function structureMismatch(got: Extract<Type, { kind: 'tuple' | 'object' }>, want: CollectionType): string {
  const fits = want.kind === 'map' ? got.kind === 'object' : got.kind === 'tuple';
  if (!fits) return `${constraintName(want)} required`;
  if (want.element.kind === 'dynamic') return `all ${want.kind} elements must have the same type`;
  const parts: (readonly [string, Type])[] =
    got.kind === 'tuple'
      ? got.elements.map((type, index) => [String(index), type] as const)
      : [...got.attributes].map(([name, type]) => [goQuote(name), type] as const);
  for (const [name, type] of parts) {
    if (!sameType(type, want.element) && !conversionExists(type, want.element, true)) {
      return `element ${name}: ${mismatchMessage(type, want.element)}`;
    }
  }
  return `all elements must be ${constraintName(want.element)}`;
}

function collectionMismatch(got: CollectionType, want: CollectionType): string {
  const fits = want.kind === 'map' ? got.kind === 'map' : got.kind !== 'map';
  if (!fits) return `${constraintName(want)} required`;
  return `incorrect ${want.kind} element type: ${mismatchMessage(got.element, want.element)}`;
}

/** Naming both types would mislead where the value, not the type, is at fault. */
function isConfusing(got: Type, want: Type): boolean {
  if (isPrimitive(got) !== isPrimitive(want)) return false;
  if (want.kind === 'string') return false;
  if (want.kind === 'bool' && got.kind === 'number') return false;
  if (want.kind === 'number' && got.kind === 'bool') return false;
  if ('element' in got && 'element' in want && !hasDynamic(got.element) && hasDynamic(want.element)) {
    return false;
  }
  return !(got.kind === 'tuple' && want.kind === 'object');
}
