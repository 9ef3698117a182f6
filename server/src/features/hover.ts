/**
 * Hover: who can reach what, where the cursor is. On a group, a rule, an attachment, on any expression that comes down
 * to a group, on a CIDR, and on a module call; on any other reference, its value. On a rule that was edited, what the
 * edit cut off comes first. The sections' words are in hoverSections.ts.
 */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import type { ModuleEvaluation } from '../evaluation/evaluation';
import { renderValue } from '../evaluation/render';
import type { Rule } from '../network/model';
import { referenceId } from '../network/networkModel';
import type { DocumentUri } from '../source/documentUri';
import type { SourceFile } from '../source/sourceFile';
import type { Span } from '../source/span';
import { absoluteSpan } from '../syntax/nodes';
import { plainText } from '../syntax/statics';
import type { Expression } from '../syntax/tree';
import type { Cursor, ModuleInRoot } from './cursor';
import {
  attachmentsOf,
  cursorAt,
  groupsOf,
  modulesOf,
  partsDeclaredBy,
  referenceAt,
  resolvedGroups,
  rulesOf,
} from './cursor';
import { attachmentSection, environmentNote, groupSection, ruleGroupSection } from './hoverSections';
import { code, codeBlock, count, escapeText, link } from './markdown';
import { nameOf } from './names';
import { describePrefix } from './prefixText';
import { notesOfEdit } from './reviewNotes';
import { ruleSentence } from './ruleText';

export interface Hover {
  readonly markdown: string;
  readonly file: SourceFile;
  /** Absolute span of what it is about. */
  readonly span: Span;
}

/** Sections shown before the rest is folded: instances of a block, groups of an expression. */
const shownSections = 3;

/** What environmentNote writes. */
const environmentPattern = / _\(([^)\n]*)\)_/;

/** Instances of a module that are looked at for what differs between them. */
const mostInstances = 100;

export function hoverAt(workspace: Workspace, uri: DocumentUri, offset: number): Hover | undefined {
  const cursor = cursorAt(workspace, uri, offset);
  if (cursor === undefined) return undefined;
  const modules = modulesOf(workspace, uri);
  const notes = editNotes(workspace, cursor, modules);
  const context: Context = { workspace, cursor, modules, said: notes.join('\n') };
  const answer = aboutExpression(context) ?? aboutBlock(context) ?? aboutModuleCall(context);
  if (answer === undefined) return undefined;
  return {
    markdown: [...notes, ...answer.sections].join('\n\n---\n\n'),
    file: cursor.tree.file,
    span: absoluteSpan(cursor.place.item, answer.span),
  };
}

interface Context {
  readonly workspace: Workspace;
  readonly cursor: Cursor;
  readonly modules: readonly ModuleInRoot[];
  /** What the hover says of the edit under the cursor, so that nothing says it again. */
  readonly said: string;
}

interface Answer {
  readonly sections: readonly string[];
  readonly span: Span;
}

function aboutExpression(context: Context): Answer | undefined {
  const { workspace, cursor, modules, said } = context;
  const reference = referenceAt(cursor);
  if (reference === undefined) return aboutLiteral(context);
  const groups = resolvedGroups(cursor, reference.span, reference, modules, mostInstances);
  if (groups.length === 0) return aboutValue(cursor, reference, modules);
  const sections = firstOf(
    groups.map(
      ({ analysis, id }) =>
        () =>
          groupSection(workspace, analysis, id, said),
    ),
  );
  return { sections, span: reference.span };
}

/** The value of a reference in each way that its module is called. */
function aboutValue(
  cursor: Cursor,
  reference: Expression,
  modules: readonly ModuleInRoot[],
): Answer | undefined {
  const { anchor } = cursor.place.item;
  const byText = new Map<string, string[]>();
  for (const { analysis, module } of modules.slice(0, mostInstances)) {
    const value = module.evaluate(reference, anchor);
    if (value.kind === 'unknown' && value.reason.kind === 'computed-from-unknown') continue;
    const text = renderValue(value);
    const where = `${module.address.text === '' ? 'the root module' : code(module.address.text)}${environmentNote(analysis)}`;
    const known = byText.get(text);
    if (known === undefined) byText.set(text, [where]);
    else known.push(where);
  }
  if (byText.size === 0) return undefined;
  const sections = [...byText].map(([text, places]) => () => {
    if (byText.size === 1) return codeBlock(text);
    const rest = places.length - 3;
    return `In ${places.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}:\n\n${codeBlock(text)}`;
  });
  return { sections: firstOf(sections), span: reference.span };
}

/** On an address or CIDR written out: what it covers, and what the rule around it does. */
function aboutLiteral({ workspace, cursor, modules }: Context): Answer | undefined {
  for (const node of [...cursor.place.path].reverse()) {
    if (node.kind !== 'template') continue;
    const text = plainText(node);
    const description = text === undefined ? undefined : describePrefix(text);
    if (description === undefined) return undefined;
    const rules = analysesOf(modules).flatMap((analysis) =>
      rulesAt(analysis, cursor, modules).map(
        (rule) => () => ruleSentence(workspace, analysis.root.model(), rule),
      ),
    );
    return { sections: [[description, ...firstOf(rules)].join('\n\n')], span: node.span };
  }
  return undefined;
}

function aboutBlock({ workspace, cursor, modules, said }: Context): Answer | undefined {
  const { item } = cursor.place;
  if (item.node.kind !== 'block') return undefined;
  const sentences: (() => string)[] = [];
  const sections: (() => string)[] = [];
  for (const analysis of analysesOf(modules)) {
    const parts = partsDeclaredBy(analysis, cursor, modules);
    const rules = rulesAt(analysis, cursor, modules);
    const model = analysis.root.model();
    for (const rule of rules) {
      sentences.push(() => ruleSentence(workspace, model, rule) + environmentNote(analysis));
    }
    // Instances of one rule mostly belong to one group: it is told once.
    const groups = new Map(rules.map((rule) => [referenceId(rule.group), rule]));
    for (const rule of groups.values()) {
      sections.push(() => ruleGroupSection(workspace, analysis, rule));
    }
    if (rules.length === 0) {
      for (const group of groupsOf(parts)) {
        sections.push(() => groupSection(workspace, analysis, group.address, said));
      }
    }
    for (const attachment of attachmentsOf(parts)) {
      sections.push(() => attachmentSection(workspace, analysis, attachment));
    }
  }
  if (sections.length === 0) return undefined;
  const innermost = cursor.place.path.at(-1);
  const span = innermost !== undefined && innermost !== item.node ? innermost.span : headerOf(cursor);
  const rules = firstOf(sentences).join('\n\n');
  return { sections: [...(rules === '' ? [] : [rules]), ...firstOf(sections)], span };
}

function aboutModuleCall({ workspace, cursor, modules }: Context): Answer | undefined {
  const { node } = cursor.place.item;
  const name = node.kind === 'block' && node.type.text === 'module' ? node.labels[0]?.text : undefined;
  if (name === undefined) return undefined;
  const sections = modules.flatMap(({ analysis, module }) => {
    const call = module.declarations().moduleCalls.get(name);
    const children = call === undefined ? [] : module.children(call);
    return children.map((child) => () => moduleSection(workspace, analysis, child));
  });
  return sections.length === 0 ? undefined : { sections: firstOf(sections), span: headerOf(cursor) };
}

function moduleSection(workspace: Workspace, analysis: RootAnalysis, child: ModuleEvaluation): string {
  const prefix = `${child.address.text}.`;
  const model = analysis.root.model();
  const groups = [...model.groups.values()].filter((group) => group.address.startsWith(prefix));
  const rules = model.rules.filter((rule) => rule.address.startsWith(prefix)).length;
  const attached = [...model.attachments.keys()].filter((address) => address.startsWith(prefix)).length;
  const title = `${code(child.address.text)}${environmentNote(analysis)}`;
  if (groups.length + rules + attached === 0) return `${title} has no security groups.`;
  const names = groups
    .slice(0, 8)
    .map((group) =>
      link(escapeText(nameOf(group)), workspace.project.locate(group.headerOrigin), group.address),
    );
  const list = names.length === 0 ? '' : ` (${names.join(', ')}${groups.length > 8 ? ', …' : ''})`;
  return (
    `${title} has ${count(groups.length, 'security group')}${list}, ${count(rules, 'rule')} and ` +
    `${count(attached, 'resource')} that ${attached === 1 ? 'carries' : 'carry'} groups.`
  );
}

/** What the edit of the block under the cursor did, if it did something. */
function editNotes(
  workspace: Workspace,
  cursor: Cursor,
  modules: readonly ModuleInRoot[],
): readonly string[] {
  const { item, offset } = cursor.place;
  const notes = analysesOf(modules)
    .map((analysis) => notesOfEdit(workspace, analysis, item.anchor, offset))
    .filter((text) => text !== '');
  return [...new Set(notes)].slice(0, shownSections);
}

/** Rules under the cursor: of an inline block the one it is in, of a block of its own all its instances. */
function rulesAt(analysis: RootAnalysis, cursor: Cursor, modules: readonly ModuleInRoot[]): readonly Rule[] {
  const { offset } = cursor.place;
  return rulesOf(partsDeclaredBy(analysis, cursor, modules)).filter(
    (rule) => rule.declaredAs === 'standalone' || (rule.origin.start <= offset && offset <= rule.origin.end),
  );
}

function analysesOf(modules: readonly ModuleInRoot[]): readonly RootAnalysis[] {
  return [...new Set(modules.map((each) => each.analysis))];
}

function headerOf({ place: { item } }: Cursor): Span {
  const { node } = item;
  if (node.kind === 'argument') return node.name.span;
  return { start: node.span.start, end: node.labels.at(-1)?.span.end ?? node.type.span.end };
}

/**
 * The first sections that differ; only these are made, for each may cost something. What holds in several environments
 * is told once, with all their names.
 */
function firstOf(sections: readonly (() => string)[]): readonly string[] {
  const shown = new Map<string, { readonly text: string; readonly notes: Set<string> }>();
  let made = 0;
  for (const make of sections) {
    if (shown.size === shownSections) break;
    const text = make();
    made++;
    const note = environmentPattern.exec(text)?.[1];
    const fact = text.replaceAll(new RegExp(environmentPattern, 'g'), '');
    const known = shown.get(fact);
    if (known === undefined) shown.set(fact, { text, notes: new Set(note === undefined ? [] : [note]) });
    else if (note !== undefined) known.notes.add(note);
  }
  const rest = sections.length - made;
  const texts = [...shown.values()].map(({ text, notes }) =>
    notes.size < 2
      ? text
      : text.replaceAll(new RegExp(environmentPattern, 'g'), ` _(${[...notes].join(', ')})_`),
  );
  return rest > 0 ? [...texts, `… and ${rest} more`] : texts;
}
