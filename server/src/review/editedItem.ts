/**
 * Where an edit is when no model can tell: the part of a top-level item that reads differently from what it read
 * before. That is how the line of a variable's file, or of a local, is found behind the rules that it changed.
 */

import type { Origin } from '../source/origin';
import type { ReviewTexts } from './reviewTexts';

export interface EditedItem {
  /** The smallest text of the later version that holds the difference; of a deletion, the line that was next to it. */
  readonly difference: Origin;
  /** The whole item of the later version, and its text in the earlier one. */
  readonly item: Origin;
  readonly wasText: string;
}

/** A difference over more lines than this says nothing: several edits were made in the item. */
const MOST_LINES = 6;

/** The edited item that holds an origin of the earlier model; undefined when it is gone or reads as before. */
export function editedItem(texts: ReviewTexts, baseOrigin: Origin): EditedItem | undefined {
  const was = texts.baseItem(baseOrigin);
  const item = was && texts.afterItem(was);
  if (was === undefined || item === undefined) return undefined;
  const wasText = texts.baseText(was);
  const isText = texts.afterText(item);
  if (wasText === undefined || isText === undefined || wasText === isText) return undefined;
  const { start, end } = differenceOf(wasText, isText);
  return { difference: { anchor: item.anchor, start, end }, item, wasText };
}

interface Region {
  readonly start: number;
  readonly end: number;
}

/** The part of the later text that differs, as whole words; offsets into it, never empty in a text that has any. */
export function differenceOf(was: string, is: string): Region {
  let start = 0;
  while (start < was.length && start < is.length && was[start] === is[start]) start++;
  let end = is.length;
  let wasEnd = was.length;
  while (end > start && wasEnd > start && was[wasEnd - 1] === is[end - 1]) {
    end--;
    wasEnd--;
  }
  const text = is.slice(start, end);
  if (text.trim() === '') return lineAt(is, start);
  if (text.split('\n').length > MOST_LINES) return lineAt(is, 0);
  const words = text.replace(/^[\s,]+/, '');
  if (words === '') return { start, end };
  start += text.length - words.length;
  end -= words.length - words.replace(/[\s,]+$/, '').length;
  while (start > 0 && isWord(is[start - 1])) start--;
  while (end < is.length && isWord(is[end])) end++;
  return { start, end };
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\w./:"-]/.test(character);
}

/** The line at an offset without its margins, or the nearest one above that says something. */
function lineAt(text: string, offset: number): Region {
  const above = text.slice(0, offset).split('\n').length - 1;
  const lines = text.split('\n');
  let line = above;
  while (line > 0 && !/\w/.test(lines[line] ?? '')) line--;
  const content = lines[line] ?? '';
  const start = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  const from = start + (content.length - content.trimStart().length);
  return { start: from, end: Math.max(from, start + content.trimEnd().length) };
}

/** A variable, locals, a module call, or an argument of a variable file, with the name under which it is used. */
const NAMES_VALUES = /^(?:variable\s+"(?<variable>[^"]+)"|locals\b|module\b|(?<argument>[\w-]+)\s*=)/;

/**
 * The item behind a block that reads as before and means something else: the only edited one of those that give names
 * to values. Undefined where there are several, or where something else was edited and the block does not say the name:
 * then nobody can say which it was.
 */
export function editedValueBehind(texts: ReviewTexts, baseOrigin: Origin): EditedItem | undefined {
  const was = texts.baseItem(baseOrigin);
  const is = was && texts.afterItem(was);
  const block = was && texts.baseText(was);
  if (was === undefined || is === undefined || block !== texts.afterText(is)) return undefined;
  const edited = texts.editedItems();
  const named = edited.flatMap((origin) => {
    const groups = NAMES_VALUES.exec(texts.baseText(origin) ?? '');
    return groups === null ? [] : [{ origin, name: groups.groups?.variable ?? groups.groups?.argument }];
  });
  const [only, ...others] = named;
  if (only === undefined || others.length > 0) return undefined;
  const isSaid = only.name !== undefined && mentions(block ?? '', only.name);
  return edited.length === 1 || isSaid ? editedItem(texts, only.origin) : undefined;
}

function mentions(text: string, variable: string): boolean {
  const [, ...rests] = text.split(`var.${variable}`);
  return rests.some((rest) => !/^[\w-]/.test(rest));
}
