/**
 * Comments that suppress findings: our own, and those that other tools honour, so that nobody has to annotate twice.
 * Pure: who has the syntax tree says which comments there are and which lines they stand over.
 */

import type { Check } from './check';

/** Whose comment it is. */
export type SuppressionSyntax = 'sg-lens' | 'checkov' | 'trivy' | 'tfsec' | 'kics';

export interface Suppression {
  readonly by: SuppressionSyntax;
  /** Codes for `sg-lens`, ids of the tool otherwise; `*` is every id of that tool. */
  readonly ids: readonly string[];
  readonly reason: string | undefined;
  /**
   * What it is for: `place`, what begins on its own line, else what stands below it; `below`, only what stands below
   * it; `line`, the same, but of a block only the first line; `block`, the whole top-level block around it.
   */
  readonly reach: 'place' | 'below' | 'line' | 'block';
  /** Last day on which it holds, `2026-11-30`; undefined when it always does. */
  readonly expires: string | undefined;
}

/** 0-based lines, both inclusive. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** The lines of a block or of something smaller. */
export interface Lines extends LineRange {
  readonly isBlock: boolean;
}

/** Where a comment stands among the syntax around it. */
export interface CommentPlace {
  readonly line: number;
  /** Lines of the block or argument that begins on the comment's own line, before it; undefined where none does. */
  readonly beside: Lines | undefined;
  /**
   * Lines of the block, argument or element of a list that is the next thing below the comment in the same body, other
   * comments between them aside; undefined where something else is.
   */
  readonly below: Lines | undefined;
  /** Lines of the top-level block that holds the comment. */
  readonly around: LineRange | undefined;
}

export interface PlacedSuppression<Place> {
  readonly suppression: Suppression;
  readonly lines: LineRange;
  /** Identity of the file: compared with ===. */
  readonly file: string;
  /** Where the comment is, for findings about it; not looked at. */
  readonly place: Place;
}

/**
 * The suppressions that a comment holds, mostly none or one; the comment's markers may be part of the text.
 *
 * - `sg-lens: ignore <code>[, <code>] -- <reason>`
 * - `checkov:skip=<id>[:<reason>]`, `bridgecrew:skip=…` (https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html)
 * - `trivy:ignore:<id>[:exp:<date>]`, several in one comment (https://trivy.dev/latest/docs/scanner/misconfiguration/)
 * - `tfsec:ignore:<id>[:exp:<date>]`, the same (https://aquasecurity.github.io/tfsec/latest/guides/configuration/ignores/)
 * - `kics-scan ignore-line`, `kics-scan ignore-block` (https://docs.kics.io/latest/running-kics/)
 *
 * A Trivy or tfsec comment that is limited to values (`[from_port=22]`) or to a workspace (`:ws:`) is left alone: to
 * honour it for everything would hide too much.
 */
export function parseSuppressions(commentText: string): readonly Suppression[] {
  return [...ownSuppressions(commentText), ...foreignSuppressions(commentText)];
}

function* ownSuppressions(text: string): Iterable<Suppression> {
  const own = /sg-lens:\s*ignore\b(?<rest>[^\n]*)/.exec(text)?.groups?.rest;
  if (own === undefined) return;
  const [names = '', ...reasons] = own.replace(/\*\/\s*$/, '').split(/\s--(?=\s|$)/);
  const reason = reasons.join(' --').trim();
  yield {
    by: 'sg-lens',
    ids: names.split(/[\s,]+/).filter((name) => name !== ''),
    reason: reason === '' ? undefined : reason,
    reach: 'place',
    expires: undefined,
  };
}

function* foreignSuppressions(text: string): Iterable<Suppression> {
  for (const { groups } of text.matchAll(
    /(?:checkov|bridgecrew):skip=\s*(?<id>[A-Za-z]\w*)(?::(?<reason>[^\n]*))?/g,
  )) {
    const reason = groups?.reason?.replace(/\*\/\s*$/, '').trim();
    yield foreign('checkov', groups?.id, 'block', reason);
  }
  for (const { groups } of text.matchAll(/(?<tool>trivy|tfsec):ignore:(?<rule>\S+)/g)) {
    const rule = /^(?<id>[\w*-]+)(?::exp:(?<expires>\d{4}-\d\d-\d\d))?,?$/.exec(groups?.rule ?? '')?.groups;
    if (rule === undefined) continue;
    yield foreign(groups?.tool === 'trivy' ? 'trivy' : 'tfsec', rule.id, 'place', undefined, rule.expires);
  }
  if (/kics-scan\s+ignore-block\b/.test(text)) yield foreign('kics', '*', 'below');
  else if (/kics-scan\s+ignore-line\b/.test(text)) yield foreign('kics', '*', 'line');
}

function foreign(
  by: SuppressionSyntax,
  id: string | undefined,
  reach: Suppression['reach'],
  reason?: string,
  expires?: string,
): Suppression {
  return {
    by,
    ids: id === undefined ? [] : [id],
    reason: reason === undefined || reason === '' ? undefined : reason,
    reach,
    expires,
  };
}

/** The lines that a suppression at this place is for; undefined where it stands over nothing. */
export function coveredLines(suppression: Suppression, place: CommentPlace): LineRange | undefined {
  switch (suppression.reach) {
    case 'block':
      return place.around ?? place.below;
    case 'below':
      return place.below;
    case 'line':
      return place.below?.isBlock === true
        ? { first: place.below.first, last: place.below.first }
        : place.below;
    case 'place':
      // At the end of a line it is for what begins there; on a line of its own for what follows.
      return place.beside ?? place.below;
  }
}

/** What applySuppressions has to know of a finding. `lines` are those of the place where it stands. */
export interface SuppressibleFinding {
  readonly code: string;
  readonly file: string;
  readonly lines: LineRange;
}

export interface SuppressionResult<Found, Place> {
  /** For each finding that is suppressed, by what. */
  readonly suppressed: ReadonlyMap<Found, { readonly reason: string; readonly by: SuppressionSyntax }>;
  readonly remarks: readonly SuppressionRemark<Place>[];
}

/** A finding about a suppression itself. */
export interface SuppressionRemark<Place> {
  readonly code: 'suppression-without-reason' | 'unused-suppression';
  readonly message: string;
  readonly place: Place;
}

export interface SuppressionOptions {
  /** The check of a code; undefined for a code there is none for. */
  readonly checkOf: (code: string) => Check | undefined;
  /** The codes for the "did you mean" of a misspelt one. */
  readonly suggest: (code: string) => string | undefined;
  /** Whether findings of the code were looked for at all: if not, its suppression is not called unused. */
  readonly ran: (code: string) => boolean;
  /** Today as `2026-11-30`, for suppressions that expire; undefined where there is no clock: then none has. */
  readonly today: string | undefined;
}

/**
 * Matches suppressions with findings: same file, and the finding begins on a line that the suppression is for. Ours
 * need a reason and have no effect without one; those of other tools need none, and are never called unused, for the
 * other tool may have use for them.
 */
export function applySuppressions<Found extends SuppressibleFinding, Place>(
  findings: readonly Found[],
  suppressions: readonly PlacedSuppression<Place>[],
  options: SuppressionOptions,
): SuppressionResult<Found, Place> {
  const suppressed = new Map<Found, { reason: string; by: SuppressionSyntax }>();
  const remarks: SuppressionRemark<Place>[] = [];
  const inFile = groupByFile(findings, suppressions);
  for (const placed of suppressions) {
    const { suppression, place } = placed;
    if (suppression.by !== 'sg-lens') {
      if (!hasExpired(suppression, options.today)) honour(placed, inFile, suppressed, options);
    } else if (suppression.ids.length === 0) {
      remarks.push({
        code: 'unused-suppression',
        message: 'This comment names no check. Write # sg-lens: ignore <code> -- <reason>.',
        place,
      });
    } else if (suppression.reason === undefined) {
      remarks.push({
        code: 'suppression-without-reason',
        message:
          `This comment gives no reason, and so suppresses nothing. ` +
          `Write # sg-lens: ignore ${suppression.ids.join(', ')} -- <reason>.`,
        place,
      });
    } else {
      const used = honour(placed, inFile, suppressed, options);
      for (const id of suppression.ids) {
        const remark = used.has(id) ? undefined : unusedText(id, options);
        if (remark !== undefined) remarks.push({ code: 'unused-suppression', message: remark, place });
      }
    }
  }
  return { suppressed, remarks };
}

function groupByFile<Found extends SuppressibleFinding>(
  findings: readonly Found[],
  suppressions: readonly { readonly file: string }[],
): ReadonlyMap<string, Found[]> {
  const inFile = new Map<string, Found[]>();
  for (const { file } of suppressions) inFile.set(file, []);
  for (const finding of findings) inFile.get(finding.file)?.push(finding);
  return inFile;
}

/** Marks what the suppression covers and tells which of its ids did so. The first suppression of a finding counts. */
function honour<Found extends SuppressibleFinding, Place>(
  { suppression, lines, file }: PlacedSuppression<Place>,
  inFile: ReadonlyMap<string, readonly Found[]>,
  suppressed: Map<Found, { reason: string; by: SuppressionSyntax }>,
  { checkOf }: SuppressionOptions,
): ReadonlySet<string> {
  const used = new Set<string>();
  for (const finding of inFile.get(file) ?? []) {
    if (finding.lines.first < lines.first || finding.lines.first > lines.last) continue;
    const id = suppression.ids.find((each) =>
      names(suppression.by, each, finding.code, checkOf(finding.code)),
    );
    if (id === undefined) continue;
    used.add(id);
    if (!suppressed.has(finding)) {
      suppressed.set(finding, { by: suppression.by, reason: suppression.reason ?? '' });
    }
  }
  return used;
}

function names(by: SuppressionSyntax, id: string, code: string, check: Check | undefined): boolean {
  if (by === 'sg-lens') return id === code;
  if (check === undefined) return false;
  return check.covers.some((covered) => idBelongsTo(by, covered) && (id === '*' || sameId(id, covered)));
}

/** Case is not significant in the other tools' ids. */
function sameId(id: string, covered: string): boolean {
  return id.toLowerCase() === covered.toLowerCase();
}

/** Tells tools' ids apart by their form. Trivy took tfsec's ids over, and honours its comments too. */
function idBelongsTo(by: SuppressionSyntax, id: string): boolean {
  const form = id.startsWith('CKV') ? 'checkov' : /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(id) ? 'kics' : 'aqua';
  switch (by) {
    case 'checkov':
    case 'kics':
      return form === by;
    case 'trivy':
    case 'tfsec':
      return form === 'aqua';
    case 'sg-lens':
      return false;
  }
}

function hasExpired({ expires }: Suppression, today: string | undefined): boolean {
  return expires !== undefined && today !== undefined && expires < today;
}

function unusedText(id: string, { checkOf, suggest, ran }: SuppressionOptions): string | undefined {
  if (checkOf(id) === undefined) {
    const suggestion = suggest(id);
    return (
      `There is no check ${id}. ` +
      (suggestion === undefined ? 'Correct the name, or remove the comment.' : `Did you mean ${suggestion}?`)
    );
  }
  return ran(id) ? `Nothing here is reported as ${id} any more. Remove the comment.` : undefined;
}
