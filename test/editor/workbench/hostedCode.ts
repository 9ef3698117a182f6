/**
 * What `code --extensionDevelopmentPath=… --extensionTestsPath=… FOLDER` does on a desktop, done with a server and a
 * headless browser: runs the suite in VS Code's extension host and exits with its code.
 * SG_LENS_EDITOR_VERBOSE=1 prints the workbench's own messages too.
 */
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { openBrowser } from './browser';
import type { Browser } from './browser';
import { startWorkbenchServer, workbenchUrl } from './server';

const LIMIT_MS = 5 * 60_000;
const verbose = process.env.SG_LENS_EDITOR_VERBOSE === '1';

/**
 * Two native modules, for log files and for ending with a dead parent, are not built, because that needs a compiler
 * and nothing here needs them; VS Code tells each time that it goes on without.
 */
const UNBUILT_MODULES = /@vscode[\\/](spdlog|native-watchdog)/;

/** The workbench says its own things through the channel that carries the suite's output. */
const WORKBENCH_NOISE =
  /^(Resolv(ing|ed) connection token|Creating a socket|\[reconnection-grace-time\]|Updating additional builtin|Ignoring fetching additional builtin|\[Service Worker\]|\[AgentHost|\[AccountPolicyGate\]|ChatSessionStore|DialogService:)/;

interface Outcome {
  readonly code: number;
  /** Why it ended otherwise than by the suite's own end. */
  readonly reason?: string;
}

function readArguments(): { extension: string; tests: string; folder: string } {
  const { values, positionals } = parseArgs({
    strict: false,
    allowPositionals: true,
    options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
  });
  const { extensionDevelopmentPath: extension, extensionTestsPath: tests } = values;
  const folder = positionals[0];
  if (typeof extension !== 'string' || typeof tests !== 'string' || folder === undefined) {
    throw new Error('Usage: code --extensionDevelopmentPath=DIR --extensionTestsPath=FILE FOLDER');
  }
  return { extension, tests, folder };
}

async function runSuite({ page }: Browser, url: string): Promise<Outcome> {
  let end: (outcome: Outcome) => void = () => undefined;
  const ended = new Promise<Outcome>((resolve) => (end = resolve));
  const timer = setTimeout(() => end({ code: 1, reason: `no end within ${LIMIT_MS / 1000} s` }), LIMIT_MS);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => end({ code: 130, reason: signal }));
  }
  // The two functions that the workbench calls when it is driven by tests in a browser.
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    const text = args.map(String).join(' ');
    if (!verbose && (WORKBENCH_NOISE.test(text) || UNBUILT_MODULES.test(text))) return;
    if (type === 'error' || type === 'warn') console.error(...args);
    else console.log(...args);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => end({ code }));
  page.on('crash', () => end({ code: 1, reason: 'the page crashed' }));
  if (verbose) page.on('console', (message) => console.error(`[page ${message.type()}]`, message.text()));

  await page.goto(url, { waitUntil: 'domcontentloaded' });
  const outcome = await ended;
  clearTimeout(timer);
  if (outcome.reason !== undefined) {
    const screenshot = path.resolve('.vscode-test', 'failure.png');
    await page.screenshot({ path: screenshot });
    console.error(
      `The suite did not end by itself: ${outcome.reason}. What was on the screen: ${screenshot}`,
    );
  }
  return outcome;
}

async function main(): Promise<number> {
  const { extension, tests, folder } = readArguments();
  const server = await startWorkbenchServer();
  try {
    const browser = await openBrowser();
    try {
      return (await runSuite(browser, workbenchUrl(server, { folder, extension, tests }))).code;
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error);
  process.exit(1);
}
