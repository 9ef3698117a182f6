/** The browser that shows the workbench: a Chromium that is already on the machine, without a window. */
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

const CANDIDATES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of the browser: CHROMIUM_PATH, or the first that is found on PATH; undefined if there is none. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') return named;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return CANDIDATES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Browser {
  readonly page: Page;
  close(): Promise<void>;
}

/** Opens an empty page with a profile of its own; `scale` is device pixels per pixel. Throws where there is no browser. */
export async function openBrowser(size = { width: 1280, height: 800 }, scale = 1): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium found; CHROMIUM_PATH can name one.');
  const profile = mkdtempSync(path.join(tmpdir(), 'sg-lens-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: size,
    deviceScaleFactor: scale,
    args: [
      // Containers give Chromium's sandbox no user namespace; the page is our own server's.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const close = async (): Promise<void> => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  };
  return { page: context.pages()[0] ?? (await context.newPage()), close };
}
