/**
 * `npm run editor`: opens the extension, freshly built, on a temporary copy of the example, in a real VS Code: the desktop's
 * `code` where there is one, else one that is served to a browser until Ctrl-C.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { build } from '../../scripts/build.mjs';
import { installHost, unsupportedReason } from './host/install.mjs';
import { startWorkbenchServer, workbenchUrl } from './workbench/server';
import { copyExample } from './workspaceCopy';

const root = path.dirname(path.dirname(import.meta.dirname));

await build();
const workspace = copyExample();
try {
  if (!openDesktop(workspace.folder)) await serve(workspace.folder);
} finally {
  workspace.dispose();
}

/** Opens a window with a profile of its own and waits for it to be closed; false where there is no `code`. */
function openDesktop(folder: string): boolean {
  const profile = mkdtempSync(path.join(tmpdir(), 'sg-lens-profile-'));
  const command = process.env.VSCODE_EXECUTABLE_PATH ?? 'code';
  const options = ['--new-window', '--wait', '--user-data-dir', profile, '--extensionDevelopmentPath', root];
  // On Windows `code` is a batch file, which only a shell can start; all paths are ours.
  const shell = process.platform === 'win32';
  const quoted = shell ? [...options, folder].map((each) => `"${each}"`) : [...options, folder];
  const { error, status } = spawnSync(command, quoted, { stdio: 'inherit', shell });
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  return error === undefined && status === 0;
}

async function serve(folder: string): Promise<void> {
  const unsupported = unsupportedReason();
  if (unsupported !== undefined) throw new Error(`There is no \`code\` on PATH, and ${unsupported}.`);
  installHost();
  const server = await startWorkbenchServer();
  const file = path.join(folder, 'modules', 'database', 'main.tf');
  console.log(
    `VS Code with SG Lens, until Ctrl-C:\n\n${workbenchUrl(server, { folder, extension: root, file })}\n`,
  );
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await server.close();
}
