/** Operators and brackets by their code units. Braces of template sequences are the lexer's business. */

import { TokenKind } from './tokens';

/** Length of the punctuation that begins with these three code units. */
export function punctuationLength(code: number, next: number, afterNext: number): number {
  switch (code) {
    case 61: // = == =>
      return next === 61 || next === 62 ? 2 : 1;
    case 33: // ! !=
    case 60: // < <=
    case 62: // > >=
      return next === 61 ? 2 : 1;
    case 38: // &&
    case 124: // ||
    case 58: // : ::
      return next === code ? 2 : 1;
    case 46: // . ...
      return next === 46 && afterNext === 46 ? 3 : 1;
    default:
      return 1;
  }
}

/** Kind of the punctuation of that length; Bad for a character that is none. */
export function punctuationKind(code: number, length: number, next: number): TokenKind {
  switch (code) {
    case 33:
      return length === 2 ? TokenKind.NotEqual : TokenKind.Bang;
    case 37:
      return TokenKind.Percent;
    case 38:
      return length === 2 ? TokenKind.And : TokenKind.Bad;
    case 40:
      return TokenKind.OpenParenthesis;
    case 41:
      return TokenKind.CloseParenthesis;
    case 42:
      return TokenKind.Star;
    case 43:
      return TokenKind.Plus;
    case 44:
      return TokenKind.Comma;
    case 45:
      return TokenKind.Minus;
    case 46:
      return length === 3 ? TokenKind.Ellipsis : TokenKind.Dot;
    case 47:
      return TokenKind.Slash;
    case 58:
      return length === 2 ? TokenKind.DoubleColon : TokenKind.Colon;
    case 60:
      return length === 2 ? TokenKind.LessEqual : TokenKind.Less;
    case 61:
      return length === 1 ? TokenKind.Equals : next === 61 ? TokenKind.EqualEqual : TokenKind.FatArrow;
    case 62:
      return length === 2 ? TokenKind.GreaterEqual : TokenKind.Greater;
    case 63:
      return TokenKind.Question;
    case 91:
      return TokenKind.OpenBracket;
    case 93:
      return TokenKind.CloseBracket;
    case 123:
      return TokenKind.OpenBrace;
    case 124:
      return length === 2 ? TokenKind.Or : TokenKind.Bad;
    case 125:
      return TokenKind.CloseBrace;
    default:
      return TokenKind.Bad;
  }
}
