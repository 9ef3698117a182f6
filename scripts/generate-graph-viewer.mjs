/**
 * Bundles client/graph/viewer.ts, the script of the page that `sg-lens graph --format html` writes, into
 * server/src/graph/viewerScript.ts: a page that stands alone holds its script as text. A test compares the two.
 *
 *     node scripts/generate-graph-viewer.mjs
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import * as prettier from 'prettier';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const viewerScriptFile = path.join(root, 'server/src/graph/viewerScript.ts');

/** The text of viewerScript.ts as it should be. */
export async function viewerScriptModule() {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['client/graph/viewer.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
    // Its own directory's: the test that runs this must not depend on where it is run.
    tsconfig: path.join(root, 'client/graph/tsconfig.json'),
  });
  const script = outputFiles[0].text.trim();
  // Nothing may end the element that holds it.
  if (/<\/script|<!--/i.test(script)) throw new Error('The script would end its own element.');
  const text = [
    '/** Made of client/graph/viewer.ts by scripts/generate-graph-viewer.mjs; not to be edited. */',
    '',
    '/** The script of the page, without an element around it. */',
    `export const VIEWER_SCRIPT = ${JSON.stringify(script)};`,
    '',
  ].join('\n');
  return prettier.format(text, { ...(await prettier.resolveConfig(viewerScriptFile)), parser: 'typescript' });
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  // No top-level await: the test that compares is loaded as CommonJS.
  viewerScriptModule()
    .then((text) => writeFile(viewerScriptFile, text))
    .catch((error) => {
      console.error(error);
      process.exitCode = 1;
    });
}
