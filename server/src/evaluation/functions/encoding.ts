/**
 * Functions between text and its encodings: base64, URL, JSON, YAML, CSV, other character sets.
 */

import { list, listType, object, objectType, string } from '../build';
import { FunctionError } from '../functionTable';
import type { CallContext, TerraformFunction } from '../functionTable';
import { goQuote } from '../goText';
import type { Value } from '../value';
import { dynamicType, stringType } from '../value';
import { anyParameter, argumentAt, computedText, stringParameter, textAt, withheld } from './arguments';
import { fromBase64, toBase64, utf8Bytes, utf8Text } from './bytes';
import { decodeText, encodeText, encodingNamed } from './characterSets';
import { readCsv } from './csvText';
import { fromJson, toJson } from './jsonText';
import { fromYaml } from './yamlReading';
import { toYaml } from './yamlWriting';

function base64decode(values: readonly Value[], context: CallContext): Value {
  const given = textAt(values, 0);
  const bytes = fromBase64(given);
  if (typeof bytes === 'number') throw new FunctionError(`failed to decode base64 data ${goQuote(given)}`);
  const text = utf8Text(bytes);
  if (text === undefined) {
    throw new FunctionError('the result of decoding the provided string is not valid UTF-8');
  }
  return computedText(text, context);
}

function namedEncoding(name: string): string {
  const encoding = encodingNamed(name);
  if (encoding === undefined) {
    throw new FunctionError(
      `${goQuote(name)} is not a supported IANA encoding name or alias in this Terraform version`,
      1,
    );
  }
  return encoding;
}

function textencodebase64(values: readonly Value[], context: CallContext): Value {
  const encoding = namedEncoding(textAt(values, 1));
  const bytes = encodeText(textAt(values, 0), encoding);
  switch (bytes) {
    case 'not-supported':
      return withheld(stringType, 'unsupported-function', `textencodebase64() in ${encoding}`, context);
    case 'not-representable':
      throw new FunctionError(
        `the given string contains characters that cannot be represented in ${encoding}`,
        0,
      );
    default:
      return computedText(toBase64(bytes), context);
  }
}

function textdecodebase64(values: readonly Value[], context: CallContext): Value {
  const encoding = namedEncoding(textAt(values, 1));
  const bytes = fromBase64(textAt(values, 0));
  if (typeof bytes === 'number') {
    throw new FunctionError(`the given value has an invalid base64 symbol at offset ${bytes}`, 0);
  }
  const result = decodeText(bytes, encoding);
  switch (result.kind) {
    case 'text':
      return computedText(result.text, context);
    case 'not-text':
      throw new FunctionError(`the given string contains symbols that are not defined for ${encoding}`, 0);
    case 'not-supported':
      return withheld(stringType, 'unsupported-function', `textdecodebase64() in ${encoding}`, context);
  }
}

/** As in a query: a space is a plus. */
function urlEncode(text: string): string {
  return Array.from(utf8Bytes(text), (byte) => {
    const symbol = String.fromCharCode(byte);
    if (/[A-Za-z0-9\-_.~]/.test(symbol)) return symbol;
    return symbol === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

function csvdecode(values: readonly Value[], context: CallContext): Value {
  const [header, ...records] = readCsv(textAt(values, 0));
  if (header === undefined) throw new FunctionError('missing header line');
  const names = header.fields.map((name) => name.normalize('NFC'));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new FunctionError(`duplicate column name ${goQuote(twice)}`);
  const rows = records.map(({ fields, line }) => {
    if (fields.length !== names.length) {
      throw new FunctionError(`CSV parse error on line ${line}: wrong number of fields`);
    }
    return object(
      names.map((name, index) => [name, string(fields[index] ?? '', context.origin)] as const),
      context.origin,
    );
  });
  return list(objectType(names.map((name) => [name, stringType] as const)), rows, context.origin);
}

export const encodingFunctions: readonly TerraformFunction[] = [
  {
    name: 'base64encode',
    parameters: [stringParameter('str')],
    resultType: stringType,
    apply: (values, context) => computedText(toBase64(utf8Bytes(textAt(values, 0))), context),
  },
  { name: 'base64decode', parameters: [stringParameter('str')], resultType: stringType, apply: base64decode },
  {
    name: 'textencodebase64',
    parameters: [stringParameter('string'), stringParameter('encoding')],
    resultType: stringType,
    apply: textencodebase64,
  },
  {
    name: 'textdecodebase64',
    parameters: [stringParameter('source'), stringParameter('encoding')],
    resultType: stringType,
    apply: textdecodebase64,
  },
  {
    name: 'urlencode',
    parameters: [stringParameter('str')],
    resultType: stringType,
    apply: (values, context) => computedText(urlEncode(textAt(values, 0)), context),
  },
  {
    name: 'jsonencode',
    parameters: [anyParameter('val', { nullable: true })],
    resultType: stringType,
    apply: (values, context) => computedText(toJson(argumentAt(values, 0)), context),
  },
  {
    name: 'jsondecode',
    parameters: [stringParameter('str')],
    resultType: dynamicType,
    apply: (values, context) => fromJson(textAt(values, 0), context.origin),
  },
  {
    name: 'yamlencode',
    parameters: [anyParameter('value', { nullable: true })],
    resultType: stringType,
    apply: (values, context) => {
      const text = toYaml(argumentAt(values, 0));
      return text === undefined
        ? withheld(stringType, 'unsupported-function', 'yamlencode()', context)
        : computedText(text, context);
    },
  },
  {
    name: 'yamldecode',
    parameters: [stringParameter('src')],
    resultType: dynamicType,
    apply: (values, context) => fromYaml(textAt(values, 0), context.origin),
  },
  {
    name: 'csvdecode',
    parameters: [stringParameter('str')],
    resultType: listType(dynamicType),
    apply: csvdecode,
  },
];
