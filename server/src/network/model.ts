/**
 * The network as a provider-neutral model: what is filtered, what is attached, which addresses there are. Plain,
 * immutable data; no vendor words beyond names that are shown to users, and nothing about Terraform's syntax.
 *
 * One Rule per declared rule (never merged): that is what makes provenance possible. Each part carries its origins,
 * and whether it is certain or only possible. Parts made from unchanged blocks are the same objects as before, so
 * results computed from a part alone may be cached by the part.
 */

import type { IpFamily, IpPrefix } from '../packets/ipPrefix';
import type { Origin } from '../source/origin';
import type { TopologyPart } from './topology';
import type { EndpointPart, PresetUse } from './endpoints';

/** `possible`: it may exist, or hold, depending on something that is known only after apply or not at all. */
export type Certainty = 'certain' | 'possible';

export type Direction = 'ingress' | 'egress';

/** Something that is not known, with the reason in words for users ("known after apply"). */
export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: string;
}

/** An attribute that is known, or not. `undefined` inside `value` is never used: absent is its own variant. */
export type Known<T> = { readonly kind: 'known'; readonly value: T } | { readonly kind: 'absent' } | Unknown;

/**
 * Which part of the model something refers to.
 * - part: the address of a part (`module.a.aws_security_group.x["k"]`, `data.aws_vpc.main`), which may or may not be in
 *   the model (a data source of a type that no adapter reads is not);
 * - literal: a provider's id written out (`sg-0123…`, `vpc-…`, `pl-…`);
 * - undeclared: a reference to something that the configuration does not declare; `text` is what is written;
 * - unknown: not resolvable, with the reason.
 */
export type PartReference =
  | { readonly kind: 'part'; readonly address: string }
  | { readonly kind: 'literal'; readonly id: string }
  | { readonly kind: 'undeclared'; readonly text: string }
  | Unknown;

/** What every part has. */
export interface Part {
  /** Address of the declaring resource instance within its root, unique per kind. For inline rules see Rule. */
  readonly address: string;
  readonly provider: string;
  readonly certainty: Certainty;
  /** The whole declaring block, and its header line. */
  readonly origin: Origin;
  readonly headerOrigin: Origin;
}

export interface SecurityGroup extends Part {
  readonly kind: 'security-group';
  /** The name in the cloud, as far as known. */
  readonly name: Known<string>;
  readonly description: Known<string>;
  readonly network: PartReference | { readonly kind: 'absent' };
  readonly cloudId?: string;
  /**
   * `managed`: this configuration declares it. `external`: a data source or an adopted group; it may have rules that
   * the configuration does not show, so its reach is never certain to be empty.
   */
  readonly ownership: 'managed' | 'external';
  /** The group that what names no group carries: it exists with its network, whoever declares it. */
  readonly isDefault?: true;
  /** The provider gave it rules by which its members reach each other on everything; no rule of the model says so. */
  readonly admitsItself?: true;
  /** Whether inline rules of that direction are written: then the provider manages all rules of the direction. */
  readonly inline: Readonly<Record<Direction, 'absent' | 'present' | 'empty' | 'unknown'>>;
}

export interface Rule extends Part {
  readonly kind: 'rule';
  /** For an inline block: the group's address, then `.ingress[n]` in file order; otherwise the resource instance. */
  readonly address: string;
  /** Address of the resource instance that declares it. */
  readonly resource: string;
  readonly resourceType: string;
  readonly declaredAs: 'inline' | 'standalone';
  readonly group: PartReference;
  readonly direction: Direction;
  readonly action: 'allow' | 'deny';
  /** Lower decides first; undefined where the filter has no order. */
  readonly priority: number | undefined;
  readonly protocol: RuleProtocol;
  readonly ports: RulePorts;
  /** Sources of an ingress rule, destinations of an egress rule. Empty: the rule admits nobody. */
  readonly peers: readonly Peer[];
  readonly description: Known<string>;
  readonly origins: RuleOrigins;
}

/** Where each role of a rule is written; `rule` is the block header's origin (Part.headerOrigin) when nothing better. */
export interface RuleOrigins {
  readonly group: Origin | undefined;
  readonly protocol: Origin | undefined;
  readonly fromPort: Origin | undefined;
  readonly toPort: Origin | undefined;
  /** Whole arguments that name peers (`cidr_blocks = […]`), in file order. */
  readonly peers: readonly Origin[];
}

export type RuleProtocol =
  /** IP protocol number 0..255, or every protocol. */
  | { readonly kind: 'protocol'; readonly protocol: number | 'all' }
  | { readonly kind: 'invalid'; readonly text: string; readonly problem: string }
  | Unknown;

export type RulePorts =
  /** Every port (or ICMP type); also where the protocol makes the provider ignore the arguments. */
  | { readonly kind: 'all'; readonly ignored?: { readonly from: number; readonly to: number } }
  /** Inclusive, 0..65535. */
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  /** -1 is any. */
  | { readonly kind: 'icmp'; readonly type: number; readonly code: number }
  /** `swapped`: from > to. */
  | {
      readonly kind: 'invalid';
      readonly from: string;
      readonly to: string;
      readonly problem: 'swapped' | 'out-of-range' | 'not-a-whole-number' | 'missing';
    }
  | Unknown;

/**
 * One source or destination of a rule. `origin` is where the literal or reference was written, which may be a tfvars
 * file or another module; `argument` names the rule's argument (`cidr_blocks`) and `argumentOrigin` where that stands.
 */
export type Peer = PeerPlace &
  (
    | {
        readonly kind: 'cidr';
        readonly prefix: IpPrefix;
        /** As written. */
        readonly text: string;
        /** The text has bits set behind the prefix length. */
        readonly hostBitsSet: boolean;
      }
    | { readonly kind: 'group'; readonly group: PartReference; readonly self: boolean }
    | { readonly kind: 'prefix-list'; readonly list: PartReference }
    | {
        readonly kind: 'invalid-cidr';
        readonly text: string;
        readonly problem: 'not-an-address' | 'missing-length' | 'length-out-of-range' | 'wrong-family';
        /** What the user probably means (`10.0.0.1/32`), where there is one. */
        readonly suggestion: string | undefined;
        /** Of the wrong family: the argument beside its own that takes it. */
        readonly takenBy?: string;
      }
    /** `family` or `of` narrow down what it can be. */
    | {
        readonly kind: 'unknown';
        readonly reason: string;
        readonly of: 'cidr' | 'group' | 'prefix-list' | 'any';
        readonly family: IpFamily | undefined;
        /** The network or subnet whose first range of the family it is; gone in the model, where that is declared. */
        readonly rangeOf?: PartReference;
      }
  );

export interface PeerPlace {
  readonly certainty: Certainty;
  readonly origin: Origin;
  readonly argument: string;
  readonly argumentOrigin: Origin;
}

/** A resource that carries groups: an instance, a balancer, a database. */
export interface Attachment extends Part {
  readonly kind: 'attachment';
  readonly resourceType: string;
  /** Short noun for users: "database", "load balancer". */
  readonly label: string;
  /** Empty: it carries the default group of its network. */
  readonly groups: readonly AttachedGroup[];
  readonly subnets: readonly PartReference[];
  /** The network that it is in; absent where its subnets, or the groups that it carries, say so. */
  readonly network?: PartReference;
  /** Its private IPv4 addresses, each a prefix of 32 bits; absent unless all of them are written. */
  readonly addresses?: readonly IpPrefix[];
  /** True: reachable by a public address if rules and routes permit; undefined: not known. */
  readonly public: boolean | undefined;
  /** The subnet's setting decides about a public address; `public` is then undefined. */
  readonly publicBySubnet?: true;
  /** Nothing can open a connection to it: it only answers, whatever its rules admit. */
  readonly receives?: false;
  /** No group filters it, not even the default one: a network balancer that was made without groups. */
  readonly unfiltered?: true;
  /** Whether its groups also filter what comes through a private link; absent where no such link can lead to it. */
  readonly privateLink?: 'filtered' | 'unfiltered' | 'unknown';
  readonly services: readonly Service[];
  /** Only looked up: it exists, and which groups it carries is not known. It is nobody's member for that. */
  readonly external?: true;
  /** It runs what its owner installs: other things than `services` may listen on it, too. */
  readonly runsAnything?: true;
  /** What it takes over from presets; gone in the model, where it has been taken over. */
  readonly presets?: readonly PresetUse[];
  /** Beside `presets`: where these give no group it carries the default one; without this it then is no attachment. */
  readonly orDefaultGroup?: true;
}

export interface AttachedGroup {
  readonly group: PartReference;
  readonly certainty: Certainty;
  readonly origin: Origin;
}

/** What an attachment listens on. */
export interface Service {
  /** IP protocol number. */
  readonly protocol: number;
  readonly port: number;
  readonly name: string | undefined;
}

/** One region of one account. */
export interface Site {
  /** Equal: surely the same. Another one may be the same as well, under another name. */
  readonly key: string;
  /** The provider's name of the region, where it is written. */
  readonly region: string | undefined;
}

/** The first range of a family that something has, and where it is written. */
export interface FirstRange {
  readonly prefix: IpPrefix;
  readonly text: string;
  readonly origin: Origin;
}

/** A VPC or virtual network. */
export interface Network extends Part {
  readonly kind: 'network';
  readonly prefixes: readonly IpPrefix[];
  /** True when there may be prefixes that are not in the list. */
  readonly open: boolean;
  /** The id in the cloud, where the configuration writes it out: what names the id, names this part. */
  readonly cloudId?: string;
  /** Address of the part that it looks up, where its id is that part's. */
  readonly sameAs?: string;
  /** Only looked up or adopted: it may have tables, lists and gateways that the configuration does not show. */
  readonly external?: true;
  /** The network that comes with an account, whose subnets the provider makes public unless someone changed that. */
  readonly isDefault?: true;
  /** Where it is; absent where that is not known. */
  readonly site?: Site;
  /** It has IPv6 addresses; `prefixes` need not say which. Absent: it has those of `prefixes`, and others if `open`. */
  readonly hasIpv6?: true;
  /** What it was declared with, at most one of each family; others may have been added. */
  readonly firstRanges?: readonly FirstRange[];
}

export interface Subnet extends Part {
  readonly kind: 'subnet';
  readonly network: PartReference;
  readonly prefixes: readonly IpPrefix[];
  readonly open: boolean;
  readonly cloudId?: string;
  /** Address of the part that it looks up, where its id is that part's. */
  readonly sameAs?: string;
  /** Only looked up or adopted: what is associated with it need not be in the configuration. */
  readonly external?: true;
  /** As with Network. */
  readonly hasIpv6?: true;
  /** It has no IPv4 addresses. */
  readonly ipv6Only?: true;
  /** Whether an interface in it gets a public IPv4 address when it does not say itself; undefined: not known. */
  readonly publicByDefault?: boolean | undefined;
  /** As with Network. */
  readonly firstRanges?: readonly FirstRange[];
}

/** A named list of prefixes that rules refer to. */
export interface PrefixList extends Part {
  readonly kind: 'prefix-list';
  readonly entries: readonly Peer[];
  readonly open: boolean;
  /** The service whose addresses these are, where the provider owns the list (`com.amazonaws.eu-west-1.s3`). */
  readonly serviceName?: string;
  /** Whatever else it may have, all are public addresses; they are not the whole internet. */
  readonly publicOnly?: true;
  /** What it is, in words, where it is no list that has a name: "the addresses of AWS's service S3". */
  readonly title?: string;
  readonly cloudId?: string;
}

export type NetworkPart =
  | SecurityGroup
  | Rule
  | Attachment
  | Network
  | Subnet
  | PrefixList
  | GroupUse
  | Extension
  | EndpointPart
  | TopologyPart;

/**
 * What another resource adds to a part: a further entry of a prefix list, a further prefix of a network, a further
 * group of an attachment. The model shows the parts with all that is added to them.
 */
export interface Extension extends Part {
  readonly kind: 'extension';
  /** The part that it adds to. */
  readonly of: PartReference;
  readonly adds:
    | { readonly kind: 'entries'; readonly entries: readonly Peer[] }
    | { readonly kind: 'prefixes'; readonly prefixes: readonly IpPrefix[]; readonly open: boolean }
    /** `attachment` stands for the part where the model does not have it. */
    | { readonly kind: 'groups'; readonly attachment: Attachment }
    | { readonly kind: 'subnets'; readonly subnets: readonly PartReference[] }
    | { readonly kind: 'services'; readonly services: readonly Service[] }
    /** Of one of the things that make up an attachment: it is public if one of them is. */
    | { readonly kind: 'public'; readonly public: boolean | undefined }
    /** Somebody else adds rules to a group, so that those of the configuration are not all. */
    | { readonly kind: 'rules-elsewhere' };
}

/**
 * Something else that refers to a group without attaching it: a module output, a rule of another group, an argument of
 * a resource type that is not in the attachment table. Keeps group-not-attached silent.
 */
export interface GroupUse extends Part {
  readonly kind: 'group-use';
  readonly group: PartReference;
}
