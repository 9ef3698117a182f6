/** The expressions of a tree as they are kept; keptNodes.ts says how, and has the rest. */

import { NameNode, nodeOf } from './keptNodes';
import type {
  AttributeExpression,
  BinaryExpression,
  BinaryOperator,
  CallExpression,
  ConditionalExpression,
  Expression,
  ForExpression,
  IndexExpression,
  MissingExpression,
  Name,
  ObjectExpression,
  ObjectItem,
  ParenthesesExpression,
  SplatExpression,
  TraversalStep,
  TupleExpression,
  UnaryExpression,
  VariableExpression,
} from './tree';

export class VariableNode extends nodeOf('variable') implements VariableExpression {
  declare readonly name: string;

  constructor(start: number, end: number, name: string) {
    super();
    this.start = start;
    this.end = end;
    this.name = name;
  }
}

/** `object.name`, ending with its name. */
export class AttributeNode extends nodeOf('attribute') implements AttributeExpression {
  declare readonly object: Expression;
  declare readonly word: string;

  constructor(start: number, end: number, object: Expression, word: string) {
    super();
    this.start = start;
    this.end = end;
    this.object = object;
    this.word = word;
  }

  get name(): Name {
    return new NameNode(this.end - this.word.length, this.end, this.word);
  }
}

/** An attribute in a string of JSON, where an escape may be longer than what it stands for. */
export class JsonAttributeNode extends nodeOf('attribute') implements AttributeExpression {
  declare readonly object: Expression;
  declare readonly name: Name;

  constructor(start: number, end: number, object: Expression, name: Name) {
    super();
    this.start = start;
    this.end = end;
    this.object = object;
    this.name = name;
  }
}

export class IndexNode extends nodeOf('index') implements IndexExpression {
  declare readonly collection: Expression;
  declare readonly key: Expression;
  declare readonly legacy: boolean;

  constructor(start: number, end: number, collection: Expression, key: Expression, legacy: boolean) {
    super();
    this.start = start;
    this.end = end;
    this.collection = collection;
    this.key = key;
    this.legacy = legacy;
  }
}

export class SplatNode extends nodeOf('splat') implements SplatExpression {
  declare readonly source: Expression;
  declare readonly full: boolean;
  declare readonly steps: readonly TraversalStep[];

  constructor(
    start: number,
    end: number,
    source: Expression,
    full: boolean,
    steps: readonly TraversalStep[],
  ) {
    super();
    this.start = start;
    this.end = end;
    this.source = source;
    this.full = full;
    this.steps = steps;
  }
}

type Step<Kind extends string> = Extract<TraversalStep, { readonly kind: Kind }>;

export class AttributeStepNode extends nodeOf('attribute') implements Step<'attribute'> {
  declare readonly name: Name;

  constructor(start: number, name: Name) {
    super();
    this.start = start;
    this.end = name.span.end;
    this.name = name;
  }
}

export class IndexStepNode extends nodeOf('index') implements Step<'index'> {
  declare readonly key: Expression;

  constructor(start: number, end: number, key: Expression) {
    super();
    this.start = start;
    this.end = end;
    this.key = key;
  }
}

export class SplatStepNode extends nodeOf('splat') implements Step<'splat'> {
  declare readonly full: boolean;
  declare readonly steps: readonly TraversalStep[];

  constructor(start: number, end: number, full: boolean, steps: readonly TraversalStep[]) {
    super();
    this.start = start;
    this.end = end;
    this.full = full;
    this.steps = steps;
  }
}

export class CallNode extends nodeOf('call') implements CallExpression {
  declare readonly name: Name;
  declare readonly arguments: readonly Expression[];
  declare readonly expandLast: boolean;

  constructor(start: number, end: number, name: Name, passed: readonly Expression[], expandLast: boolean) {
    super();
    this.start = start;
    this.end = end;
    this.name = name;
    this.arguments = passed;
    this.expandLast = expandLast;
  }
}

export class TupleNode extends nodeOf('tuple') implements TupleExpression {
  declare readonly elements: readonly Expression[];

  constructor(start: number, end: number, elements: readonly Expression[]) {
    super();
    this.start = start;
    this.end = end;
    this.elements = elements;
  }
}

export class ObjectNode extends nodeOf('object') implements ObjectExpression {
  declare readonly items: readonly ObjectItem[];

  constructor(start: number, end: number, items: readonly ObjectItem[]) {
    super();
    this.start = start;
    this.end = end;
    this.items = items;
  }
}

export class ForNode extends nodeOf('for') implements ForExpression {
  declare readonly result: 'tuple' | 'object';
  declare readonly keyName: Name | undefined;
  declare readonly valueName: Name;
  declare readonly collection: Expression;
  declare readonly key: Expression | undefined;
  declare readonly value: Expression;
  declare readonly group: boolean;
  declare readonly condition: Expression | undefined;

  constructor(start: number, end: number, parts: Omit<ForExpression, 'kind' | 'span'>) {
    super();
    this.start = start;
    this.end = end;
    this.result = parts.result;
    this.keyName = parts.keyName;
    this.valueName = parts.valueName;
    this.collection = parts.collection;
    this.key = parts.key;
    this.value = parts.value;
    this.group = parts.group;
    this.condition = parts.condition;
  }
}

export class ConditionalNode extends nodeOf('conditional') implements ConditionalExpression {
  declare readonly condition: Expression;
  declare readonly then: Expression;
  declare readonly otherwise: Expression;

  constructor(condition: Expression, then: Expression, otherwise: Expression) {
    super();
    this.start = condition.span.start;
    this.end = otherwise.span.end;
    this.condition = condition;
    this.then = then;
    this.otherwise = otherwise;
  }
}

export class BinaryNode extends nodeOf('binary') implements BinaryExpression {
  declare readonly operator: BinaryOperator;
  declare readonly left: Expression;
  declare readonly right: Expression;

  constructor(operator: BinaryOperator, left: Expression, right: Expression) {
    super();
    this.start = left.span.start;
    this.end = right.span.end;
    this.operator = operator;
    this.left = left;
    this.right = right;
  }
}

export class UnaryNode extends nodeOf('unary') implements UnaryExpression {
  declare readonly operator: '!' | '-';
  declare readonly operand: Expression;

  constructor(start: number, operator: '!' | '-', operand: Expression) {
    super();
    this.start = start;
    this.end = operand.span.end;
    this.operator = operator;
    this.operand = operand;
  }
}

export class ParenthesesNode extends nodeOf('parentheses') implements ParenthesesExpression {
  declare readonly inner: Expression;

  constructor(start: number, end: number, inner: Expression) {
    super();
    this.start = start;
    this.end = end;
    this.inner = inner;
  }
}

export class MissingNode extends nodeOf('missing') implements MissingExpression {
  constructor(start: number, end: number) {
    super();
    this.start = start;
    this.end = end;
  }
}
