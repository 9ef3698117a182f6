/** Sections of a hover put together: each fact once, with the environments in which it holds, and no more than fit. */

import type { RootAnalysis } from '../analysis/workspace';
import { escapeText } from './markdown';

/** Sections shown before the rest is folded: instances of a block, groups of an expression. */
export const shownSections = 3;

/** Of more than this, one is shown: they are calls of one module, which differ in names only. */
const many = 24;

/** Sections that are made to find out that they say the same. */
const mostMade = 20;

/** What environmentNote writes. */
const environmentPattern = / _\(([^)\n]*)\)_/g;

/** In which environment it holds, where the root has several, or for which Terragrunt unit. */
export function environmentNote({ root }: RootAnalysis): string {
  // The module is shared by units; the last names of a unit's directory tell it from the others.
  if (root.isUnit) {
    return ` _(${escapeText(root.directory.split('/').slice(-3).map(decodeURIComponent).join('/'))})_`;
  }
  return root.environment === undefined ? '' : ` _(${escapeText(root.environment)})_`;
}

/**
 * The first sections that differ; only these are made, for each may cost something. What holds in several environments
 * is told once, with all their names.
 */
export function firstOf(
  sections: readonly (() => string)[],
  most = sections.length > many ? 1 : shownSections,
): readonly string[] {
  const shown = new Map<string, { readonly text: string; readonly notes: Set<string> }>();
  let made = 0;
  for (const make of sections) {
    if (shown.size === most || made === mostMade) break;
    const text = make();
    made++;
    if (text === '') continue;
    const notes = [...text.matchAll(environmentPattern)].slice(0, 1).map(([, note = '']) => note);
    const fact = text.replaceAll(environmentPattern, '');
    const known = shown.get(fact);
    if (known === undefined) shown.set(fact, { text, notes: new Set(notes) });
    else for (const note of notes) known.notes.add(note);
  }
  const rest = sections.length - made;
  const texts = [...shown.values()].map(({ text, notes }) =>
    notes.size < 2 ? text : text.replaceAll(environmentPattern, ` _(${[...notes].join(', ')})_`),
  );
  return rest > 0 ? [...texts, `… and ${rest} more`] : texts;
}

/** `a, b, c and 4 more`; only those that are shown are made. */
export function folded<Thing>(
  things: readonly Thing[],
  most: number,
  text: (thing: Thing) => string,
): string {
  const shown = things.slice(0, most).map(text);
  const rest = things.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** The paragraphs that are not empty. */
export function sectionOf(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
