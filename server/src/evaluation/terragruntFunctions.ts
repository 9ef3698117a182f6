/**
 * Terragrunt's own functions, beside Terraform's. Those that look at files and places are computed; nothing is ever
 * executed, no environment variable is read and nobody is asked over a network: what would need that is unknown.
 */

import type { DocumentUri } from '../source/documentUri';
import { parentUri, pathOfDocumentUri, relativePath } from '../source/documentUri';
import { resolvePath, unitFileName } from '../configuration/terragruntNames';
import { list, listType, object, string, unknown } from './build';
import type { Parameter, TerraformFunction } from './functionTable';
import { FunctionError } from './functionTable';
import { callPlain, mergeDeep } from './terragruntMerge';
import type { Type, UnknownReason, Value } from './value';
import { boolType, dynamicType, stringType } from './value';

/** What the functions are told of the file that they stand in. */
export interface TerragruntPlace {
  /** Directory of the configuration that is read: the unit's, also inside the files that it includes. */
  readonly directory: DocumentUri;
  /** Directory of the unit, also inside files that read_terragrunt_config reads. */
  readonly originalDirectory: DocumentUri;
  /**
   * The included file that a name stands for; undefined where nothing is included. Throws a FunctionError where the
   * name says nothing, or is missing although there are several.
   */
  readonly included: (name: string | undefined) => DocumentUri | 'unknown' | undefined;
  readonly isFile: (uri: DocumentUri) => boolean;
  readonly exists: (uri: DocumentUri) => boolean;
  readonly repositoryRoot: () => DocumentUri | undefined;
  /** The configuration in a file, as an object. */
  readonly readConfiguration: (uri: DocumentUri) => Value;
  /** The values of a variable file; undefined where it is not here. */
  readonly readVariables: (uri: DocumentUri) => Value | undefined;
}

/** A value that is most likely the given one, and may be any other. */
export function likely(
  candidate: Value,
  reason: UnknownReason,
  origin: Value['origin'],
  type: Type = dynamicType,
): Value {
  const other = unknown(type, reason, origin);
  return unknown(type, reason, origin, candidate.marks, { candidates: [candidate, other] });
}

const text: Parameter = { name: 'text', type: stringType };
const anything: Parameter = {
  name: 'value',
  type: dynamicType,
  nullable: true,
  unknownAware: true,
  marks: 'own',
};

/** Deep folders are legal; a search ends at the top anyway. */
const mostFolders = 100;

const needVars = ['apply', 'console', 'destroy', 'import', 'plan', 'push', 'refresh'];
const needLocking = ['apply', 'destroy', 'import', 'plan', 'refresh', 'taint', 'untaint'];
const needInput = ['apply', 'import', 'init', 'plan', 'refresh'];
const needParallelism = ['apply', 'plan', 'destroy'];

/** Functions whose result hangs on credentials, secrets, commands or the machine. */
const unknownTexts: readonly string[] = [
  'run_cmd',
  'sops_decrypt_file',
  'get_aws_account_alias',
  'get_aws_account_id',
  'get_aws_caller_identity_arn',
  'get_aws_caller_identity_user_id',
  'get_terraform_command',
  'get_terragrunt_source_cli_flag',
  'get_working_dir',
  'get_platform',
];

const everywhere: readonly TerraformFunction[] = [
  ...unknownTexts.map((name) => unknownFunction(name, stringType)),
  unknownFunction('get_terraform_cli_args', listType(stringType)),
  unknownFunction('get_default_retryable_errors', listType(stringType)),
  unknownFunction('mark_glob_as_read', listType(stringType)),
  unknownFunction('constraint_check', boolType),
  constantList('get_terraform_commands_that_need_vars', needVars),
  constantList('get_terraform_commands_that_need_locking', needLocking),
  constantList('get_terraform_commands_that_need_input', needInput),
  constantList('get_terraform_commands_that_need_parallelism', needParallelism),
  {
    name: 'get_env',
    parameters: [text],
    variadic: text,
    resultType: stringType,
    apply: ([name, fallback], context) => {
      const detail = `get_env(${JSON.stringify(textOf(name))})`;
      const reason = { kind: 'unsupported-function', detail } as const;
      if (fallback === undefined) return unknown(stringType, reason, context.origin);
      return likely(fallback, reason, context.origin, stringType);
    },
  },
  {
    name: 'mark_as_read',
    parameters: [text],
    resultType: stringType,
    apply: ([path], context) => string(textOf(path), context.origin),
  },
  {
    name: 'deep_merge',
    parameters: [],
    variadic: anything,
    resultType: dynamicType,
    apply: (values, context) =>
      values.reduce<Value | undefined>((merged, value) => mergeDeep(merged, value), undefined) ??
      object([], context.origin),
  },
];

function unknownFunction(name: string, resultType: Type): TerraformFunction {
  return {
    name,
    parameters: [],
    variadic: anything,
    resultType,
    apply: (_, context) =>
      unknown(resultType, { kind: 'unsupported-function', detail: `${name}()` }, context.origin),
  };
}

function constantList(name: string, texts: readonly string[]): TerraformFunction {
  return {
    name,
    parameters: [],
    resultType: listType(stringType),
    apply: (_, { origin }) =>
      list(
        stringType,
        texts.map((each) => string(each, origin)),
        origin,
      ),
  };
}

function textOf(value: Value | undefined): string {
  return value?.kind === 'string' ? value.value : '';
}

/** All functions that Terragrunt adds, for expressions in this place. */
export function terragruntFunctions(place: TerragruntPlace): ReadonlyMap<string, TerraformFunction> {
  const own: readonly TerraformFunction[] = [
    located('get_terragrunt_dir', () => pathOfDocumentUri(place.directory)),
    located('get_original_terragrunt_dir', () => pathOfDocumentUri(place.originalDirectory)),
    located('get_repo_root', () => pathOfDocumentUri(repositoryRoot(place))),
    located('get_path_from_repo_root', () => relativePath(repositoryRoot(place), place.directory)),
    located('get_path_to_repo_root', () => relativePath(place.directory, repositoryRoot(place))),
    ofInclude('get_parent_terragrunt_dir', place, (included) => pathOfDocumentUri(included)),
    ofInclude('path_relative_to_include', place, (included) => relativePath(included, place.directory)),
    ofInclude('path_relative_from_include', place, (included) => relativePath(place.directory, included)),
    {
      name: 'find_in_parent_folders',
      parameters: [],
      variadic: text,
      resultType: stringType,
      apply: ([name, fallback], { origin }) => {
        const found = findInParents(place, name === undefined ? unitFileName : textOf(name));
        if (found !== undefined) return string(pathOfDocumentUri(found), origin);
        if (fallback !== undefined) return fallback;
        const wanted = name === undefined ? unitFileName : textOf(name);
        throw new FunctionError(`no folder above holds ${wanted}`);
      },
    },
    {
      name: 'read_terragrunt_config',
      parameters: [text],
      variadic: anything,
      resultType: dynamicType,
      apply: ([path, fallback]) => {
        const given = resolvePath(place.directory, textOf(path));
        const target = place.isFile(given) ? given : resolvePath(given, unitFileName);
        if (place.isFile(target)) return place.readConfiguration(target);
        if (fallback !== undefined) return fallback;
        throw new FunctionError(`there is no file ${pathOfDocumentUri(given)}`, 0);
      },
    },
    {
      name: 'read_tfvars_file',
      parameters: [text],
      resultType: stringType,
      apply: ([path], context) => {
        const values = place.readVariables(resolvePath(place.directory, textOf(path)));
        if (values === undefined) throw new FunctionError(`there is no file ${textOf(path)}`, 0);
        return callPlain('jsonencode', [values], context.origin);
      },
    },
  ];
  return new Map([...everywhere, ...own].map((each) => [each.name, each]));
}

function located(name: string, path: () => string): TerraformFunction {
  return {
    name,
    parameters: [],
    resultType: stringType,
    apply: (_, { origin }) => string(path(), origin),
  };
}

/** A function of the included file's directory; of its own where nothing is included. */
function ofInclude(
  name: string,
  place: TerragruntPlace,
  path: (directory: DocumentUri) => string,
): TerraformFunction {
  return {
    name,
    parameters: [],
    variadic: text,
    resultType: stringType,
    apply: ([label], { origin }) => {
      const included = place.included(label === undefined ? undefined : textOf(label));
      if (included === 'unknown') {
        return unknown(stringType, { kind: 'file-not-available', detail: 'the included file' }, origin);
      }
      return string(path(included === undefined ? place.directory : parentUri(included)), origin);
    },
  };
}

function repositoryRoot(place: TerragruntPlace): DocumentUri {
  const root = place.repositoryRoot();
  if (root === undefined) throw new FunctionError('the file is in no git repository');
  return root;
}

/** The nearest file or folder of this name in a folder above; searched up to the top of the repository. */
function findInParents(place: TerragruntPlace, name: string): DocumentUri | undefined {
  let folder = place.directory;
  for (let count = 0; count < mostFolders; count++) {
    const above = parentUri(folder);
    if (above === folder) return undefined;
    const candidate = resolvePath(above, name);
    if (place.exists(candidate)) return candidate;
    folder = above;
  }
  return undefined;
}
