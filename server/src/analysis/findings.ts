/**
 * Findings with their places: located in the current texts, merged where several roots or environments share a file,
 * and marked where a comment suppresses them.
 */

import { checkOfCode, closestCode } from '../checks/catalogue';
import type { Finding } from '../checks/check';
import type { PlacedSuppression, SuppressionSyntax } from '../checks/suppressions';
import { applySuppressions } from '../checks/suppressions';
import type { NetworkModel } from '../network/networkModel';
import { cell, type Cell, type Source } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import { baseName, parentUri } from '../source/documentUri';
import { isVariableFile } from '../configuration/variableFiles';
import { positionAt } from '../source/lineIndex';
import type { Location } from '../source/origin';
import { placeAll, withSeverity, type FindingAtPlace } from './findingPlaces';
import type { PlacedFinding } from './mergeFindings';
import { mergeFindings } from './mergeFindings';
import type { Project } from './project';
import type { RootAnalysis } from './rootAnalysis';
import type { AnalysisSettings } from './settings';
import { settingsAt } from './settings';
import { createWorkspaceSuppressions } from './workspaceSuppressions';
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

  const commentsOf = createWorkspaceSuppressions(project);
  const byAnalysis = new WeakMap<RootAnalysis, Cell<readonly FindingAtPlace[]>>();

  /** What a root says, at its places: an edit to one root leaves that of all others as it is. */
  const placedIn = (analysis: RootAnalysis): readonly FindingAtPlace[] => {
    let placed = byAnalysis.get(analysis);
    if (placed === undefined) {
      placed = cell(() => placeAll(analysis, project, settings.get()), { onCycle: () => [] });
      byAnalysis.set(analysis, placed);
    }
    return placed.get();
  };

  const collect = (roots: readonly RootAnalysis[]): Map<string, Draft> => {
    const drafts = new Map<string, Draft>();
    for (const analysis of roots) {
      const context: FindingContext = {
        root: analysis.root.directory,
        environment: analysis.root.environment,
      };
      for (const { finding, place } of placedIn(analysis)) {
        const known = drafts.get(place.key);
        if (known === undefined) {
          const { location, related, spot } = place;
          drafts.set(place.key, { finding, location, related, holdsIn: [context], spot });
          continue;
        }
        if (known.holdsIn[0] === context && known.finding.resource !== finding.resource) {
          (known.others ??= new Set()).add(finding.resource);
        }
        if (!known.holdsIn.some((each) => sameContext(each, context))) known.holdsIn.push(context);
      }
    }
    return drafts;
  };

  return {
    findings(roots) {
      const drafts = mergeFindings(collect(roots), ({ spot }) => spot, modelIn(roots));
      const suppressed = suppress(drafts, commentsOf(), roots, context);
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

function modelIn(roots: readonly RootAnalysis[]) {
  return (context: FindingContext): NetworkModel | undefined =>
    roots
      .find(({ root }) => root.directory === context.root && root.environment === context.environment)
      ?.root.model();
}

/** Marks what comments suppress, and adds what there is to say about the comments themselves. */
function suppress(
  drafts: ReadonlyMap<string, PlacedFinding>,
  placed: readonly PlacedSuppression<Location>[],
  roots: readonly RootAnalysis[],
  context: CollectorContext,
): Map<string, LocatedFinding> {
  const settings = context.settings.get();
  const reviewed = context.reviewed();
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
