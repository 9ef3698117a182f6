/** What comparing two models gives, as plain data. compare.ts makes it; findings are worded elsewhere. */

import type { PacketSet } from '../packets/packetSet';
import type { PortSet } from '../packets/portSet';
import type { Forwarding } from '../network/endpoints';
import type { Certainty, Direction, Peer, Rule } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import type { Endpoint, StepKind } from '../reachability/answer';
import type { RuleChange } from './ruleChanges';

export interface Comparison {
  readonly before: NetworkModel;
  readonly after: NetworkModel;
  readonly lost: readonly FlowChange[];
  /** Flows of the earlier model that nobody misses: what listened there listens elsewhere now, and they follow it. */
  readonly moved: readonly FlowChange[];
  readonly gained: readonly FlowChange[];
  readonly replaced: readonly GroupReplacement[];
  /** Id in the later model of a group of the earlier one; the id itself for all but renamed groups. */
  readonly toAfter: (beforeId: string) => string;
}

/** A flow that the edit took away or added, between ends that exist in both models. */
export interface FlowChange {
  readonly kind: 'lost' | 'gained';
  /** Groups by their ids in the later model. */
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** What was lost or gained; for groups, with the addresses that their members had or have. */
  readonly packets: PacketSet;
  readonly certainty: Certainty;
  /** Why it is only possible, where that needs saying. */
  readonly doubt:
    | 'source-egress-undeclared'
    | 'other-side-unknown'
    | 'now-uncertain'
    | 'address-family'
    | 'replies-dropped'
    | 'rules-elsewhere'
    | undefined;
  /** Lost: the rules of the earlier model that made the flow. Gained: those of the later one. Source first. */
  readonly rules: readonly Rule[];
  /** The edits of rules that did it; empty when rules are as before and addresses or attachments changed. */
  readonly changes: readonly BlamedChange[];
  /** What was lost although rules, routes and lists would still let it through; absent where these took it. */
  readonly along?: LostListening | LostForwarding;
  /** With `replies-dropped`: the ports of clients to which an access list drops the replies now, and did not before. */
  readonly unansweredPorts?: PortSet;
}

/** Nothing listens any more where the source reached the destination. */
export interface LostListening {
  readonly kind: 'listening';
  /** Of the attachment that listened. */
  readonly address: string;
}

/** The source is a balancer that got this through to the destination, and sends something else or elsewhere now. */
export interface LostForwarding {
  readonly kind: 'forwarding';
  /** What does not arrive any more. */
  readonly purpose: 'traffic' | 'health-checks';
  readonly before: Forwarding;
  /** What is forwarded in its place, none of which arrives; empty with `instead`. */
  readonly after: readonly Forwarding[];
  /** Nothing is forwarded in its place: the balancer answers itself, or there is nobody to forward it to. */
  readonly instead?: 'answer' | 'nobody';
  /** Where it is stopped. */
  readonly steps: readonly StepKind[];
}

/** An edited, removed or new rule, with the peer that stands for the other end: of the earlier rule, or the new one. */
export interface BlamedChange {
  readonly direction: Direction;
  /** Id in the later model of the group that the rule belongs to. */
  readonly group: string;
  readonly change: RuleChange;
  readonly peer: Peer;
}

/** An ingress rule that admitted a group and now admits addresses on the same ports, so that the group is shut out. */
export interface GroupReplacement {
  readonly before: Rule;
  readonly after: Rule;
  /** The peer that named the group, and the group's id in the later model. */
  readonly peer: Peer;
  readonly source: string;
  readonly destination: string;
  /** The addresses that stand in its place, valid or not. */
  readonly replacedBy: readonly Peer[];
  readonly packets: PacketSet;
  /** Possible where addresses that the group's members may have are still admitted. */
  readonly certainty: Certainty;
}
