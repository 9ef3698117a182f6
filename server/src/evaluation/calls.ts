/**
 * Function calls: their arguments, and the functions that catch mistakes of their arguments. What functions compute is
 * in functions/.
 */

import type { Origin } from '../source/origin';
import { parseTemplateText } from '../syntax/parse';
import type { Expression } from '../syntax/tree';
import { bool, derivedReason, firstUnknown, unknown, withOrigin } from './build';
import { callFunction, lazyFunctions, plainFunctionName } from './functions/call';
import type { CallContext } from './functionTable';
import type { Bindings, Names, Scope } from './scope';
import { bind, fail, failed, evaluate } from './scope';
import { renderParts } from './template';
import type { UnknownValue, Value } from './value';
import { boolType, Marks } from './value';

type CallExpression = Extract<Expression, { kind: 'call' }>;

export function evaluateCall(call: CallExpression, scope: Scope, origin: Origin | undefined): Value {
  const name = plainFunctionName(call.name.text);
  if (lazyFunctions.has(name)) {
    return name === 'can' ? evaluateCan(call, scope, origin) : evaluateTry(call, scope, origin);
  }
  if (scope.names.isTemplate && (name === 'templatefile' || name === 'templatestring')) {
    return fail(scope, `Cannot recursively call ${name} from inside another template.`, origin);
  }
  const values = call.arguments.map((argument) => evaluate(argument, scope));
  const context: CallContext = {
    origin,
    files: scope.names.files,
    renderTemplate: (text, variables, templateName) =>
      renderTemplate(text, variables, templateName, scope, origin),
  };
  const { value } = callFunction(call.name.text, values, call.expandLast, context);
  if (value.kind === 'unknown' && value.reason.kind === 'error') scope.run.failure ??= value;
  return value;
}

interface Attempt {
  readonly value: Value;
  readonly failure: UnknownValue | undefined;
  readonly doubtful: boolean;
}

function attempt(expression: Expression, scope: Scope): Attempt {
  const { run } = scope;
  const { failure: failureBefore, doubtful: doubtfulBefore } = run;
  run.failure = undefined;
  run.doubtful = false;
  const value = evaluate(expression, scope);
  const result = { value, failure: run.failure, doubtful: run.doubtful };
  run.failure = failureBefore;
  run.doubtful = doubtfulBefore;
  return result;
}

/**
 * The first argument that evaluates without a mistake. Terraform calls the result unknown as soon as an argument
 * depends on anything unknown; here the argument's own value is kept, for it may be a reference.
 */
function evaluateTry(call: CallExpression, scope: Scope, origin: Origin | undefined): Value {
  const doubtful: Value[] = [];
  for (const argument of call.arguments) {
    const result = attempt(argument, scope);
    if (result.failure !== undefined) continue;
    if (result.doubtful) {
      doubtful.push(result.value);
      continue;
    }
    return doubtful.length === 0 ? result.value : eitherOf([...doubtful, result.value], origin);
  }
  if (doubtful.length > 0) return eitherOf(doubtful, origin);
  return fail(
    scope,
    call.arguments.length === 0
      ? 'Call to function "try" failed: at least one argument is required.'
      : 'Call to function "try" failed: no expression succeeded. At least one expression must produce a successful result.',
    origin,
  );
}

function eitherOf(values: readonly Value[], origin: Origin | undefined): Value {
  const [only] = values;
  if (only !== undefined && values.length === 1) return only;
  const marks = values.reduce<number>((all, value) => all | value.marks, Marks.none);
  const open = firstUnknown(values);
  const detail = open === undefined ? '' : derivedReason([open]).detail;
  return unknown({ kind: 'dynamic' }, { kind: 'condition', detail }, origin, marks, { candidates: values });
}

function evaluateCan(call: CallExpression, scope: Scope, origin: Origin | undefined): Value {
  const [argument] = call.arguments;
  if (argument === undefined || call.arguments.length > 1) {
    return fail(scope, 'Function "can" expects one argument.', origin);
  }
  const { value, failure, doubtful } = attempt(argument, scope);
  if (failure !== undefined) return bool(false, origin);
  const open = firstUnknown([value]);
  if (open === undefined && !doubtful) return bool(true, origin);
  return unknown(boolType, derivedReason([value]), origin, value.marks);
}

function renderTemplate(
  text: string,
  variables: ReadonlyMap<string, Value>,
  name: string,
  scope: Scope,
  origin: Origin | undefined,
): Value {
  const { parts, problems } = parseTemplateText(text);
  const [problem] = problems;
  if (problem !== undefined) return failed(`${name}: ${problem.message}`, origin);
  let bindings: Bindings | undefined;
  for (const [variable, value] of variables) bindings = bind(bindings, variable, value);
  const inner: Scope = { anchor: undefined, names: templateNames(scope.names), bindings, run: scope.run };
  const [only, more] = parts;
  // A template that is nothing but one interpolation is that value, of whatever type.
  if (only?.kind === 'interpolation' && more === undefined) {
    return withOrigin(evaluate(only.value, inner), origin);
  }
  return withOrigin(renderParts(parts, inner, origin), origin);
}

function templateNames(names: Names): Names {
  return {
    resolve: () => undefined,
    attribute: (resource, name, origin) => names.attribute(resource, name, origin),
    files: names.files,
    isTemplate: true,
  };
}
