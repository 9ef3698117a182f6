/**
 * Editor features on real HCL: the Markdown files beside this one, with the cursor at `$0` and what the editor shows there
 * as snapshots (test/fixtures/fixture.ts says how fixtures are written).
 *
 * - `hover`: the hover's Markdown;
 * - `definition`, `implementation`, `references`: places, with the text that stands there;
 * - `symbols`: the outline of the file with the cursor;
 * - `fixes`: titles of the quick fixes at the cursor, those that "fix all" offers included;
 * - `applied title…`: the files that the quick fix at the cursor whose title begins so changes.
 */

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { OutlineSymbol } from '../../server/src/features/documentSymbols';
import { documentSymbols } from '../../server/src/features/documentSymbols';
import { definitionsAt, implementationsAt } from '../../server/src/features/definition';
import { hoverAt } from '../../server/src/features/hover';
import type { QuickFix } from '../../server/src/features/quickFixes';
import { fixAllOf, quickFixesAt } from '../../server/src/features/quickFixes';
import { referencesAt } from '../../server/src/features/references';
import type { DocumentUri } from '../../server/src/source/documentUri';
import { positionAt } from '../../server/src/source/lineIndex';
import type { Location } from '../../server/src/source/origin';
import type { Analysed } from '../fixtures/analyse';
import { pathOfUri, uriOfPath } from '../fixtures/analyse';
import type { Fixture } from '../fixtures/fixture';
import { runFixtureFile } from '../fixtures/runFixtures';
import { registerSnapshot } from '../fixtures/snapshots';

function cursorOf({ cursor }: Fixture): { readonly uri: DocumentUri; readonly offset: number } {
  assert.ok(cursor, 'the fixture has a cursor');
  return { uri: uriOfPath(cursor.file), offset: cursor.offset };
}

registerSnapshot('hover', (fixture, { workspace }) => {
  const { uri, offset } = cursorOf(fixture);
  return hoverAt(workspace, uri, offset)?.markdown ?? 'nothing';
});

const lookups = { definition: definitionsAt, implementation: implementationsAt };
for (const [name, lookUp] of Object.entries(lookups)) {
  registerSnapshot(name, (fixture, { workspace }) => {
    const { uri, offset } = cursorOf(fixture);
    return placesText(lookUp(workspace, uri, offset));
  });
}
registerSnapshot('references', (fixture, { workspace }, words) => {
  const { uri, offset } = cursorOf(fixture);
  return placesText(referencesAt(workspace, uri, offset, words.includes('declared')));
});

registerSnapshot('symbols', (fixture, { workspace }) => {
  const outline = documentSymbols(workspace, cursorOf(fixture).uri);
  return outline === undefined ? 'nothing' : outline.symbols.map((symbol) => symbolText(symbol, '')).join('');
});

registerSnapshot('fixes', (fixture, analysed) =>
  fixesAt(fixture, analysed)
    .map(({ title, preferred }) => `${preferred ? '* ' : '- '}${title}\n`)
    .join(''),
);
registerSnapshot('applied', (fixture, analysed, words) => {
  const title = words.join(' ');
  const fix = fixesAt(fixture, analysed).find((each) => each.title.startsWith(title));
  if (fix === undefined) return 'no such fix';
  const files = new Map(fixture.files);
  for (const edit of [...fix.edits].sort((left, right) => right.span.start - left.span.start)) {
    const file = pathOfUri(edit.uri);
    const text = files.get(file) ?? '';
    files.set(file, text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end));
  }
  return [...files]
    .filter(([file, text]) => fixture.files.get(file) !== text)
    .map(([file, text]) => `#- ${file}\n${text}`)
    .join('');
});

function fixesAt(fixture: Fixture, { workspace }: Analysed): readonly QuickFix[] {
  const { uri, offset } = cursorOf(fixture);
  const fixes = quickFixesAt(workspace, uri, { start: offset, end: offset });
  const codes = new Set(fixes.flatMap((fix) => fix.findings.map(({ finding }) => finding.code)));
  return [...fixes, ...[...codes].flatMap((code) => fixAllOf(workspace, uri, code) ?? [])];
}

function placesText(places: readonly Location[]): string {
  if (places.length === 0) return 'nothing';
  return places
    .map(({ file, span }) => {
      const { line, character } = positionAt(file.lines, span.start);
      const text = file.text.slice(span.start, span.end).split('\n')[0] ?? '';
      return `${pathOfUri(file.uri)}:${line + 1}:${character + 1} ${text}\n`;
    })
    .join('');
}

function symbolText({ kind, name, detail, children }: OutlineSymbol, indentation: string): string {
  const rest = children.map((child) => symbolText(child, `${indentation}  `)).join('');
  return `${indentation}${kind} ${name}${detail === '' ? '' : ` (${detail})`}\n${rest}`;
}

for (const name of readdirSync(import.meta.dirname).filter((file) => file.endsWith('.md'))) {
  describe(`test/features/${name}`, () => runFixtureFile(path.join(import.meta.dirname, name)));
}
