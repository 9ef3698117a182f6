/** Which file of the analysis an editor's document stands for, and back: how the editor spelled it. */

import { URI } from 'vscode-uri';
import type { DocumentUri } from '../source/documentUri';
import { documentUri } from '../source/documentUri';

const configurationLanguages: readonly string[] = ['terraform', 'opentofu'];

/**
 * The identity of a document that was opened. One that was never saved takes the place of the file that it is going
 * to be; where it has no name yet, it is a module of its own.
 */
export function documentKey(uri: string, languageId: string): DocumentUri {
  const parsed = URI.parse(uri);
  if (parsed.scheme !== 'untitled') return documentUri(uri);
  if (parsed.path.startsWith('/')) return documentUri(parsed.with({ scheme: 'file' }).toString());
  if (!configurationLanguages.includes(languageId)) return documentUri(uri);
  return documentUri(
    URI.from({ scheme: 'untitled', authority: 'new', path: `/${parsed.path}/new.tf` }).toString(),
  );
}

export interface OpenDocument {
  readonly key: DocumentUri;
  /** As the editor spelled it; what is sent to it is spelled the same. */
  readonly clientUri: string;
  readonly version: number;
}

/** The documents that are open in the editor: what they hold is newer than the disk. */
export interface OpenDocuments {
  /** Opens, or moves on to another version. */
  readonly set: (document: OpenDocument) => void;
  readonly delete: (key: DocumentUri) => void;
  readonly has: (key: DocumentUri) => boolean;
  readonly keys: () => readonly DocumentUri[];
  readonly version: (key: DocumentUri) => number | undefined;
  /** The identity of any document's URI, open or not. */
  readonly keyOf: (clientUri: string) => DocumentUri;
  readonly clientUri: (key: DocumentUri) => string;
}

export function createOpenDocuments(): OpenDocuments {
  const byKey = new Map<DocumentUri, OpenDocument>();
  const byClientUri = new Map<string, DocumentUri>();
  // Kept after closing: what was published under a spelling is taken back under the same one.
  const spelled = new Map<DocumentUri, string>();
  return {
    set(document) {
      byKey.set(document.key, document);
      byClientUri.set(document.clientUri, document.key);
      spelled.set(document.key, document.clientUri);
    },
    delete(key) {
      const known = byKey.get(key);
      byKey.delete(key);
      if (known !== undefined) byClientUri.delete(known.clientUri);
    },
    has: (key) => byKey.has(key),
    keys: () => [...byKey.keys()],
    version: (key) => byKey.get(key)?.version,
    keyOf: (clientUri) => byClientUri.get(clientUri) ?? documentUri(clientUri),
    clientUri: (key) => spelled.get(key) ?? key,
  };
}
