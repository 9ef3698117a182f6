/**
 * Functions on files and paths. Files are read through the host, which keeps to the workspace; what it does not give is
 * unknown, not an error. Paths are those of Unix: the plan that counts is made on a build machine.
 */

import { bool, set, setType, string } from '../build';
import { convert } from '../convert';
import { FunctionError } from '../functionTable';
import type { CallContext, FileAnswer, TerraformFunction } from '../functionTable';
import type { Type, Value } from '../value';
import { boolType, dynamicType, stringType } from '../value';
import { anyParameter, computedText, mappingEntries, stringParameter, textAt, withheld } from './arguments';
import { toBase64, utf8Text } from './bytes';
import { digests } from './hash';

function missing(path: string): FunctionError {
  return new FunctionError(
    `no file exists at ${path}; this function works only with files that are distributed as part of the configuration source code, so if this file will be created by a resource in this configuration you must instead obtain this result from an attribute of that resource`,
    0,
  );
}

/** The result for what was read, unknown for what may not be. */
function answered<T>(
  answer: FileAnswer<T>,
  path: string,
  type: Type,
  context: CallContext,
  use: (value: T) => Value,
): Value {
  switch (answer.kind) {
    case 'ok':
      return use(answer.value);
    case 'missing':
      throw missing(path);
    case 'unavailable':
      return withheld(type, 'file-not-available', path, context);
  }
}

function ofBytes(name: string, use: (bytes: Uint8Array) => string): TerraformFunction {
  return {
    name,
    parameters: [stringParameter('path')],
    resultType: stringType,
    apply: (values, context) => {
      const path = textAt(values, 0);
      return answered(context.files.readBytes(path), path, stringType, context, (bytes) =>
        computedText(use(bytes), context),
      );
    },
  };
}

function file(values: readonly Value[], context: CallContext): Value {
  const path = textAt(values, 0);
  return answered(context.files.readBytes(path), path, stringType, context, (bytes) => {
    const text = utf8Text(bytes);
    if (text === undefined) {
      throw new FunctionError(
        `contents of ${path} are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or the other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead`,
        0,
      );
    }
    return computedText(text, context);
  });
}

function fileexists(values: readonly Value[], context: CallContext): Value {
  const path = textAt(values, 0);
  const answer = context.files.exists(path);
  if (answer.kind === 'unavailable') return withheld(boolType, 'file-not-available', path, context);
  return bool(answer.kind === 'ok' && answer.value, context.origin);
}

function fileset(values: readonly Value[], context: CallContext): Value {
  const directory = textAt(values, 0);
  const answer = context.files.list(directory, textAt(values, 1));
  if (answer.kind === 'unavailable') {
    return withheld(setType(stringType), 'file-not-available', directory, context);
  }
  const names = answer.kind === 'ok' ? answer.value : [];
  return set(
    stringType,
    names.map((name) => string(name, context.origin)),
    context.origin,
  );
}

function templateVariables(value: Value): ReadonlyMap<string, Value> {
  const entries = mappingEntries(value);
  if (entries === undefined) throw new FunctionError('invalid vars value: must be a map', 1);
  for (const name of entries.keys()) {
    if (!/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name)) {
      throw new FunctionError(
        `invalid template variable name "${name}": must start with a letter, followed by zero or more letters, digits, and underscores`,
        1,
      );
    }
  }
  return entries;
}

function templatefile(values: readonly Value[], context: CallContext): Value {
  const path = textAt(values, 0);
  const given = values[1];
  if (given === undefined || given.kind === 'unknown') {
    return withheld(dynamicType, 'computed-from-unknown', given?.reason.detail ?? '', context);
  }
  const variables = templateVariables(given);
  return answered(context.files.readText(path), path, dynamicType, context, (text) =>
    context.renderTemplate(text, variables, path),
  );
}

function templatestring(values: readonly Value[], context: CallContext): Value {
  const given = values[1];
  if (given === undefined || given.kind === 'unknown') {
    return withheld(stringType, 'computed-from-unknown', given?.reason.detail ?? '', context);
  }
  const variables = templateVariables(given);
  const result = convert(
    context.renderTemplate(textAt(values, 0), variables, '<templatestring argument>'),
    stringType,
  );
  if (result.kind === 'conversion-error') {
    throw new FunctionError(`invalid template result: ${result.message}`);
  }
  if (result.kind === 'null') {
    throw new FunctionError(
      '<templatestring argument>: the result of the template is null, which is not a valid result for a templatestring call',
    );
  }
  return result;
}

/** Without `.`, `..` and doubled slashes, as far as that goes without looking at the disk. */
function cleanPath(path: string): string {
  if (path === '') return '.';
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push('..');
  }
  const joined = kept.join('/');
  return rooted ? `/${joined}` : joined || '.';
}

function baseName(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

function directoryName(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf('/') + 1));
}

/** A function of a path that depends on nothing but its text. */
function ofPath(name: string, change: (path: string) => string): TerraformFunction {
  return {
    name,
    parameters: [stringParameter('path')],
    resultType: stringType,
    apply: (values, context) => computedText(change(textAt(values, 0)), context),
  };
}

/** Relative to the directory Terraform is started in, which nothing in the workspace tells. */
function abspath(values: readonly Value[], context: CallContext): Value {
  const path = textAt(values, 0);
  return path.startsWith('/')
    ? computedText(cleanPath(path), context)
    : withheld(stringType, 'file-not-available', `abspath(${JSON.stringify(path)})`, context);
}

function pathexpand(values: readonly Value[], context: CallContext): Value {
  const path = textAt(values, 0);
  if (path !== '~' && !path.startsWith('~/')) {
    if (path.startsWith('~')) throw new FunctionError('cannot expand user-specific home dir');
    return computedText(path, context);
  }
  return withheld(stringType, 'file-not-available', `pathexpand(${JSON.stringify(path)})`, context);
}

export const fileFunctions: readonly TerraformFunction[] = [
  { name: 'file', parameters: [stringParameter('path')], resultType: stringType, apply: file },
  ofBytes('filebase64', toBase64),
  ...[...digests].map(([name, digest]) =>
    // filemd5, filesha1, filebase64sha256 …
    ofBytes(`file${name}`, digest),
  ),
  { name: 'fileexists', parameters: [stringParameter('path')], resultType: boolType, apply: fileexists },
  {
    name: 'fileset',
    parameters: [stringParameter('path'), stringParameter('pattern')],
    resultType: setType(stringType),
    apply: fileset,
  },
  {
    name: 'templatefile',
    parameters: [
      stringParameter('path'),
      // Variables that are not known leave the rest of the text known.
      anyParameter('vars', { unknownAware: true, marks: 'inside' }),
    ],
    resultType: dynamicType,
    apply: templatefile,
  },
  {
    name: 'templatestring',
    parameters: [stringParameter('template'), anyParameter('vars', { unknownAware: true, marks: 'inside' })],
    resultType: stringType,
    apply: templatestring,
  },
  ofPath('basename', baseName),
  ofPath('dirname', directoryName),
  { name: 'abspath', parameters: [stringParameter('path')], resultType: stringType, apply: abspath },
  {
    name: 'pathexpand',
    parameters: [stringParameter('path')],
    resultType: stringType,
    apply: pathexpand,
  },
];
