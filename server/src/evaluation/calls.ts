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
import type { Bindings, Failure, Names, Scope } from './scope';
import { apart, bind, evaluate, fail, isSettled, note, scopeOrigin } from './scope';
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
    return fail(scope, `Cannot recursively call ${name} from inside another template.`, origin, true);
  }
  const [template] = call.arguments;
  if (name === 'templatestring' && template !== undefined && !isReference(template)) {
    const message =
      'The template must be a reference to a string that stands elsewhere: a local value, an attribute. Text that stands here is a template already.';
    return fail(scope, message, scopeOrigin(scope, template.span), true);
  }
  const values = call.arguments.map((argument) => evaluate(argument, scope));
  const context: CallContext = {
    origin,
    files: scope.names.files,
    ...(scope.names.functions === undefined ? {} : { functions: scope.names.functions }),
    renderTemplate: (text, variables, templateName) =>
      renderTemplate(text, variables, templateName, scope, origin),
  };
  const { value, problem } = callFunction(call.name.text, values, call.expandLast, context);
  if (value.kind === 'unknown' && value.reason.kind === 'error') {
    const at = problem?.argument === undefined ? undefined : argumentOrigin(call, problem.argument, scope);
    note(
      scope.run,
      at === undefined ? value : { ...value, origin: at },
      problem !== undefined && values.every(isSettled),
    );
  }
  return value;
}

function isReference(expression: Expression): boolean {
  return expression.kind === 'attribute' || expression.kind === 'index' || expression.kind === 'variable';
}

/** Terraform marks the argument at fault; with `...`, the last one stands for all behind it. */
function argumentOrigin(call: CallExpression, index: number, scope: Scope): Origin | undefined {
  const argument = call.arguments[index] ?? (call.expandLast ? call.arguments.at(-1) : undefined);
  return argument && scopeOrigin(scope, argument.span);
}

interface Attempt {
  readonly value: Value;
  readonly failures: readonly Failure[];
  readonly doubtful: boolean;
}

function attempt(expression: Expression, scope: Scope): Attempt {
  const { run } = scope;
  const doubtfulBefore = run.doubtful;
  run.doubtful = false;
  const { result: value, failures } = apart(run, () => evaluate(expression, scope));
  const { doubtful } = run;
  run.doubtful = doubtfulBefore;
  return { value, failures, doubtful };
}

/**
 * The first argument that evaluates without a mistake. Terraform calls the result unknown as soon as an argument
 * depends on anything unknown; here the argument's own value is kept, for it may be a reference.
 */
function evaluateTry(call: CallExpression, scope: Scope, origin: Origin | undefined): Value {
  const doubtful: Value[] = [];
  let certain = true;
  for (const argument of call.arguments) {
    const result = attempt(argument, scope);
    certain &&= result.failures.every((failure) => failure.certain);
    if (result.failures.length > 0) continue;
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
    certain,
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
    return fail(scope, 'Function "can" expects one argument.', origin, true);
  }
  const { value, failures, doubtful } = attempt(argument, scope);
  if (failures.length > 0) return bool(false, origin);
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
  if (problem !== undefined) return fail(scope, `${name}: ${problem.message}`, origin, true);
  let bindings: Bindings | undefined;
  for (const [variable, value] of variables) bindings = bind(bindings, variable, value);
  const inner: Scope = { anchor: undefined, names: templateNames(scope.names), bindings, run: scope.run };
  const [only, more] = parts;
  const { result, failures } = apart(scope.run, () =>
    // A template that is nothing but one interpolation is that value, of whatever type.
    only?.kind === 'interpolation' && more === undefined
      ? evaluate(only.value, inner)
      : renderParts(parts, inner, origin),
  );
  // The template's own text is no place in the configuration: the call is.
  for (const { value, certain } of failures) {
    const at = value.reason.kind === 'undeclared' ? undeclaredInTemplate(value, name) : value;
    note(scope.run, { ...at, origin }, certain);
  }
  return withOrigin(result, origin);
}

function undeclaredInTemplate(value: UnknownValue, name: string): UnknownValue {
  const detail = `${name} uses "${value.reason.detail}", which is not among the variables passed to it.`;
  return { ...value, reason: { kind: 'error', detail } };
}

function templateNames(names: Names): Names {
  return {
    resolve: () => undefined,
    attribute: (resource, name, origin) => names.attribute(resource, name, origin),
    files: names.files,
    isTemplate: true,
  };
}
