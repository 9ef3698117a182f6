/**
 * Types as data: how they are made, compared, named, and which type a value has. What converts into what is not here
 * (unify.ts and convert.ts).
 */

import type { Type, Value } from './value';
import { boolType, numberType, stringType } from './value';

export function listType(element: Type): Type {
  return { kind: 'list', element };
}

export function setType(element: Type): Type {
  return { kind: 'set', element };
}

export function mapType(element: Type): Type {
  return { kind: 'map', element };
}

export function tupleType(elements: readonly Type[]): Type {
  return { kind: 'tuple', elements };
}

export function objectType(attributes: Iterable<readonly [string, Type]>): Type {
  return { kind: 'object', attributes: new Map(attributes) };
}

export function typeOf(value: Value): Type {
  switch (value.kind) {
    case 'string':
      return stringType;
    case 'number':
      return numberType;
    case 'bool':
      return boolType;
    case 'null':
    case 'unknown':
      return value.type;
    case 'list':
      return listType(value.elementType);
    case 'set':
      return setType(value.elementType);
    case 'map':
      return mapType(value.elementType);
    case 'tuple':
      return tupleType(value.elements.map(typeOf));
    case 'object':
      return objectType([...value.entries].map(([key, element]) => [key, typeOf(element)] as const));
  }
}

export function isPrimitive(type: Type): boolean {
  return type.kind === 'string' || type.kind === 'number' || type.kind === 'bool';
}

/** Same kind and same parts; which attributes are optional counts too. */
export function sameType(left: Type, right: Type): boolean {
  if (left === right) return true;
  if (left.kind === 'list' || left.kind === 'set' || left.kind === 'map') {
    return left.kind === right.kind && sameType(left.element, right.element);
  }
  if (left.kind === 'tuple') {
    return (
      right.kind === 'tuple' &&
      left.elements.length === right.elements.length &&
      left.elements.every((element, index) => {
        const other = right.elements[index];
        return other !== undefined && sameType(element, other);
      })
    );
  }
  if (left.kind === 'object') return right.kind === 'object' && sameAttributes(left, right);
  return left.kind === right.kind;
}

type ObjectType = Extract<Type, { kind: 'object' }>;

function sameAttributes(left: ObjectType, right: ObjectType): boolean {
  if (left.attributes.size !== right.attributes.size) return false;
  for (const [name, type] of left.attributes) {
    const other = right.attributes.get(name);
    if (other === undefined || !sameType(type, other)) return false;
  }
  if ((left.optional?.size ?? 0) !== (right.optional?.size ?? 0)) return false;
  for (const name of left.optional ?? []) if (right.optional?.has(name) !== true) return false;
  return true;
}

/** Whether `any` or an unknown type stands somewhere in it. */
export function hasDynamic(type: Type): boolean {
  switch (type.kind) {
    case 'dynamic':
      return true;
    case 'list':
    case 'set':
    case 'map':
      return hasDynamic(type.element);
    case 'tuple':
      return type.elements.some(hasDynamic);
    case 'object':
      return [...type.attributes.values()].some(hasDynamic);
    default:
      return false;
  }
}

/** The type of values of a constraint: nothing is optional in it any more. */
export function withoutOptional(type: Type): Type {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map': {
      const element = withoutOptional(type.element);
      return element === type.element ? type : { kind: type.kind, element };
    }
    case 'tuple':
      return tupleType(type.elements.map(withoutOptional));
    case 'object':
      return objectType(
        [...type.attributes].map(([name, attribute]) => [name, withoutOptional(attribute)] as const),
      );
    default:
      return type;
  }
}

/** What Terraform calls a type in its messages: `list of string`, `object`. */
export function typeName(type: Type): string {
  return nameOf(type, 'dynamic', 'dynamic');
}

/** What Terraform calls a type that something is required to have. */
export function constraintName(type: Type): string {
  return nameOf(type, 'any type', 'any single type');
}

function nameOf(type: Type, dynamic: string, dynamicElement: string): string {
  switch (type.kind) {
    case 'dynamic':
      return dynamic;
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind} of ${nameOf(type.element, dynamicElement, dynamicElement)}`;
    default:
      return type.kind;
  }
}
