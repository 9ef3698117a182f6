/** One immutable version of one file's text. */

import type { DocumentUri } from './documentUri';
import type { LineIndex } from './lineIndex';
import { createLineIndex } from './lineIndex';

export interface SourceFile {
  readonly uri: DocumentUri;
  readonly text: string;
  /** The editor's version of an open document; undefined for text read from disk, git or a plan. */
  readonly version: number | undefined;
  /** Built on first use: most files never need it. */
  readonly lines: LineIndex;
}

export function createSourceFile(uri: DocumentUri, text: string, version?: number): SourceFile {
  let lines: LineIndex | undefined;
  return {
    uri,
    text,
    version,
    get lines() {
      return (lines ??= createLineIndex(text));
    },
  };
}
