/**
 * What is said in one file: what the roots say of it put together, the same fault told once, marked where a comment
 * suppresses it, with what there is to say about the comments, in order. Which files to look at is not decided here.
 */

import { checkOfCode, closestCode } from '../checks/catalogue';
import type { Finding } from '../checks/check';
import type { SuppressionOptions, SuppressionResult } from '../checks/suppressions';
import { applySuppressions } from '../checks/suppressions';
import { isVariableFile } from '../configuration/variableFiles';
import type { NetworkModel } from '../network/networkModel';
import { compareText } from '../source/compareText';
import type { DocumentUri } from '../source/documentUri';
import { baseName } from '../source/documentUri';
import { positionAt } from '../source/lineIndex';
import type { Location } from '../source/origin';
import { withSeverity, type FindingsInFile } from './findingPlaces';
import type { FindingContext, FindingSuppression, LocatedFinding } from './findings';
import { mergeFindings, type PlacedFinding } from './mergeFindings';
import type { AnalysisSettings } from './settings';
import { settingsAt } from './settings';
import type { Comments } from './workspaceSuppressions';

/** What one root says of a file, in its order. */
export interface RootSays {
  readonly context: FindingContext;
  readonly lists: readonly FindingsInFile[];
}

/** Findings by their place and words; the same fact seen from several roots is one. */
export type KeyedFindings = ReadonlyMap<string, LocatedFinding>;

export const noFindings: KeyedFindings = new Map<string, LocatedFinding>();

interface Draft extends PlacedFinding {
  holdsIn: readonly FindingContext[];
  others?: Set<string>;
  readonly spot: string;
}

/**
 * The findings of a file. `comments` are those of the file and of the variable files that its findings come from; a
 * finding that is the same as in `before` is that object.
 */
export function findingsOfFile(
  says: readonly RootSays[],
  modelOf: (context: FindingContext) => NetworkModel | undefined,
  comments: (uri: DocumentUri) => Comments,
  options: SuppressionOptions,
  before: KeyedFindings,
): KeyedFindings {
  const drafts = mergeFindings(collect(says), ({ spot }) => spot, modelOf);
  if (drafts.size === 0) return noFindings;
  const found = new Map<string, LocatedFinding>();
  for (const [key, { finding, location, related, holdsIn }] of drafts) {
    found.set(key, { finding, location, related, holdsIn, suppressed: undefined });
  }
  const suppressed = suppressionsIn(found, comments, options);
  for (const [key, located] of found) {
    const by = suppressed?.get(located);
    const marked = by === undefined ? located : { ...located, suppressed: by };
    const old = before.get(key);
    found.set(key, old !== undefined && sameLocated(old, marked) ? old : marked);
  }
  return found;
}

function collect(says: readonly RootSays[]): Map<string, Draft> {
  const drafts = new Map<string, Draft>();
  for (const { context, lists } of says) {
    const only = [context];
    for (const { findings } of lists) {
      for (const { finding, place } of findings) {
        const known = drafts.get(place.key);
        if (known === undefined) {
          const { location, related, spot } = place;
          drafts.set(place.key, { finding, location, related, holdsIn: only, spot });
          continue;
        }
        if (known.holdsIn[0] === context && known.finding.resource !== finding.resource) {
          (known.others ??= new Set()).add(finding.resource);
        }
        if (!known.holdsIn.some((each) => sameContext(each, context))) {
          known.holdsIn = [...known.holdsIn, context];
        }
      }
    }
  }
  return drafts;
}

/** What suppresses which finding; undefined where there are no comments. */
function suppressionsIn(
  found: KeyedFindings,
  comments: (uri: DocumentUri) => Comments,
  options: SuppressionOptions,
): ReadonlyMap<LocatedFinding, FindingSuppression> | undefined {
  const files = new Set<DocumentUri>();
  for (const located of found.values()) {
    files.add(located.location.file.uri);
    for (const { file } of valuesOf(located)) files.add(file.uri);
  }
  const placed = [...files].flatMap(comments);
  if (placed.length === 0) return undefined;
  const entries = new Map(Array.from(found.values(), (located) => [located, entriesOf(located)]));
  const { suppressed } = applySuppressions([...entries.values()].flat(), placed, options);
  const result = new Map<LocatedFinding, FindingSuppression>();
  for (const [located, [own, ...values]] of entries) {
    const byPlace = own && suppressed.get(own);
    // Several values make it: each of them has to be excused.
    const byValues = values.map((value) => suppressed.get(value));
    const by = byPlace ?? (byValues.includes(undefined) ? undefined : byValues[0]);
    if (by !== undefined) result.set(located, by);
  }
  return result;
}

/** A value of a variable file may be excused where it stands: the rule that it ends up in is shared by others. */
export function valuesOf({ related }: LocatedFinding): readonly Location[] {
  if (related.length === 0) return noLocations;
  const values = related.flatMap(({ location }) =>
    isVariableFile(baseName(location.file.uri)) ? [location] : noLocations,
  );
  return values.length === 0 ? noLocations : values;
}

const noLocations: readonly Location[] = [];

interface Entry {
  readonly code: string;
  readonly file: DocumentUri;
  readonly lines: { readonly first: number; readonly last: number };
}

/** Where a comment may suppress the finding: its own place first. */
function entriesOf(located: LocatedFinding): readonly Entry[] {
  const { code } = located.finding;
  return [located.location, ...valuesOf(located)].map(({ file: { lines, uri }, span }) => ({
    code,
    file: uri,
    lines: { first: positionAt(lines, span.start).line, last: positionAt(lines, span.end).line },
  }));
}

/**
 * What there is to say about a file's comments. `concerned` are the findings that stand in the file or come from values
 * in it, and may be more; `holdsIn` the roots that read the file.
 */
export function remarksOn(
  comments: Comments,
  concerned: Iterable<LocatedFinding>,
  options: SuppressionOptions,
  settings: AnalysisSettings,
  holdsIn: readonly FindingContext[],
  before: KeyedFindings,
): KeyedFindings {
  const entries = Array.from(concerned, entriesOf).flat();
  const { remarks }: SuppressionResult<Entry, Location> = applySuppressions(entries, comments, options);
  const found = new Map<string, LocatedFinding>();
  for (const { code, message, place } of remarks) {
    const { uri } = place.file;
    const raw = remarkFinding(code, message, place);
    const finding = withSeverity(raw, settingsAt(settings, uri).severities);
    if (finding === undefined) continue;
    const key = `${code}\t${uri}\t${place.span.start}\t${place.span.end}\t${message}`;
    const located = { finding, location: place, related: [], holdsIn, suppressed: undefined };
    const old = before.get(key);
    found.set(key, old !== undefined && sameLocated(old, located) ? old : located);
  }
  return found.size === 0 ? noFindings : found;
}

/** How comments are read, under the settings: which checks ran, and which day it is. */
export function suppressionOptions(
  settings: AnalysisSettings,
  reviewed: boolean,
  today: string | undefined,
): SuppressionOptions {
  const isOff = (code: string): boolean =>
    [settings, ...settings.folders.values()].some(({ severities }) => severities.get(code) === 'off');
  // Where one environment is looked at, a comment may be there for another.
  const isPart = settings.environment !== undefined;
  return {
    checkOf: checkOfCode,
    suggest: closestCode,
    ran: (code) => !isPart && !isOff(code) && (reviewed || checkOfCode(code)?.scope !== 'review'),
    today,
  };
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

/** In order of place, then of code and words: the same list as `before` where it holds the same objects. */
export function inOrder(
  found: KeyedFindings,
  remarks: KeyedFindings,
  before: readonly LocatedFinding[],
): readonly LocatedFinding[] {
  const sorted = [...found.values(), ...remarks.values()].sort(compareFindings);
  const isSame = sorted.length === before.length && sorted.every((each, index) => each === before[index]);
  return isSame ? before : sorted;
}

export function sameContext(left: FindingContext, right: FindingContext): boolean {
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

/** Of findings in the same file. */
function compareFindings(left: LocatedFinding, right: LocatedFinding): number {
  return (
    left.location.span.start - right.location.span.start ||
    left.location.span.end - right.location.span.end ||
    compareText(left.finding.code, right.finding.code) ||
    compareText(left.finding.message, right.finding.message)
  );
}
