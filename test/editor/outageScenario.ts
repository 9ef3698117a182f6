/**
 * The outage as a user sees it in the workbench: the squiggle under an unsaved edit, the hover that names the
 * lost flow, the quick fix, the saved file. Both a test and, with a folder to write to, the source of the pictures
 * in the documentation.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openBrowser } from './workbench/browser';
import { startWorkbenchServer, workbenchUrl } from './workbench/server';
import {
  chooseQuickFix,
  hoverOver,
  leaveHover,
  openQuickFixes,
  openWorkbench,
  retypeLine,
  save,
  showProblems,
  untilNoSquiggle,
  untilProblem,
  untilSquiggle,
} from './workbench/workbench';
import { copyExample } from './workspaceCopy';

const root = path.dirname(path.dirname(import.meta.dirname));

const FILE = 'modules/database/main.tf';
const GROUP_SOURCE = 'source_security_group_id = var.api_security_group_id';
const OWN_ADDRESS = 'cidr_blocks              = ["203.0.113.7/32"]';

/** Plays the scenario; writes pictures into `pictures` if it is given. Throws where the editor shows something else. */
export async function playOutage(pictures?: string): Promise<void> {
  const workspace = copyExample();
  const file = path.join(workspace.folder, ...FILE.split('/'));
  const server = await startWorkbenchServer({
    settings: {
      'editor.hover.delay': 100,
      'editor.fontSize': 14,
      'editor.lightbulb.enabled': 'off',
      'window.commandCenter': false,
      'window.title': 'SG Lens',
    },
  });
  const browser = await openBrowser({ width: 1200, height: 840 }, pictures === undefined ? 1 : 2);
  const { page } = browser;
  const picture = async (name: string): Promise<void> => {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  };
  try {
    await openWorkbench(page, workbenchUrl(server, { folder: workspace.folder, extension: root, file }));
    await showProblems(page);
    await retypeLine(page, GROUP_SOURCE, OWN_ADDRESS);
    await untilSquiggle(page, 'error');
    await untilProblem(page, 'prod-api can no longer reach prod-db');
    assert.ok(readFileSync(file, 'utf8').includes(GROUP_SOURCE), 'the file is not saved yet');
    const hover = await hoverOver(page, '203.0.113.7', '203.0.113.7', 'cuts off');
    assert.match(hover, /cuts off prod-api → prod-db on tcp\/5432/);
    await leaveHover(page);
    // On the line above the squiggle, so that both are in the picture.
    await hoverOver(page, 'security_group_id = aws_security_group.db.id', 'aws_security_group', 'Reached by');
    await picture('outage');

    const fixes = await openQuickFixes(page, '203.0.113.7');
    await picture('outage-quick-fix');
    await chooseQuickFix(fixes, /restore|put back/i);
    await untilNoSquiggle(page, 'error');
    await save(page);
    assert.ok(readFileSync(file, 'utf8').includes(GROUP_SOURCE), 'the rule is back on disk');
  } catch (error) {
    await page.screenshot({ path: path.join(root, '.vscode-test', 'failure.png') });
    throw error;
  } finally {
    await browser.close();
    await server.close();
    workspace.dispose();
  }
}
