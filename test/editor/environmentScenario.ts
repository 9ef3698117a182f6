/**
 * Choosing an environment as a user does: the command's list, the status of the file that names the choice, the finding
 * of the other environment that goes, and the click that leads back to the list. With a folder, pictures are taken.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { openBrowser } from './workbench/browser';
import { startWorkbenchServer, workbenchUrl } from './workbench/server';
import {
  chooseInList,
  openLanguageStatus,
  openWorkbench,
  runCommand,
  showProblems,
  untilListed,
  untilNoProblem,
  untilProblem,
} from './workbench/workbench';
import { copyExample } from './workspaceCopy';

const root = path.dirname(path.dirname(import.meta.dirname));

/** Open in staging alone. */
const OPEN = `
resource "aws_security_group_rule" "environment_picker" {
  type              = "ingress"
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = [var.environment == "staging" ? "0.0.0.0/0" : "10.0.0.0/24"]
  security_group_id = "sg-0123456789abcdef0"
}
`;

/** Plays the scenario; writes pictures into `pictures` if it is given. Throws where the editor shows something else. */
export async function playEnvironments(pictures?: string): Promise<void> {
  // Without settings the layout of the variable files gives the environments.
  const workspace = copyExample({});
  const file = path.join(workspace.folder, 'live', 'main.tf');
  appendFileSync(file, OPEN);
  const server = await startWorkbenchServer({
    settings: { 'editor.fontSize': 14, 'window.commandCenter': false, 'window.title': 'SG Lens' },
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
    await untilProblem(page, 'tcp/22 ssh is open to the internet');

    await runCommand(page, 'SG Lens: Select Environment');
    await untilListed(page, ['All environments', 'prod', 'staging']);
    await picture('environment-picker');
    await chooseInList(page, 'prod');
    await untilNoProblem(page, 'tcp/22 ssh is open to the internet');

    const status = await openLanguageStatus(page, 'SG Lens environment: prod');
    await picture('environment-status');
    await status.locator('a', { hasText: 'Select' }).first().click();
    await untilListed(page, ['All environments', 'prod', 'staging']);
    await chooseInList(page, 'All environments');
    await untilProblem(page, 'tcp/22 ssh is open to the internet');
  } catch (error) {
    await page.screenshot({ path: path.join(root, '.vscode-test', 'failure.png') });
    throw error;
  } finally {
    await browser.close();
    await server.close();
    workspace.dispose();
  }
}
