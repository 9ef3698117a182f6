/** Values of input variables: what is given, made to fit the declaration, or its default. */

import type { VariableDeclaration } from '../configuration/declarations';
import { anchorOfItem } from '../configuration/declarations';
import { argumentOf } from '../configuration/readDeclarations';
import type { Anchor, Origin } from '../source/origin';
import { parseExpressionText } from '../syntax/parse';
import type { Expression } from '../syntax/tree';
import { originOf } from '../syntax/tree';
import { string, unknown, withMarks } from './build';
import { convert } from './convert';
import type { Surroundings } from './expression';
import { evaluateWhole } from './expression';
import type { FileAccess } from './functionTable';
import type { Names } from './scope';
import { failed } from './scope';
import type { TypeConstraint } from './typeExpression';
import { applyDefaults, readTypeConstraint } from './typeExpression';
import type { Value } from './value';
import { dynamicType, Marks } from './value';

const noFile = { kind: 'unavailable', reason: 'not a place for functions' } as const;

const noFiles: FileAccess = {
  readText: () => noFile,
  readBytes: () => noFile,
  exists: () => noFile,
  list: () => noFile,
};

const noNames: Names = {
  resolve: () => undefined,
  attribute: (resource) => unknown(dynamicType, { kind: 'known-after-apply', detail: resource.text }),
  files: noFiles,
  isTemplate: false,
};

/** The value of an expression that can refer to nothing: a default, a variable file. */
export function evaluateAlone(
  expression: Expression,
  anchor: Anchor | undefined,
  report?: Surroundings['report'],
): Value {
  return evaluateWhole(expression, { anchor, names: noNames, bindings: undefined, report });
}

const constraints = new WeakMap<VariableDeclaration, TypeConstraint>();
const defaults = new WeakMap<VariableDeclaration, { readonly value: Value | undefined }>();

/** The declared type with its defaults; `any` where none is declared. */
function variableConstraint(declaration: VariableDeclaration): TypeConstraint {
  let constraint = constraints.get(declaration);
  if (constraint === undefined) {
    const anchor = argumentAnchor(declaration, 'type');
    constraint =
      declaration.type === undefined
        ? { type: dynamicType, defaults: undefined, problems: [] }
        : readTypeConstraint(declaration.type, (expression) => evaluateAlone(expression, anchor));
    constraints.set(declaration, constraint);
  }
  return constraint;
}

function argumentAnchor(declaration: VariableDeclaration, name: string): Anchor {
  const argument = argumentOf(declaration.block, name);
  return argument === undefined ? declaration.anchor : anchorOfItem(declaration, argument);
}

/** The default, converted; undefined when there is none. */
function variableDefault(declaration: VariableDeclaration): Value | undefined {
  let known = defaults.get(declaration);
  if (known === undefined) {
    const { default: expression } = declaration;
    known = {
      value:
        expression &&
        fitted(evaluateAlone(expression, argumentAnchor(declaration, 'default')), declaration).value,
    };
    defaults.set(declaration, known);
  }
  return known.value;
}

export interface VariableValue {
  readonly value: Value;
  /** Why what is given does not fit the declaration; the value is an unknown then. */
  readonly mistake?: string;
}

/** The value of a variable for which `given` is passed in; undefined for nothing. */
export function variableValue(declaration: VariableDeclaration, given: Value | undefined): VariableValue {
  const result = unmarkedValue(declaration, given);
  return { ...result, value: withMarks(result.value, declaredMarks(declaration)) };
}

function unmarkedValue(declaration: VariableDeclaration, given: Value | undefined): VariableValue {
  if (given === undefined) return { value: variableDefault(declaration) ?? withoutValue(declaration) };
  if (given.kind === 'null' && !declaration.nullable) {
    const value = variableDefault(declaration);
    if (value !== undefined) return { value: withMarks(value, given.marks) };
    return unsuitable(declaration, '', 'it must not be null', given.origin);
  }
  return fitted(given, declaration);
}

function unsuitable(
  declaration: VariableDeclaration,
  at: string,
  why: string,
  origin: Origin | undefined,
): VariableValue {
  const mistake = `The given value is not suitable for var.${declaration.name}${at}: ${why}.`;
  return { value: failed(mistake, origin), mistake };
}

function declaredMarks(declaration: VariableDeclaration): number {
  return (
    (declaration.sensitive ? Marks.sensitive : Marks.none) |
    (declaration.ephemeral ? Marks.ephemeral : Marks.none)
  );
}

function withoutValue(declaration: VariableDeclaration): Value {
  return unknown(
    variableConstraint(declaration).type,
    { kind: 'variable-without-value', detail: `var.${declaration.name}` },
    nameOrigin(declaration),
  );
}

function nameOrigin(declaration: VariableDeclaration): Origin {
  return originOf(declaration.anchor, declaration.nameSpan);
}

/** The value with defaults of optional attributes filled in and converted to the declared type. */
function fitted(value: Value, declaration: VariableDeclaration): VariableValue {
  const { type, defaults: inside } = variableConstraint(declaration);
  const filled = value.kind === 'null' ? value : applyDefaults(value, inside);
  const result = convert(filled, type);
  if (result.kind !== 'conversion-error') return { value: result };
  const at = result.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return unsuitable(declaration, at, result.message, value.origin);
}

/** Whether text given for the variable is its value as it stands, and not an expression. */
export function takesText(declaration: VariableDeclaration): boolean {
  const { kind } = variableConstraint(declaration).type;
  if (kind === 'dynamic') return declaration.type === undefined;
  return kind === 'string' || kind === 'number' || kind === 'bool';
}

/**
 * The value of text from the command line or the settings, read as Terraform does: literally where the variable is
 * declared as a primitive or without a type, as an expression otherwise.
 */
export function valueOfText(text: string, declaration: VariableDeclaration): Value {
  if (takesText(declaration)) return string(text);
  const { expression, problems } = parseExpressionText(text);
  const [problem] = problems;
  if (problem === undefined) return evaluateAlone(expression, undefined);
  return failed(
    `The value given for var.${declaration.name} is not a valid expression: ${problem.message}`,
    undefined,
  );
}

/** What Terraform refuses in a declaration: its type, and its default as such and beside the type. */
export function declarationMistakes(
  declaration: VariableDeclaration,
): readonly { readonly message: string; readonly origin: Origin }[] {
  const typeAnchor = argumentAnchor(declaration, 'type');
  const { problems } = variableConstraint(declaration);
  const mistakes = problems.map(({ message, span }) => ({ message, origin: originOf(typeAnchor, span) }));
  if (declaration.type?.kind === 'template' && mistakes.length === 0) {
    const message = 'A type is written without quotes since Terraform 0.12. Remove them.';
    mistakes.push({ message, origin: originOf(typeAnchor, declaration.type.span) });
  }
  const { default: expression } = declaration;
  // Beside a type that is none nothing can be said of the default.
  if (expression === undefined || mistakes.length > 0) return mistakes;
  const anchor = argumentAnchor(declaration, 'default');
  if (expression.kind === 'call') {
    const message =
      'The default of a variable is a constant: no function is called in it. Use a local value for what is computed.';
    return [{ message, origin: originOf(anchor, expression.span) }];
  }
  const value = evaluateAlone(expression, anchor, (failures) => {
    for (const { value: failed, certain } of failures) {
      if (certain && failed.origin !== undefined) {
        mistakes.push({ message: failed.reason.detail, origin: failed.origin });
      }
    }
  });
  if (mistakes.length > 0 || value.kind === 'unknown') return mistakes;
  const origin = originOf(anchor, expression.span);
  if (value.kind === 'null') {
    if (declaration.nullable) return mistakes;
    return [
      { message: `The default of var.${declaration.name} is null, which nullable = false excludes.`, origin },
    ];
  }
  const { mistake } = fitted(value, declaration);
  return mistake === undefined
    ? mistakes
    : [{ message: mistake.replace('The given value', 'The default'), origin }];
}
