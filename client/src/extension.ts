/**
 * Entry of the extension: wires the server's process to the parts of VS Code that show it.
 * There is no analysis here; what a file means is known to the server alone.
 */
import { commands, window, workspace } from 'vscode';
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { TRUST_NOTIFICATION } from '../../server/src/lsp/protocol';
import type { TrustParams } from '../../server/src/lsp/protocol';
import { askCanReach } from './canReach';
import { selectEnvironment } from './environmentPicker';
import { leaveFilesToOpenTofu } from './openTofuFiles';
import { createClient } from './server';
import { createStatusItem } from './statusItem';

/** Stops the server; set while the extension is active. VS Code waits for it, up to a few seconds. */
let stopServer: (() => Promise<void>) | undefined;

/** Returns without waiting for the server, so that no other extension waits for it either. */
export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('SG Lens', { log: true });
  const status = createStatusItem();

  const startServer = (): LanguageClient => {
    const started = createClient(context, output);
    status.follow(started);
    started.start().catch((error: unknown) => output.error(error instanceof Error ? error : String(error)));
    return started;
  };
  let client = startServer();
  stopServer = () => stop(client, output);

  context.subscriptions.push(
    output,
    status,
    leaveFilesToOpenTofu(),
    commands.registerCommand('sgLens.canReach', () => askCanReach(client)),
    // A new client, because one whose start has failed cannot be started again.
    commands.registerCommand('sgLens.restartServer', async () => {
      await stop(client, output);
      client = startServer();
    }),
    commands.registerCommand('sgLens.selectEnvironment', () =>
      selectEnvironment(client, context.workspaceState),
    ),
    commands.registerCommand('sgLens.showOutput', () => output.show(true)),
    workspace.onDidGrantWorkspaceTrust(() => {
      const granted: TrustParams = { trusted: true };
      // A server that is not running learns of the trust when it is started.
      if (client.isRunning()) void client.sendNotification(TRUST_NOTIFICATION, granted);
    }),
  );
}

export async function deactivate(): Promise<void> {
  await stopServer?.();
  stopServer = undefined;
}

/** Ends a client and its process. One that has crashed or never started complains; it is gone all the same. */
async function stop(client: LanguageClient, output: LogOutputChannel): Promise<void> {
  try {
    await client.dispose();
  } catch (error) {
    output.error(error instanceof Error ? error : String(error));
  }
}
