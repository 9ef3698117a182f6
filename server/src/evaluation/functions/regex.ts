/**
 * regex(), regexall() and replace(): patterns in RE2's syntax, matched in linear time. JavaScript's RegExp never sees a
 * pattern of the workspace.
 */

import { RE2JS } from 're2js';
import { list, listType, nullValue, object, objectType, string, tuple, tupleType } from '../build';
import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import type { Type, Value } from '../value';
import { dynamicType, stringType } from '../value';
import { computedText, stringParameter, textAt } from './arguments';

/** Start and end of the whole match and of each group, in UTF-16 units; undefined for a group that took no part. */
interface Match {
  readonly groups: readonly (readonly [number, number] | undefined)[];
}

/** Terraform compiles the same few patterns for thousands of values. */
const compiled = new Map<string, RE2JS | string>();
const compiledLimit = 200;

/** The pattern, or why it is none. */
function compile(pattern: string): RE2JS | string {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  let result: RE2JS | string;
  try {
    result = RE2JS.compile(pattern);
  } catch (error) {
    result = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'invalid';
  }
  if (compiled.size >= compiledLimit) compiled.clear();
  compiled.set(pattern, result);
  return result;
}

/** Names of groups by their number, from 1 on; undefined for one without. */
function groupNames(pattern: RE2JS): readonly (string | undefined)[] {
  const names: (string | undefined)[] = Array.from({ length: pattern.groupCount() }, () => undefined);
  for (const [name, index] of Object.entries(pattern.namedGroups())) names[index - 1] = name;
  return names;
}

/** All matches as Go finds them: an empty one right behind another does not count. */
function matches(pattern: RE2JS, text: string, limit: number): Match[] {
  const matcher = pattern.matcher(text);
  const found: Match[] = [];
  let previousEnd = -1;
  while (found.length < limit && matcher.find()) {
    const groups = Array.from({ length: pattern.groupCount() + 1 }, (_, group) => {
      const start = matcher.start(group);
      return start < 0 ? undefined : ([start, matcher.end(group)] as const);
    });
    const whole = groups[0];
    if (whole === undefined || (whole[0] === whole[1] && whole[0] === previousEnd)) continue;
    previousEnd = whole[1];
    found.push({ groups });
  }
  return found;
}

interface Shape {
  readonly pattern: RE2JS;
  readonly names: readonly (string | undefined)[];
  readonly type: Type;
}

/** What one match is: text, a tuple of groups or an object of named groups. */
function shapeOf(text: string): Shape {
  const pattern = compile(text);
  if (typeof pattern === 'string') throw new FunctionError(`invalid regexp pattern: ${pattern}`, 0);
  const names = groupNames(pattern);
  const named = names.filter((name) => name !== undefined);
  if (names.length === 0) return { pattern, names, type: stringType };
  if (named.length === 0) return { pattern, names, type: tupleType(names.map(() => stringType)) };
  if (named.length < names.length) {
    throw new FunctionError('invalid regexp pattern: cannot mix both named and unnamed capture groups', 0);
  }
  return { pattern, names, type: objectType(named.map((name) => [name, stringType] as const)) };
}

function matchValue(match: Match, shape: Shape, text: string, context: CallContext): Value {
  const part = (index: number): Value => {
    const span = match.groups[index];
    return span === undefined
      ? nullValue(stringType, context.origin)
      : string(text.slice(span[0], span[1]), context.origin);
  };
  switch (shape.type.kind) {
    case 'string':
      return part(0);
    case 'tuple':
      return tuple(
        shape.names.map((_, index) => part(index + 1)),
        context.origin,
      );
    default:
      return object(
        shape.names.map((name, index) => [name ?? '', part(index + 1)] as const),
        context.origin,
      );
  }
}

function regex(values: readonly Value[], context: CallContext): Value {
  const shape = shapeOf(textAt(values, 0));
  const text = textAt(values, 1);
  const [first] = matches(shape.pattern, text, 1);
  if (first === undefined) throw new FunctionError('pattern did not match any part of the given string');
  return matchValue(first, shape, text, context);
}

function regexall(values: readonly Value[], context: CallContext): Value {
  const shape = shapeOf(textAt(values, 0));
  const text = textAt(values, 1);
  const found = matches(shape.pattern, text, Infinity);
  return list(
    shape.type,
    found.map((match) => matchValue(match, shape, text, context)),
    context.origin,
  );
}

function replace(values: readonly Value[], context: CallContext): Value {
  const text = textAt(values, 0);
  const searched = textAt(values, 1);
  const replacement = textAt(values, 2);
  if (searched.length > 1 && searched.startsWith('/') && searched.endsWith('/')) {
    const pattern = compile(searched.slice(1, -1));
    if (typeof pattern === 'string') throw new FunctionError(`error parsing regexp: ${pattern}`);
    return computedText(replacePattern(text, pattern, replacement), context);
  }
  if (searched === '') {
    // Go puts the replacement around every code point.
    return computedText(['', ...Array.from(text), ''].join(replacement), context);
  }
  return computedText(text.split(searched).join(replacement), context);
}

function replacePattern(text: string, pattern: RE2JS, replacement: string): string {
  const names = groupNames(pattern);
  let result = '';
  let position = 0;
  for (const match of matches(pattern, text, Infinity)) {
    const whole = match.groups[0];
    if (whole === undefined) continue;
    result += text.slice(position, whole[0]) + expanded(replacement, match, names, text);
    position = whole[1];
  }
  return result + text.slice(position);
}

const references = /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu;

/** `$1`, `${1}`, `$name` and `${name}` replaced; a name is as long as can be, one that is no group is empty. */
function expanded(
  replacement: string,
  match: Match,
  names: readonly (string | undefined)[],
  text: string,
): string {
  return replacement.replace(references, (whole, braced?: string, bare?: string) => {
    const name = braced ?? bare;
    if (name === undefined) return whole === '$$' ? '$' : whole;
    const index = /^\d+$/.test(name) ? Number(name) : names.indexOf(name) + 1;
    const span = index === 0 && name !== '0' ? undefined : match.groups[index];
    return span === undefined ? '' : text.slice(span[0], span[1]);
  });
}

export const regexFunctions: readonly TerraformFunction[] = [
  {
    name: 'regex',
    parameters: [stringParameter('pattern'), stringParameter('string')],
    resultType: dynamicType,
    apply: regex,
  },
  {
    name: 'regexall',
    parameters: [stringParameter('pattern'), stringParameter('string')],
    resultType: listType(dynamicType),
    apply: regexall,
  },
  {
    name: 'replace',
    parameters: [stringParameter('str'), stringParameter('substr'), stringParameter('replace')],
    resultType: stringType,
    apply: replace,
  },
];
