/**
 * Starts a real VS Code as a server on this machine, for a browser to open. No display is needed and no VS Code is
 * downloaded: it comes from npm (../host). Not for use by people: it has no password and leaves no state.
 */
import { spawn } from 'node:child_process';
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { SERVER_NODE, SERVER_ROOT } from '../host/install.mjs';

/** Everything that opens by itself, looks for updates or asks questions is off. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'git.enabled': false,
  'git.autoRepositoryDetection': false,
  'npm.autoDetect': 'off',
  'task.autoDetect': 'off',
  'window.restoreWindows': 'none',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'files.autoSave': 'off',
};

const START_LIMIT_MS = 60_000;

export interface WorkbenchServer {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Ends the server and all its processes, and removes what it wrote. */
  close(): Promise<void>;
}

export interface WorkbenchServerOptions {
  /** User settings beyond the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Folders of extensions to be installed for this run, by the folder's name. */
  readonly extensions?: readonly string[];
  /** Whether the workspace is asked about (and so untrusted at first); otherwise every folder is trusted. */
  readonly askForTrust?: boolean;
}

/** Resolves when the server answers; throws with its log when it does not within a minute. */
export async function startWorkbenchServer(options: WorkbenchServerOptions = {}): Promise<WorkbenchServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sg-lens-editor-'));
  const userData = path.join(folder, 'user-data');
  const extensions = path.join(folder, 'extensions');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  writeFileSync(
    path.join(userData, 'User', 'settings.json'),
    JSON.stringify({
      ...QUIET_SETTINGS,
      'security.workspace.trust.enabled': options.askForTrust === true,
      ...options.settings,
    }),
  );
  mkdirSync(extensions);
  for (const source of options.extensions ?? []) {
    cpSync(source, path.join(extensions, path.basename(source)), { recursive: true });
  }

  const port = await freePort();
  const logFile = path.join(folder, 'server.log');
  const log = openSync(logFile, 'w');
  const child = spawn(
    SERVER_NODE,
    [
      path.join(SERVER_ROOT, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
      '--accept-server-license-terms',
      ...['--telemetry-level', 'off', '--user-data-dir', userData],
      ...['--server-data-dir', path.join(folder, 'server-data'), '--extensions-dir', extensions],
      '--force-disable-user-env',
      // Without it a built VS Code opens normally and never starts the suite that the URL names.
      '--enable-smoke-test-driver',
      ...(options.askForTrust === true ? [] : ['--disable-workspace-trust']),
    ],
    // A group of its own, so that its extension hosts end with it.
    { env: serverEnvironment(), stdio: ['ignore', log, log], detached: true },
  );
  closeSync(log);
  let exit: string | undefined;
  child.on('exit', (code, signal) => (exit = `it exited with ${String(code ?? signal)}`));
  child.on('error', (error) => (exit = error.message));

  const close = async (): Promise<void> => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      if (!signalGroup(child.pid, signal)) break;
      for (let tries = 0; tries < 30 && signalGroup(child.pid, 0); tries++) await wait(100);
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };

  const origin = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await answers(`${origin}/version`))) {
    if (exit !== undefined || Date.now() > deadline) {
      const text = readFileSync(logFile, 'utf8');
      await close();
      throw new Error(`The VS Code server did not start: ${exit ?? 'no answer within a minute'}.\n${text}`);
    }
    await wait(100);
  }
  return { origin, close };
}

export interface WorkbenchLocation {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** The extension under development. */
  readonly extension: string;
  /** A bundle that exports `run()`, started in the extension host. */
  readonly tests?: string;
  /** Absolute path of a file to open. */
  readonly file?: string;
}

/** The address that opens a folder with our extension, in the form that VS Code's own browser tests use. */
export function workbenchUrl(
  server: WorkbenchServer,
  { folder, extension, tests, file }: WorkbenchLocation,
): string {
  const remote = (target: string): string =>
    `vscode-remote://${new URL(server.origin).host}${path.resolve(target)}`;
  const payload: [string, string][] = [['extensionDevelopmentPath', remote(extension)]];
  if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)]);
  payload.push(['skipWelcome', 'true']);
  if (file !== undefined) payload.push(['openFile', remote(file)]);
  const query = new URLSearchParams({ folder: path.resolve(folder), payload: JSON.stringify(payload) });
  return `${server.origin}/?${query.toString()}`;
}

/** Nothing of a VS Code that started us, and no market place: with none, no name is looked up on the network. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_(?!TEST_)|ELECTRON_|CODE_SERVER_)/.test(name) && name !== 'NODE_OPTIONS',
  );
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{}' };
}

/** Signals the server's whole process group; false when there is none any more. Signal 0 only asks. */
function signalGroup(pid: number | undefined, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('No free port.'));
      });
    });
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}
