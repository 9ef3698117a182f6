/**
 * The story that SG Lens exists for, in the editor: somebody lets himself in and the API out, and sees it
 * before the file is saved.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { CodeActionKind, commands, MarkdownString, Range, window, workspace } from 'vscode';
import type { CodeAction, Hover, TextDocument, Uri } from 'vscode';
import { findings, inWorkspace, open, revert, untilAnswer, untilFindings } from './editorState';

const FILE = 'modules/database/main.tf';
const GROUP_SOURCE = 'source_security_group_id = var.api_security_group_id';
const OWN_ADDRESS = 'cidr_blocks              = ["203.0.113.7/32"]';

describe('the outage', () => {
  let original: Uint8Array;
  before(async () => {
    original = await workspace.fs.readFile(inWorkspace(FILE));
  });
  afterEach(async () => {
    await workspace.fs.writeFile(inWorkspace(FILE), original);
    await revert();
  });

  it('is shown while it is typed, named in the hover, and undone by one quick fix', async () => {
    const document = await open(FILE);
    await untilAnswer('hover on the rule as it was committed', async () => {
      const text = await hoverText(document.uri, find(document, GROUP_SOURCE));
      return text === '' ? undefined : text;
    });
    assert.deepEqual(findings(document.uri, 'reachability-removed'), []);

    const line = await replaceText(document, GROUP_SOURCE, OWN_ADDRESS);
    const [lost] = await untilFindings(document.uri, 'reachability-removed', (found) => found.length > 0);
    assert.ok(lost);
    assert.ok(document.isDirty, 'nothing has been saved yet');
    assert.equal(lost.range.start.line, line, 'it stands at the edited line');
    assert.match(lost.message, /prod-api/);
    assert.match(lost.message, /prod-db/);
    assert.match(lost.message, /5432/);

    const hover = await untilAnswer('hover that names the lost flow', async () => {
      const text = await hoverText(document.uri, lost.range);
      return text.includes('prod-api') ? text : undefined;
    });
    assert.match(hover, /5432/);

    const fix = await untilAnswer('quick fix', () =>
      quickFix(document.uri, lost.range, 'var.api_security_group_id'),
    );
    assert.ok(fix.edit, 'the fix carries its edit');
    assert.ok(await workspace.applyEdit(fix.edit));
    await untilFindings(document.uri, 'reachability-removed', (found) => found.length === 0);

    assert.ok(await document.save());
    assert.ok((await readFile(document.uri.fsPath, 'utf8')).includes(GROUP_SOURCE));
  });

  it('is still seen by a server that has been restarted', async () => {
    const document = await open(FILE);
    await commands.executeCommand('sgLens.restartServer');
    await replaceText(document, GROUP_SOURCE, OWN_ADDRESS);
    await untilFindings(document.uri, 'reachability-removed', (found) => found.length > 0);
  });
});

/** Replaces text in the active editor, as typing would; returns its line. */
async function replaceText(document: TextDocument, from: string, to: string): Promise<number> {
  const range = find(document, from);
  const editor = window.activeTextEditor;
  assert.equal(editor?.document, document);
  assert.ok(await editor.edit((edit) => edit.replace(range, to)));
  return range.start.line;
}

function find(document: TextDocument, text: string): Range {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `the file says ${text}`);
  return new Range(document.positionAt(offset), document.positionAt(offset + text.length));
}

async function hoverText(uri: Uri, range: Range): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, range.start);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof MarkdownString ? content.value : ''))
    .join('\n');
}

/** The fix whose edit writes this text: VS Code hands over neither a fix's diagnostics nor anything else that names it. */
async function quickFix(uri: Uri, range: Range, writes: string): Promise<CodeAction | undefined> {
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    CodeActionKind.QuickFix.value,
    // So many are resolved: an edit may be computed only when it is asked for.
    10,
  );
  return actions.find(({ edit }) =>
    edit?.entries().some(([, edits]) => edits.some(({ newText }) => newText.includes(writes))),
  );
}
