/**
 * Where something was written, in a form that survives edits elsewhere in the same file.
 *
 * A file is a row of top-level items (blocks; in .tfvars, arguments). Spans inside an item are relative to the
 * item's start, and an item whose text did not change keeps its identity (its Anchor) across edits. So inserting a
 * line above a block changes no span inside it, values computed from it stay equal, and nothing is re-evaluated.
 * A version of the file turns an Origin into a Location by looking up where the anchor stands in it.
 */

import type { DocumentUri } from './documentUri';
import type { SourceFile } from './sourceFile';
import type { Span } from './span';

/** Identity of one top-level item of one file. Compared by reference. */
export interface Anchor {
  readonly uri: DocumentUri;
}

/** A half-open span of UTF-16 offsets relative to the start of the anchored top-level item. */
export interface Origin {
  readonly anchor: Anchor;
  readonly start: number;
  readonly end: number;
}

/** A span of a file, in absolute offsets of that version of its text. */
export interface Location {
  readonly file: SourceFile;
  readonly span: Span;
}

/** True when both denote the same place (or both are absent). */
export function sameOrigin(left: Origin | undefined, right: Origin | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || right === undefined) return false;
  return left.anchor === right.anchor && left.start === right.start && left.end === right.end;
}
