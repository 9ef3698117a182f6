/**
 * The syntax tree of one Terraform file, as plain data. No evaluation, no knowledge of resource types.
 *
 * Spans of nodes are relative to the start of the top-level item that holds them (source/origin.ts says why); only
 * `TopLevelItem.start` and problems are absolute. A tree always covers the whole file: what could not be understood
 * stands in it as Missing nodes and problems.
 *
 * A node is the same object as long as its item is. What hangs on it may be made anew at each reading (the name of an
 * argument, the parts of a plain string), and a node may be its own span: to change one, write out its properties
 * instead of spreading it (keptNodes.ts says why).
 */

import type { Anchor, Origin } from '../source/origin';
import type { SourceFile } from '../source/sourceFile';
import type { Span } from '../source/span';

export interface SyntaxTree {
  readonly file: SourceFile;
  readonly items: readonly TopLevelItem[];
  readonly problems: readonly SyntaxProblem[];
  /** In file order; spans are absolute. Text is sliced on demand. */
  readonly comments: readonly Comment[];
}

/**
 * One top-level block or argument with its place in this version of the file. `node` and `anchor` are shared with
 * earlier versions of the file when the item's text is the same; `start` is this version's absolute offset.
 */
export interface TopLevelItem {
  readonly anchor: Anchor;
  readonly start: number;
  readonly end: number;
  readonly node: BodyItem;
}

/** A mistake in the grammar, as an absolute half-open span and a sentence that says what, why and what to do. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly code: string;
  readonly message: string;
}

/** `#`, `//` or a block comment, markers included. */
export interface Comment {
  readonly span: Span;
}

export type BodyItem = Block | Argument;

/** A name with its place. For a quoted label `span` includes the quotes and `text` is what stands between them. */
export interface Name {
  readonly text: string;
  readonly span: Span;
}

export interface Block {
  readonly kind: 'block';
  readonly span: Span;
  readonly type: Name;
  /** The text of `type`, for those who go over many blocks: `type` is made when asked for. */
  readonly word: string;
  readonly labels: readonly Name[];
  readonly body: Body;
  /** False when the closing brace is missing. */
  readonly closed: boolean;
}

export interface Argument {
  readonly kind: 'argument';
  readonly span: Span;
  readonly name: Name;
  /** The text of `name`, as with blocks. */
  readonly word: string;
  readonly value: Expression;
}

export interface Body {
  /** From behind `{` to `}`. */
  readonly span: Span;
  readonly items: readonly BodyItem[];
}

export type Expression =
  | LiteralExpression
  | TemplateExpression
  | VariableExpression
  | AttributeExpression
  | IndexExpression
  | SplatExpression
  | CallExpression
  | TupleExpression
  | ObjectExpression
  | ForExpression
  | ConditionalExpression
  | BinaryExpression
  | UnaryExpression
  | ParenthesesExpression
  | MissingExpression;

/** Numbers keep their text: Terraform's numbers are wider than a double. */
export type LiteralExpression =
  | { readonly kind: 'literal'; readonly span: Span; readonly type: 'number'; readonly text: string }
  | { readonly kind: 'literal'; readonly span: Span; readonly type: 'boolean'; readonly value: boolean }
  | { readonly kind: 'literal'; readonly span: Span; readonly type: 'null' };

/** A quoted template or a heredoc. A plain string is one literal part (or none, when empty). */
export interface TemplateExpression {
  readonly kind: 'template';
  readonly span: Span;
  readonly heredoc: false | 'plain' | 'indented';
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart =
  /** `text` is decoded: escapes resolved, `$${` is `${`, indentation of `<<-` and strip markers applied. */
  | { readonly kind: 'text'; readonly span: Span; readonly text: string }
  | { readonly kind: 'interpolation'; readonly span: Span; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly span: Span;
      readonly condition: Expression;
      readonly then: readonly TemplatePart[];
      readonly otherwise: readonly TemplatePart[];
    }
  | {
      readonly kind: 'for';
      readonly span: Span;
      readonly keyName: Name | undefined;
      readonly valueName: Name;
      readonly collection: Expression;
      readonly body: readonly TemplatePart[];
    };

/** A root name: `var`, `local`, `each`, `aws_security_group`, an iterator. */
export interface VariableExpression {
  readonly kind: 'variable';
  readonly span: Span;
  readonly name: string;
}

/** `object.name`. An empty name means that the text ends behind the dot. */
export interface AttributeExpression {
  readonly kind: 'attribute';
  readonly span: Span;
  readonly object: Expression;
  readonly name: Name;
}

/** `collection[key]`, and the legacy `collection.0` (then the key is a number literal). */
export interface IndexExpression {
  readonly kind: 'index';
  readonly span: Span;
  readonly collection: Expression;
  readonly key: Expression;
  readonly legacy: boolean;
}

/**
 * `source.*` (attribute-only) or `source[*]` (full), with the attribute and index steps applied to each element.
 * Behind an attribute-only splat, `[k]` is applied to the whole result, as in HCL: then it wraps the splat.
 */
export interface SplatExpression {
  readonly kind: 'splat';
  readonly span: Span;
  readonly source: Expression;
  readonly full: boolean;
  readonly steps: readonly TraversalStep[];
}

export type TraversalStep =
  | { readonly kind: 'attribute'; readonly span: Span; readonly name: Name }
  | { readonly kind: 'index'; readonly span: Span; readonly key: Expression }
  /**
   * A splat behind a splat (`a[*].b[*].c`): the element so far is itself mapped over, with `steps` applied to each of
   * its elements. A full one is always the last step; behind an attribute-only one an index may follow.
   */
  | {
      readonly kind: 'splat';
      readonly span: Span;
      readonly full: boolean;
      readonly steps: readonly TraversalStep[];
    };

/** `name` is as written, with namespaces: `core::max`, `provider::aws::arn_parse`. */
export interface CallExpression {
  readonly kind: 'call';
  readonly span: Span;
  readonly name: Name;
  readonly arguments: readonly Expression[];
  /** The last argument is followed by `...`. */
  readonly expandLast: boolean;
}

export interface TupleExpression {
  readonly kind: 'tuple';
  readonly span: Span;
  readonly elements: readonly Expression[];
}

export interface ObjectExpression {
  readonly kind: 'object';
  readonly span: Span;
  readonly items: readonly ObjectItem[];
}

/**
 * A key that is a bare identifier means its own name, as in HCL, and is then a VariableExpression;
 * in parentheses it is an expression.
 */
export interface ObjectItem {
  readonly key: Expression;
  readonly value: Expression;
}

/** `[for k, v in c : value if cond]` (tuple) or `{for k, v in c : key => value... if cond}` (object). */
export interface ForExpression {
  readonly kind: 'for';
  readonly span: Span;
  readonly result: 'tuple' | 'object';
  readonly keyName: Name | undefined;
  readonly valueName: Name;
  readonly collection: Expression;
  /** Present for an object result. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly group: boolean;
  readonly condition: Expression | undefined;
}

export interface ConditionalExpression {
  readonly kind: 'conditional';
  readonly span: Span;
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export type BinaryOperator =
  '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface BinaryExpression {
  readonly kind: 'binary';
  readonly span: Span;
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface UnaryExpression {
  readonly kind: 'unary';
  readonly span: Span;
  readonly operator: '!' | '-';
  readonly operand: Expression;
}

export interface ParenthesesExpression {
  readonly kind: 'parentheses';
  readonly span: Span;
  readonly inner: Expression;
}

/** Stands where an expression should be and none is. Empty span at the place where it is missing. */
export interface MissingExpression {
  readonly kind: 'missing';
  readonly span: Span;
}

/** The origin of a node (or of any span) inside an item. */
export function originOf(anchor: Anchor, target: Span): Origin {
  return { anchor, start: target.start, end: target.end };
}
