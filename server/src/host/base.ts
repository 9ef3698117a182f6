/** What a workspace is compared with, as read from outside: the same shape for a commit and for a directory. */

import type { WorkspaceBase } from '../analysis/workspace';
import type { DocumentUri } from '../source/documentUri';
import type { SkippedFile } from './discoverFiles';
import type { Failure } from './failure';

export type BaseReading =
  | {
      readonly kind: 'base';
      readonly base: FilledBase;
      readonly skipped: readonly SkippedFile[];
    }
  | Failure;

/** A base whose files are looked up by URI; the URIs are those of the workspace it is compared with. */
export interface FilledBase extends WorkspaceBase {
  readonly files: ReadonlyMap<DocumentUri, string>;
}
