import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import ts from 'typescript';
import { viewerScriptFile, viewerScriptModule } from '../../scripts/generate-graph-viewer.mjs';
import { sgLens } from '../cli/runCli';
import { temporaryFolder, writeFiles } from '../host/temporaryFolder';
import { hostile, shop } from './networks';

const root = path.dirname(path.dirname(import.meta.dirname));

/** Browsers that the page is tried in where one of them is installed; CHROMIUM names another. */
const browsers = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

async function page(files: Readonly<Record<string, string>>): Promise<string> {
  const { out, err } = await sgLens(temporaryFolder(files), ['graph', '--quiet', '--format', 'html']);
  assert.notEqual(out, '', err);
  return out;
}

describe('The page of a graph', () => {
  it('holds the script that client/graph/viewer.ts is', async () => {
    const current = readFileSync(viewerScriptFile, 'utf8');
    assert.equal(current, await viewerScriptModule(), 'run node scripts/generate-graph-viewer.mjs');
  });

  it('has a script without type errors, for a browser', () => {
    const file = path.join(root, 'client', 'graph', 'tsconfig.json');
    const { config } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as { config: object };
    const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(file));
    const program = ts.createProgram(fileNames, options);
    const messages = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
    assert.deepEqual(messages, []);
  });

  it('allows its own script and styles by their hashes, and nothing else', async () => {
    const html = await page({ 'main.tf': shop });
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    assert.match(
      policy,
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+' 'sha256-[^']+';/,
    );
    const parts = [/<script>([^]*?)<\/script>/g, /<style[^>]*>([^]*?)<\/style>/g].flatMap((pattern) =>
      Array.from(html.matchAll(pattern), ([, text = '']) => text),
    );
    assert.equal(parts.length, 3);
    for (const text of parts) {
      assert.ok(policy.includes(`'sha256-${createHash('sha256').update(text).digest('base64')}'`));
    }
    assert.doesNotMatch(html, /\son[a-z]+=|\sstyle=|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
  });

  describe('in a browser', () => {
    let browser: Browser | undefined;
    before(async function () {
      const executablePath = browsers.find((each) => each !== '' && existsSync(each));
      if (executablePath === undefined) this.skip();
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    });
    after(() => browser?.close());

    /** Opens the page; whatever the browser complains about fails the test. */
    async function opened(
      files: Readonly<Record<string, string>>,
    ): Promise<{ readonly tab: Page; readonly complaints: string[] }> {
      assert.ok(browser !== undefined);
      const html = await page(files);
      const folder = temporaryFolder();
      writeFiles(folder, { 'graph.html': html });
      const tab = await browser.newPage();
      const complaints: string[] = [];
      tab.on('console', (message) => complaints.push(message.text()));
      tab.on('pageerror', ({ message }) => complaints.push(message));
      tab.on('dialog', () => complaints.push('a dialog'));
      await tab.goto(pathToFileURL(path.join(folder, 'graph.html')).href);
      return { tab, complaints };
    }

    it('shows the proof of an arrow that is clicked, with file and line', async () => {
      const { tab, complaints } = await opened({ 'main.tf': shop });
      await tab.locator('g.edge.broken[data-edge] text').click();
      const details = await tab.locator('#sg-details').innerText();
      assert.match(details, /shop-app → shop-db/);
      assert.match(details, /What is in the way/);
      assert.match(details, /aws_security_group_rule\.db_metrics\s+main\.tf:36:1/);
      assert.deepEqual(complaints, []);
    });

    it('filters by port and by text, and lights neighbours', async () => {
      const { tab, complaints } = await opened({ 'main.tf': shop });
      await tab.fill('#sg-port', '5432');
      assert.equal(await tab.textContent('#sg-count'), '1 of 5 flows');
      await tab.fill('#sg-port', '8081');
      assert.equal(await tab.textContent('#sg-count'), '1 of 5 flows');
      await tab.fill('#sg-port', '');
      await tab.fill('#sg-text', 'SHOP-APP');
      assert.equal(await tab.textContent('#sg-count'), '3 of 5 flows');
      await tab.fill('#sg-text', '');
      await tab.locator('[data-node]', { hasText: 'shop-app' }).first().hover();
      assert.equal(await tab.locator('g.edge.lit').count(), 3);
      assert.deepEqual(complaints, []);
    });

    it('is used by the keyboard alone', async () => {
      const { tab, complaints } = await opened({ 'main.tf': shop });
      await tab.locator('[data-do="export"]').focus();
      await tab.keyboard.press('Tab');
      assert.equal(await tab.evaluate('document.activeElement.getAttribute("role")'), 'button');
      await tab.keyboard.press('Enter');
      assert.match(await tab.locator('#sg-details').innerText(), /Reached by/);
      const before = await tab.getAttribute('#sg-view svg', 'viewBox');
      await tab.keyboard.press('ArrowRight');
      const moved = await tab.getAttribute('#sg-view svg', 'viewBox');
      assert.notEqual(moved, before);
      await tab.keyboard.press('+');
      assert.notEqual(await tab.getAttribute('#sg-view svg', 'viewBox'), moved);
      await tab.keyboard.press('Escape');
      assert.equal(await tab.locator('.lit').count(), 0);
      assert.deepEqual(complaints, []);
    });

    it('runs nothing that a name says', async () => {
      const { tab, complaints } = await opened({ 'main.tf': hostile });
      for (const node of await tab.locator('[data-node]').all()) {
        await node.focus();
        await tab.keyboard.press('Enter');
      }
      assert.equal(await tab.locator('script').count(), 2);
      assert.deepEqual(complaints, []);
    });

    it('exports the drawing as it was drawn', async () => {
      const { tab } = await opened({ 'main.tf': shop });
      await tab.fill('#sg-port', '5432');
      const [download] = await Promise.all([tab.waitForEvent('download'), tab.click('[data-do="export"]')]);
      const svg = readFileSync(await download.path(), 'utf8');
      assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      assert.match(svg, /<style[^>]*>\.sg-lens/);
      assert.doesNotMatch(svg, /faded|tabindex/);
    });
  });
});
