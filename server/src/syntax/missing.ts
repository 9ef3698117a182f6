/** Where an expression should begin and does not: Missing nodes and their messages. */

import {
  atKeyword,
  describeNext,
  endAt,
  kindAt,
  mistake,
  peek,
  placeOfNext,
  previousEnd,
  startAt,
  type Cursor,
} from './cursor';
import { MissingNode } from './keptExpressions';
import { nextLineBeginsItem } from './recovery';
import { TokenKind } from './tokens';

/** Reports that no expression begins with the next token, which stays where it is. */
export function parseNothing(c: Cursor): MissingNode {
  const missing = missingHere(c);
  const place = placeOfNext(c);
  if (peek(c) === TokenKind.Bad) {
    reportBadToken(c);
    return missing;
  }
  mistake(
    c,
    'missing-value',
    place.start,
    place.end,
    `Missing value: ${describeNext(c)} stands where an expression belongs. Write one here.`,
  );
  return missing;
}

/** A Missing node behind the last token; reports nothing. */
export function missingHere(c: Cursor): MissingNode {
  const end = previousEnd(c) - c.base;
  c.height = 1;
  return new MissingNode(end, end);
}

/** True when an expression that is no continuation of the one before can begin with the next token. */
export function startsExpression(c: Cursor): boolean {
  switch (peek(c)) {
    case TokenKind.Identifier:
      return !atKeyword(c, 'in') && !nextLineBeginsItem(c);
    case TokenKind.Number:
    case TokenKind.OpenQuote:
    case TokenKind.OpenHeredoc:
    case TokenKind.OpenBrace:
    case TokenKind.OpenBracket:
    case TokenKind.OpenParenthesis:
    case TokenKind.Bang:
      return true;
    default:
      return false;
  }
}

/** Reports the next token, which is one that HCL does not know. */
export function reportBadToken(c: Cursor): void {
  const start = startAt(c, c.position);
  const end = endAt(c, c.position);
  const text = c.text.slice(start, end);
  if (kindAt(c, c.position) !== TokenKind.Bad) return;
  const code = text === '/*' ? 'unterminated-comment' : 'invalid-character';
  mistake(c, code, start, end, badTokenMessage(text));
}

function badTokenMessage(text: string): string {
  switch (text) {
    case '/*':
      return 'Unterminated comment: no "*/" follows. Add it, or begin the comment with "#".';
    case "'":
      return 'Invalid character: single quotes mean nothing in HCL. Enclose strings in double quotes (").';
    case '`':
      return 'Invalid character: backticks mean nothing in HCL. For text of several lines use a heredoc (<<EOT).';
    case '“':
    case '”':
      return 'Invalid character: curly quotes mean nothing in HCL. Replace them with straight double quotes (").';
    case ';':
      return 'Invalid character: HCL separates arguments by line breaks. Remove ";" and begin a new line.';
    case '&':
    case '|':
      return `Unsupported operator: HCL has no bitwise "${text}". Use "${text}${text}" for the logical operator.`;
    default:
      return `Invalid character: "${text}" means nothing in HCL. Remove it.`;
  }
}
