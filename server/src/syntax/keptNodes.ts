/**
 * The nodes of a tree as they are kept: small, for a workspace has millions. tree.ts says what they mean; nothing
 * outside this folder needs to know how they are made.
 *
 * Three things make them small. A node is its own span. Its kind stands once on the prototype. And what the text of a
 * native file decides anyway (where the name of an argument stands) is made when it is asked for: such an object is
 * another one each time, and is not to be compared by identity.
 *
 * Offsets are relative to the top-level item, as everywhere in a tree.
 */

import type {
  Argument,
  Block,
  Body,
  BodyItem,
  Comment,
  Expression,
  LiteralExpression,
  Name,
  TemplateExpression,
  TemplatePart,
} from './tree';
import type { Span } from '../source/span';

/** What is in most lists: nothing. */
const none: readonly never[] = [];

/** The list for keeping: an array that was filled by pushing has room for many more. */
export function exact<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.slice();
}

// The base classes have no fields: each class fills its own, all in one place and in one order, which is what makes
// instances of one class alike to the machine. Fields are declared, not defined: definitions would fill them twice.
abstract class Placed {
  declare start: number;
  declare end: number;

  get span(): Span {
    return this;
  }
}

/** The base of the nodes of a kind. */
export function nodeOf<Kind extends string>(kind: Kind) {
  abstract class Node extends Placed {
    declare readonly kind: Kind;

    static {
      Object.assign(this.prototype, { kind });
    }
  }
  return Node;
}

export class CommentNode extends Placed implements Comment {
  constructor(start: number, end: number) {
    super();
    this.start = start;
    this.end = end;
  }
}

export class NameNode extends Placed implements Name {
  declare readonly text: string;

  constructor(start: number, end: number, text: string) {
    super();
    this.start = start;
    this.end = end;
    this.text = text;
  }
}

/** An argument that begins with its name, as in native syntax. */
export class ArgumentNode extends nodeOf('argument') implements Argument {
  declare readonly word: string;
  declare readonly value: Expression;

  constructor(start: number, end: number, word: string, value: Expression) {
    super();
    this.start = start;
    this.end = end;
    this.word = word;
    this.value = value;
  }

  get name(): Name {
    return new NameNode(this.start, this.start + this.word.length, this.word);
  }
}

/** An argument whose name stands in quotes. */
export class JsonArgumentNode extends nodeOf('argument') implements Argument {
  declare readonly name: Name;
  declare readonly value: Expression;

  constructor(start: number, end: number, name: Name, value: Expression) {
    super();
    this.start = start;
    this.end = end;
    this.name = name;
    this.value = value;
  }

  get word(): string {
    return this.name.text;
  }
}

/** A block that begins with its type, as in native syntax. */
export class BlockNode extends nodeOf('block') implements Block {
  declare readonly word: string;
  declare readonly labels: readonly Name[];
  declare readonly body: Body;
  declare readonly closed: boolean;

  constructor(
    start: number,
    end: number,
    word: string,
    labels: readonly Name[],
    body: Body,
    closed: boolean,
  ) {
    super();
    this.start = start;
    this.end = end;
    this.word = word;
    this.labels = labels;
    this.body = body;
    this.closed = closed;
  }

  get type(): Name {
    return new NameNode(this.start, this.start + this.word.length, this.word);
  }
}

/** A block whose type stands in quotes, or outside its text. */
export class JsonBlockNode extends nodeOf('block') implements Block {
  declare readonly type: Name;
  declare readonly labels: readonly Name[];
  declare readonly body: Body;
  declare readonly closed: boolean;

  constructor(start: number, end: number, type: Name, labels: readonly Name[], body: Body, closed: boolean) {
    super();
    this.start = start;
    this.end = end;
    this.type = type;
    this.labels = labels;
    this.body = body;
    this.closed = closed;
  }

  get word(): string {
    return this.type.text;
  }
}

export class BodyNode extends Placed implements Body {
  declare readonly items: readonly BodyItem[];

  constructor(start: number, end: number, items: readonly BodyItem[]) {
    super();
    this.start = start;
    this.end = end;
    this.items = items;
  }
}

type Literal<Type extends string> = Extract<LiteralExpression, { readonly type: Type }>;

export class NumberNode extends nodeOf('literal') implements Literal<'number'> {
  declare readonly type: 'number';
  declare readonly text: string;

  constructor(start: number, end: number, text: string) {
    super();
    this.start = start;
    this.end = end;
    this.text = text;
  }

  static {
    Object.assign(this.prototype, { type: 'number' });
  }
}

export class BooleanNode extends nodeOf('literal') implements Literal<'boolean'> {
  declare readonly type: 'boolean';
  declare readonly value: boolean;

  constructor(start: number, end: number, value: boolean) {
    super();
    this.start = start;
    this.end = end;
    this.value = value;
  }

  static {
    Object.assign(this.prototype, { type: 'boolean' });
  }
}

export class NullNode extends nodeOf('literal') implements Literal<'null'> {
  declare readonly type: 'null';

  constructor(start: number, end: number) {
    super();
    this.start = start;
    this.end = end;
  }

  static {
    Object.assign(this.prototype, { type: 'null' });
  }
}

/** What is in quotes and one text: most templates are. */
export class QuotedTextNode extends nodeOf('template') implements TemplateExpression {
  declare readonly heredoc: false;
  declare readonly text: string;

  constructor(start: number, end: number, text: string) {
    super();
    this.start = start;
    this.end = end;
    this.text = text;
  }

  /** The one text, from quote to quote. */
  get parts(): readonly TemplatePart[] {
    return [new TextNode(this.start + 1, this.end - 1, this.text)];
  }

  static {
    Object.assign(this.prototype, { heredoc: false });
  }
}

export class TemplateNode extends nodeOf('template') implements TemplateExpression {
  declare readonly heredoc: false | 'plain' | 'indented';
  declare readonly parts: readonly TemplatePart[];

  constructor(
    start: number,
    end: number,
    heredoc: false | 'plain' | 'indented',
    parts: readonly TemplatePart[],
  ) {
    super();
    this.start = start;
    this.end = end;
    this.heredoc = heredoc;
    this.parts = parts;
  }
}

type Part<Kind extends string> = Extract<TemplatePart, { readonly kind: Kind }>;

export class TextNode extends nodeOf('text') implements Part<'text'> {
  declare readonly text: string;

  constructor(start: number, end: number, text: string) {
    super();
    this.start = start;
    this.end = end;
    this.text = text;
  }
}

export class InterpolationNode extends nodeOf('interpolation') implements Part<'interpolation'> {
  declare readonly value: Expression;

  constructor(start: number, end: number, value: Expression) {
    super();
    this.start = start;
    this.end = end;
    this.value = value;
  }
}

export class IfNode extends nodeOf('if') implements Part<'if'> {
  declare readonly condition: Expression;
  declare readonly then: readonly TemplatePart[];
  declare readonly otherwise: readonly TemplatePart[];

  constructor(
    start: number,
    end: number,
    condition: Expression,
    then: readonly TemplatePart[],
    otherwise: readonly TemplatePart[],
  ) {
    super();
    this.start = start;
    this.end = end;
    this.condition = condition;
    this.then = then;
    this.otherwise = otherwise;
  }
}

export class ForPartNode extends nodeOf('for') implements Part<'for'> {
  declare readonly keyName: Name | undefined;
  declare readonly valueName: Name;
  declare readonly collection: Expression;
  declare readonly body: readonly TemplatePart[];

  constructor(start: number, end: number, parts: Omit<Part<'for'>, 'kind' | 'span'>) {
    super();
    this.start = start;
    this.end = end;
    this.keyName = parts.keyName;
    this.valueName = parts.valueName;
    this.collection = parts.collection;
    this.body = parts.body;
  }
}
