/** What Terraform refuses as `count` and `for_each`. What it makes of the others is expansion.ts's. */

import { convert } from './convert';
import { sign, toInteger } from './number';
import { isOutsideSettled } from './scope';
import type { Value } from './value';
import { Marks, numberType } from './value';

/** Why Terraform refuses a count; undefined when it does not, or when that is not sure. */
export function countMistake(count: Value): string | undefined {
  if (!isOutsideSettled(count)) return undefined;
  if (count.kind === 'null') {
    return 'The count of instances is null. Give a whole number, or leave the argument out.';
  }
  const value = convert(count, numberType);
  if (value.kind === 'conversion-error') {
    return `The count of instances must be a whole number: ${value.message}.`;
  }
  if (value.kind !== 'number') return undefined;
  if (sign(value.value) < 0) return 'The count of instances is negative. Give zero or more.';
  // Infinities and fractions are no counts.
  if (toInteger(value.value) === undefined) return 'The count of instances must be a whole number.';
  return undefined;
}

/** The same for a for_each of a resource or module: a map, an object, or a set of strings. */
export function forEachMistake(forEach: Value): string | undefined {
  if (!isOutsideSettled(forEach)) return undefined;
  if (forEach.kind === 'null') return 'The value of for_each is null. Give an empty map for no instances.';
  if ((forEach.marks & Marks.sensitive) !== 0) {
    return 'The value of for_each is sensitive, and its keys would be seen in the addresses of the instances. Use nonsensitive() on what is no secret.';
  }
  const type = forEach.kind === 'unknown' ? forEach.type.kind : forEach.kind;
  switch (type) {
    case 'map':
    case 'object':
    case 'dynamic':
      return undefined;
    case 'set':
      return setMistake(forEach);
    case 'list':
    case 'tuple':
      return `The value of for_each is a ${type}, whose elements have no keys. Use toset() for a list of different strings, or a for expression that makes a map.`;
    default:
      return `The value of for_each is a ${type}: a map or a set of strings is needed.`;
  }
}

function setMistake(forEach: Value): string | undefined {
  if (forEach.kind !== 'set') return undefined;
  const { elementType, elements } = forEach;
  if (elementType.kind !== 'string' && !(elementType.kind === 'dynamic' && elements.length === 0)) {
    return `The value of for_each is a set of ${elementType.kind} values: the elements must be strings, which become the keys.`;
  }
  if (elements.some((element) => element.kind === 'null')) {
    return 'The value of for_each is a set with a null in it, which cannot be a key. Use compact() to leave nulls out.';
  }
  return undefined;
}
