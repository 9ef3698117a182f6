/**
 * Publishes diagnostics file by file, and a file only when something in it has changed: what has not changed does not
 * flicker. Two sources publish for the same file, the analysis and Terraform's own parser; each replaces its own part.
 */

import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import type { DocumentUri } from '../source/documentUri';

export interface DiagnosticPublisher {
  /** Replaces what the analysis says of some files; of the others it goes on saying what it said. */
  readonly setAnalysis: (changes: ReadonlyMap<DocumentUri, readonly Diagnostic[]>) => void;
  /** Replaces what Terraform's parser says of one file. */
  readonly setVerdict: (uri: DocumentUri, diagnostics: readonly Diagnostic[]) => void;
}

interface Published {
  analysis: readonly Diagnostic[];
  verdict: readonly Diagnostic[];
  /** What the client has: the diagnostics as text. */
  sent: string;
}

const none: readonly Diagnostic[] = [];

/** `versionOf` is the editor's version of an open document; `clientUri` the URI as the client spelled it. */
export function createPublisher(
  send: (params: PublishDiagnosticsParams) => void,
  versionOf: (uri: DocumentUri) => number | undefined,
  clientUri: (uri: DocumentUri) => string,
): DiagnosticPublisher {
  const files = new Map<DocumentUri, Published>();
  const state = (uri: DocumentUri): Published => {
    let found = files.get(uri);
    if (found === undefined) files.set(uri, (found = { analysis: none, verdict: none, sent: '[]' }));
    return found;
  };
  const publish = (uri: DocumentUri, file: Published): void => {
    const diagnostics = [...file.analysis, ...file.verdict];
    const text = JSON.stringify(diagnostics);
    if (text !== file.sent) {
      file.sent = text;
      const version = versionOf(uri);
      send({ uri: clientUri(uri), diagnostics, ...(version === undefined ? {} : { version }) });
    }
    if (diagnostics.length === 0) files.delete(uri);
  };
  return {
    setAnalysis(changes) {
      for (const [uri, diagnostics] of changes) {
        const file = state(uri);
        file.analysis = diagnostics;
        publish(uri, file);
      }
    },
    setVerdict(uri, diagnostics) {
      const file = state(uri);
      file.verdict = diagnostics;
      publish(uri, file);
    },
  };
}
