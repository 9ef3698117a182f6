/** The names of a for expression or a for directive, up to and with `in`. */

import {
  accept,
  advance,
  atKeyword,
  describeNext,
  mistake,
  nameAt,
  peek,
  placeOfNext,
  previousEnd,
  type Cursor,
} from './cursor';
import { NameNode } from './keptNodes';
import { nextLineBeginsItem } from './recovery';
import { TokenKind } from './tokens';
import type { Name } from './tree';

/** `v in` or `k, v in`, of a for expression or directive. Absent names are empty. */
export function parseForNames(c: Cursor): { keyName: Name | undefined; valueName: Name } {
  let valueName = parseForName(c);
  let keyName: Name | undefined;
  if (accept(c, TokenKind.Comma)) {
    keyName = valueName;
    valueName = parseForName(c);
  }
  if (atKeyword(c, 'in')) {
    advance(c);
  } else {
    const place = placeOfNext(c);
    mistake(
      c,
      'incomplete-for',
      place.start,
      place.end,
      `Incomplete "for": ${describeNext(c)} stands where "in" belongs. Write it as "for name in collection".`,
    );
  }
  return { keyName, valueName };
}

function parseForName(c: Cursor): Name {
  if (peek(c) === TokenKind.Identifier && !nextLineBeginsItem(c)) {
    const name = nameAt(c, c.position);
    advance(c);
    return name;
  }
  const place = placeOfNext(c);
  mistake(
    c,
    'incomplete-for',
    place.start,
    place.end,
    `Incomplete "for": ${describeNext(c)} stands where a variable name belongs. Write it as "for name in collection".`,
  );
  const end = previousEnd(c) - c.base;
  return new NameNode(end, end, '');
}
