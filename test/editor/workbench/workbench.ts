/**
 * Drives the workbench as a user does, with keys and mouse, and waits for what becomes visible.
 * Only gestures and sights; what they mean is for the scenario to say.
 */
import process from 'node:process';
import type { Locator, Page } from 'playwright-core';

const PATIENCE_MS = 30_000;
const COMMAND_KEY = process.platform === 'darwin' ? 'Meta' : 'Control';

/** Opens an address of `workbenchUrl` and waits for the file that it names to be shown. */
export async function openWorkbench(page: Page, url: string): Promise<void> {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await page.locator('.monaco-workbench').waitFor();
  await page.locator('.monaco-editor .view-line').first().waitFor();
}

/** The line of the editor that contains the text. */
export function lineWith(page: Page, text: string): Locator {
  return page.locator('.monaco-editor .view-line', { hasText: text }).first();
}

/** Replaces all of a line but its indentation, key by key. */
export async function retypeLine(page: Page, containing: string, text: string): Promise<void> {
  await lineWith(page, containing).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type(text);
  // The list of suggestions would take the keys that follow.
  await page.keyboard.press('Escape');
}

/** Gives the editor the whole width, and opens the list of problems below it. */
export async function showProblems(page: Page): Promise<void> {
  await page.keyboard.press(`${COMMAND_KEY}+b`);
  await page.keyboard.press(`${COMMAND_KEY}+Shift+m`);
  await page.locator('.markers-panel').first().waitFor();
}

/** Waits for a problem in the list that contains the text. */
export async function untilProblem(page: Page, text: string): Promise<void> {
  await page.locator('.markers-panel .monaco-list-row', { hasText: text }).first().waitFor();
}

/** Waits for a wavy line of this severity anywhere in the editor. */
export async function untilSquiggle(page: Page, severity: 'error' | 'warning'): Promise<void> {
  await page.locator(`.monaco-editor .squiggly-${severity}`).first().waitFor();
}

export async function untilNoSquiggle(page: Page, severity: 'error' | 'warning'): Promise<void> {
  await page.locator(`.monaco-editor .squiggly-${severity}`).first().waitFor({ state: 'detached' });
}

/** Rests the mouse on a word of a line until a hover that contains `expected` is there; returns its text. */
export async function hoverOver(page: Page, line: string, word: string, expected: string): Promise<string> {
  await lineWith(page, line).locator('span', { hasText: word }).last().hover();
  const hover = page.locator('.monaco-hover:visible', { hasText: expected }).first();
  await hover.waitFor();
  return hover.innerText();
}

/** Takes the mouse out of the editor and closes the hover that is open, which may cover what comes next. */
export async function leaveHover(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.keyboard.press('Escape');
  await page.locator('.monaco-hover:visible').first().waitFor({ state: 'detached' });
}

/** Opens the list of quick fixes at a line with the keyboard. */
export async function openQuickFixes(page: Page, line: string): Promise<Locator> {
  await page.keyboard.press('Escape');
  await lineWith(page, line).click();
  await page.keyboard.press(`${COMMAND_KEY}+.`);
  const list = page.locator('.action-widget').first();
  await list.locator('.monaco-list-row').first().waitFor();
  return list;
}

export async function chooseQuickFix(list: Locator, title: string | RegExp): Promise<void> {
  await list.locator('.monaco-list-row', { hasText: title }).first().click();
}

/** Saves the active editor, and waits for its tab to say so. */
export async function save(page: Page): Promise<void> {
  await page.keyboard.press(`${COMMAND_KEY}+s`);
  await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
}

/** Waits until no problem in the list contains the text. */
export async function untilNoProblem(page: Page, text: string): Promise<void> {
  await page
    .locator('.markers-panel .monaco-list-row', { hasText: text })
    .first()
    .waitFor({ state: 'detached' });
}

/** Runs a command by its title, from the command palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().waitFor();
  await page.keyboard.type(title);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** Waits for a list to choose from that has these labels. */
export async function untilListed(page: Page, labels: readonly string[]): Promise<void> {
  for (const label of labels) await rowOf(page, label).waitFor();
}

export async function chooseInList(page: Page, label: string): Promise<void> {
  await rowOf(page, label).click();
}

function rowOf(page: Page, label: string): Locator {
  return page
    .locator('.quick-input-list .monaco-list-row', { has: page.getByText(label, { exact: true }) })
    .first();
}

/** Opens what the status bar says of the file's language, and waits for an entry with the text. */
export async function openLanguageStatus(page: Page, text: string): Promise<Locator> {
  await page.locator('#status\\.languageStatus').first().hover();
  const entry = page.locator('.hover-language-status .element', { hasText: text }).first();
  await entry.waitFor();
  return entry;
}
