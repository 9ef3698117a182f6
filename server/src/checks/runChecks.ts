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
  readonly reads: Reads;
}

/** What is found about a group, so that a change runs those checks again that have read what changed. */
interface ViewEntry {
  /** Of the group's checks in their order, then of its rules. */
  readonly findings: readonly Finding[];
  /** Where the findings of each check end in `findings`. */
  readonly ends: readonly number[];
  /** What the group's checks read, with a bit for each check that did (bitOf). */
  readonly reads: ReadonlyMap<string, SharedRead>;
  /** What the checks of its rules read. */
  readonly ruleReads: Reads;
}

interface SharedRead extends Read {
  readonly readers: number;
}

/** Of a check by its place among the group's; those beyond the bits of a number share one, and run together. */
function bitOf(check: number): number {
  return 1 << Math.min(check, 29);
}

const rulesBit = 1 << 30;
const allBits = -1;

const NOTHING: readonly Finding[] = [];

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
    model: NetworkModel,
    compute: (context: CheckContext, into: Finding[]) => void,
  ): Entry {
    let entry = entries.get(subject);
    if (entry === undefined || !stillHolds(entry, model)) {
      const recorder = createRecorder(model, writers);
      const findings: Finding[] = [];
      compute(recorder.context, findings);
      entry = { findings: sameOr(entry?.findings, findings), reads: recorder.reads };
      entries.set(subject, entry);
    }
    return entry;
  }

  function ofRule(rule: Rule, model: NetworkModel): Entry {
    return cached(ruleEntries, rule, model, (context, into) => {
      for (const each of ruleChecks) guarded(each.code, () => each.check(rule, context), into);
    });
  }

  function ofView(view: GroupView, model: NetworkModel): readonly Finding[] {
    const known = viewEntries.get(view);
    const stale = known === undefined ? allBits : staleReaders(known, model);
    if (known !== undefined && stale === 0) return known.findings;
    const findings: Finding[] = [];
    const ends: number[] = [];
    const reads = new Map<string, SharedRead>();
    known?.reads.forEach((read, key) => {
      const readers = read.readers & ~stale;
      if (readers !== 0) reads.set(key, readers === read.readers ? read : { ...read, readers });
    });
    groupChecks.forEach((each, index) => {
      const bit = bitOf(index);
      if (known === undefined || (stale & bit) !== 0) {
        const recorder = createRecorder(model, writers);
        guarded(each.code, () => each.check(view, recorder.context), findings);
        recorder.reads.forEach(({ ask, answer }, key) => {
          reads.set(key, { ask, answer, readers: (reads.get(key)?.readers ?? 0) | bit });
        });
      } else {
        const end = known.ends[index] ?? 0;
        for (let at = known.ends[index - 1] ?? 0; at < end; at++) {
          const finding = known.findings[at];
          if (finding !== undefined) findings.push(finding);
        }
      }
      ends.push(findings.length);
    });
    const ruleReads = new Map<string, Read>();
    for (const direction of ['ingress', 'egress'] as const) {
      for (const rule of view.rules[direction]) {
        const entry = ofRule(rule, model);
        for (const finding of entry.findings) findings.push(finding);
        addReads(ruleReads, entry.reads);
      }
    }
    const entry = { findings: sameOr(known?.findings, findings), ends, reads, ruleReads };
    viewEntries.set(view, entry);
    return entry.findings;
  }

  return {
    run(model) {
      const lists: (readonly Finding[])[] = [];
      model.views.forEach((view) => lists.push(ofView(view, model)));
      for (const rule of model.unplaced.rules) lists.push(ofRule(rule, model).findings);
      const ofAttachment = (attachment: Attachment) => (context: CheckContext, into: Finding[]) => {
        for (const each of attachmentChecks) guarded(each.code, () => each.check(attachment, context), into);
      };
      model.attachments.forEach((attachment) =>
        lists.push(cached(attachmentEntries, attachment, model, ofAttachment(attachment)).findings),
      );
      lists.push(
        cached(topologyEntries, model.topology, model, (context, into) => {
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

/** What a result depends on beside its subject: asked again, the model must give the same answers. */
interface Read {
  readonly ask: (model: NetworkModel) => unknown;
  readonly answer: unknown;
}

type Reads = Map<string, Read>;

function stillHolds({ reads }: { readonly reads: Reads }, model: NetworkModel): boolean {
  for (const { ask, answer } of reads.values()) if (ask(model) !== answer) return false;
  return true;
}

/** The bits of those who have read what is another one now. */
function staleReaders({ reads, ruleReads }: ViewEntry, model: NetworkModel): number {
  let stale = 0;
  reads.forEach(({ ask, answer, readers }) => {
    if ((readers & ~stale) !== 0 && ask(model) !== answer) stale |= readers;
  });
  return stillHolds({ reads: ruleReads }, model) ? stale : stale | rulesBit;
}

function addReads(reads: Reads, more: Reads): void {
  for (const [key, read] of more) reads.set(key, read);
}

interface Recorder {
  readonly context: CheckContext;
  /** The reads so far, each once. */
  readonly reads: Reads;
}

function createRecorder(model: NetworkModel, writers: RuleWriters): Recorder {
  const reads: Reads = new Map();
  const read = <T>(key: string, ask: (model: NetworkModel) => T): T => {
    const known = reads.get(key);
    if (known !== undefined) return known.answer as T;
    const answer = ask(model);
    reads.set(key, { ask, answer });
    return answer;
  };
  const view: CheckContext['view'] = (id) => read(`view ${id}`, ({ views }) => views.get(id));
  return {
    context: {
      view,
      prefixList: (address) => read(`list ${address}`, ({ prefixLists }) => prefixLists.get(address)),
      subnet: (address) => read(`subnet ${address}`, ({ subnets }) => subnets.get(address)),
      network: (address) => read(`network ${address}`, ({ networks }) => networks.get(address)),
      topology: () => read('topology', ({ topology }) => topology),
      hasAccessLists: () => read('has access lists', ({ topology }) => topology.lists.length > 0),
      attachment: (address) => read(`attachment ${address}`, ({ attachments }) => attachments.get(address)),
      forwardings: () => read('forwardings', ({ forwardings }) => forwardings),
      groupAddresses: () => {
        read('addresses', groupAddressText);
        return [...model.groups.keys()];
      },
      hasUnplaced: {
        get rules() {
          return read('unplaced rules', hasUnplacedRules);
        },
        get attachments() {
          return read('unplaced attachments', ({ unplaced }) => unplaced.attachments.length > 0);
        },
      },
      // What a writer looks at to find a group's style is read like everything else.
      writers: writersWithViews(writers, view),
    },
    reads,
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
