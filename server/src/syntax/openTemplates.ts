/**
 * The templates and sequences that are open while a text is cut into tokens, and where the unterminated ones end: at the
 * end of their line. Reads no tokens itself.
 */

import { markerAt, type HeredocMarkers } from './heredocMarkers';
import { pushToken, TokenKind, type Tokens } from './tokens';

export const enum Mode {
  Code,
  Quoted,
  Heredoc,
}

/** What the lexer returns to when the current mode ends. */
interface Frame {
  readonly mode: Mode;
  readonly braces: number;
  readonly marker: string;
}

/** Where to go on when a sequence that runs over a line end turns out never to be closed. */
interface Checkpoint {
  readonly offset: number;
  readonly tokenCount: number;
  readonly commentCount: number;
  readonly frames: readonly Frame[];
}

export interface Lexer {
  readonly text: string;
  readonly tokens: Tokens;
  offset: number;
  mode: Mode;
  /** Open braces inside the current stretch of code. */
  braces: number;
  /** Closing marker of the innermost heredoc; empty for a bare template. */
  marker: string;
  readonly frames: Frame[];
  checkpoint: Checkpoint | undefined;
  /** How many characters may still be read in vain behind checkpoints; keeps the whole linear. */
  patience: number;
  readonly markers: HeredocMarkers;
  readonly bareTemplate: boolean;
  noCommentEndBehind: number;
}

/** A sequence inside quotes that is longer than this, in code units and over several lines, counts as never closed. */
export const longestSequence = 1 << 16;

/** A line that begins a body item: its text proves that a sequence above was left open. */
const itemLine = /[ \t]*([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*(?:(=)(?![=>])|[{"])/uy;
const topLevelLine =
  /(?:resource|data|ephemeral|module|variable|output|provider)[ \t]+"|(?:locals|terraform|moved|import|removed|check)[ \t]*[{"]/y;

/** At the end of the text: closes what is open, unless an earlier line end is the better place for that. */
export function finished(lexer: Lexer): boolean {
  if (lexer.checkpoint !== undefined) {
    returnToCheckpoint(lexer);
    return false;
  }
  while (lexer.frames.length > 0) closeMissing(lexer);
  return true;
}

export function enter(lexer: Lexer, mode: Mode, marker: string): void {
  lexer.frames.push({ mode: lexer.mode, braces: lexer.braces, marker: lexer.marker });
  lexer.mode = mode;
  lexer.braces = 0;
  lexer.marker = marker;
}

export function leave(lexer: Lexer): void {
  const frame = lexer.frames.pop();
  if (frame === undefined) return;
  lexer.mode = frame.mode;
  lexer.braces = frame.braces;
  lexer.marker = frame.marker;
  const { checkpoint } = lexer;
  // The template that held the checkpoint's sequence is closed: all went well.
  if (checkpoint !== undefined && lexer.frames.length < templateDepth(checkpoint)) {
    lexer.checkpoint = undefined;
  }
}

/** Depth of the frame that must be left for a checkpoint to be settled: the quotes, or in a heredoc the sequence. */
function templateDepth(checkpoint: Checkpoint): number {
  const parent = checkpoint.frames.at(-1);
  return parent?.mode === Mode.Quoted ? checkpoint.frames.length - 1 : checkpoint.frames.length;
}

/** Ends the innermost template or sequence with an empty closing token. */
function closeMissing(lexer: Lexer): void {
  const kind =
    lexer.mode === Mode.Code
      ? TokenKind.SequenceEnd
      : lexer.mode === Mode.Quoted
        ? TokenKind.CloseQuote
        : TokenKind.CloseHeredoc;
  pushToken(lexer.tokens, kind, lexer.offset, lexer.offset);
  leave(lexer);
}

/** Quotes that reach the end of a line end there, with the sequences and quotes around them. */
export function closeQuotesAtLineEnd(lexer: Lexer): void {
  for (;;) {
    if (lexer.mode === Mode.Quoted) closeMissing(lexer);
    else if (lexer.mode === Mode.Code && lexer.frames.at(-1)?.mode === Mode.Quoted) closeMissing(lexer);
    else return;
  }
}

export function returnToCheckpoint(lexer: Lexer): void {
  const { checkpoint, tokens } = lexer;
  if (checkpoint === undefined) return;
  lexer.patience -= lexer.offset - checkpoint.offset;
  lexer.checkpoint = undefined;
  lexer.offset = checkpoint.offset;
  tokens.count = checkpoint.tokenCount;
  tokens.commentCount = checkpoint.commentCount;
  lexer.frames.length = 0;
  for (const frame of checkpoint.frames) lexer.frames.push(frame);
  lexer.mode = Mode.Code;
  closeMissing(lexer);
  closeQuotesAtLineEnd(lexer);
}

/** A line break in code inside a sequence: allowed by HCL, and also what a half-typed `${` looks like. */
export function lineBreakInSequence(lexer: Lexer): void {
  const next = lexer.offset + (lexer.text.charCodeAt(lexer.offset) === 13 ? 2 : 1);
  lexer.checkpoint ??= {
    offset: lexer.offset,
    tokenCount: lexer.tokens.count,
    commentCount: lexer.tokens.commentCount,
    frames: lexer.frames.slice(),
  };
  if (
    lexer.patience <= 0 ||
    next - lexer.checkpoint.offset > longestSequence ||
    provesUnclosed(lexer, next)
  ) {
    returnToCheckpoint(lexer);
    return;
  }
  pushToken(lexer.tokens, TokenKind.Newline, lexer.offset, next);
  lexer.offset = next;
}

function provesUnclosed(lexer: Lexer, lineStart: number): boolean {
  const { text } = lexer;
  for (const frame of lexer.frames) {
    if (frame.mode === Mode.Heredoc && frame.marker !== '' && markerAt(text, frame.marker, lineStart) >= 0) {
      return true;
    }
  }
  // A bare template is no configuration: nothing in it looks like a body item by accident.
  if (lexer.bareTemplate) return false;
  topLevelLine.lastIndex = lineStart;
  if (topLevelLine.test(text)) return true;
  itemLine.lastIndex = lineStart;
  const item = itemLine.exec(text);
  if (item === null || item[1] === 'in' || item[1] === 'if') return false;
  // `name = value` is at home in an object constructor, and nowhere else in an expression.
  return item[2] === undefined || lexer.braces === 0;
}
