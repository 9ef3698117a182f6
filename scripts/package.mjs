/**
 * Packages the extension: a production build, vsce, and a report of what the package weighs.
 * Fails where the package is over the budget, because a slow download is paid by every user.
 */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createVSIX, listFiles } from '@vscode/vsce';
import { build } from './build.mjs';

const BUDGET_BYTES = 3 * 1024 * 1024;
/** Parts of a bundle smaller than this are summed up in one line. */
const LISTED_BYTES = 15 * 1024;

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const kib = (bytes) => `${(bytes / 1024).toFixed(1).padStart(8)} KiB`;

/** The npm package, or the folder of our own sources, that an input file of a bundle belongs to. */
function ownerOf(input) {
  const inside = input.slice(input.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (input.includes('node_modules/')) {
    return inside
      .split('/')
      .slice(0, inside.startsWith('@') ? 2 : 1)
      .join('/');
  }
  return input.split('/').slice(0, 3).join('/');
}

function printBundle(name, metafile) {
  const output = metafile.outputs[`dist/${name}.js`];
  const sizes = new Map();
  for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
    sizes.set(ownerOf(input), (sizes.get(ownerOf(input)) ?? 0) + bytesInOutput);
  }
  console.log(`\n${kib(output.bytes)}  dist/${name}.js`);
  let rest = 0;
  for (const [owner, bytes] of [...sizes].sort(([, a], [, b]) => b - a)) {
    if (bytes < LISTED_BYTES) rest += bytes;
    else console.log(`${kib(bytes)}    ${owner}`);
  }
  if (rest > 0) console.log(`${kib(rest)}    everything else`);
}

/**
 * The licences of all packages inside the bundles, which the bundles themselves no longer show.
 * Fails where a package has no licence file and names no licence either: such a package cannot be shipped.
 */
async function writeNotices(metafiles) {
  const inputs = Object.values(metafiles).flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = new Set(
    inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []),
  );
  const notices = await Promise.all(
    [...folders].sort().map(async (folder) => {
      const manifest = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8'));
      const files = (await readdir(path.join(root, folder))).filter((file) =>
        /^(licen[cs]e|notice)/i.test(file),
      );
      if (files.length === 0 && !manifest.license) throw new Error(`${folder} says nothing of its licence.`);
      const texts = await Promise.all(files.map((file) => readFile(path.join(root, folder, file), 'utf8')));
      const source = manifest.repository?.url ?? manifest.repository ?? manifest.homepage ?? '';
      return [`${manifest.name} ${manifest.version} (${manifest.license})`, source, ...texts].join('\n\n');
    }),
  );
  const head = 'SG Lens contains the following packages, each under its own licence.';
  await writeFile(
    path.join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'),
    [head, ...notices].join(`\n\n${'-'.repeat(80)}\n\n`),
  );
}

const metafiles = await build({ production: true });
await writeNotices(metafiles);
for (const [name, metafile] of Object.entries(metafiles)) printBundle(name, metafile);

const { name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const packagePath = path.join(root, `${name}-${version}.vsix`);
// Everything that runs is in the bundles, so no node_modules go along.
// The links of README.md stay as they are: there is no public repository yet that they could be turned into.
await createVSIX({
  cwd: root,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});

console.log('\nin the package, before compression:');
for (const file of await listFiles({ cwd: root, dependencies: false })) {
  console.log(`${kib((await stat(path.join(root, file))).size)}  ${file}`);
}
const { size } = await stat(packagePath);
console.log(`\n${path.basename(packagePath)}: ${kib(size).trim()} of ${kib(BUDGET_BYTES).trim()}`);
if (size > BUDGET_BYTES) {
  console.error('The package is over its budget.');
  process.exitCode = 1;
}
