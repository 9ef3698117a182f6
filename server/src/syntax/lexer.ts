/**
 * Cuts a text into tokens. Templates make the lexer modal: code, quoted text and heredoc text nest in each other.
 * It also decides where an unterminated string, interpolation or heredoc ends (at the end of its line), so that the
 * parser may rely on one thing: opening and closing tokens of templates and sequences always pair up.
 */

import { codePointLength, identifierStartLength, isDigit, skipIdentifierParts } from './characters';
import { heredocIsClosed, markerAt } from './heredocMarkers';
import {
  closeQuotesAtLineEnd,
  enter,
  finished,
  leave,
  lineBreakInSequence,
  longestSequence,
  Mode,
  returnToCheckpoint,
  type Lexer,
} from './openTemplates';
import { punctuationKind, punctuationLength } from './punctuation';
import { createTokens, pushComment, pushToken, TokenKind, type Tokens } from './tokens';

const sharedTokens = createTokens(1 << 14);

/**
 * The tokens of a document, or with `bareTemplate` those of a text that is a template as a whole (as templatefile reads
 * it). The result is one shared buffer: it is valid until the next call.
 */
export function lex(text: string, bareTemplate = false): Tokens {
  sharedTokens.count = 0;
  sharedTokens.commentCount = 0;
  const lexer: Lexer = {
    text,
    tokens: sharedTokens,
    offset: text.charCodeAt(0) === 0xfeff ? 1 : 0,
    mode: bareTemplate ? Mode.Heredoc : Mode.Code,
    braces: 0,
    marker: '',
    frames: [],
    checkpoint: undefined,
    patience: 4 * text.length + longestSequence,
    markers: { text, index: undefined },
    bareTemplate,
    noCommentEndBehind: Infinity,
  };
  for (;;) {
    if (lexer.mode === Mode.Code) lexCode(lexer);
    else if (lexer.mode === Mode.Quoted) lexQuoted(lexer);
    else lexHeredoc(lexer);
    if (lexer.offset >= text.length && finished(lexer)) break;
  }
  pushToken(sharedTokens, TokenKind.EndOfFile, text.length, text.length);
  return sharedTokens;
}

function lexQuoted(lexer: Lexer): void {
  const { text, tokens } = lexer;
  const start = lexer.offset;
  let i = start;
  let code = 0;
  for (; i < text.length; i++) {
    code = text.charCodeAt(i);
    if (code === 34 || code === 10) break;
    if (code === 92) {
      const escaped = text.charCodeAt(i + 1);
      if (escaped !== 10 && escaped !== 13) i++;
    } else if ((code === 36 || code === 37) && text.charCodeAt(i + 1) === 123) {
      break;
    } else if (
      (code === 36 || code === 37) &&
      text.charCodeAt(i + 1) === code &&
      text.charCodeAt(i + 2) === 123
    ) {
      i += 2;
    } else if (code === 13 && text.charCodeAt(i + 1) === 10) {
      break;
    }
  }
  if (i > text.length) i = text.length;
  lexer.offset = i;
  if (i > start) pushToken(tokens, TokenKind.Text, start, i);
  if (i === text.length) return;
  if (code === 34) {
    pushToken(tokens, TokenKind.CloseQuote, i, i + 1);
    lexer.offset = i + 1;
    leave(lexer);
  } else if (code === 10 || code === 13) {
    if (lexer.checkpoint !== undefined) returnToCheckpoint(lexer);
    else closeQuotesAtLineEnd(lexer);
  } else {
    openSequence(lexer, code);
  }
}

function openSequence(lexer: Lexer, code: number): void {
  const start = lexer.offset;
  const end = start + (lexer.text.charCodeAt(start + 2) === 126 ? 3 : 2);
  pushToken(lexer.tokens, code === 36 ? TokenKind.Interpolation : TokenKind.Directive, start, end);
  lexer.offset = end;
  enter(lexer, Mode.Code, '');
}

/** Reads heredoc text up to the closing marker or the next sequence, one token per line as HCL does. */
function lexHeredoc(lexer: Lexer): void {
  const { text, tokens, marker } = lexer;
  let start = lexer.offset;
  for (;;) {
    if (marker !== '' && (start === 0 || text.charCodeAt(start - 1) === 10)) {
      const close = markerAt(text, marker, start);
      if (close >= 0) {
        lexer.offset = close + marker.length;
        pushToken(tokens, TokenKind.CloseHeredoc, close, lexer.offset);
        skipMarkerBlanks(lexer);
        leave(lexer);
        return;
      }
    }
    if (start >= text.length) {
      lexer.offset = text.length;
      return;
    }
    let i = start;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10) {
        i++;
        break;
      }
      if (code !== 36 && code !== 37) continue;
      if (text.charCodeAt(i + 1) === 123) {
        if (i > start) pushToken(tokens, TokenKind.Text, start, i);
        lexer.offset = i;
        openSequence(lexer, code);
        return;
      }
      if (text.charCodeAt(i + 1) === code && text.charCodeAt(i + 2) === 123) i += 2;
    }
    pushToken(tokens, TokenKind.Text, start, i);
    start = i;
  }
}

/** White space of any kind behind a closing marker is no token. */
function skipMarkerBlanks(lexer: Lexer): void {
  const { text } = lexer;
  let end = text.indexOf('\n', lexer.offset);
  if (end < 0) end = text.length;
  else if (text.charCodeAt(end - 1) === 13) end--;
  lexer.offset = Math.max(lexer.offset, end);
}

/** Reads code until the mode changes or the text ends. */
function lexCode(lexer: Lexer): void {
  const { text, tokens } = lexer;
  const length = text.length;
  let i = lexer.offset;
  while (i < length) {
    const code = text.charCodeAt(i);
    if (code === 32 || code === 9) {
      i++;
      continue;
    }
    const startLength = identifierStartLength(text, i);
    if (startLength > 0) {
      const end = skipIdentifierParts(text, i + startLength);
      pushToken(tokens, TokenKind.Identifier, i, end);
      i = end;
      continue;
    }
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) === 10)) {
      if (lexer.frames.length > 0) {
        lexer.offset = i;
        lineBreakInSequence(lexer);
        return;
      }
      const end = code === 10 ? i + 1 : i + 2;
      pushToken(tokens, TokenKind.Newline, i, end);
      i = end;
      continue;
    }
    if (isDigit(code)) {
      const end = numberEnd(text, i);
      pushToken(tokens, TokenKind.Number, i, end);
      i = end;
      continue;
    }
    const next = text.charCodeAt(i + 1);
    switch (code) {
      case 34: // "
        pushToken(tokens, TokenKind.OpenQuote, i, i + 1);
        lexer.offset = i + 1;
        enter(lexer, Mode.Quoted, '');
        return;
      case 35: // #
        i = lexLineComment(lexer, i);
        continue;
      case 47: // /
        if (next === 47) {
          i = lexLineComment(lexer, i);
          continue;
        }
        if (next === 42) {
          i = lexBlockComment(lexer, i);
          continue;
        }
        break;
      case 60: // <
        if (next === 60 && openHeredoc(lexer, i)) return;
        break;
      case 123: // {
        lexer.braces++;
        break;
      case 125: // }
        if (lexer.braces === 0 && lexer.frames.length > 0) {
          closeSequence(lexer, i, i + 1);
          return;
        }
        lexer.braces--;
        break;
      case 126: // ~
        if (next === 125 && lexer.braces === 0 && lexer.frames.length > 0) {
          closeSequence(lexer, i, i + 2);
          return;
        }
        break;
    }
    const end = i + punctuationLength(code, next, text.charCodeAt(i + 2));
    const kind = punctuationKind(code, end - i, next);
    const last = kind === TokenKind.Bad ? i + codePointLength(text, i) : end;
    pushToken(tokens, kind, i, last);
    i = last;
  }
  lexer.offset = i;
}

function closeSequence(lexer: Lexer, start: number, end: number): void {
  pushToken(lexer.tokens, TokenKind.SequenceEnd, start, end);
  lexer.offset = end;
  leave(lexer);
}

/** Digits and dots and exponents, greedily, as HCL's scanner: whether it is a number is for the parser to say. */
function numberEnd(text: string, start: number): number {
  let end = start + 1;
  let i = end;
  for (;;) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) {
      end = ++i;
    } else if (code === 46) {
      i++;
    } else if (code === 101 || code === 69) {
      const sign = text.charCodeAt(i + 1);
      const digit = sign === 43 || sign === 45 ? i + 2 : i + 1;
      if (!isDigit(text.charCodeAt(digit))) return end;
      end = i = digit + 1;
    } else {
      return end;
    }
  }
}

/** A comment up to its line break, which stays a token of its own. */
function lexLineComment(lexer: Lexer, start: number): number {
  const { text, tokens } = lexer;
  let end = text.indexOf('\n', start);
  if (end < 0) end = text.length;
  else if (text.charCodeAt(end - 1) === 13) end--;
  pushComment(tokens, start, end);
  return end;
}

/** An unterminated block comment is a Bad token, and the rest of its line a comment: the file behind it must survive. */
function lexBlockComment(lexer: Lexer, start: number): number {
  const { text, tokens } = lexer;
  const close = start >= lexer.noCommentEndBehind ? -1 : text.indexOf('*/', start + 2);
  if (close >= 0) {
    pushComment(tokens, start, close + 2);
    return close + 2;
  }
  lexer.noCommentEndBehind = Math.min(lexer.noCommentEndBehind, start);
  pushToken(tokens, TokenKind.Bad, start, start + 2);
  return lexLineComment(lexer, start);
}

/** `<<NAME` or `<<-NAME` directly followed by a line break. When no line closes it, it is empty and ends right here. */
function openHeredoc(lexer: Lexer, start: number): boolean {
  const { text } = lexer;
  const markerStart = start + (text.charCodeAt(start + 2) === 45 ? 3 : 2);
  const startLength = identifierStartLength(text, markerStart);
  if (startLength === 0) return false;
  const markerEnd = skipIdentifierParts(text, markerStart + startLength);
  let end = markerEnd;
  if (text.charCodeAt(end) === 13) end++;
  if (end < text.length && text.charCodeAt(end) !== 10) return false;
  const marker = text.slice(markerStart, markerEnd);
  if (end >= text.length || !heredocIsClosed(lexer.markers, marker, end + 1)) {
    pushToken(lexer.tokens, TokenKind.OpenHeredoc, start, markerEnd);
    pushToken(lexer.tokens, TokenKind.CloseHeredoc, markerEnd, markerEnd);
    lexer.offset = markerEnd;
    return true;
  }
  pushToken(lexer.tokens, TokenKind.OpenHeredoc, start, end + 1);
  lexer.offset = end + 1;
  enter(lexer, Mode.Heredoc, marker);
  return true;
}
