/**
 * One workspace over a long history of edits to a configuration with something of every kind in it: after each edit its
 * whole model and all findings are those of a fresh one. incremental.test.ts has short histories of chosen blocks.
 */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AnalysisSettings, FileReader } from '../../server/src/analysis/settings';
import { defaultSettings } from '../../server/src/analysis/settings';
import type { Workspace } from '../../server/src/analysis/workspace';
import { createWorkspace } from '../../server/src/analysis/workspace';
import type { DocumentUri } from '../../server/src/source/documentUri';
import { documentUri, isInside, relativePath } from '../../server/src/source/documentUri';
import { pathOfUri, uriOfPath } from '../fixtures/analyse';
import { describeWorkspace } from './describe';
import type { EditKind } from './history';
import { changesOf, editKinds, initialFiles, settingsVariants } from './history';

interface State {
  readonly files: Map<string, string>;
  settings: AnalysisSettings;
  base: ReadonlyMap<string, string> | undefined;
}

type Step =
  | { readonly kind: EditKind; readonly numbers: readonly [number, number, number] }
  | { readonly kind: 'settings'; readonly variant: number }
  | { readonly kind: 'base' };

const number = fc.nat(100_000);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.record({ kind: fc.constantFrom(...editKinds), numbers: fc.tuple(number, number, number) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('settings' as const),
      variant: fc.nat(settingsVariants.length - 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('base' as const) }) },
);

function apply(step: Step, state: State, workspace: Workspace): void {
  if (step.kind === 'settings') {
    state.settings = { ...defaultSettings, ...settingsVariants[step.variant] };
    workspace.configure(state.settings);
    return;
  }
  if (step.kind === 'base') {
    state.base = new Map(state.files);
    workspace.setBase(baseOf(state.base));
    return;
  }
  for (const [path, text] of changesOf(step.kind, state.files, step.numbers)) {
    if (text === undefined) {
      state.files.delete(path);
      workspace.removeFile(uriOfPath(path));
    } else {
      state.files.set(path, text);
      workspace.setFile(uriOfPath(path), text);
    }
    if (path === '/live/rules.json') workspace.otherFilesChanged();
  }
}

function baseOf(texts: ReadonlyMap<string, string>): Parameters<Workspace['setBase']>[0] {
  return { label: 'HEAD', files: Array.from(texts, ([path, text]) => [uriOfPath(path), text] as const) };
}

function readerOf(files: ReadonlyMap<string, string>): FileReader {
  const textAt = (uri: DocumentUri): string | undefined => files.get(pathOfUri(uri));
  return {
    readBytes: (uri) => {
      const text = textAt(uri);
      return text === undefined ? { kind: 'missing' } : { kind: 'ok', value: new TextEncoder().encode(text) };
    },
    exists: (uri) => ({ kind: 'ok', value: textAt(uri) !== undefined }),
    listFiles: (directory) => ({
      kind: 'ok',
      value: Array.from(files.keys(), uriOfPath)
        .filter((uri) => isInside(directory, uri))
        .map((uri) => relativePath(directory, uri)),
    }),
  };
}

/** `files` are those that functions read; the texts come in another order than the edits brought them. */
function open({ files, settings, base }: State): Workspace {
  const workspace = createWorkspace({
    folders: [documentUri('file:///workspace')],
    settings,
    files: readerOf(files),
    onDefect: (where, error) => {
      throw new Error(`defect in ${where}`, { cause: error });
    },
  });
  for (const [path, text] of [...files].sort()) workspace.setFile(uriOfPath(path), text);
  if (base !== undefined) workspace.setBase(baseOf(base));
  return workspace;
}

describe('a workspace after 500 edits', () => {
  it('says after each what a fresh one says', function () {
    // 500 cold starts: some 15 s, and many times that on a machine with other work.
    this.timeout(300_000);
    const seen = { rules: 0, withPossible: 0, codes: new Set<string>(), compared: 0 };
    fc.assert(
      fc.property(fc.array(step, { minLength: 250, maxLength: 250 }), (steps) => {
        const state: State = {
          files: new Map(Object.entries(initialFiles)),
          settings: defaultSettings,
          base: undefined,
        };
        const live = open(state);
        for (const [index, each] of steps.entries()) {
          apply(each, state, live);
          const cold = open(state);
          const expected = describeWorkspace(cold);
          assert.deepEqual(
            describeWorkspace(live),
            expected,
            `after edit ${String(index)}: ${JSON.stringify(each)}`,
          );
          note(cold, seen);
        }
      }),
      { numRuns: 2, endOnFailure: true },
    );
    assert.equal(seen.compared, 500);
    // The edits leave enough of the network to compare.
    assert.ok(seen.rules > 2_500, `${String(seen.rules)} rules`);
    assert.ok(seen.withPossible > 20, `${String(seen.withPossible)} models with a possible rule`);
    assert.ok(seen.codes.size >= 12, [...seen.codes].join());
  });
});

function note(
  workspace: Workspace,
  seen: { rules: number; withPossible: number; codes: Set<string>; compared: number },
): void {
  const rules = workspace.roots().flatMap(({ root }) => root.model().rules);
  seen.compared++;
  seen.rules += rules.length;
  if (rules.some(({ certainty }) => certainty === 'possible')) seen.withPossible++;
  for (const { finding } of workspace.findings()) seen.codes.add(finding.code);
}
