/**
 * Text of which some pieces are known: what `join()` and templates put together, and what `split()` makes of it again.
 * Modules that take lists as text (`join(",", ids)`) are read through this; no other operation on text keeps pieces.
 */

import { derivedReason, listType, string, unknown, withoutMarks } from '../build';
import type { CallContext } from '../functionTable';
import type { PartlyKnownElements, TextPiece, UnknownValue, Value } from '../value';
import { stringType } from '../value';
import { unknownCollection } from './partial';

/** More pieces than this are not kept. */
const pieceLimit = 64;

/** The pieces with those of pieces taken in and text that meets joined; undefined when there are too many. */
export function textPieces(given: readonly TextPiece[]): readonly TextPiece[] | undefined {
  const pieces: TextPiece[] = [];
  for (const piece of given.flatMap(flatPiece)) {
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
    else if (piece !== '') pieces.push(piece);
    if (pieces.length > pieceLimit) return undefined;
  }
  return pieces;
}

function flatPiece(piece: TextPiece): readonly TextPiece[] {
  if (typeof piece === 'string') return [piece];
  if (piece.pieces !== undefined) return piece.pieces;
  const plain = withoutMarks(piece);
  return plain.kind === 'unknown' ? [plain] : [];
}

/** `join()` of lists with unknown elements; the only element of all of them is itself. */
export function joinPieces(values: readonly Value[], context: CallContext): Value | undefined {
  const [separator, ...lists] = values;
  if (separator?.kind !== 'string') return undefined;
  const pieces: TextPiece[] = [];
  let count = 0;
  for (const each of lists) {
    if (each.kind !== 'list') return undefined;
    for (const element of each.elements) {
      if (element.kind !== 'string' && element.kind !== 'unknown') return undefined;
      if (count++ > 0) pieces.push(separator.value);
      pieces.push(element.kind === 'string' ? element.value : element);
    }
  }
  const [first] = pieces;
  if (count === 1 && typeof first === 'object') return first;
  return unknown(stringType, derivedReason(lists), context.origin, 0, { pieces: textPieces(pieces) });
}

/**
 * `split()` of text with unknown pieces. What stands between two separators that are written is surely an element; an
 * unknown piece may hold separators itself, unless it is the identifier of a resource.
 */
export function splitPieces(values: readonly Value[], context: CallContext): Value | undefined {
  const [separator, text] = values;
  if (separator?.kind !== 'string' || separator.value === '' || text?.kind !== 'unknown') return undefined;
  const pieces = text.pieces ?? (isIdentifier(text) ? [text] : undefined);
  if (pieces === undefined) return undefined;
  const isBetween = /^[,;|\s]$/.test(separator.value);
  const isWhole = (part: readonly TextPiece[]): boolean =>
    part.every((piece) => typeof piece === 'string' || (isBetween && isIdentifier(piece)));
  const parts = partsBetween(pieces, separator.value);
  const elements = (some: readonly (readonly TextPiece[])[]): Value[] =>
    some.map((part) => elementOf(part, text, context));
  const cut: PartlyKnownElements = {
    certain: elements(parts.filter(isWhole)),
    possible: elements(parts.filter((part) => !isWhole(part))),
    closed: parts.every(isWhole),
  };
  return unknownCollection(listType(stringType), cut, [text], context);
}

function partsBetween(pieces: readonly TextPiece[], separator: string): TextPiece[][] {
  let current: TextPiece[] = [];
  const parts = [current];
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      current.push(piece);
      continue;
    }
    for (const [index, text] of piece.split(separator).entries()) {
      if (index > 0) parts.push((current = []));
      if (text !== '') current.push(text);
    }
  }
  return parts;
}

function elementOf(part: readonly TextPiece[], text: UnknownValue, context: CallContext): Value {
  const [first = ''] = part;
  if (part.length <= 1) return typeof first === 'string' ? string(first, context.origin) : first;
  return unknown(stringType, derivedReason([text]), context.origin, 0, { pieces: part, notNull: true });
}

/** Neither empty nor with a comma or the like in it, whatever it turns out to be. */
export function isIdentifier(value: Value): boolean {
  const last = value.kind === 'unknown' ? value.reference?.path.at(-1) : undefined;
  return last === 'id' || last === 'arn';
}
