/** `npm run screenshots`: takes the pictures of docs/images anew, from the real editor. Needs the browser's editor. */
import path from 'node:path';
import process from 'node:process';
import { build } from '../../scripts/build.mjs';
import { playOutage } from './outageScenario';
import { selectEditor } from './selectEditor';

const root = path.dirname(path.dirname(import.meta.dirname));

process.env.SG_LENS_EDITOR = 'browser';
const editor = selectEditor();
if (editor.kind === 'browser') {
  await build();
  await playOutage(path.join(root, 'docs', 'images'));
} else {
  console.error(
    `No pictures can be taken: ${editor.kind === 'none' ? editor.reason : 'a desktop editor is set'}.`,
  );
  process.exitCode = 1;
}
