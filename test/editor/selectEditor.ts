/**
 * Which VS Code the editor tests run in. The first rule that fits decides:
 *
 * 1. VSCODE_EXECUTABLE_PATH names a desktop `code`: that one.
 * 2. SG_LENS_EDITOR is `desktop` or `browser`: as it says.
 * 3. Linux without a display: VS Code's server from npm (host/), shown by a headless Chromium (workbench/).
 * 4. Otherwise a desktop VS Code, which `@vscode/test-electron` downloads once into .vscode-test/.
 */
import path from 'node:path';
import process from 'node:process';
import { installHost, unsupportedReason } from './host/install.mjs';
import { findChromium } from './workbench/browser';

export type Editor =
  /** `executable` undefined: `@vscode/test-electron` finds or downloads one. */
  | { readonly kind: 'desktop'; readonly executable: string | undefined }
  | { readonly kind: 'browser'; readonly executable: string }
  | { readonly kind: 'none'; readonly reason: string };

/** Selects, and installs the browser's editor where that is the one. */
export function selectEditor(): Editor {
  const executable = process.env.VSCODE_EXECUTABLE_PATH;
  if (executable !== undefined && executable !== '') return { kind: 'desktop', executable };
  if (!wantsBrowser()) return { kind: 'desktop', executable: undefined };

  const unsupported = unsupportedReason();
  if (unsupported !== undefined) return { kind: 'none', reason: unsupported };
  if (findChromium() === undefined) {
    return { kind: 'none', reason: 'there is neither a display nor a Chromium (CHROMIUM_PATH can name one)' };
  }
  try {
    installHost();
  } catch (error) {
    return {
      kind: 'none',
      reason: `it could not be installed: ${error instanceof Error ? error.message : ''}`,
    };
  }
  return { kind: 'browser', executable: path.join(import.meta.dirname, 'workbench', 'code.mjs') };
}

function wantsBrowser(): boolean {
  const wish = process.env.SG_LENS_EDITOR;
  if (wish === 'browser') return true;
  if (wish === 'desktop') return false;
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}
