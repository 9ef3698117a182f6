/** One root: what the checks say of its model, and what the review says of it beside the base's model of the same root. */

import type { Finding } from '../checks/check';
import type { CheckRunner, FindingLists } from '../checks/runChecks';
import { unknownGroupReference } from '../checks/unknown-group-reference';
import type { NetworkModel } from '../network/networkModel';
import { cell } from '../reactive/cell';
import type { Blame } from '../review/blame';
import { blameOf } from '../review/blame';
import type { Comparison, FlowChange } from '../review/comparison';
import { compareModels } from '../review/compare';
import { reviewFindings } from '../review/reviewFindings';
import type { ReviewTexts } from '../review/reviewTexts';
import type { DocumentUri } from '../source/documentUri';
import type { Location, Origin } from '../source/origin';
import type { TopLevelItem } from '../syntax/tree';
import { itemOf } from './locate';
import type { Project, ProjectRoot } from './project';
import { listsToldAtCalls, toldAtCalls } from './standIns';

export interface RootAnalysis {
  readonly root: ProjectRoot;
  /** Findings of checks and review, in no order. Unchanged ones, and lists of them, are the same objects as before. */
  findings(): FindingLists;
  /** What changed against the base; undefined when there is no base, or the base does not have this root. */
  comparison(): Comparison | undefined;
  /** As above, but only where a text differs: nothing is computed to learn that nothing changed. */
  edits(): Comparison | undefined;
  /** The edit behind a change of that comparison; undefined where nothing of the current texts can be pointed at. */
  blame(change: FlowChange): Blame | undefined;
  /** The base's model of this root, for questions about the time before; undefined as above. */
  baseModel(): NetworkModel | undefined;
}

export interface RootAnalysisContext {
  readonly project: Project;
  readonly runner: CheckRunner;
  readonly base: () => { readonly label: string; readonly project: Project } | undefined;
  readonly onDefect: (where: string, error: unknown) => void;
}

interface Review {
  readonly comparison: Comparison | undefined;
  readonly findings: readonly Finding[];
  readonly baseRoot: ProjectRoot | undefined;
}

const nothing: Review = { comparison: undefined, findings: [], baseRoot: undefined };

export function createRootAnalysis(root: ProjectRoot, context: RootAnalysisContext): RootAnalysis {
  const { project, runner, base, onDefect } = context;
  const checks = cell<FindingLists>(
    () => {
      const lists = listsToldAtCalls(runner.run(root.model()), root.evaluation);
      const isPartial = [...root.directories()].some((directory) => project.store.isPartial(directory));
      // The group may be declared in the file that was not read.
      return isPartial
        ? lists.map((list) => list.filter(({ code }) => code !== unknownGroupReference.code))
        : lists;
    },
    { onCycle: () => [] },
  );
  const problems = cell(() => besides(root.problems(), checks.get()), {
    onCycle: () => [],
    equal: sameFindings,
  });
  const findings = cell<FindingLists>(
    () => [review.get().findings, root.limitFindings(), problems.get(), ...checks.get()],
    { onCycle: () => [] },
  );
  const review = cell<Review>(
    () => {
      const before = base();
      if (before === undefined) return nothing;
      const baseRoot = before.project
        .roots()
        .find((each) => each.directory === root.directory && each.environment === root.environment);
      if (baseRoot === undefined) return nothing;
      // Where no text differs there is nothing to compare, and the base is not even evaluated.
      if (!textsDiffer(root, baseRoot, project, before.project)) return { ...nothing, baseRoot };
      try {
        const comparison = compareModels(baseRoot.model(), root.model());
        const texts = createReviewTexts(before.label, before.project, project, filesOf(root, project));
        return {
          comparison,
          findings: toldAtCalls(reviewFindings(comparison, texts), root.evaluation),
          baseRoot,
        };
      } catch (error) {
        onDefect('review', error);
        return { ...nothing, baseRoot };
      }
    },
    { onCycle: () => nothing },
  );
  const comparison = (): Comparison | undefined => {
    const { comparison: known, baseRoot } = review.get();
    return known ?? (baseRoot === undefined ? undefined : compareModels(baseRoot.model(), root.model()));
  };
  return {
    root,
    findings: () => findings.get(),
    comparison,
    blame(change) {
      const before = base();
      const compared = comparison();
      if (before === undefined || compared === undefined) return undefined;
      const texts = createReviewTexts(before.label, before.project, project, filesOf(root, project));
      return blameOf(compared, change, texts);
    },
    edits: () => review.get().comparison,
    baseModel: () => review.get().baseRoot?.model(),
  };
}

/** The problems that no check tells of in its own words: a group that is not declared is one. */
function besides(problems: readonly Finding[], checked: FindingLists): readonly Finding[] {
  if (problems.length === 0) return problems;
  const groups = checked.flatMap((list) => list.filter(({ code }) => code === 'unknown-group-reference'));
  return problems.filter(
    ({ code, origin }) =>
      code !== 'undeclared-reference' ||
      !groups.some(
        ({ origin: { anchor, start, end } }) =>
          anchor === origin.anchor && start <= origin.end && origin.start <= end,
      ),
  );
}

function sameFindings(left: readonly Finding[], right: readonly Finding[]): boolean {
  return left.length === right.length && left.every((finding, index) => finding === right[index]);
}

/** Whether a file that either version of the root is made of has another text in the other. */
function textsDiffer(root: ProjectRoot, baseRoot: ProjectRoot, project: Project, base: Project): boolean {
  // A module may be in one of the versions only.
  for (const directory of new Set([...directoriesOf(root), ...directoriesOf(baseRoot)])) {
    const files = project.store.filesIn(directory);
    if (files.length !== base.store.filesIn(directory).length) return true;
    for (const uri of files) if (textDiffers(uri, project, base)) return true;
  }
  return (
    root.variableFiles.some((uri) => textDiffers(uri, project, base)) ||
    root.variableFiles.join() !== baseRoot.variableFiles.join()
  );
}

function directoriesOf(root: ProjectRoot): readonly DocumentUri[] {
  return [...root.directories(), ...root.surroundings()];
}

function textDiffers(uri: DocumentUri, project: Project, base: Project): boolean {
  return project.store.file(uri)?.text !== base.store.file(uri)?.text;
}

function filesOf(root: ProjectRoot, project: Project): readonly DocumentUri[] {
  return [
    ...[...root.directories()].flatMap((directory) => project.store.filesIn(directory)),
    ...root.variableFiles,
  ];
}

function createReviewTexts(
  label: string,
  before: Project,
  after: Project,
  files: readonly DocumentUri[],
): ReviewTexts {
  const textAt = (project: Project) => (origin: Origin) => {
    const location = project.locate(origin);
    return location === undefined ? undefined : textOf(location);
  };
  const itemAt = (project: Project, origin: Origin): TopLevelItem | undefined => {
    const tree = project.store.tree(origin.anchor.uri);
    return tree === undefined ? undefined : itemOf(tree, origin.anchor);
  };
  const afterItem = (baseItem: Origin): Origin | undefined => {
    const item = itemAt(before, baseItem);
    const header = item === undefined ? undefined : headerOf(item);
    const items = after.store.tree(baseItem.anchor.uri)?.items ?? [];
    const [same, ...others] = items.filter((each) => headerOf(each) === header);
    return others.length === 0 ? wholeItem(same) : undefined;
  };
  let edited: readonly Origin[] | undefined;
  return {
    label,
    baseText: textAt(before),
    afterText: textAt(after),
    baseItem: (origin) => wholeItem(itemAt(before, origin)),
    afterItem,
    isEdited: (origin) => {
      const { uri } = origin.anchor;
      if (!textDiffers(uri, after, before)) return false;
      const item = wholeItem(itemAt(after, origin));
      const text = item && textAt(after)(item);
      const was = (before.store.tree(uri)?.items ?? []).flatMap((each) => wholeItem(each) ?? []);
      return text === undefined || !was.some((each) => textAt(before)(each) === text);
    },
    editedItems: () =>
      (edited ??= files
        .filter((uri) => textDiffers(uri, after, before))
        .flatMap((uri) => before.store.tree(uri)?.items ?? [])
        .flatMap((item) => {
          const was = wholeItem(item);
          const is = was && afterItem(was);
          const isSame = was === undefined || is === undefined || textAt(before)(was) === textAt(after)(is);
          return isSame ? [] : [was];
        })),
  };
}

function wholeItem(item: TopLevelItem | undefined): Origin | undefined {
  return item === undefined ? undefined : { anchor: item.anchor, start: 0, end: item.end - item.start };
}

/** What tells a top-level item from the others of its file: type and labels of a block, the name of an argument. */
function headerOf({ node }: TopLevelItem): string {
  if (node.kind !== 'block') return `${node.name.text} =`;
  return [node.word, ...node.labels.map((label) => label.text)].join(' ');
}

function textOf({ file, span }: Location): string {
  return file.text.slice(span.start, span.end);
}
