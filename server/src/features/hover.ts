/**
 * Hover: who can reach what, where the cursor is. On a group, a rule, an attachment, on any expression that comes down
 * to a group, on a CIDR, and on a module call; on any other reference, its value. On a rule that was edited, what the
 * edit cut off comes first. The sections' words are in hoverSections.ts.
 */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import type { NetworkPart, Rule } from '../network/model';
import { referenceId } from '../network/networkModel';
import type { DocumentUri } from '../source/documentUri';
import type { SourceFile } from '../source/sourceFile';
import type { Span } from '../source/span';
import { absoluteSpan } from '../syntax/nodes';
import { plainText } from '../syntax/statics';
import type { Expression } from '../syntax/tree';
import type { Cursor, ModuleInRoot } from './cursor';
import {
  cursorAt,
  groupsOf,
  modulesOf,
  partsDeclaredBy,
  referenceAt,
  resolvedGroups,
  rulesOf,
} from './cursor';
import { attachmentSection, balancingSection } from './attachmentSection';
import { environmentNote, firstOf, shownSections } from './foldedSections';
import { groupsInValue } from './groupsInValue';
import { groupSection, ruleGroupSection } from './hoverSections';
import { code } from './markdown';
import { moduleSection } from './moduleSection';
import { forwardingsDeclaredBy, rulesWithPeersIn } from './placeIndex';
import { describePrefix, meetingText } from './prefixText';
import { notesOfEdit } from './reviewNotes';
import { ruleSentence } from './ruleText';
import { networkSection, subnetSection } from './subnetSection';
import { prefixListSection, topologySection } from './topologySections';
import { declaredValueAt, mostInstances, othersNote, valueSections } from './valueSections';

export interface Hover {
  readonly markdown: string;
  readonly file: SourceFile;
  /** Absolute span of what it is about. */
  readonly span: Span;
}

export function hoverAt(workspace: Workspace, uri: DocumentUri, offset: number): Hover | undefined {
  const cursor = cursorAt(workspace, uri, offset);
  if (cursor === undefined) return undefined;
  const modules = modulesOf(workspace, uri);
  const { item } = cursor.place;
  const said = notesOfEdit(workspace, analysesOf(modules), item.anchor, cursor.place.offset);
  const context: Context = { workspace, cursor, modules, said };
  const answer = aboutExpression(context) ?? aboutBlock(context) ?? aboutModuleCall(context);
  if (answer === undefined) return undefined;
  return {
    markdown: [...(said === '' ? [] : [said]), ...answer.sections].join('\n\n---\n\n'),
    file: cursor.tree.file,
    span: absoluteSpan(item, answer.span),
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
  if (reference === undefined) return aboutLiteral(context) ?? aboutDeclaration(context);
  const looked = modules.slice(0, mostInstances);
  const groups = resolvedGroups(cursor, reference.span, reference, looked, mostInstances);
  if (groups.length === 0) return aboutValue(context, reference);
  const sections = firstOf(
    groups.map(
      ({ analysis, id }) =>
        () =>
          groupSection(workspace, analysis, id, said),
    ),
  );
  return { sections: [...sections, ...othersNote(modules)], span: reference.span };
}

/** The value of a reference in each way that its module is called. */
function aboutValue({ workspace, cursor, modules }: Context, reference: Expression): Answer | undefined {
  const { anchor } = cursor.place.item;
  const sections = valueSections(workspace, modules, ({ module }) => module.evaluate(reference, anchor));
  return sections.length === 0 ? undefined : { sections, span: reference.span };
}

/** On the name of a variable, a local value, an output: what it comes down to. */
function aboutDeclaration({ workspace, cursor, modules, said }: Context): Answer | undefined {
  const declared = declaredValueAt(cursor);
  if (declared === undefined) return undefined;
  const { span, valueIn } = declared;
  const groups = new Map<string, () => string>();
  for (const { analysis, module } of modules.slice(0, mostInstances)) {
    for (const id of groupsInValue(valueIn(module))) {
      const { directory, environment = '' } = analysis.root;
      groups.set(`${directory}\t${environment}\t${id}`, () => groupSection(workspace, analysis, id, said));
    }
  }
  const sections =
    groups.size > 0
      ? [...firstOf([...groups.values()]), ...othersNote(modules)]
      : valueSections(workspace, modules, ({ module }) => valueIn(module));
  return sections.length === 0 ? undefined : { sections, span };
}

/** On an address or CIDR written out: what it covers and meets, and what the rules that name it do. */
function aboutLiteral({ workspace, cursor, modules }: Context): Answer | undefined {
  for (const node of [...cursor.place.path].reverse()) {
    if (node.kind !== 'template') continue;
    const text = plainText(node);
    const description = text === undefined ? undefined : describePrefix(text);
    if (text === undefined || description === undefined) return undefined;
    const analyses = analysesOf(modules);
    const rules = analyses.flatMap((analysis) => {
      const here = rulesAt(analysis, cursor, modules);
      const naming = here.length > 0 ? here : rulesNaming(analysis, cursor);
      return naming.map((rule) => () => ruleSentence(workspace, analysis.root.model(), rule));
    });
    const meetings = analyses.map((analysis) => () => meetingText(workspace, analysis, text));
    return {
      sections: [[description, ...firstOf(meetings), ...firstOf(rules)].join('\n\n')],
      span: node.span,
    };
  }
  return undefined;
}

/** Rules that have what is written under the cursor as a source or destination: from a variable, a local, a tfvars file. */
function rulesNaming(analysis: RootAnalysis, { place: { item, offset } }: Cursor): readonly Rule[] {
  return rulesWithPeersIn(analysis.root.model(), item.anchor).filter(({ peers }) =>
    peers.some(
      ({ origin }) => origin.anchor === item.anchor && origin.start <= offset && offset <= origin.end,
    ),
  );
}

function aboutBlock({ workspace, cursor, modules, said }: Context): Answer | undefined {
  const { item } = cursor.place;
  if (item.node.kind !== 'block') return undefined;
  const nestedBlock = cursor.place.path.findLast((node) => node.kind === 'block' && node !== item.node)?.span;
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
    for (const part of parts) {
      const section = partSection(workspace, analysis, part, nestedBlock);
      if (section !== undefined) sections.push(section);
    }
    // What carries groups tells itself what it forwards, or gets.
    const told = parts.some(({ kind }) => kind === 'attachment');
    const forwardings = told ? [] : forwardingsDeclaredBy(model, item.anchor);
    if (forwardings.length > 0) sections.push(() => balancingSection(workspace, analysis, forwardings));
  }
  if (sections.length === 0) return undefined;
  const innermost = cursor.place.path.at(-1);
  const span = innermost !== undefined && innermost !== item.node ? innermost.span : headerOf(cursor);
  const rules = firstOf(sentences, shownSections).join('\n\n');
  return { sections: [...(rules === '' ? [] : [rules]), ...firstOf(sections)], span };
}

/** What is told of parts that are neither groups nor rules. */
function partSection(
  workspace: Workspace,
  analysis: RootAnalysis,
  part: NetworkPart,
  inside: Span | undefined,
): (() => string) | undefined {
  switch (part.kind) {
    case 'security-group':
    case 'rule':
    case 'group-use':
    case 'extension':
    case 'preset':
    case 'listener':
    case 'listener-rule':
    case 'target-group':
    case 'target':
    case 'target-group-use':
    case 'stand-in':
      return undefined;
    case 'attachment':
      return () => attachmentSection(workspace, analysis, part);
    case 'subnet':
      return () => subnetSection(workspace, analysis, part);
    case 'network':
      return () => networkSection(workspace, analysis, part);
    case 'prefix-list':
      return () => prefixListSection(workspace, analysis, part);
    default:
      return () => topologySection(workspace, analysis, part, inside);
  }
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
  const missing = notInstalledText(workspace, cursor, modules);
  if (missing !== undefined) sections.unshift(() => missing);
  return sections.length === 0 ? undefined : { sections: firstOf(sections), span: headerOf(cursor) };
}

/** That the module under the cursor cannot be looked into. */
function notInstalledText(
  workspace: Workspace,
  { uri, place: { item } }: Cursor,
  modules: readonly ModuleInRoot[],
): string | undefined {
  for (const analysis of analysesOf(modules)) {
    const call = analysis.root
      .notInstalledModules()
      .find(
        ({ location: { file, span } }) =>
          file.uri === uri && item.start <= span.start && span.end <= item.end,
      );
    if (call === undefined) continue;
    return call.kind === 'missing'
      ? `There is no module in ${code(call.source)}: what it declares cannot be seen, and its outputs are not known.`
      : `The module ${code(call.source)} is not installed: what it declares cannot be seen. Run ${code('terraform init')}.`;
  }
  return undefined;
}

/** Rules under the cursor: of an inline block the one it is in, of a block of its own all its instances. */
function rulesAt(analysis: RootAnalysis, cursor: Cursor, modules: readonly ModuleInRoot[]): readonly Rule[] {
  const { offset } = cursor.place;
  return rulesOf(partsDeclaredBy(analysis, cursor, modules)).filter(
    (rule) => rule.declaredAs === 'standalone' || (rule.origin.start <= offset && offset <= rule.origin.end),
  );
}

function analysesOf(modules: readonly ModuleInRoot[]): readonly RootAnalysis[] {
  let analyses = analysesBefore.get(modules);
  if (analyses === undefined) {
    analyses = [...new Set(modules.map((each) => each.analysis))];
    analysesBefore.set(modules, analyses);
  }
  return analyses;
}

const analysesBefore = new WeakMap<readonly ModuleInRoot[], readonly RootAnalysis[]>();

function headerOf({ place: { item } }: Cursor): Span {
  const { node } = item;
  if (node.kind === 'argument') return node.name.span;
  return { start: node.span.start, end: node.labels.at(-1)?.span.end ?? node.type.span.end };
}
