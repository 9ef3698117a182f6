/**
 * The entrance of the parser: a text becomes a tree that covers the whole file, whatever the text is.
 * Never throws, and knows no resource types and no values.
 */

import { createArgumentNames, noteArgument } from './argumentNames';
import { endItem, parseBodyItem, reportJunk } from './bodies';
import {
  advance,
  createCursor,
  nameNext,
  endAt,
  kindAt,
  mistake,
  peek,
  placeOfNext,
  startAt,
  type Cursor,
} from './cursor';
import { parseExpression } from './expressions';
import { CommentNode, exact } from './keptNodes';
import { lex } from './lexer';
import { parseBareTemplate } from './templates';
import { TokenKind, type Tokens } from './tokens';
import type {
  BodyItem,
  Comment,
  Expression,
  SyntaxProblem,
  SyntaxTree,
  TemplatePart,
  TopLevelItem,
} from './tree';
import type { SourceFile } from '../source/sourceFile';

/** The tree of a .tf, .tofu, .hcl or .tfvars file: the grammar is the same. */
export function parseDocument(file: SourceFile): SyntaxTree {
  const tokens = lex(file.text);
  const c = createCursor(file.text, tokens);
  const items: TopLevelItem[] = parseItems(c).map(({ node, start }) => ({
    anchor: { uri: file.uri },
    start,
    end: start + node.span.end,
    node,
  }));
  return { file, items, problems: sorted(c.problems), comments: commentsOf(tokens) };
}

/** An expression that stands alone; spans are offsets of `text`. Line breaks mean nothing in it. */
export function parseExpressionText(text: string): {
  readonly expression: Expression;
  readonly problems: readonly SyntaxProblem[];
} {
  const c = createCursor(text, lex(text));
  const expression = attempt(c, () => {
    c.newlines = false;
    const result = parseExpression(c);
    if (peek(c) !== TokenKind.EndOfFile) {
      const place = placeOfNext(c);
      mistake(
        c,
        'unexpected-token',
        place.start,
        place.end,
        `Unexpected ${nameNext(c)}: the expression should end before it. Remove it.`,
      );
    }
    return result;
  });
  return { expression, problems: sorted(c.problems) };
}

/** A text that is a template as a whole, as templatefile reads it; spans are offsets of `text`. */
export function parseTemplateText(text: string): {
  readonly parts: readonly TemplatePart[];
  readonly problems: readonly SyntaxProblem[];
} {
  const c = createCursor(text, lex(text, true));
  const parts = attempt(c, () => parseBareTemplate(c, parseExpression));
  return { parts, problems: sorted(c.problems) };
}

interface ParsedItem {
  readonly node: BodyItem;
  readonly start: number;
  /** Index of its first token. */
  readonly token: number;
  readonly problemCount: number;
}

function parseItems(c: Cursor): ParsedItem[] {
  const items: ParsedItem[] = [];
  const retried = new Set<number>();
  // Strict attempts that fail at the end of the file must not make a broken file quadratic.
  let patience = 4 * c.last + 1000;
  let lastAtColumnZero = -1;
  const parseNext = (token: number, dropsSurplusBraces: boolean): void => {
    const problemCount = c.problems.length;
    c.position = token;
    c.base = startAt(c, token);
    c.dropsSurplusBraces = dropsSurplusBraces;
    const node = attempt(c, parseTopLevelItem, patience <= 0 || dropsSurplusBraces);
    if (c.recovering) patience -= Math.max(0, c.failedAt - token);
    if (node === undefined) return;
    if (isAtColumnZero(c, token)) lastAtColumnZero = items.length;
    items.push({ node, start: c.base, token, problemCount });
  };
  for (;;) {
    const token = c.position;
    const kind = kindAt(c, token);
    if (kind === TokenKind.EndOfFile) break;
    if (kind === TokenKind.Newline) {
      c.position++;
      continue;
    }
    if (kind === TokenKind.Identifier) {
      parseNext(token, false);
      continue;
    }
    c.recovering = true;
    c.failed = false;
    c.reportedAt = -1;
    const early = kind === TokenKind.CloseBrace ? items[lastAtColumnZero] : undefined;
    if (early !== undefined && closesTooDeep(c, early) && !retried.has(early.token)) {
      // The surplus brace is further up: it closed this block although it stands deeper than the block's header.
      retried.add(early.token);
      items.length = lastAtColumnZero;
      c.problems.length = early.problemCount;
      parseNext(early.token, true);
      continue;
    }
    if (kind === TokenKind.CloseBrace) {
      mistake(
        c,
        'surplus-brace',
        startAt(c, token),
        endAt(c, token),
        'Surplus brace: no block is open here. Remove it, or add the "{" it belongs to.',
      );
    } else {
      reportJunk(c);
    }
    if (c.position === token) advance(c);
  }
  const names = createArgumentNames();
  c.failed = false;
  for (const { node, start } of items) {
    c.base = start;
    if (node.kind === 'argument') noteArgument(c, names, node.name.text, start);
  }
  return items;
}

function parseTopLevelItem(c: Cursor): BodyItem | undefined {
  const item = parseBodyItem(c);
  if (item !== undefined && !c.failed) endItem(c, item.kind, false);
  return item;
}

/** Parses strictly, and when that fails once more from the same token with recovery. */
function attempt<Result>(c: Cursor, parse: (c: Cursor) => Result, recoverAtOnce = false): Result {
  const { position, reportedAt } = c;
  const problemCount = c.problems.length;
  const run = (recovering: boolean): Result => {
    c.position = position;
    c.reportedAt = reportedAt;
    c.problems.length = problemCount;
    c.recovering = recovering;
    c.failed = false;
    c.newlines = true;
    c.flat = false;
    c.depth = 0;
    c.height = 0;
    c.openBrackets = 0;
    c.openParentheses = 0;
    return parse(c);
  };
  if (recoverAtOnce) return run(true);
  const result = run(false);
  return hasFailed(c) ? run(true) : result;
}

/** The parse functions set `failed`; control flow analysis cannot see that. */
function hasFailed(c: Cursor): boolean {
  return c.failed;
}

function isAtColumnZero(c: Cursor, token: number): boolean {
  const start = startAt(c, token);
  return start === 0 || c.text.charCodeAt(start - 1) === 10;
}

/** True for a block whose closing brace is the first of its line and stands deeper than the block's own line. */
function closesTooDeep(c: Cursor, item: ParsedItem): boolean {
  if (item.node.kind !== 'block' || !item.node.closed) return false;
  const brace = item.start + item.node.span.end - 1;
  let lineStart = brace;
  while (
    lineStart > 0 &&
    (c.text.charCodeAt(lineStart - 1) === 32 || c.text.charCodeAt(lineStart - 1) === 9)
  ) {
    lineStart--;
  }
  return lineStart < brace && c.text.charCodeAt(lineStart - 1) === 10;
}

function sorted(problems: SyntaxProblem[]): SyntaxProblem[] {
  return problems.sort((left, right) => left.span.start - right.span.start);
}

function commentsOf(tokens: Tokens): readonly Comment[] {
  const comments: Comment[] = [];
  for (let i = 0; i < tokens.commentCount; i++) {
    comments.push(new CommentNode(tokens.commentStarts[i] ?? 0, tokens.commentEnds[i] ?? 0));
  }
  return exact(comments);
}
