/** Where the findings of one root stand in the current texts, with the severities of the settings. */

import { checkOfCode } from '../checks/catalogue';
import type { Finding, Severity } from '../checks/check';
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

/** All findings of a root but those that the settings turn off and those about what is still being typed. */
export function placeAll(
  analysis: RootAnalysis,
  project: Project,
  settings: AnalysisSettings,
): readonly FindingAtPlace[] {
  const placed: FindingAtPlace[] = [];
  const add = (raw: Finding, place: Place): void => {
    const finding = withSeverity(raw, settingsAt(settings, place.location.file.uri).severities);
    if (finding !== undefined) placed.push({ finding, place });
  };
  for (const raw of analysis.findings()) {
    const place = placeOf(raw, project);
    if (place?.isHalfTyped === false) add(raw, place);
  }
  for (const call of analysis.root.notInstalledModules()) {
    const raw = notInstalledFinding(call);
    const spot = spotOf(raw, call.location);
    const key = `${spot}\t${raw.message}`;
    add(raw, { key, spot, location: call.location, related: [], trees: [], isHalfTyped: false });
  }
  return placed;
}

function spotOf(finding: Finding, { file, span }: Location): string {
  return `${finding.code}\t${file.uri}\t${span.start}\t${span.end}`;
}

// A keystroke changes one tree; all findings elsewhere stand where they stood.
const placesBefore = new WeakMap<Finding, Place>();

function placeOf(finding: Finding, project: Project): Place | undefined {
  const before = placesBefore.get(finding);
  if (before?.trees.every((tree) => project.store.tree(tree.file.uri) === tree) === true) return before;
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
