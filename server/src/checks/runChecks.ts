/**
 * Runs the checks over a model, again and again as the model changes, so that an edit costs what it changed: the
 * findings of a group are kept as long as its view and everything the checks read beside it are the same. It does not
 * know where findings stand in a file, and leaves suppressions and settings to others.
 */

import type { Attachment, Rule } from '../network/model';
import type { GroupView, NetworkModel } from '../network/networkModel';
import { writersWithViews, type RuleWriters } from '../network/ruleWriter';
import { catalogue } from './catalogue';
import type { Topology } from '../network/topologyIndex';
import type { Check, CheckContext, Finding, GroupCheck, RuleCheck, TopologyCheck } from './check';
import { Round, type Question, type Read } from './reads';

export interface CheckRunnerOptions {
  readonly writers: RuleWriters;
  /** The checks to run; the whole catalogue where absent. */
  readonly checks?: readonly Check[];
  /** A check has thrown: told once per check and runner, the other checks go on. */
  readonly onError: (code: string, error: unknown) => void;
}

export interface CheckRunner {
  /**
   * All findings about the model: a list per group in the model's order, then for rules without a group, for
   * attachments, and one of what stands between groups.
   * Findings of what did not change are the same objects as in the last run that saw it, and so are lists in which
   * nothing changed, for any model: a runner may serve several models (roots, environments) at once.
   */
  run(model: NetworkModel): FindingLists;
}

/** Findings in lists, in order; many lists are empty. */
export type FindingLists = readonly (readonly Finding[])[];

interface Entry {
  readonly findings: readonly Finding[];
  readonly reads: readonly Read[];
}

/** What is found about a group, so that a change runs those checks again that have read what changed. */
interface ViewEntry {
  /** Of the group's checks in their order, then of its rules. */
  readonly findings: readonly Finding[];
  /** Where the findings of each check end in `findings`. */
  readonly ends: readonly number[];
  /** What the group's checks read, and for each of it a bit for each check that did (bitOf). */
  readonly reads: readonly Read[];
  readonly readers: readonly number[];
  /** What the checks of its rules read. */
  readonly ruleReads: readonly Read[];
}

/** Of a check by its place among the group's; those beyond the bits of a number share one, and run together. */
function bitOf(check: number): number {
  return 1 << Math.min(check, 29);
}

const rulesBit = 1 << 30;
const allBits = -1;

const NOTHING: readonly Finding[] = [];
const noReads: readonly Read[] = [];

/** A runner with empty caches. The caches hold parts and views weakly: they go when the model goes. */
export function createCheckRunner({ writers, checks = catalogue, onError }: CheckRunnerOptions): CheckRunner {
  const ruleChecks = checks.filter((check): check is RuleCheck => check.scope === 'rule');
  const attachmentChecks = ruleChecks.flatMap(({ code, checkAttachment }) =>
    checkAttachment === undefined ? [] : [{ code, check: checkAttachment }],
  );
  const groupChecks = checks.filter((check): check is GroupCheck => check.scope === 'group');
  const topologyChecks = checks.filter((check): check is TopologyCheck => check.scope === 'topology');
  const ruleEntries = new WeakMap<Rule, Entry>();
  const attachmentEntries = new WeakMap<Attachment, Entry>();
  const viewEntries = new WeakMap<GroupView, ViewEntry>();
  const topologyEntries = new WeakMap<Topology, Entry>();
  const failed = new Set<string>();

  /** Findings of one check about one thing; none where it throws. */
  function guarded(code: string, check: () => Iterable<Finding>, into: Finding[]): void {
    const before = into.length;
    try {
      for (const finding of check()) into.push(finding);
    } catch (error) {
      into.length = before;
      if (failed.has(code)) return;
      failed.add(code);
      onError(code, error);
    }
  }

  function cached<T extends object>(
    entries: WeakMap<T, Entry>,
    subject: T,
    round: Round,
    compute: (context: CheckContext, into: Finding[]) => void,
  ): Entry {
    let entry = entries.get(subject);
    if (entry === undefined || !hold(entry.reads, round)) {
      const recorder = createRecorder(round, writers);
      const findings: Finding[] = [];
      compute(recorder.context, findings);
      entry = { findings: sameOr(entry?.findings, findings), reads: recorder.reads() };
      entries.set(subject, entry);
    }
    return entry;
  }

  function ofRule(rule: Rule, round: Round): Entry {
    return cached(ruleEntries, rule, round, (context, into) => {
      for (const each of ruleChecks) guarded(each.code, () => each.check(rule, context), into);
    });
  }

  function ofView(view: GroupView, round: Round): readonly Finding[] {
    const known = viewEntries.get(view);
    const stale = known === undefined ? allBits : staleReaders(known, round);
    if (known !== undefined && stale === 0) return known.findings;
    const findings: Finding[] = [];
    const ends: number[] = [];
    const readers = new Map<Read, number>();
    known?.reads.forEach((read, index) => {
      const still = (known.readers[index] ?? 0) & ~stale;
      if (still !== 0) readers.set(read, still);
    });
    groupChecks.forEach((each, index) => {
      const bit = bitOf(index);
      if (known === undefined || (stale & bit) !== 0) {
        const recorder = createRecorder(round, writers);
        guarded(each.code, () => each.check(view, recorder.context), findings);
        for (const read of recorder.reads()) readers.set(read, (readers.get(read) ?? 0) | bit);
      } else {
        const end = known.ends[index] ?? 0;
        for (let at = known.ends[index - 1] ?? 0; at < end; at++) {
          const finding = known.findings[at];
          if (finding !== undefined) findings.push(finding);
        }
      }
      ends.push(findings.length);
    });
    const ruleReads = new Set<Read>();
    for (const direction of ['ingress', 'egress'] as const) {
      for (const rule of view.rules[direction]) {
        const entry = ofRule(rule, round);
        for (const finding of entry.findings) findings.push(finding);
        for (const read of entry.reads) ruleReads.add(read);
      }
    }
    const kept = sameOr(known?.findings, findings);
    viewEntries.set(view, {
      findings: kept,
      ends: ends.slice(),
      reads: listOf(readers.keys()),
      readers: [...readers.values()],
      ruleReads: listOf(ruleReads),
    });
    return kept;
  }

  return {
    run(model) {
      const round = new Round(model);
      const lists: (readonly Finding[])[] = [];
      model.views.forEach((view) => lists.push(ofView(view, round)));
      for (const rule of model.unplaced.rules) lists.push(ofRule(rule, round).findings);
      const ofAttachment = (attachment: Attachment) => (context: CheckContext, into: Finding[]) => {
        for (const each of attachmentChecks) guarded(each.code, () => each.check(attachment, context), into);
      };
      model.attachments.forEach((attachment) =>
        lists.push(cached(attachmentEntries, attachment, round, ofAttachment(attachment)).findings),
      );
      lists.push(
        cached(topologyEntries, model.topology, round, (context, into) => {
          for (const each of topologyChecks) {
            guarded(each.code, () => each.check(model.topology, context), into);
          }
        }).findings,
      );
      return lists;
    },
  };
}

/** The findings, as the list that they were before where they are the same objects. */
function sameOr(before: readonly Finding[] | undefined, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length === 0) return NOTHING;
  const isSame =
    before?.length === findings.length && findings.every((finding, index) => finding === before[index]);
  return isSame ? before : findings;
}

function hold(reads: readonly Read[], round: Round): boolean {
  return reads.every((read) => read.holdsIn(round));
}

/** The bits of those who have read what is another one now. */
function staleReaders({ reads, readers, ruleReads }: ViewEntry, round: Round): number {
  let stale = 0;
  reads.forEach((read, index) => {
    if (!read.holdsIn(round)) stale |= readers[index] ?? 0;
  });
  return hold(ruleReads, round) ? stale : stale | rulesBit;
}

/** Without room to grow. */
function listOf(reads: Iterable<Read>): readonly Read[] {
  const list = [...reads];
  return list.length === 0 ? noReads : list;
}

/** What checks may ask; a question that has no `id` ignores it. */
const questions = {
  view: ({ views }: NetworkModel, id: string) => views.get(id),
  prefixList: ({ prefixLists }: NetworkModel, id: string) => prefixLists.get(id),
  subnet: ({ subnets }: NetworkModel, id: string) => subnets.get(id),
  network: ({ networks }: NetworkModel, id: string) => networks.get(id),
  attachment: ({ attachments }: NetworkModel, id: string) => attachments.get(id),
  topology: ({ topology }: NetworkModel) => topology,
  hasAccessLists: ({ topology }: NetworkModel) => topology.lists.length > 0,
  forwardings: ({ forwardings }: NetworkModel) => forwardings,
  groupAddresses: groupAddressText,
  unplacedRules: hasUnplacedRules,
  unplacedAttachments: ({ unplaced }: NetworkModel) => unplaced.attachments.length > 0,
};

interface Recorder {
  readonly context: CheckContext;
  /** The reads so far, each once. */
  readonly reads: () => readonly Read[];
}

function createRecorder(round: Round, writers: RuleWriters): Recorder {
  const reads = new Set<Read>();
  const ask = <T>(question: Question<T>, id = ''): T => {
    const read = round.read(question, id);
    reads.add(read);
    return read.answer;
  };
  const view: CheckContext['view'] = (id) => ask(questions.view, id);
  return {
    context: {
      view,
      prefixList: (address) => ask(questions.prefixList, address),
      subnet: (address) => ask(questions.subnet, address),
      network: (address) => ask(questions.network, address),
      topology: () => ask(questions.topology),
      hasAccessLists: () => ask(questions.hasAccessLists),
      attachment: (address) => ask(questions.attachment, address),
      forwardings: () => ask(questions.forwardings),
      groupAddresses: () => {
        ask(questions.groupAddresses);
        return [...round.model.groups.keys()];
      },
      hasUnplaced: {
        get rules() {
          return ask(questions.unplacedRules);
        },
        get attachments() {
          return ask(questions.unplacedAttachments);
        },
      },
      // What a writer looks at to find a group's style is read like everything else.
      writers: writersWithViews(writers, view),
      remember(compute, subject) {
        const { value, reads: others } = round.remember(compute, subject, () => {
          const inner = createRecorder(round, writers);
          return { value: compute(inner.context, subject), reads: inner.reads() };
        });
        for (const read of others) reads.add(read);
        return value as ReturnType<typeof compute>;
      },
    },
    reads: () => listOf(reads),
  };
}

/** A rule for something that is not declared makes Terraform fail: it concerns no group. */
function hasUnplacedRules({ unplaced }: NetworkModel): boolean {
  return unplaced.rules.some(({ group }) => group.kind === 'unknown');
}

const addressTexts = new WeakMap<NetworkModel, string>();

/** Comparable by ===, so that a read of all addresses holds as long as they are the same. */
function groupAddressText(model: NetworkModel): string {
  let text = addressTexts.get(model);
  if (text === undefined) {
    text = [...model.groups.keys()].join('\n');
    addressTexts.set(model, text);
  }
  return text;
}
