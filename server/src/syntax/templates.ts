/**
 * Quoted templates and heredocs. Like HCL it first reads a flat row of pieces, then trims and unindents the literal
 * ones, and only then nests what stands between directives: the order decides what a strip marker can reach.
 */

import {
  advance,
  atKeyword,
  complain,
  deepestNesting,
  describeNext,
  nameNext,
  endAt,
  here,
  kindAt,
  mistake,
  peek,
  placeOfNext,
  previousEnd,
  startAt,
  type Cursor,
} from './cursor';
import { parseForNames } from './forNames';
import {
  decodeQuoted,
  decodeSequenceEscapes,
  normalized,
  removeIndentation,
  trimEnd,
  trimStart,
} from './templateText';
import {
  exact,
  ForPartNode,
  IfNode,
  InterpolationNode,
  QuotedTextNode,
  TemplateNode,
  TextNode,
} from './keptNodes';
import { TokenKind } from './tokens';
import type { Expression, Name, TemplateExpression, TemplatePart } from './tree';
import type { Span } from '../source/span';

type Piece =
  | { readonly kind: 'text'; readonly span: Span; text: string }
  | InterpolationNode
  | { readonly kind: 'if'; readonly span: Span; readonly condition: Expression }
  | {
      readonly kind: 'for';
      readonly span: Span;
      readonly keyName: Name | undefined;
      readonly valueName: Name;
      readonly collection: Expression;
    }
  | { readonly kind: 'else' | 'endif' | 'endfor'; readonly span: Span };

/** What is left when neighbouring texts are one. */
type JoinedPiece = Exclude<Piece, { readonly kind: 'text' }> | TextNode;

type ParseExpression = (c: Cursor) => Expression;

/** The template at an opening quote or heredoc introducer. */
export function parseTemplate(c: Cursor, parseExpression: ParseExpression): TemplateExpression {
  const open = c.position;
  const start = here(c);
  const quoted = kindAt(c, open) === TokenKind.OpenQuote;
  const close = quoted ? TokenKind.CloseQuote : TokenKind.CloseHeredoc;
  const heredoc = quoted ? false : c.text.charCodeAt(start + 2) === 45 ? 'indented' : 'plain';
  advance(c);
  const plain = quoted ? parsePlainText(c, start) : undefined;
  if (plain !== undefined) return plain;
  const parts = parseParts(c, close, heredoc === 'indented', parseExpression);
  finishTemplate(c, close, start, open);
  return new TemplateNode(start - c.base, previousEnd(c) - c.base, heredoc, parts);
}

/** The parts of a text that is a template as a whole, up to the end of the file. */
export function parseBareTemplate(c: Cursor, parseExpression: ParseExpression): readonly TemplatePart[] {
  return parseParts(c, TokenKind.EndOfFile, false, parseExpression);
}

/** Most strings are one text between two quotes, the first of which stands at the absolute offset `start`. */
function parsePlainText(c: Cursor, start: number): TemplateExpression | undefined {
  const close = c.position + 1;
  if (kindAt(c, c.position) !== TokenKind.Text || kindAt(c, close) !== TokenKind.CloseQuote) return undefined;
  const textEnd = startAt(c, close);
  const end = endAt(c, close);
  // A quote that is missing is for the others to report.
  if (end === textEnd) return undefined;
  const text = normalized(decodeQuoted(c, start + 1, textEnd));
  advance(c);
  advance(c);
  c.height = 1;
  return new QuotedTextNode(start - c.base, end - c.base, text);
}

function finishTemplate(c: Cursor, close: TokenKind, start: number, open: number): void {
  const end = endAt(c, c.position);
  if (kindAt(c, c.position) !== close) return;
  if (here(c) < end) {
    advance(c);
    if (close === TokenKind.CloseHeredoc && end === c.text.length) {
      complain(
        c,
        'unterminated-heredoc',
        startAt(c, c.position - 1),
        end,
        'Unterminated heredoc: its closing marker must be followed by a line break. Add one behind it.',
      );
    }
    return;
  }
  if (close === TokenKind.CloseQuote) {
    mistake(
      c,
      'unterminated-string',
      start,
      end,
      'Unterminated string: a quoted string ends on the line it begins. Add the closing quote (").',
    );
  } else {
    const marker = c.text.slice(start, endAt(c, open)).replace(/^<<-?/, '').trim();
    mistake(
      c,
      'unterminated-heredoc',
      start,
      Math.max(start, endAt(c, open)),
      `Unterminated heredoc: no line below holds the closing marker alone. Add a line with "${marker}".`,
    );
  }
  if (!c.failed) advance(c);
}

function parseParts(
  c: Cursor,
  close: TokenKind,
  indented: boolean,
  parseExpression: ParseExpression,
): readonly TemplatePart[] {
  c.depth++;
  let height = 0;
  const pieces: Piece[] = [];
  let trimNext = false;
  // Only text directly before a sequence is reached by its strip marker.
  let textBefore: { text: string } | undefined;
  const newlines = c.newlines;
  for (;;) {
    const kind = kindAt(c, c.position);
    if (kind === close || kind === TokenKind.EndOfFile) break;
    const start = here(c);
    const end = endAt(c, c.position);
    if (kind === TokenKind.Text) {
      const raw = close === TokenKind.CloseQuote ? decodeQuoted(c, start, end) : decodeHeredoc(c, start, end);
      const piece: Piece = {
        kind: 'text',
        span: spanOf(c, start, end),
        text: trimNext ? trimStart(raw) : raw,
      };
      pieces.push(piece);
      textBefore = piece;
      trimNext = false;
      advance(c);
      continue;
    }
    if (kind !== TokenKind.Interpolation && kind !== TokenKind.Directive) {
      advance(c);
      continue;
    }
    if (end - start === 3 && textBefore !== undefined) textBefore.text = trimEnd(textBefore.text);
    textBefore = undefined;
    advance(c);
    c.newlines = false;
    const piece =
      kind === TokenKind.Interpolation
        ? parseInterpolation(c, start, parseExpression)
        : parseDirective(c, start, parseExpression);
    c.newlines = newlines;
    if (piece !== undefined) {
      pieces.push(piece);
      height = Math.max(height, c.height);
    }
    const last = c.position - 1;
    trimNext = kindAt(c, last) === TokenKind.SequenceEnd && endAt(c, last) - startAt(c, last) === 2;
  }
  if (indented) removeIndentation(pieces);
  const parts = nest(c, joinTexts(pieces));
  c.depth--;
  c.height = height + 1;
  return parts;
}

function decodeHeredoc(c: Cursor, start: number, end: number): string {
  return decodeSequenceEscapes(c.text.slice(start, end));
}

/** The interpolation whose `${` was just read. */
function parseInterpolation(c: Cursor, start: number, parseExpression: ParseExpression): Piece {
  const value = parseExpression(c);
  closeSequence(c, start, 'interpolation');
  return new InterpolationNode(start - c.base, previousEnd(c) - c.base, value);
}

/** The directive whose `%{` was just read; undefined when it has no known keyword. */
function parseDirective(c: Cursor, start: number, parseExpression: ParseExpression): Piece | undefined {
  c.height = 0;
  if (atKeyword(c, 'if')) {
    advance(c);
    const condition = parseExpression(c);
    closeSequence(c, start, 'directive');
    return { kind: 'if', span: spanOf(c, start, previousEnd(c)), condition };
  }
  if (atKeyword(c, 'for')) {
    advance(c);
    const { keyName, valueName } = parseForNames(c);
    const collection = parseExpression(c);
    closeSequence(c, start, 'directive');
    return { kind: 'for', span: spanOf(c, start, previousEnd(c)), keyName, valueName, collection };
  }
  for (const kind of ['else', 'endif', 'endfor'] as const) {
    if (!atKeyword(c, kind)) continue;
    advance(c);
    closeSequence(c, start, 'directive');
    return { kind, span: spanOf(c, start, previousEnd(c)) };
  }
  const place = placeOfNext(c);
  mistake(
    c,
    'unknown-directive',
    place.start,
    place.end,
    `Unknown template directive: ${describeNext(c)} follows "%{". ` +
      'Use if, else, endif, for or endfor, or write %%{ for the two characters themselves.',
  );
  closeSequence(c, start, 'directive');
  return undefined;
}

/** Consumes the end of a sequence; what stands before it and does not fit is reported and skipped. */
function closeSequence(c: Cursor, start: number, what: 'interpolation' | 'directive'): void {
  const unterminated = peek(c) === TokenKind.SequenceEnd && here(c) === endAt(c, c.position);
  if (peek(c) === TokenKind.SequenceEnd && !unterminated) {
    advance(c);
    return;
  }
  // A quote inside the sequence is most likely the end of the string around it.
  if (unterminated || peek(c) === TokenKind.OpenQuote) {
    mistake(
      c,
      'unterminated-sequence',
      start,
      Math.max(start, here(c)),
      `Unterminated ${what}: there is no closing brace for it. Add "}", or double the first character to write it literally.`,
    );
  } else {
    const place = placeOfNext(c);
    mistake(
      c,
      'unexpected-token',
      place.start,
      place.end,
      `Unexpected ${nameNext(c)}: the ${what} should end here. Add "}" before it or remove it.`,
    );
  }
  let nested = 0;
  for (; c.position < c.last; c.position++) {
    const kind = kindAt(c, c.position);
    if (kind === TokenKind.Interpolation || kind === TokenKind.Directive) {
      nested++;
    } else if (kind === TokenKind.SequenceEnd) {
      if (nested === 0) {
        // What the lexer closed together with this sequence is part of the same mistake.
        if (here(c) === endAt(c, c.position)) c.reportedAt = c.position;
        c.position++;
        return;
      }
      nested--;
    }
  }
}

function spanOf(c: Cursor, start: number, end: number): Span {
  return { start: start - c.base, end: end - c.base };
}

/** Joins neighbouring texts: a heredoc is read line by line. */
function joinTexts(pieces: readonly Piece[]): JoinedPiece[] {
  const joined: JoinedPiece[] = [];
  let texts: string[] = [];
  let first: Span | undefined;
  let last: Span | undefined;
  const flush = (): void => {
    if (first === undefined || last === undefined) return;
    joined.push(new TextNode(first.start, last.end, normalized(texts.join(''))));
    texts = [];
    first = undefined;
  };
  for (const piece of pieces) {
    if (piece.kind === 'text') {
      texts.push(piece.text);
      first ??= piece.span;
      last = piece.span;
    } else {
      flush();
      joined.push(piece);
    }
  }
  flush();
  return joined;
}

interface OpenDirective {
  readonly piece: Extract<Piece, { kind: 'if' | 'for' }>;
  readonly outer: TemplatePart[];
  readonly then: TemplatePart[];
  otherwise: TemplatePart[] | undefined;
}

/** Nests the pieces between directives. An unclosed directive reaches to the end of the template. */
function nest(c: Cursor, pieces: readonly JoinedPiece[]): readonly TemplatePart[] {
  let current: TemplatePart[] = [];
  const open: OpenDirective[] = [];
  const close = (end: number): void => {
    const top = open.pop();
    if (top === undefined) return;
    const { piece } = top;
    const { start } = piece.span;
    const then = exact(top.then);
    current = top.outer;
    if (piece.kind === 'if') {
      current.push(new IfNode(start, end, piece.condition, then, exact(top.otherwise ?? [])));
    } else {
      const { keyName, valueName, collection } = piece;
      current.push(new ForPartNode(start, end, { keyName, valueName, collection, body: then }));
    }
  };
  for (const piece of pieces) {
    const top = open.at(-1);
    switch (piece.kind) {
      case 'text':
      case 'interpolation':
        current.push(piece);
        break;
      case 'if':
      case 'for': {
        if (c.depth + open.length >= deepestNesting) {
          unbalanced(
            c,
            piece.span,
            'Too deeply nested template: this directive is ignored. Split the template.',
          );
          break;
        }
        const then: TemplatePart[] = [];
        open.push({ piece, outer: current, then, otherwise: undefined });
        current = then;
        break;
      }
      case 'else':
        if (top?.piece.kind === 'if' && top.otherwise === undefined) {
          top.otherwise = [];
          current = top.otherwise;
        } else {
          unbalanced(
            c,
            piece.span,
            'Unexpected "else": no "if" directive is open here. Remove it or add "%{ if … }" before.',
          );
        }
        break;
      case 'endif':
      case 'endfor': {
        const opener = piece.kind === 'endif' ? 'if' : 'for';
        if (top?.piece.kind === opener) {
          close(piece.span.end);
        } else {
          unbalanced(
            c,
            piece.span,
            `Unexpected "${piece.kind}": no "${opener}" directive is open here. Remove it or add "%{ ${opener} … }" before.`,
          );
        }
        break;
      }
    }
  }
  const end = pieces.at(-1)?.span.end ?? 0;
  while (open.length > 0) {
    const { piece } = open[open.length - 1] ?? { piece: undefined };
    if (piece !== undefined) {
      unbalanced(
        c,
        piece.span,
        `Unclosed "${piece.kind}" directive: the template ends before it. Add "%{ end${piece.kind} }".`,
      );
    }
    close(end);
  }
  return exact(current);
}

/** Directives that do not pair up: the grammar around them is intact, so nothing is parsed again for it. */
function unbalanced(c: Cursor, span: Span, message: string): void {
  complain(c, 'unbalanced-directive', span.start + c.base, span.end + c.base, message);
}
