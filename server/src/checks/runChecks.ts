/**
 * Runs the checks over a model, again and again as the model changes, so that an edit costs what it changed: the
 * findings of a group are kept as long as its view and everything the checks read beside it are the same. It does not
 * know where findings stand in a file, and leaves suppressions and settings to others.
 */

import type { Attachment, Rule } from '../network/model';
import type { GroupView, NetworkModel } from '../network/networkModel';
import type { RuleWriters } from '../network/ruleWriter';
import { catalogue } from './catalogue';
import type { Check, CheckContext, Finding, GroupCheck, RuleCheck } from './check';

export interface CheckRunnerOptions {
  readonly writers: RuleWriters;
  /** The checks to run; the whole catalogue where absent. */
  readonly checks?: readonly Check[];
  /** A check has thrown: told once per check and runner, the other checks go on. */
  readonly onError: (code: string, error: unknown) => void;
}

export interface CheckRunner {
  /**
   * All findings about the model: by group in the model's order, then of rules without a group, then of attachments.
   * Findings of what did not change are the same objects as in the last run that saw it, for any model: a runner may
   * serve several models (roots, environments) at once.
   */
  run(model: NetworkModel): readonly Finding[];
}

/** What a result depends on beside its subject: asked again, each must give the same answer. */
type Read = { readonly ask: (model: NetworkModel) => unknown; readonly answer: unknown };

interface Entry {
  readonly findings: readonly Finding[];
  readonly reads: readonly Read[];
}

const NOTHING: readonly Finding[] = [];
const NO_READS: readonly Read[] = [];

/** A runner with empty caches. The caches hold parts and views weakly: they go when the model goes. */
export function createCheckRunner({ writers, checks = catalogue, onError }: CheckRunnerOptions): CheckRunner {
  const ruleChecks = checks.filter((check): check is RuleCheck => check.scope === 'rule');
  const attachmentChecks = ruleChecks.flatMap(({ code, checkAttachment }) =>
    checkAttachment === undefined ? [] : [{ code, check: checkAttachment }],
  );
  const groupChecks = checks.filter((check): check is GroupCheck => check.scope === 'group');
  const ruleEntries = new WeakMap<Rule, Entry>();
  const attachmentEntries = new WeakMap<Attachment, Entry>();
  const viewEntries = new WeakMap<GroupView, Entry>();
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
      entry = { findings: findings.length === 0 ? NOTHING : findings, reads: recorder.take() };
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
    if (known !== undefined && stillHolds(known, model)) return known.findings;
    const recorder = createRecorder(model, writers);
    const findings: Finding[] = [];
    for (const each of groupChecks) guarded(each.code, () => each.check(view, recorder.context), findings);
    const reads = [...recorder.take()];
    for (const direction of ['ingress', 'egress'] as const) {
      for (const rule of view.rules[direction]) {
        const entry = ofRule(rule, model);
        findings.push(...entry.findings);
        reads.push(...entry.reads);
      }
    }
    viewEntries.set(view, {
      findings: findings.length === 0 ? NOTHING : findings,
      reads: reads.length === 0 ? NO_READS : reads,
    });
    return findings;
  }

  return {
    run(model) {
      const findings: Finding[] = [];
      const add = (some: readonly Finding[]): void => {
        if (some.length > 0) findings.push(...some);
      };
      for (const view of model.views.values()) add(ofView(view, model));
      for (const rule of model.unplaced.rules) add(ofRule(rule, model).findings);
      for (const attachment of model.attachments.values()) {
        add(
          cached(attachmentEntries, attachment, model, (context, into) => {
            for (const each of attachmentChecks) {
              guarded(each.code, () => each.check(attachment, context), into);
            }
          }).findings,
        );
      }
      return findings;
    },
  };
}

function stillHolds(entry: Entry, model: NetworkModel): boolean {
  for (const { ask, answer } of entry.reads) if (ask(model) !== answer) return false;
  return true;
}

interface Recorder {
  readonly context: CheckContext;
  /** The reads so far. */
  take(): readonly Read[];
}

function createRecorder(model: NetworkModel, writers: RuleWriters): Recorder {
  const reads: Read[] = [];
  const read = <T>(ask: (model: NetworkModel) => T): T => {
    const answer = ask(model);
    reads.push({ ask, answer });
    return answer;
  };
  return {
    context: {
      view: (id) => read(({ views }) => views.get(id)),
      prefixList: (address) => read(({ prefixLists }) => prefixLists.get(address)),
      subnet: (address) => read(({ subnets }) => subnets.get(address)),
      network: (address) => read(({ networks }) => networks.get(address)),
      groupAddresses: () => {
        read(groupAddressText);
        return [...model.groups.keys()];
      },
      hasUnplaced: {
        get rules() {
          return read(hasUnplacedRules);
        },
        get attachments() {
          return read(({ unplaced }) => unplaced.attachments.length > 0);
        },
      },
      writers,
    },
    take: () => (reads.length === 0 ? NO_READS : reads),
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
