/**
 * Findings with their places: located in the current texts, merged where several roots or environments share a file,
 * and marked where a comment suppresses them.
 */

import { checkOfCode, closestCode } from '../checks/catalogue';
import type { Finding, Severity } from '../checks/check';
import type { SuppressionSyntax } from '../checks/suppressions';
import { applySuppressions } from '../checks/suppressions';
import type { NetworkModel } from '../network/networkModel';
import type { Source } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import { baseName, parentUri } from '../source/documentUri';
import { isVariableFile } from '../configuration/variableFiles';
import { positionAt } from '../source/lineIndex';
import type { Location } from '../source/origin';
import { mayHoldSuppressions, suppressionsOf } from './commentSuppressions';
import type { SyntaxTree } from '../syntax/tree';
import { isHalfTyped, waitsForText } from './halfTyped';
import type { PlacedFinding } from './mergeFindings';
import { mergeFindings } from './mergeFindings';
import type { NotInstalledCall } from './notInstalled';
import type { Project } from './project';
import type { RootAnalysis } from './rootAnalysis';
import type { AnalysisSettings } from './settings';
import { settingsAt } from './settings';
import { standInFor } from './standIns';
import { compareText } from '../source/compareText';

export interface LocatedFinding {
  readonly finding: Finding;
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
  /** The roots (and their environments) in which it holds; at least one. */
  readonly holdsIn: readonly FindingContext[];
  readonly suppressed: FindingSuppression | undefined;
}

export interface RelatedLocation {
  readonly location: Location;
  readonly message: string;
}

export interface FindingContext {
  readonly root: DocumentUri;
  readonly environment: string | undefined;
}

export interface FindingSuppression {
  readonly reason: string;
  readonly by: SuppressionSyntax;
}

/** A call whose source is neither a directory here nor installed by `terraform init`. */
export interface NotInstalledModule {
  readonly location: Location;
  readonly source: string;
}

export interface FindingCollector {
  /** In order of file, then place. A finding about which nothing changed is the same object as the last time. */
  findings(roots: readonly RootAnalysis[]): readonly LocatedFinding[];
  notInstalledModules(roots: readonly RootAnalysis[]): readonly NotInstalledModule[];
}

interface Draft extends PlacedFinding {
  readonly holdsIn: FindingContext[];
  others?: Set<string>;
  /** Place.spot */
  readonly spot: string;
}

export interface CollectorContext {
  readonly project: Project;
  readonly settings: Source<AnalysisSettings>;
  /** The day as `2026-11-30`, for suppressions that expire; undefined where there is no clock. */
  readonly today: () => string | undefined;
  /** Whether there is a base: without one, nothing is looked for that needs one. */
  readonly reviewed: () => boolean;
}

export function createFindingCollector(context: CollectorContext): FindingCollector {
  const { project, settings } = context;
  let previous = new Map<string, LocatedFinding>();

  const collect = (roots: readonly RootAnalysis[]): Map<string, Draft> => {
    const drafts = new Map<string, Draft>();
    const current = settings.get();
    for (const analysis of roots) {
      const context: FindingContext = {
        root: analysis.root.directory,
        environment: analysis.root.environment,
      };
      const add = (raw: Finding, place: Place | undefined): void => {
        if (place === undefined) return;
        const { severities } = settingsAt(current, place.location.file.uri);
        const finding = withSeverity(raw, severities);
        if (finding === undefined) return;
        const known = drafts.get(place.key);
        if (known === undefined) {
          const { location, related, spot } = place;
          drafts.set(place.key, { finding, location, related, holdsIn: [context], spot });
          return;
        }
        if (known.holdsIn[0] === context && known.finding.resource !== finding.resource) {
          (known.others ??= new Set()).add(finding.resource);
        }
        if (!known.holdsIn.some((each) => sameContext(each, context))) known.holdsIn.push(context);
      };
      for (const raw of analysis.findings()) {
        const place = placeOf(raw, project);
        if (place?.isHalfTyped !== true) add(raw, place);
      }
      for (const call of analysis.root.notInstalledModules()) {
        const raw = notInstalledFinding(call);
        const spot = spotOf(raw, call.location);
        const key = `${spot}\t${raw.message}`;
        add(raw, { key, spot, location: call.location, related: [], trees: [], isHalfTyped: false });
      }
    }
    return drafts;
  };

  return {
    findings(roots) {
      const drafts = mergeFindings(collect(roots), ({ spot }) => spot, modelIn(roots));
      const suppressed = suppress(drafts, roots, context);
      const next = new Map<string, LocatedFinding>();
      for (const [key, draft] of suppressed) {
        const old = previous.get(key);
        next.set(key, old !== undefined && sameLocated(old, draft) ? old : draft);
      }
      previous = next;
      return [...next.values()].sort(compareFindings);
    },
    notInstalledModules(roots) {
      const found = new Map<string, NotInstalledModule>();
      for (const { root } of roots) {
        for (const { location, source, kind } of root.notInstalledModules()) {
          if (kind === 'missing') continue;
          found.set(`${location.file.uri}\t${location.span.start}`, { location, source });
        }
      }
      return [...found.values()];
    },
  };
}

/** Where a finding stands, as long as the trees are the current ones. */
interface Place {
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

function spotOf(finding: Finding, { file, span }: Location): string {
  return `${finding.code}\t${file.uri}\t${span.start}\t${span.end}`;
}

function modelIn(roots: readonly RootAnalysis[]) {
  return (context: FindingContext): NetworkModel | undefined =>
    roots
      .find(({ root }) => root.directory === context.root && root.environment === context.environment)
      ?.root.model();
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
function withSeverity(
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

/** Marks what comments suppress, and adds what there is to say about the comments themselves. */
function suppress(
  drafts: ReadonlyMap<string, PlacedFinding>,
  roots: readonly RootAnalysis[],
  context: CollectorContext,
): Map<string, LocatedFinding> {
  const { project } = context;
  const settings = context.settings.get();
  const reviewed = context.reviewed();
  const placed = [...project.store.uris()].flatMap((uri) => {
    const file = project.store.file(uri);
    // Without the words no tree is made, let alone kept.
    if (file === undefined || !mayHoldSuppressions(file)) return [];
    const tree = project.store.tree(uri);
    return tree === undefined ? [] : suppressionsOf(tree);
  });
  const result = new Map<string, LocatedFinding>();
  if (placed.length === 0) {
    for (const [key, draft] of drafts) result.set(key, located(draft, undefined));
    return result;
  }
  const suppressible = [...drafts].flatMap(([key, { finding, location, related }]) => {
    const { code } = finding;
    const found = [{ key, code, ...linesOf(location) }];
    // A value of a variable file may be excused where it stands: the rule that it ends up in is shared by others.
    const values = related.filter(({ location: { file } }) => isVariableFile(baseName(file.uri)));
    return [...found, ...values.map((value) => ({ key, code, ...linesOf(value.location) }))];
  });
  const isOff = (code: string): boolean =>
    [settings, ...settings.folders.values()].some(({ severities }) => severities.get(code) === 'off');
  // Where one environment is looked at, a comment may be there for another.
  const isPart = settings.environment !== undefined;
  const { suppressed, remarks } = applySuppressions(suppressible, placed, {
    checkOf: checkOfCode,
    suggest: closestCode,
    ran: (code) => !isPart && !isOff(code) && (reviewed || checkOfCode(code)?.scope !== 'review'),
    today: context.today(),
  });
  const places = new Map<string, (FindingSuppression | undefined)[]>();
  for (const each of suppressible) {
    places.set(each.key, [...(places.get(each.key) ?? []), suppressed.get(each)]);
  }
  for (const [key, draft] of drafts) {
    const [own, ...values] = places.get(key) ?? [];
    // Several values make it: each of them has to be excused.
    const byValues = values.every((each) => each !== undefined) ? values[0] : undefined;
    result.set(key, located(draft, own ?? byValues));
  }
  for (const { code, message, place } of remarks) {
    const finding = withSeverity(
      remarkFinding(code, message, place),
      settingsAt(settings, place.file.uri).severities,
    );
    if (finding === undefined) continue;
    const key = `${code}\t${place.file.uri}\t${place.span.start}\t${place.span.end}\t${message}`;
    const holdsIn = contextsOf(place.file.uri, roots);
    result.set(key, { finding, location: place, related: [], holdsIn, suppressed: undefined });
  }
  return result;
}

function linesOf({ file: { lines, uri }, span }: Location): {
  readonly file: DocumentUri;
  readonly lines: { readonly first: number; readonly last: number };
} {
  return {
    file: uri,
    lines: { first: positionAt(lines, span.start).line, last: positionAt(lines, span.end).line },
  };
}

function located(draft: PlacedFinding, suppressed: FindingSuppression | undefined): LocatedFinding {
  const { finding, location, related, holdsIn } = draft;
  return { finding, location, related, holdsIn, suppressed };
}

const remarkFindings = new WeakMap<Location, Map<string, Finding>>();

/** The finding for a remark about a comment: the same object as long as the comment's file is the same. */
function remarkFinding(code: string, message: string, place: Location): Finding {
  const ofPlace = remarkFindings.get(place) ?? new Map<string, Finding>();
  remarkFindings.set(place, ofPlace);
  let finding = ofPlace.get(message);
  if (finding === undefined) {
    finding = {
      code,
      severity: checkOfCode(code)?.severity ?? 'warning',
      certainty: 'certain',
      message,
      // Comments belong to no item; the place is given directly.
      origin: { anchor: { uri: place.file.uri }, start: 0, end: 0 },
      resource: '',
      related: [],
      fixes: [],
    };
    ofPlace.set(message, finding);
  }
  return finding;
}

/** The roots that read a file; its own directory where none does. */
function contextsOf(uri: DocumentUri, roots: readonly RootAnalysis[]): readonly FindingContext[] {
  const directory = parentUri(uri);
  const reading = roots.filter(
    ({ root }) => root.directories().has(directory) || root.variableFiles.includes(uri),
  );
  if (reading.length === 0) return [{ root: directory, environment: undefined }];
  return reading.map(({ root }) => ({ root: root.directory, environment: root.environment }));
}

function sameContext(left: FindingContext, right: FindingContext): boolean {
  return left.root === right.root && left.environment === right.environment;
}

function sameLocated(left: LocatedFinding, right: LocatedFinding): boolean {
  return (
    left.finding === right.finding &&
    sameLocation(left.location, right.location) &&
    left.related.length === right.related.length &&
    left.related.every((each, index) => {
      const other = right.related[index];
      return other?.message === each.message && sameLocation(each.location, other.location);
    }) &&
    left.holdsIn.length === right.holdsIn.length &&
    left.holdsIn.every((each, index) => {
      const other = right.holdsIn[index];
      return other !== undefined && sameContext(each, other);
    }) &&
    left.suppressed?.reason === right.suppressed?.reason &&
    left.suppressed?.by === right.suppressed?.by
  );
}

function sameLocation(left: Location, right: Location): boolean {
  return left.file === right.file && left.span.start === right.span.start && left.span.end === right.span.end;
}

function compareFindings(left: LocatedFinding, right: LocatedFinding): number {
  const leftUri = left.location.file.uri;
  const rightUri = right.location.file.uri;
  return (
    compareText(leftUri, rightUri) ||
    left.location.span.start - right.location.span.start ||
    left.location.span.end - right.location.span.end ||
    compareText(left.finding.code, right.finding.code) ||
    compareText(left.finding.message, right.finding.message)
  );
}
