/**
 * What declares ends beside the attachments themselves: things that attachments take groups or subnets over from, and
 * what balancers do with what they accept. Declarations, and the forwardings that follow from them; composedParts.ts and
 * forwardings.ts put them together.
 */

import type { AttachedGroup, Attachment, Certainty, Known, Part, PartReference, Service } from './model';

/**
 * Something that attachments take their groups, subnets, services or public address over from by naming it: a subnet
 * group, a launch template, the cluster of a node group, the definition of a task.
 */
export interface Preset extends Part {
  readonly kind: 'preset';
  /** Names are unique within a family (a resource type) only. */
  readonly family: string;
  /** The name by which others may refer to it. */
  readonly name: Known<string>;
  readonly subnets: readonly PartReference[];
  readonly groups: readonly AttachedGroup[];
  readonly public: boolean | undefined;
  readonly publicBySubnet: boolean;
  readonly services: readonly Service[];
  /** Stands in the model as long as nothing there takes over from the preset. */
  readonly attachment: Attachment | undefined;
}

/** A preset by its address, or by its name where only that is written. */
export type PresetReference =
  PartReference | { readonly kind: 'name'; readonly family: string; readonly name: string };

/** An attachment takes over what it does not say itself. */
export interface PresetUse {
  readonly of: PresetReference;
  /** `template`: groups, subnets, and the public address. */
  readonly takes: 'subnets' | 'groups' | 'services' | 'template';
  readonly certainty: Certainty;
  /** Counts only for what no use before it gave. */
  readonly fallback: boolean;
}

/** What a balancer accepts, and where that goes. Several listeners may forward to one target group. */
export interface Listener extends Part {
  readonly kind: 'listener';
  readonly balancer: PartReference;
  /** Two for a listener of TCP and UDP; empty where port or protocol are not known. */
  readonly accepts: readonly Service[];
  readonly forwardsTo: readonly { readonly group: PartReference; readonly certainty: Certainty }[];
  readonly action: BalancingAction;
  /** Where it forwards to on its targets, if that is its own matter and not the target group's. */
  readonly targetServices?: readonly Service[];
}

/**
 * What is done with what is accepted: it goes on to target groups, is answered by the balancer itself, or the client is
 * sent elsewhere. Unknown also where it may be another thing than what is written.
 */
export type BalancingAction = 'forward' | 'answer' | 'redirect' | 'unknown';

/** A further way from a listener to target groups, declared beside it: a listener rule. */
export interface ListenerRule extends Part {
  readonly kind: 'listener-rule';
  readonly listener: PartReference;
  readonly forwardsTo: Listener['forwardsTo'];
  readonly action: BalancingAction;
}

/** How a balancer talks to the targets of a group. */
export interface TargetGroup extends Part {
  readonly kind: 'target-group';
  /** Another id under which registrations may name it. */
  readonly alias?: string;
  /** Where targets listen, unless they name a port of their own; empty where that is not known. */
  readonly services: readonly Service[];
  /** `absent`: no health checks; `traffic-port`: to where the traffic goes; empty services: not known. */
  readonly healthCheck:
    | { readonly kind: 'absent' }
    | { readonly kind: 'traffic-port'; readonly protocol: number }
    | { readonly kind: 'services'; readonly services: readonly Service[] };
  /** Whether targets see the client's address as the source; undefined: not known. */
  readonly preservesClientAddress: boolean | undefined;
}

/** Something that is registered with a target group. */
export interface Target extends Part {
  readonly kind: 'target';
  readonly group: PartReference;
  /** The attachment, or a reference to something that carries no group; an address as a literal. */
  readonly target: PartReference;
  /** Its own port; absent: the group's. */
  readonly port: Known<number>;
  /** That it is no longer written does not end it: the provider leaves alone what an argument does not say. */
  readonly lasting?: true;
}

/** A target group is handed to somebody who may register targets that the configuration does not show. */
export interface TargetGroupUse extends Part {
  readonly kind: 'target-group-use';
  readonly group: PartReference;
}

/** What `balancer` accepts on `accepts` goes on to `target` on `services`, and its health checks to `healthChecks`. */
export interface Forwarding {
  readonly balancer: PartReference;
  readonly accepts: readonly Service[];
  readonly target: PartReference;
  /** Empty: not known. */
  readonly services: readonly Service[];
  readonly healthChecks: readonly Service[];
  readonly preservesClientAddress: boolean | undefined;
  readonly certainty: Certainty;
  /** The declarations that it follows from: its proof. `rule`: the listener rule, where there is one. */
  readonly listener: Listener;
  readonly rule: ListenerRule | undefined;
  readonly targetGroup: TargetGroup;
  readonly registration: Target;
}

/** A listener, or one of its rules, with all that it forwards. */
export interface ForwardingWay {
  readonly listener: Listener;
  readonly rule: ListenerRule | undefined;
  readonly forwardings: readonly Forwarding[];
  /** `answered` and `empty`: surely nobody gets it. `empty`: no target is registered where it goes. */
  readonly result: 'forwarded' | 'answered' | 'redirected' | 'empty' | 'unknown';
}

/** All forwardings of a model; lists keep the order of the listeners. Keys are addresses or literal ids. */
export interface Forwardings {
  /** Of every listener and listener rule, those that forward nothing too. */
  readonly ways: readonly ForwardingWay[];
  /** The declarations that they were put together from. */
  readonly parts: readonly BalancingPart[];
  readonly all: readonly Forwarding[];
  readonly byBalancer: ReadonlyMap<string, readonly Forwarding[]>;
  readonly byTarget: ReadonlyMap<string, readonly Forwarding[]>;
}

/** What stands for something that has no groups of its own: for an instance, the interface that it was made with. */
export interface StandIn extends Part {
  readonly kind: 'stand-in';
  /** Whatever names the declaration, `address`, means this. */
  readonly by: PartReference;
}

/** Declarations that are put together with the attachments and are not in the model themselves. */
export type EndpointPart = Preset | StandIn | BalancingPart;

/** Declarations of what balancers do. */
export type BalancingPart = Listener | ListenerRule | TargetGroup | Target | TargetGroupUse;
