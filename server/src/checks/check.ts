/**
 * What a check is: one file named after its code, one page docs/checks/<code>.md that is documentation and test.
 * Checks read the network model only. They say what they found in plain data; positions and edits are resolved later.
 */

import type { Attachment, Certainty, Network, PrefixList, Rule, Subnet } from '../network/model';
import type { Forwardings } from '../network/endpoints';
import type { GroupView } from '../network/networkModel';
import type { RuleWriters } from '../network/ruleWriter';
import type { Topology } from '../network/topologyIndex';
import type { Fix } from '../source/edit';
import type { Origin } from '../source/origin';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** `certain`: true of what Terraform would apply. `possible`: worded with "may". */
  readonly certainty: Certainty;
  /** What, why, what to do; one to three sentences. Values known to users, no jargon of ours. */
  readonly message: string;
  /** Where the squiggle stands: the smallest text that a person would change. */
  readonly origin: Origin;
  /** Address of the resource instance it is about. */
  readonly resource: string;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
}

export interface RelatedPlace {
  readonly origin: Origin;
  readonly message: string;
}

interface CheckBase {
  /** Names the pattern found; reads well after "allow …". */
  readonly code: string;
  /** Severity when the page names one only; a check may raise or lower it per finding. */
  readonly severity: Severity;
  /** One sentence: what it finds. */
  readonly summary: string;
  /** Ids of other tools' checks that this one covers (`CKV_AWS_24`, `AWS-0107`), for suppressions and `explain`. */
  readonly covers: readonly string[];
}

/**
 * Looks at one rule, wherever it belongs, others through `context` only. Its result is cached by the rule until
 * something it read changes; most rule checks read nothing.
 */
export interface RuleCheck extends CheckBase {
  readonly scope: 'rule';
  readonly check: (rule: Rule, context: CheckContext) => Iterable<Finding>;
  /** The same for one attachment, where the check has something to say about attachments too. */
  readonly checkAttachment?: (attachment: Attachment, context: CheckContext) => Iterable<Finding>;
}

/**
 * Looks at one group with its rules and attachments; others through `context`, which records what was read. Its result
 * is cached until the view or something it read changes.
 */
export interface GroupCheck extends CheckBase {
  readonly scope: 'group';
  readonly check: (view: GroupView, context: CheckContext) => Iterable<Finding>;
}

/**
 * Looks at what stands between groups: routes, gateways, access lists. Its result is cached until any of it, or something
 * else that it read, changes.
 */
export interface TopologyCheck extends CheckBase {
  readonly scope: 'topology';
  readonly check: (topology: Topology, context: CheckContext) => Iterable<Finding>;
}

/** Findings come from comparing two models (review/); the entry is for the catalogue, settings and `explain`. */
export interface ReviewCheck extends CheckBase {
  readonly scope: 'review';
}

/** Findings about comments and module calls, made where text is at hand (suppressions.ts, analysis/). */
export interface AnalysisCheck extends CheckBase {
  readonly scope: 'analysis';
}

export type Check = RuleCheck | GroupCheck | TopologyCheck | ReviewCheck | AnalysisCheck;

/** The rest of the model, as a group check may read it. Every read is recorded. */
export interface CheckContext {
  readonly view: (id: string) => GroupView | undefined;
  readonly prefixList: (address: string) => PrefixList | undefined;
  readonly subnet: (address: string) => Subnet | undefined;
  readonly network: (address: string) => Network | undefined;
  readonly topology: () => Topology;
  /** Whether the configuration declares any: asked first, for few do, and the topology changes more often. */
  readonly hasAccessLists: () => boolean;
  readonly attachment: (address: string) => Attachment | undefined;
  readonly forwardings: () => Forwardings;
  /** Addresses of all groups of the configuration, in declaration order: for "did you mean". */
  readonly groupAddresses: () => readonly string[];
  /** True when rules or attachments exist whose group is not known: "nothing attached" is then only possible. */
  readonly hasUnplaced: { readonly rules: boolean; readonly attachments: boolean };
  readonly writers: RuleWriters;
  /** What is computed from the subject: once for all checks that look at a model, with what it reads (NetworkReader). */
  readonly remember: <Subject extends object, T>(
    compute: (context: CheckContext, subject: Subject) => T,
    subject: Subject,
  ) => T;
}
