/**
 * Bundles SG Lens with esbuild: the VS Code client, the language server, the command line and the worker around
 * Terraform's own parser. It does not type-check (`npm run typecheck`) and does not package (`package.mjs`).
 *
 *     node scripts/build.mjs [--production] [--watch] [--only=client,server]
 */
import { access, chmod, copyFile, cp, mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, 'dist');

/** Every bundle by name; `dist/<name>.js` is made of `entry`. */
const BUNDLES = {
  client: { entry: 'client/src/extension.ts', external: ['vscode'] },
  server: { entry: 'server/src/lsp/main.ts' },
  cli: { entry: 'server/src/cli/main.ts', executable: true, pages: true },
  hcl2json: { entry: 'server/src/host/hcl2jsonWorker.ts', wasm: true },
};

/** The suite that runs inside VS Code; built on request only, never shipped. */
const TEST_BUNDLES = {
  'test/suite': { entry: 'test/editor/suite/index.ts', external: ['vscode', 'mocha'] },
};

const WASM = 'main.wasm.gz';

/**
 * `@cdktf/hcl2json` reads its parser, compressed WebAssembly, from the folder above its own. In a bundle "its own" is
 * dist/, so the path is set to dist/ itself, where {@link copyWasm} puts the file. Should a new version of the
 * package look elsewhere, the build stops here and not the parser at a user's desk.
 */
const wasmBesideBundle = {
  name: 'wasm-beside-bundle',
  setup(build) {
    build.onLoad({ filter: /[\\/]@cdktf[\\/]hcl2json[\\/]lib[\\/]bridge\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      const patched = source.replace(`__dirname, "..", "${WASM}"`, `__dirname, "${WASM}"`);
      if (patched === source) {
        return {
          errors: [{ text: `@cdktf/hcl2json no longer reads ${WASM} in the way this build expects.` }],
        };
      }
      return { contents: patched, loader: 'js' };
    });
  },
};

async function copyWasm() {
  await copyFile(path.join(root, 'node_modules', '@cdktf', 'hcl2json', WASM), path.join(dist, WASM));
}

/** esbuild's options for one bundle. */
function options(name, bundle, production) {
  return {
    absWorkingDir: root,
    entryPoints: { [name]: bundle.entry },
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // The UMD builds that some packages name as `main` hide their requires from the bundler.
    mainFields: ['module', 'main'],
    // "performance" is a fallback of Go's glue code for a Node without a global of that name.
    external: [...(bundle.external ?? []), 'performance'],
    banner: bundle.executable ? { js: '#!/usr/bin/env node' } : {},
    define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    plugins: bundle.wasm ? [wasmBesideBundle] : [],
  };
}

/** The pages of the checks, for `sg-lens explain` and the links of findings. */
async function copyCheckPages() {
  await rm(path.join(dist, 'checks'), { recursive: true, force: true });
  await cp(path.join(root, 'docs', 'checks'), path.join(dist, 'checks'), { recursive: true });
}

async function finish(name, bundle) {
  if (bundle.wasm) await copyWasm();
  if (bundle.pages) await copyCheckPages();
  if (bundle.executable) await chmod(path.join(dist, `${name}.js`), 0o755);
}

/** Fails with one sentence for each entry that is not there, before esbuild would say it at length. */
async function requireEntries(bundles) {
  const missing = [];
  for (const [name, { entry }] of bundles) {
    await access(path.join(root, entry)).catch(() =>
      missing.push(`dist/${name}.js cannot be built: ${entry} is missing.`),
    );
  }
  if (missing.length > 0) throw new Error(missing.join('\n'));
}

function select(only, withTests) {
  const all = { ...BUNDLES, ...TEST_BUNDLES };
  if (only === undefined) return Object.entries(withTests ? all : BUNDLES);
  return only.split(',').map((name) => {
    if (!(name in all))
      throw new Error(`No bundle is called "${name}"; there are ${Object.keys(all).join(', ')}.`);
    return [name, all[name]];
  });
}

/**
 * Builds, and returns esbuild's metafile per bundle.
 * Throws where an entry is missing or a bundle has errors (esbuild has printed those by then).
 */
export async function build({ production = false, only, withTests = false } = {}) {
  const bundles = select(only, withTests);
  await requireEntries(bundles);
  // Nothing stale may be shipped: a release starts from an empty folder.
  if (production && only === undefined) await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const metafiles = await Promise.all(
    bundles.map(async ([name, bundle]) => {
      const { metafile } = await esbuild.build(options(name, bundle, production));
      await finish(name, bundle);
      return [name, metafile];
    }),
  );
  return Object.fromEntries(metafiles);
}

async function watch({ only, withTests = false }) {
  const bundles = select(only, withTests);
  await requireEntries(bundles);
  await mkdir(dist, { recursive: true });
  for (const [name, bundle] of bundles) {
    const settings = options(name, bundle, false);
    const report = {
      name: 'report',
      setup(current) {
        // The words that the problem matcher in .vscode/tasks.json waits for, here and below.
        current.onStart(() => console.log(`[watch] build started: dist/${name}.js`));
        current.onEnd(async ({ errors }) => {
          if (errors.length === 0) await finish(name, bundle);
          console.log(
            `[watch] dist/${name}.js ${errors.length === 0 ? 'built' : `has ${errors.length} error(s)`}`,
          );
        });
      },
    };
    const context = await esbuild.context({ ...settings, plugins: [...settings.plugins, report] });
    await context.watch();
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      production: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      tests: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  if (values.watch) {
    await watch({ only: values.only, withTests: values.tests });
    return;
  }
  const started = performance.now();
  const built = await build({ production: values.production, only: values.only, withTests: values.tests });
  for (const name of Object.keys(built)) {
    const { size } = await stat(path.join(dist, `${name}.js`));
    console.log(`dist/${name}.js  ${(size / 1024).toFixed(0)} KiB`);
  }
  console.log(`built in ${(performance.now() - started).toFixed(0)} ms`);
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    // esbuild has already printed what it found.
    if (!(error instanceof Error && 'errors' in error))
      console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
