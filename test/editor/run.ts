/**
 * `npm run test:editor`: builds the extension and its suite, and runs the suite in a real VS Code.
 * Where none can be had the tests are skipped with the reason, or, with SG_LENS_REQUIRE_EDITOR=1 (as in CI), fail.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { runTests } from '@vscode/test-electron';
import { build } from '../../scripts/build.mjs';
import { playEnvironments } from './environmentScenario';
import { playOutage } from './outageScenario';
import { selectEditor } from './selectEditor';
import { copyExample } from './workspaceCopy';

const root = path.dirname(path.dirname(import.meta.dirname));

async function main(): Promise<number> {
  const editor = selectEditor();
  if (editor.kind === 'none') {
    const required = process.env.SG_LENS_REQUIRE_EDITOR === '1';
    console.error(`Editor tests ${required ? 'cannot run' : 'are skipped'}: ${editor.reason}.`);
    return required ? 1 : 0;
  }
  await build({ withTests: true });
  // test-electron keeps the state of a run; the next one is to start as a new user does.
  rmSync(path.join(root, '.vscode-test', 'user-data'), { recursive: true, force: true });
  const workspace = copyExample();
  try {
    const code = await runTests({
      ...(editor.executable === undefined ? {} : { vscodeExecutablePath: editor.executable }),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'dist', 'test', 'suite.js'),
      launchArgs: [workspace.folder, '--disable-extensions', '--disable-workspace-trust'],
    });
    if (code !== 0) return code;
  } finally {
    workspace.dispose();
  }
  if (editor.kind === 'browser') {
    await playOutage();
    console.log('The outage was seen, explained and undone in the workbench.');
    await playEnvironments();
    console.log('An environment was chosen in the workbench, and its findings were shown.');
  }
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
