/**
 * Edits as plain data: what a quick fix does, before anybody knows where its anchors stand now.
 * The analysis resolves an EditOperation to a TextEdit of the current text; only then are offsets absolute.
 */

import type { DocumentUri } from './documentUri';
import type { Origin } from './origin';
import type { Span } from './span';

/** Replaces a span of a file's text. Offsets are absolute. */
export interface TextEdit {
  readonly uri: DocumentUri;
  readonly span: Span;
  readonly newText: string;
}

/**
 * - replace: the origin's text becomes `newText`, nothing around it changes;
 * - remove: the lines that hold the origin go, with a comment block directly above and one blank line, if that
 *   leaves other text on those lines untouched (otherwise the origin's text alone goes);
 * - insert-before / insert-after: `newText` stands on lines of its own before or after the origin's lines,
 *   indented as the origin's first line; a blank line separates it where `separate` is true;
 * - separate-rules: the rules in the block of a group, which the origin is, are written as resources behind it. Their
 *   text shows only when the edit is resolved; it is not, where the block cannot be rewritten so that all stays as it is.
 * Line breaks in `newText` are `\n`; the resolver writes the file's own.
 */
export type EditOperation =
  | { readonly kind: 'replace'; readonly origin: Origin; readonly newText: string }
  | { readonly kind: 'remove'; readonly origin: Origin }
  | {
      readonly kind: 'insert-before' | 'insert-after';
      readonly origin: Origin;
      readonly newText: string;
      readonly separate: boolean;
    }
  | {
      readonly kind: 'separate-rules';
      readonly origin: Origin;
      readonly provider: string;
      /** Types of the rule resources that the group has, in whose style the others are to be; empty: as the module shows. */
      readonly ruleTypes: readonly string[];
      /** Peers that rule resources of the group have already on the same traffic. */
      readonly stated: readonly Origin[];
    };

/** A titled change offered to the user; applying it makes the finding go away or does what the title says. */
export interface Fix {
  readonly title: string;
  readonly operations: readonly EditOperation[];
  /** The one that is applied by "fix all" and by the preferred quick-fix key. At most one per finding. */
  readonly preferred: boolean;
}
