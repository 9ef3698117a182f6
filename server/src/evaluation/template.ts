/** Templates: text, interpolations and directives joined to a string. */

import type { Origin } from '../source/origin';
import type { Expression, TemplatePart } from '../syntax/tree';
import { candidateLimit, derivedReason, string, unknown } from './build';
import { convert } from './convert';
import { graphemes } from './functions/graphemes';
import { textPieces } from './functions/pieces';
import { iterationsOf } from './forExpression';
import type { Scope } from './scope';
import {
  bind,
  evaluate,
  fail,
  isOutsideSettled,
  isSettled,
  quietly,
  scopeOrigin,
  spend,
  TooLarge,
} from './scope';
import type { TextPiece, UnknownValue, Value } from './value';
import { boolType, Marks, stringType } from './value';

type TemplateExpression = Extract<Expression, { kind: 'template' }>;

// Longer text than this (in UTF-16 units) is not made: locals that double each other would fill all memory.
const longestText = 4_000_000;

/** A quoted template or heredoc. One that is a single interpolation is the value of that interpolation. */
export function evaluateTemplate(
  expression: TemplateExpression,
  scope: Scope,
  origin: Origin | undefined,
): Value {
  const [first, second] = expression.parts;
  if (second === undefined) {
    if (first === undefined) return string('', origin);
    if (first.kind === 'text') return string(first.text, origin);
    if (first.kind === 'interpolation') return evaluate(first.value, scope);
  }
  return renderParts(expression.parts, scope, origin);
}

/** The text of template parts: a string, an unknown string, or an unknown with the reason of a mistake. */
export function renderParts(parts: readonly TemplatePart[], scope: Scope, origin: Origin | undefined): Value {
  const output = new Output(scope, origin);
  for (const part of parts) {
    const mistake = append(part, scope, output);
    if (mistake !== undefined) return mistake;
  }
  return output.value();
}

/** Collects pieces. While something in it has candidates, all texts that it may become, up to the limit. */
class Output {
  private texts: string[] | undefined = [''];
  /** What stands before the first unknown. */
  private prefix = '';
  private firstUnknown: UnknownValue | undefined;
  private marks: number = Marks.none;
  private readonly pieces: TextPiece[] = [];

  constructor(
    private readonly scope: Scope,
    private readonly origin: Origin | undefined,
  ) {}

  text(text: string): void {
    this.pieces.push(text);
    if (this.texts === undefined) return;
    this.texts = this.texts.map((start) => start + text);
    for (const each of this.texts) if (each.length > longestText) throw new TooLarge();
  }

  piece(value: Value): void {
    this.marks |= value.marks;
    if (value.kind === 'string') {
      this.text(value.value);
      return;
    }
    if (value.kind !== 'unknown') return;
    this.pieces.push(value);
    if (this.firstUnknown === undefined) this.prefix = this.texts?.[0] ?? '';
    this.firstUnknown ??= value;
    const choices = value.candidates?.flatMap((each) => (each.kind === 'string' ? [each.value] : []));
    if (
      this.texts === undefined ||
      choices?.length !== value.candidates?.length ||
      choices === undefined ||
      choices.length * this.texts.length > candidateLimit
    ) {
      this.texts = undefined;
      return;
    }
    spend(this.scope.run, choices.length * this.texts.length);
    this.texts = this.texts.flatMap((start) => choices.map((choice) => start + choice));
  }

  value(): Value {
    const { firstUnknown, marks, origin, texts } = this;
    if (firstUnknown === undefined) return string(texts?.[0] ?? '', origin, marks);
    const candidates = texts && [...new Set(texts)].map((text) => string(text, origin));
    return unknown(stringType, derivedReason([firstUnknown]), origin, marks, {
      candidates,
      notNull: true,
      prefix: graphemes(this.prefix).slice(0, -1).join(''),
      pieces: candidates === undefined ? textPieces(this.pieces) : undefined,
    });
  }
}

/** Appends a part; a value comes back when Terraform would refuse the template. */
function append(part: TemplatePart, scope: Scope, output: Output): Value | undefined {
  spend(scope.run, 1);
  const origin = scopeOrigin(scope, part.span);
  switch (part.kind) {
    case 'text':
      output.text(part.text);
      return undefined;
    case 'interpolation': {
      const given = evaluate(part.value, scope);
      const at = scopeOrigin(scope, part.value.span);
      const value = convert(given, stringType);
      if (value.kind === 'conversion-error') {
        const message = `Cannot include the given value in a string template: ${value.message}.`;
        return fail(scope, message, at, isSettled(given));
      }
      if (value.kind === 'null') {
        const message = 'The expression result is null. Cannot include a null value in a string template.';
        return fail(scope, message, at, isSettled(given));
      }
      output.piece(value);
      return undefined;
    }
    case 'if':
      return appendIf(part, scope, output, origin);
    case 'for':
      return appendFor(part, scope, output, origin);
  }
}

function appendIf(
  part: Extract<TemplatePart, { kind: 'if' }>,
  scope: Scope,
  output: Output,
  origin: Origin | undefined,
): Value | undefined {
  const given = evaluate(part.condition, scope);
  const at = scopeOrigin(scope, part.condition.span);
  const condition = convert(given, boolType);
  switch (condition.kind) {
    case 'bool':
      output.piece(string('', origin, condition.marks));
      for (const inner of condition.value ? part.then : part.otherwise) {
        const mistake = append(inner, scope, output);
        if (mistake !== undefined) return mistake;
      }
      return undefined;
    case 'unknown': {
      const [then, otherwise] = quietly(
        scope.run,
        () => [renderParts(part.then, scope, origin), renderParts(part.otherwise, scope, origin)] as const,
      );
      output.piece(
        unknown(
          stringType,
          derivedReason([condition]),
          origin,
          condition.marks | then.marks | otherwise.marks,
          {
            candidates: [then, otherwise],
          },
        ),
      );
      return undefined;
    }
    case 'null':
      return fail(
        scope,
        'The condition value is null. Conditions must either be true or false.',
        at,
        isSettled(given),
      );
    default:
      return fail(scope, 'The condition expression must be of type bool.', at, isSettled(given));
  }
}

function appendFor(
  part: Extract<TemplatePart, { kind: 'for' }>,
  scope: Scope,
  output: Output,
  origin: Origin | undefined,
): Value | undefined {
  const collection = evaluate(part.collection, scope);
  const iterations = iterationsOf(collection);
  if (typeof iterations === 'string') {
    return fail(scope, iterations, scopeOrigin(scope, part.collection.span), isOutsideSettled(collection));
  }
  if (iterations.unknown !== undefined) {
    output.piece(unknown(stringType, derivedReason([iterations.unknown]), origin, collection.marks));
    return undefined;
  }
  output.piece(string('', origin, collection.marks));
  for (const step of iterations.steps) {
    spend(scope.run, 1);
    const withKey =
      part.keyName === undefined ? scope.bindings : bind(scope.bindings, part.keyName.text, step.key);
    const inner: Scope = { ...scope, bindings: bind(withKey, part.valueName.text, step.value) };
    for (const each of part.body) {
      const mistake = append(each, inner, output);
      if (mistake !== undefined) return mistake;
    }
  }
  return undefined;
}
