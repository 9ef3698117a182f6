/** Edits as the protocol's WorkspaceEdit, bound to the versions of the documents that they were computed from. */

import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit } from '../source/edit';
import { toTextEdit } from './convert';
import type { Session } from './session';

/** A client refuses the edit when a document has changed since: offsets of a stale text would tear others apart. */
export function toWorkspaceEdit(session: Session, edits: readonly TextEdit[]): WorkspaceEdit {
  const byFile = new Map<string, TextDocumentEdit>();
  for (const edit of edits) {
    const file = session.workspace.project.store.file(edit.uri);
    if (file === undefined) continue;
    let own = byFile.get(edit.uri);
    if (own === undefined) {
      own = {
        textDocument: { uri: session.clientUri(edit.uri), version: session.openVersion(edit.uri) ?? null },
        edits: [],
      };
      byFile.set(edit.uri, own);
    }
    own.edits.push(toTextEdit(file, edit));
  }
  return { documentChanges: [...byFile.values()] };
}
