/**
 * Type constraints of variables: `list(object({ a = string, b = optional(number, 3) }))` from syntax to a type, with the
 * defaults of optional attributes, and applying those defaults. The conversion itself is in convert.ts.
 */

import type { Expression } from '../syntax/tree';
import type { Span } from '../source/span';
import { mapElements, object, tuple } from './build';
import { convert } from './convert';
import { listType, mapType, setType, tupleType } from './typeShape';
import type { Type, Value } from './value';
import { boolType, dynamicType, numberType, stringType } from './value';

/** Default values inside a type, by where they apply. */
export interface TypeDefaults {
  /** Values of optional attributes of this object type. */
  readonly values: ReadonlyMap<string, Value>;
  /** Of attributes (object), of positions as text (tuple), or under '' of all elements (list, set, map). */
  readonly children: ReadonlyMap<string, TypeDefaults>;
}

export interface TypeConstraint {
  readonly type: Type;
  /** Undefined when no default stands anywhere in the type. */
  readonly defaults: TypeDefaults | undefined;
  readonly problems: readonly TypeProblem[];
}

export interface TypeProblem {
  readonly message: string;
  readonly span: Span;
}

interface Part {
  readonly type: Type;
  readonly defaults: TypeDefaults | undefined;
}

const unconstrained: Part = { type: dynamicType, defaults: undefined };

/**
 * Reads a type constraint. What cannot be understood is `any`, with a problem. `evaluate` gives the value of a
 * default, which is an expression without references.
 */
export function readTypeConstraint(
  expression: Expression,
  evaluate: (expression: Expression) => Value,
): TypeConstraint {
  const problems: TypeProblem[] = [];
  const part = readType(expression, { evaluate, problems });
  return { ...part, problems };
}

interface Reading {
  readonly evaluate: (expression: Expression) => Value;
  readonly problems: TypeProblem[];
}

function invalid(reading: Reading, span: Span, message: string): Part {
  reading.problems.push({ message, span });
  return unconstrained;
}

function readType(expression: Expression, reading: Reading): Part {
  switch (expression.kind) {
    case 'variable':
      return readKeyword(expression.name, expression.span, reading);
    case 'call':
      return readConstructor(expression, reading);
    case 'template': {
      // Terraform 0.11's quoted types, still accepted: "string", "list", "map".
      const [part] = expression.parts;
      if (part?.kind === 'text' && expression.parts.length === 1) {
        return readLegacyType(part.text, expression.span, reading);
      }
      break;
    }
    case 'missing':
      return unconstrained;
    default:
      break;
  }
  return invalid(
    reading,
    expression.span,
    'A type specification is either a primitive type keyword (bool, number, string) or a complex type constructor call, like list(string).',
  );
}

function readKeyword(name: string, span: Span, reading: Reading): Part {
  switch (name) {
    case 'string':
      return { type: stringType, defaults: undefined };
    case 'number':
      return { type: numberType, defaults: undefined };
    case 'bool':
      return { type: boolType, defaults: undefined };
    case 'any':
      return unconstrained;
    // Terraform takes a bare `list` and `map` for those of any element.
    case 'list':
      return { type: listType(dynamicType), defaults: undefined };
    case 'map':
      return { type: mapType(dynamicType), defaults: undefined };
    case 'set':
      return invalid(
        reading,
        span,
        'The set type constructor requires one argument specifying the element type.',
      );
    case 'object':
      return invalid(
        reading,
        span,
        'The object type constructor requires one argument specifying the attribute types and values as a map.',
      );
    case 'tuple':
      return invalid(
        reading,
        span,
        'The tuple type constructor requires one argument specifying the element types as a list.',
      );
    default:
      return invalid(reading, span, `The keyword "${name}" is not a valid type specification.`);
  }
}

function readLegacyType(text: string, span: Span, reading: Reading): Part {
  switch (text) {
    case 'string':
      return { type: stringType, defaults: undefined };
    case 'list':
      return { type: listType(dynamicType), defaults: undefined };
    case 'map':
      return { type: mapType(dynamicType), defaults: undefined };
    default:
      return invalid(reading, span, 'The argument is expected to be a type without quotes.');
  }
}

type Call = Extract<Expression, { kind: 'call' }>;

function readConstructor(call: Call, reading: Reading): Part {
  const [argument, ...others] = call.arguments;
  const constructor = call.name.text;
  if (constructor === 'optional') {
    return invalid(
      reading,
      call.span,
      'Keyword "optional" is valid only as a modifier for object type attributes.',
    );
  }
  if (argument === undefined || others.length > 0) {
    return invalid(
      reading,
      call.span,
      `The ${constructor} type constructor requires one argument specifying the element type.`,
    );
  }
  switch (constructor) {
    case 'list':
      return collection(listType, argument, reading);
    case 'set':
      return collection(setType, argument, reading);
    case 'map':
      return collection(mapType, argument, reading);
    case 'object':
      return readObject(argument, reading);
    case 'tuple':
      return readTuple(argument, reading);
    default:
      return invalid(reading, call.span, `Keyword "${constructor}" is not a valid type constructor.`);
  }
}

function collection(make: (element: Type) => Type, argument: Expression, reading: Reading): Part {
  const element = readType(argument, reading);
  return { type: make(element.type), defaults: childDefaults([['', element.defaults]]) };
}

function childDefaults(
  children: readonly (readonly [string, TypeDefaults | undefined])[],
  values: ReadonlyMap<string, Value> = new Map(),
): TypeDefaults | undefined {
  const present = children.flatMap(([name, defaults]) =>
    defaults === undefined ? [] : [[name, defaults] as const],
  );
  if (present.length === 0 && values.size === 0) return undefined;
  return { values, children: new Map(present) };
}

function readTuple(argument: Expression, reading: Reading): Part {
  if (argument.kind !== 'tuple') {
    return invalid(reading, argument.span, 'Tuple type constructor requires a list of element types.');
  }
  const parts = argument.elements.map((element) => readType(element, reading));
  return {
    type: tupleType(parts.map(({ type }) => type)),
    defaults: childDefaults(parts.map(({ defaults }, index) => [String(index), defaults] as const)),
  };
}

function readObject(argument: Expression, reading: Reading): Part {
  if (argument.kind !== 'object') {
    return invalid(
      reading,
      argument.span,
      'Object type constructor requires a map whose keys are attribute names and whose values are the corresponding attribute types.',
    );
  }
  const attributes = new Map<string, Type>();
  const optional = new Set<string>();
  const values = new Map<string, Value>();
  const children: [string, TypeDefaults | undefined][] = [];
  for (const item of argument.items) {
    const name = attributeName(item.key);
    if (name === undefined) {
      invalid(reading, item.key.span, 'Object constructor map keys must be attribute names.');
      continue;
    }
    const attribute = readAttribute(item.value, reading);
    attributes.set(name, attribute.type);
    children.push([name, attribute.defaults]);
    if (attribute.optional) optional.add(name);
    if (attribute.value !== undefined) values.set(name, attribute.value);
  }
  const type: Type =
    optional.size > 0 ? { kind: 'object', attributes, optional } : { kind: 'object', attributes };
  return { type, defaults: childDefaults(children, values) };
}

function attributeName(key: Expression): string | undefined {
  if (key.kind === 'variable') return key.name;
  const [part] = key.kind === 'template' ? key.parts : [];
  return part?.kind === 'text' ? part.text : undefined;
}

interface Attribute extends Part {
  readonly optional: boolean;
  /** The default, converted to the attribute's type. */
  readonly value: Value | undefined;
}

function readAttribute(expression: Expression, reading: Reading): Attribute {
  if (expression.kind !== 'call' || expression.name.text !== 'optional') {
    return { ...readType(expression, reading), optional: false, value: undefined };
  }
  const [typeArgument, defaultArgument] = expression.arguments;
  if (typeArgument === undefined || expression.arguments.length > 2) {
    const message =
      typeArgument === undefined
        ? 'Optional attribute modifier requires the attribute type as its argument.'
        : 'Optional attribute modifier expects at most two arguments: the attribute type, and a default value.';
    return { ...invalid(reading, expression.span, message), optional: true, value: undefined };
  }
  const part = readType(typeArgument, reading);
  if (defaultArgument === undefined) return { ...part, optional: true, value: undefined };
  const given = reading.evaluate(defaultArgument);
  const value = convert(applyDefaults(given, part.defaults), part.type);
  if (value.kind === 'conversion-error') {
    reading.problems.push({
      message: `This default value is not compatible with the attribute's type constraint: ${value.message}.`,
      span: defaultArgument.span,
    });
    return { ...part, optional: true, value: undefined };
  }
  return { ...part, optional: true, value };
}

/**
 * The value with defaults where optional attributes are missing or null, at every depth. Terraform does this before it
 * converts to the type. Elements of unknown collections get their defaults too.
 */
export function applyDefaults(value: Value, defaults: TypeDefaults | undefined): Value {
  if (defaults === undefined) return value;
  const forAll = defaults.children.get('');
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple': {
      const elements = value.elements.map((element, index) =>
        applyDefaults(element, forAll ?? defaults.children.get(String(index))),
      );
      // With defaults filled in elements may differ in type until they are converted: a tuple holds them meanwhile.
      return tuple(elements, value.origin, value.marks);
    }
    case 'map':
    case 'object':
      return forAll === undefined
        ? filledObject(value, defaults)
        : object(
            [...value.entries].map(([key, element]) => [key, applyDefaults(element, forAll)] as const),
            value.origin,
            value.marks,
          );
    case 'unknown': {
      if (value.elements === undefined && value.candidates === undefined) return value;
      const apply = (element: Value): Value => applyDefaults(element, forAll);
      return {
        ...value,
        ...(value.candidates === undefined
          ? {}
          : { candidates: value.candidates.map((candidate) => applyDefaults(candidate, defaults)) }),
        ...(value.elements === undefined
          ? {}
          : {
              elements: mapElements(value.elements, apply),
            }),
      };
    }
    default:
      return value;
  }
}

function filledObject(value: Extract<Value, { kind: 'map' | 'object' }>, defaults: TypeDefaults): Value {
  const entries = new Map<string, Value>();
  for (const [name, element] of value.entries) {
    const fallback = element.kind === 'null' ? defaults.values.get(name) : undefined;
    const child = defaults.children.get(name);
    entries.set(name, applyDefaults(fallback ?? element, child));
  }
  for (const [name, fallback] of defaults.values) {
    if (!entries.has(name)) entries.set(name, applyDefaults(fallback, defaults.children.get(name)));
  }
  return object(entries, value.origin, value.marks);
}
