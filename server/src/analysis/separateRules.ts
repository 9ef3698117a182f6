/**
 * Rewrites a group's block: its rules become resources behind it. One edit of one file, made from the current texts when
 * somebody asks for it; nothing of it is computed while a file is edited.
 */

import type { ModuleDeclarations, ResourceDeclaration } from '../configuration/declarations';
import { mentionsIn, type MentionedResource } from '../configuration/mentions';
import { isLocalSource } from '../configuration/moduleSources';
import { resourceKey } from '../configuration/readModule';
import { freshName, type RuleWriters } from '../network/ruleWriter';
import type { SeparateRule } from '../network/writtenRules';
import { alignedLines, blockText, type BodyLine } from '../source/blockText';
import type { DocumentUri } from '../source/documentUri';
import { parentUri, resolveUri } from '../source/documentUri';
import type { EditOperation, TextEdit } from '../source/edit';
import type { Span } from '../source/span';
import { isJsonSyntax } from '../syntax/parseFile';
import type { Block, TopLevelItem } from '../syntax/tree';
import { itemOf } from './locate';
import { isOurs } from './rulesAcrossModules';
import type { SourceStore } from './sourceStore';
import { directionOf, readGroup, type InlineItem } from './writtenGroup';
import { commentBehind, sourceTextOf, type SourceText } from './writtenText';

export type SeparateRules = Extract<EditOperation, { kind: 'separate-rules' }>;

/** The edit; undefined where a rule cannot be written as a resource so that it surely means the same. */
export function resolveSeparateRules(
  { origin, provider, ruleTypes, stated }: SeparateRules,
  store: SourceStore,
  writers: RuleWriters,
): TextEdit | undefined {
  const { uri } = origin.anchor;
  const tree = isJsonSyntax(uri) || !isOurs(uri) ? undefined : store.tree(uri);
  const item = tree && itemOf(tree, origin.anchor);
  const directory = parentUri(uri);
  const module = store.module(directory);
  const writer = writers(provider);
  if (tree === undefined || module === undefined || item === undefined || writer === undefined) {
    return undefined;
  }
  if (item.node.kind !== 'block') return undefined;
  if (tree.problems.some(({ span }) => span.start < item.end && item.start < span.end)) return undefined;
  const declaration = [...module.resources.values()].find(({ anchor }) => anchor === origin.anchor);
  if (declaration === undefined) return undefined;
  const source = sourceTextOf(tree, item);
  const hasKnownInputs = !isCalled(directory, store);
  const read = readGroup({ source, declaration, module, hasKnownInputs, stated });
  const body = read && bodyWithout(read.items, source, item.node);
  if (read === undefined || body === undefined) return undefined;
  const span = wholeLines(tree.file.text, item);
  const types = ruleTypes.length > 0 ? ruleTypes : typesBeside(declaration, module);
  for (const form of writer.separateForms(types)) {
    const rules = writer.separateRules(read.group, form);
    if (rules === undefined || span === undefined) continue;
    const taken = new Set([...module.resources.values()].map(resourceKey));
    const text = [body, ...rules.map((rule) => resourceText(rule, taken))].join('\n\n');
    return { uri, span, newText: tree.file.text.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text };
  }
  return undefined;
}

/** Types of the resources that name the group: its rule resources are among them. */
function typesBeside(group: ResourceDeclaration, { resources }: ModuleDeclarations): readonly string[] {
  const isGroup = ({ mode, type, name }: MentionedResource): boolean =>
    mode === group.mode && type === group.type && name === group.name;
  return [...resources.values()]
    .filter((each) => each !== group && mentionsIn(each.block).resources.some(isGroup))
    .map(({ type }) => type);
}

/** Whether a module of the workspace calls the one in the directory. */
function isCalled(directory: DocumentUri, store: SourceStore): boolean {
  return store
    .directories()
    .some((caller) =>
      [...(store.shape(caller)?.moduleCalls.values() ?? [])].some(
        ({ source }) => isLocalSource(source) && resolveUri(caller, source) === directory,
      ),
    );
}

function resourceText(
  { type, name: wanted, above, sections, tail }: SeparateRule,
  taken: Set<string>,
): string {
  const name = freshName(wanted, (ofType, each) => taken.has(`${ofType}.${each}`), type);
  taken.add(`${type}.${name}`);
  return [...above, blockText(`resource "${type}" "${name}"`, sections, tail)].join('\n');
}

/** The block's lines with what stands behind it on the last; undefined where it shares its lines with others. */
function wholeLines(text: string, { start, end }: TopLevelItem): Span | undefined {
  if (start > 0 && text[start - 1] !== '\n') return undefined;
  const lineEnd = /^[ \t]*(?:(?:#|\/\/)[^\n]*)?(?=\r?\n|$)/.exec(text.slice(end));
  if (lineEnd === null) return undefined;
  return { start, end: end + lineEnd[0].replace(/\r$/, '').length };
}

/** The block's text without the items; undefined where one of them shares a line with something else. */
function bodyWithout(items: readonly InlineItem[], source: SourceText, block: Block): string | undefined {
  const { text } = source;
  const lines = text.split(/\r?\n/);
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
  const removed = new Set<number>();
  for (const { item, commentLines } of items) {
    const { start, end } = item.span;
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const behind = (text.slice(end).split(/\r?\n/, 1)[0] ?? '').trim();
    if (text.slice(lineStart, start).trim() !== '') return undefined;
    if (behind !== '' && behind !== commentBehind(source, item.span)) return undefined;
    for (let line = lineOf(start) - commentLines; line <= lineOf(end); line++) removed.add(line);
  }
  removeBlankLines(lines, removed);
  const kept = lines.map((_, index) => index).filter((index) => !removed.has(index));
  return realigned(kept, lines, source, block).join('\n');
}

/** One blank line is enough where there were two, and none before the end. */
function removeBlankLines(lines: readonly string[], removed: Set<number>): void {
  const isBlank = (index: number): boolean => lines[index]?.trim() === '';
  const isGone = (index: number): boolean => removed.has(index);
  for (const index of [...removed]) {
    let before = index - 1;
    while (isGone(before)) before--;
    for (let next = index + 1; isBlank(next) || isGone(next); next++) {
      if (isBlank(before) || before === 0) removed.add(next);
    }
  }
  let last = lines.length - 2;
  if (!isGone(last)) return;
  for (; isBlank(last) || isGone(last); last--) removed.add(last);
}

/** The kept lines; arguments that have other neighbours now are aligned with these. */
function realigned(
  kept: readonly number[],
  lines: readonly string[],
  source: SourceText,
  block: Block,
): readonly string[] {
  const lineOf = (offset: number): number => source.text.slice(0, offset).split('\n').length - 1;
  const singles = new Map<number, BodyLine>();
  for (const item of block.body.items) {
    const { start, end } = item.span;
    if (item.kind !== 'argument' || directionOf(item) !== undefined || lineOf(start) !== lineOf(end)) {
      continue;
    }
    const value = source.text.slice(item.value.span.start, item.value.span.end);
    const comment = (source.text.slice(end).split(/\r?\n/, 1)[0] ?? '').trim();
    singles.set(lineOf(start), {
      name: source.text.slice(item.name.span.start, item.name.span.end),
      value,
      behind: comment === '' ? undefined : comment,
    });
  }
  const texts = kept.map((index) => lines[index] ?? '');
  const isSingle = (position: number): boolean => singles.has(kept[position] ?? -1);
  for (let start = 0; start < kept.length; start++) {
    let end = start;
    while (isSingle(end)) end++;
    if (end === start) continue;
    const isAsBefore = (position: number): boolean =>
      (kept[position] ?? lines.length) - (kept[position - 1] ?? -1) === 1;
    let hasSameNeighbours = true;
    for (let position = start; position <= end; position++) hasSameNeighbours &&= isAsBefore(position);
    if (!hasSameNeighbours) {
      const run = kept.slice(start, end).flatMap((index) => singles.get(index) ?? []);
      const indentation = /^\s*/.exec(texts[start] ?? '')?.[0] ?? '';
      alignedLines(run).forEach((line, index) => {
        texts[start + index] = indentation + line;
      });
    }
    start = end;
  }
  return texts;
}
