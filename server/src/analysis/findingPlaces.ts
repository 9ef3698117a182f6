/** Where the findings of one root stand in the current texts, with the severities of the settings. */

import { checkOfCode } from '../checks/catalogue';
import type { Finding, Severity } from '../checks/check';
import type { DocumentUri } from '../source/documentUri';
import type { Location } from '../source/origin';
import type { SyntaxTree } from '../syntax/tree';
import type { RelatedLocation } from './findings';
import { isHalfTyped, waitsForText } from './halfTyped';
import type { NotInstalledCall } from './notInstalled';
import type { Project } from './project';
import type { RootAnalysis } from './rootAnalysis';
import type { AnalysisSettings } from './settings';
import { settingsAt } from './settings';
import { standInFor } from './standIns';

/** Where a finding stands, as long as the trees are the current ones. */
export interface Place {
  /** The place and the words: the same fact seen from two roots, or in two environments, is one finding. */
  readonly key: string;
  /** The place and the code. */
  readonly spot: string;
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
  readonly trees: readonly SyntaxTree[];
  /** It is about something that is still being typed. */
  readonly isHalfTyped: boolean;
}

/** A finding as the settings want it. */
export interface FindingAtPlace {
  readonly finding: Finding;
  readonly place: Place;
}

/** What a list of findings says in one file; the same object as long as its findings and their places are. */
export interface FindingsInFile {
  readonly uri: DocumentUri;
  readonly findings: readonly FindingAtPlace[];
}

/** A list of findings at its places, by file. */
export type PlacedList = readonly FindingsInFile[];

const nothing: PlacedList = [];

/**
 * The findings of a root's lists but those that the settings turn off and those about what is still being typed; of
 * the calls of modules that are not here in a list before all others. Reads trees, but looks only at lists that are
 * other ones than before or stand in files that changed.
 */
export function placeAll(
  analysis: RootAnalysis,
  project: Project,
  settings: AnalysisSettings,
): readonly PlacedList[] {
  const placed = [placeCalls(analysis.root.notInstalledModules(), settings)];
  for (const list of analysis.findings()) placed.push(placeList(list, project, settings));
  return placed;
}

function placeCalls(calls: readonly NotInstalledCall[], settings: AnalysisSettings): PlacedList {
  const placed = new Map<DocumentUri, FindingAtPlace[]>();
  for (const call of calls) {
    const raw = notInstalledFinding(call);
    const spot = spotOf(raw, call.location);
    const key = `${spot}\t${raw.message}`;
    add(
      placed,
      raw,
      { key, spot, location: call.location, related: [], trees: [], isHalfTyped: false },
      settings,
    );
  }
  return byFile(placed, undefined);
}

interface ListBefore {
  readonly settings: AnalysisSettings;
  /** Of the files that it was placed in; undefined where one of them is gone. */
  readonly trees: readonly SyntaxTree[] | undefined;
  readonly placed: PlacedList;
}

const listsBefore = new WeakMap<readonly Finding[], ListBefore>();

function placeList(list: readonly Finding[], project: Project, settings: AnalysisSettings): PlacedList {
  if (list.length === 0) return nothing;
  const before = listsBefore.get(list);
  if (before?.settings === settings && before.trees?.every((tree) => isCurrent(tree, project)) === true) {
    return before.placed;
  }
  const inFiles = new Map<DocumentUri, FindingAtPlace[]>();
  const trees = new Set<SyntaxTree>();
  let isComplete = true;
  for (const raw of list) {
    const place = placeOf(raw, project);
    if (place === undefined || placesBefore.get(raw) !== place) isComplete = false;
    place?.trees.forEach((tree) => trees.add(tree));
    if (place?.isHalfTyped === false) add(inFiles, raw, place, settings);
  }
  const placed = byFile(inFiles, before?.placed);
  listsBefore.set(list, { settings, trees: isComplete ? [...trees] : undefined, placed });
  return placed;
}

function add(
  into: Map<DocumentUri, FindingAtPlace[]>,
  raw: Finding,
  place: Place,
  settings: AnalysisSettings,
): void {
  const { uri } = place.location.file;
  const finding = withSeverity(raw, settingsAt(settings, uri).severities);
  if (finding === undefined) return;
  const inFile = into.get(uri);
  if (inFile === undefined) into.set(uri, [{ finding, place }]);
  else inFile.push({ finding, place });
}

function byFile(
  inFiles: ReadonlyMap<DocumentUri, readonly FindingAtPlace[]>,
  before: PlacedList | undefined,
): PlacedList {
  if (inFiles.size === 0) return nothing;
  return Array.from(inFiles, ([uri, findings]) => {
    const old = before?.find((each) => each.uri === uri);
    return old !== undefined && samePlaces(old.findings, findings) ? old : { uri, findings };
  });
}

function samePlaces(left: readonly FindingAtPlace[], right: readonly FindingAtPlace[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ finding, place }, index) => {
      const other = right[index];
      return finding === other?.finding && place === other.place;
    })
  );
}

function isCurrent(tree: SyntaxTree, project: Project): boolean {
  return project.store.tree(tree.file.uri) === tree;
}

function spotOf(finding: Finding, { file, span }: Location): string {
  return `${finding.code}\t${file.uri}\t${span.start}\t${span.end}`;
}

// A keystroke changes one tree; all findings elsewhere stand where they stood.
const placesBefore = new WeakMap<Finding, Place>();

function placeOf(finding: Finding, project: Project): Place | undefined {
  const before = placesBefore.get(finding);
  if (before?.trees.every((tree) => isCurrent(tree, project)) === true) return before;
  const location = project.locate(finding.origin);
  if (location === undefined) return undefined;
  const related = finding.related.flatMap(({ origin, message }) => {
    const place = project.locate(origin);
    return place === undefined ? [] : [{ location: place, message }];
  });
  const uris = new Set(
    [finding.origin, ...finding.related.map((each) => each.origin)].map((origin) => origin.anchor.uri),
  );
  const trees = [...uris].flatMap((uri) => project.store.tree(uri) ?? []);
  const spot = spotOf(finding, location);
  const tree = waitsForText(finding.code) ? project.store.tree(finding.origin.anchor.uri) : undefined;
  const halfTyped = tree !== undefined && isHalfTyped(tree, finding.origin);
  const key = `${spot}\t${finding.message}`;
  const place = { key, spot, location, related, trees, isHalfTyped: halfTyped };
  // Where a file is gone, its coming back must not go unnoticed.
  if (trees.length === uris.size) placesBefore.set(finding, place);
  return place;
}

// By place: another text of the file has other places.
const notInstalledFindings = new WeakMap<Location, Finding>();

function notInstalledFinding(call: NotInstalledCall): Finding {
  let finding = notInstalledFindings.get(call.location);
  if (finding === undefined) {
    const called =
      call.kind === 'missing'
        ? `There is no module in ${call.source}, so what it declares cannot be seen, and its outputs are not known. Correct the path.`
        : standInFor(call.source) !== undefined
          ? `The module ${call.source} is not installed: its groups and rules are told from what is passed in, as its documentation has it. Run terraform init to see what it really declares.`
          : `The module ${call.source} is not installed, so what it declares cannot be seen, and its outputs are not known. Run terraform init.`;
    const { code, message } = call.said ?? { code: 'module-not-installed', message: called };
    finding = {
      code,
      severity: call.said?.severity ?? checkOfCode(code)?.severity ?? 'information',
      certainty: 'certain',
      message,
      // The tree may not be kept; the place is given directly.
      origin: { anchor: { uri: call.location.file.uri }, start: 0, end: 0 },
      resource: call.address,
      related: [],
      fixes: [],
    };
    notInstalledFindings.set(call.location, finding);
  }
  return finding;
}

const changedSeverities = new WeakMap<Finding, Finding>();

/** The finding as the settings want it, the same object for the same one; undefined where they turn its check off. */
export function withSeverity(
  finding: Finding,
  severities: ReadonlyMap<string, Severity | 'off'>,
): Finding | undefined {
  const severity = severities.get(finding.code);
  if (severity === undefined || severity === finding.severity) return finding;
  if (severity === 'off') return undefined;
  let changed = changedSeverities.get(finding);
  if (changed?.severity !== severity) {
    changed = { ...finding, severity };
    changedSeverities.set(finding, changed);
  }
  return changed;
}
