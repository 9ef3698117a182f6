/** What the suite's tests ask of the editor: documents, and waiting for what the server will say. */
import assert from 'node:assert/strict';
import { commands, languages, Uri, window, workspace } from 'vscode';
import type { Diagnostic, TextDocument } from 'vscode';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 50;

/** The URI of a file by its path in the workspace. */
export function inWorkspace(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the tests run in a folder');
  return Uri.joinPath(folder.uri, ...name.split('/'));
}

/** Opens a file of the workspace, by its path in it, in an editor. */
export async function open(name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(inWorkspace(name));
  await window.showTextDocument(document);
  return document;
}

/** Gives up what was typed into the active editor. */
export async function revert(): Promise<void> {
  await commands.executeCommand('workbench.action.files.revert');
}

/** Our findings on a document with this code, as they stand. */
export function findings(uri: Uri, code: string): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter((diagnostic) => codeOf(diagnostic) === code);
}

/** Resolves as soon as our findings with this code are as asked; rejects with what there was instead. */
export function untilFindings(
  uri: Uri,
  code: string,
  wanted: (found: readonly Diagnostic[]) => boolean,
): Promise<readonly Diagnostic[]> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const found = findings(uri, code);
      if (!wanted(found)) return;
      stop();
      resolve(found);
    };
    const listener = languages.onDidChangeDiagnostics(check);
    const timer = setTimeout(() => {
      stop();
      const all = languages.getDiagnostics(uri).map((each) => `${codeOf(each)}: ${each.message}`);
      reject(
        new Error(`Waited for other findings of ${code}; there are:\n${all.join('\n') || 'none at all'}`),
      );
    }, PATIENCE_MS);
    const stop = (): void => {
      listener.dispose();
      clearTimeout(timer);
    };
    check();
  });
}

/**
 * Asks again until the answer is one. For providers, which have no event: VS Code answers with
 * nothing while another one is being registered.
 */
export async function untilAnswer<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`There was no ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** The code as text, whether or not it carries a link. */
function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
