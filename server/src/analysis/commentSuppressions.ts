/** Finds the suppression comments of a file and the lines that each stands for, from the tree around them. */

import type { CommentPlace, LineRange, Lines, PlacedSuppression } from '../checks/suppressions';
import { coveredLines, parseSuppressions } from '../checks/suppressions';
import { positionAt } from '../source/lineIndex';
import type { Location } from '../source/origin';
import type { SourceFile } from '../source/sourceFile';
import type { Span } from '../source/span';
import { itemAt } from '../syntax/nodes';
import type { Body, BodyItem, Comment, Expression, SyntaxTree } from '../syntax/tree';

const byTree = new WeakMap<SyntaxTree, readonly PlacedSuppression<Location>[]>();

const byFile = new WeakMap<SourceFile, boolean>();

/** Whether a file has the words of a suppression at all; most have not, and need no tree to tell. */
export function mayHoldSuppressions(file: SourceFile): boolean {
  let found = byFile.get(file);
  if (found === undefined) {
    found = /ignore|:skip=/.test(file.text);
    byFile.set(file, found);
  }
  return found;
}

/** The suppressions of a file; empty for nearly every file, and then cheap. */
export function suppressionsOf(tree: SyntaxTree): readonly PlacedSuppression<Location>[] {
  let found = byTree.get(tree);
  if (found === undefined) {
    found = readSuppressions(tree);
    byTree.set(tree, found);
  }
  return found;
}

function readSuppressions(tree: SyntaxTree): readonly PlacedSuppression<Location>[] {
  const { file } = tree;
  return tree.comments.flatMap((comment) => {
    const suppressions = parseSuppressions(file.text.slice(comment.span.start, comment.span.end));
    if (suppressions.length === 0) return [];
    const place = placeOf(tree, comment);
    return suppressions.flatMap((suppression) => {
      // A comment that stands over nothing still gets its remark: it suppresses nothing.
      const lines = coveredLines(suppression, place) ?? { first: place.line, last: place.line };
      return [{ suppression, lines, file: file.uri, place: { file, span: comment.span } }];
    });
  });
}

function placeOf(tree: SyntaxTree, comment: Comment): CommentPlace {
  const { file } = tree;
  const lineOf = (offset: number): number => positionAt(file.lines, offset).line;
  const line = lineOf(comment.span.start);
  const item = itemAt(tree, comment.span.start);
  const inside = item !== undefined && comment.span.start < item.end;
  const shift = inside ? item.start : 0;
  const linesOf = (span: Span, isBlock: boolean): Lines => ({
    first: lineOf(shift + span.start),
    last: lineOf(Math.max(shift + span.start, shift + span.end - 1)),
    isBlock,
  });
  const neighbours: Neighbour[] = inside
    ? neighboursIn(item.node, comment.span.start - item.start)
    : tree.items.map(({ start, end, node }) => ({ span: { start, end }, isBlock: node.kind === 'block' }));
  const at = comment.span.start - shift;
  let beside: Lines | undefined;
  let below: Lines | undefined;
  for (const neighbour of neighbours) {
    const lines = linesOf(neighbour.span, neighbour.isBlock);
    if (neighbour.span.start < at && lines.first === line) beside = lines;
    if (neighbour.span.start > at && below === undefined) below = lines;
  }
  // What opens on the comment's line (`ingress {`, `cidr_blocks = [`) begins there, although it holds the comment.
  if (beside === undefined && inside) {
    for (const { span, isBlock } of enclosing(item.node, at)) {
      const lines = linesOf(span, isBlock);
      if (lines.first !== line) continue;
      beside = lines;
      break;
    }
  }
  const around: LineRange | undefined = inside
    ? { first: lineOf(item.start), last: lineOf(Math.max(item.start, item.end - 1)) }
    : undefined;
  return { line, beside, below, around };
}

interface Neighbour {
  readonly span: Span;
  readonly isBlock: boolean;
}

/** The items of the innermost body, or the elements of the innermost list, that holds the offset. */
function neighboursIn(node: BodyItem, offset: number): Neighbour[] {
  if (node.kind === 'argument') return elementsAround(node.value, offset) ?? [itemNeighbour(node)];
  const inner = node.body.items.find((item) => item.span.start <= offset && offset < item.span.end);
  if (inner?.kind === 'block' && holds(inner.body, offset)) return neighboursIn(inner, offset);
  if (inner?.kind === 'argument') {
    const elements = elementsAround(inner.value, offset);
    if (elements !== undefined) return elements;
  }
  return node.body.items.map(itemNeighbour);
}

function itemNeighbour(item: BodyItem): Neighbour {
  return { span: item.span, isBlock: item.kind === 'block' };
}

function holds(body: Body, offset: number): boolean {
  return body.span.start <= offset && offset < body.span.end;
}

function elementsAround(expression: Expression, offset: number): Neighbour[] | undefined {
  const within = (span: Span): boolean => span.start <= offset && offset < span.end;
  if (!within(expression.span)) return undefined;
  if (expression.kind === 'tuple') {
    for (const element of expression.elements) {
      const nested = elementsAround(element, offset);
      if (nested !== undefined) return nested;
    }
    return expression.elements.map(({ span }) => ({ span, isBlock: false }));
  }
  if (expression.kind === 'object') {
    for (const { value } of expression.items) {
      const nested = elementsAround(value, offset);
      if (nested !== undefined) return nested;
    }
    return expression.items.map(({ key, value }) => ({
      span: { start: key.span.start, end: value.span.end },
      isBlock: false,
    }));
  }
  return undefined;
}

/** What holds the offset, outermost first: blocks, an argument, elements of lists and of objects. */
function* enclosing(node: BodyItem, offset: number): Iterable<Neighbour> {
  yield itemNeighbour(node);
  if (node.kind === 'argument') {
    yield* enclosingElements(node.value, offset);
    return;
  }
  const inner = node.body.items.find((item) => item.span.start <= offset && offset < item.span.end);
  if (inner !== undefined) yield* enclosing(inner, offset);
}

function* enclosingElements(expression: Expression, offset: number): Iterable<Neighbour> {
  const parts =
    expression.kind === 'tuple'
      ? expression.elements.map((element) => ({ span: element.span, value: element }))
      : expression.kind === 'object'
        ? expression.items.map(({ key, value }) => ({
            span: { start: key.span.start, end: value.span.end },
            value,
          }))
        : [];
  const inner = parts.find(({ span }) => span.start <= offset && offset < span.end);
  if (inner === undefined) return;
  yield { span: inner.span, isBlock: false };
  yield* enclosingElements(inner.value, offset);
}
