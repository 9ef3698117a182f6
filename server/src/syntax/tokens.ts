/**
 * The tokens of one text, as parallel typed arrays: a token is an index. No text is copied and no object is made per
 * token, which is most of why the parser is fast.
 */

export const enum TokenKind {
  EndOfFile,
  Newline,
  Identifier,
  Number,
  OpenQuote,
  /** Empty where the closing quote is missing. */
  CloseQuote,
  /** The introducer with its line break: `<<-EOT\n`. */
  OpenHeredoc,
  /** The closing marker without the white space before it; empty where it is missing. */
  CloseHeredoc,
  /** Literal text of a template, undecoded. In a heredoc one token never spans two lines. */
  Text,
  /** `${` or `${~`. */
  Interpolation,
  /** `%{` or `%{~`. */
  Directive,
  /** `}` or `~}` that closes a sequence; empty where it is missing. */
  SequenceEnd,
  OpenBrace,
  CloseBrace,
  OpenBracket,
  CloseBracket,
  OpenParenthesis,
  CloseParenthesis,
  Equals,
  Comma,
  Dot,
  Colon,
  DoubleColon,
  Question,
  Ellipsis,
  FatArrow,
  Bang,
  Or,
  And,
  EqualEqual,
  NotEqual,
  Less,
  Greater,
  LessEqual,
  GreaterEqual,
  Plus,
  Minus,
  Star,
  Slash,
  Percent,
  /** A character, or an opened comment without an end, that means nothing in HCL. */
  Bad,
}

export interface TokenKinds {
  readonly length: number;
  [index: number]: TokenKind;
  set(from: TokenKinds): void;
}

/** `count` tokens; the last is EndOfFile. Comments stand apart: they never take part in the grammar. */
export interface Tokens {
  count: number;
  /** A Uint8Array; typed by what it holds. */
  kinds: TokenKinds;
  starts: Int32Array;
  ends: Int32Array;
  commentCount: number;
  commentStarts: Int32Array;
  commentEnds: Int32Array;
}

/** An empty buffer with room for about `capacity` tokens; it grows on demand. */
export function createTokens(capacity: number): Tokens {
  return {
    count: 0,
    kinds: kindArray(capacity),
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    commentCount: 0,
    commentStarts: new Int32Array(64),
    commentEnds: new Int32Array(64),
  };
}

export function pushToken(tokens: Tokens, kind: TokenKind, start: number, end: number): void {
  const index = tokens.count++;
  if (index === tokens.kinds.length) {
    const kinds = kindArray(index * 2);
    kinds.set(tokens.kinds);
    tokens.kinds = kinds;
    tokens.starts = doubled(tokens.starts);
    tokens.ends = doubled(tokens.ends);
  }
  tokens.kinds[index] = kind;
  tokens.starts[index] = start;
  tokens.ends[index] = end;
}

export function pushComment(tokens: Tokens, start: number, end: number): void {
  const index = tokens.commentCount++;
  if (index === tokens.commentStarts.length) {
    tokens.commentStarts = doubled(tokens.commentStarts);
    tokens.commentEnds = doubled(tokens.commentEnds);
  }
  tokens.commentStarts[index] = start;
  tokens.commentEnds[index] = end;
}

function kindArray(length: number): TokenKinds {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- no typed array can be declared to hold an enum
  return new Uint8Array(length);
}

function doubled(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
