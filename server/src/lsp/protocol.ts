/**
 * What SG Lens's client and server say to each other beyond the Language Server Protocol: names, shapes, settings.
 * It is the one file of the server that the client imports, so it imports nothing and reads nothing;
 * which analysis answers a message is not its business.
 *
 * Settings travel by the standard way only: the server registers for `workspace/didChangeConfiguration` with
 * section {@link SETTINGS_SECTION} and then asks for that section with `workspace/configuration`.
 * Watched files are registered by the server as well, so that every editor serves it alike.
 */

/** A half-open range as LSP has it: 0-based lines, UTF-16 characters. */
export interface TextRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** A place in a document: an LSP URI and a range. */
export interface TextLocation {
  readonly uri: string;
  readonly range: TextRange;
}

/** `initializationOptions` of the `initialize` request. */
export interface InitializationOptions {
  /**
   * Whether the user trusts the workspace. While it is false the server starts no process: git is not asked for
   * a base, so the checks that compare with one are silent. Absent means true: an editor that
   * knows no trust has been pointed at the folder by its user.
   */
  readonly trusted?: boolean;
  /** The choice of {@link SELECT_ENVIRONMENT_NOTIFICATION} that was made before; absent where none was. */
  readonly environment?: EnvironmentChoice;
}

/**
 * Which environment is looked at: a name, or null for all of them. Where nobody has chosen, the `environment` of
 * `.sg-lens.yaml` counts, and without that all of them. A name that no root has chooses nothing.
 */
export type EnvironmentChoice = string | null;

/** Request, client to server, without parameters: which environments there are. Answered with {@link EnvironmentsResult}. */
export const ENVIRONMENTS_REQUEST = 'sgLens/environments';
export interface EnvironmentsResult {
  /** The one that is looked at; null for all. */
  readonly selected: EnvironmentChoice;
  /** Sorted by name. */
  readonly environments: readonly EnvironmentEntry[];
}
export interface EnvironmentEntry {
  readonly name: string;
  /** Directories of the root modules that have it, relative to their workspace folder, or its name for the folder itself. */
  readonly roots: readonly string[];
}

/** Notification, client to server: the user has chosen an environment. */
export const SELECT_ENVIRONMENT_NOTIFICATION = 'sgLens/selectEnvironment';
export interface SelectEnvironmentParams {
  readonly environment: EnvironmentChoice;
}

/** Notification, client to server: the user has granted (or, after a restart, withdrawn) trust. */
export const TRUST_NOTIFICATION = 'sgLens/trust';
export interface TrustParams {
  readonly trusted: boolean;
}

/** Notification, server to client: sent at each change of state, and after each analysis that changed a number. */
export const STATUS_NOTIFICATION = 'sgLens/status';
export interface StatusParams {
  /** `error`: the analysis could not run or went on without a part of the workspace; `message` says which. */
  readonly state: 'indexing' | 'ready' | 'error';
  /** One line for a person: what is being read, or what went wrong; empty when there is nothing to add. */
  readonly message: string;
  /** Security groups, declared rules and published findings, over all root modules of the workspace. */
  readonly groups: number;
  readonly rules: number;
  readonly findings: Readonly<Record<FindingSeverity, number>>;
  /** The environment that is looked at, null for all, and how many there are to choose from. */
  readonly environment: EnvironmentChoice;
  readonly environments: number;
}

/** Request, client to server, without parameters: everything that can stand at an end of {@link CAN_REACH_REQUEST}. */
export const ENDPOINTS_REQUEST = 'sgLens/endpoints';
export type EndpointsResult = readonly Endpoint[];
export interface Endpoint {
  /** The root module it belongs to; opaque to the client, which only hands it back. */
  readonly root: string;
  /** What {@link CanReachParams} takes: a resource address such as `module.db.aws_security_group.this`. */
  readonly address: string;
  /** The name a person gave it (`prod-db-sg`), or the address where there is none that is known. */
  readonly label: string;
  /** One line: address, root module where there are several, what it is attached to. */
  readonly detail: string;
  readonly kind: 'group' | 'attachment' | 'prefix-list';
}

/** Request, client to server: can `source` open a connection to `destination`? Answered with {@link CanReachResult}. */
export const CAN_REACH_REQUEST = 'sgLens/canReach';
export interface CanReachParams {
  /** {@link Endpoint.root} of either end; null when both ends were typed in, and then every root is asked. */
  readonly root: string | null;
  /** A resource address, `internet`, an IP address, a CIDR block or an `sg-…` id. */
  readonly source: string;
  readonly destination: string;
  /** `tcp`, `udp`, `icmp`, `icmpv6`, `all` or a protocol number as text. */
  readonly protocol: string;
  /** The destination port, 0-65535; null for a protocol without ports, and for "any port". */
  readonly port: number | null;
}
export type CanReachResult = ReachAnswer | ReachRefusal;
export interface ReachAnswer {
  readonly kind: 'answer';
  readonly verdict: 'reachable' | 'possibly-reachable' | 'unreachable';
  /** The verdict as one sentence that names both ends and the port. */
  readonly title: string;
  /** The proof in the order in which a packet meets it; for `unreachable` it ends with what is in the way. */
  readonly steps: readonly ReachStep[];
}
/** The question itself cannot be answered: an end that nothing declares, text that is no address. */
export interface ReachRefusal {
  readonly kind: 'refusal';
  /** What is wrong and what to write instead. */
  readonly message: string;
}
export interface ReachStep {
  readonly verdict: 'allow' | 'possibly-allow' | 'deny';
  /** What decided: `aws_security_group_rule.db admits prod-api on tcp/5432`. */
  readonly title: string;
  /** Why, or an empty string. */
  readonly detail: string;
  /** Where it is written; null for what is written nowhere, such as a default deny. */
  readonly location: TextLocation | null;
}

/** The section under which the editor keeps the settings. */
export const SETTINGS_SECTION = 'sgLens';

/** Severity of a finding, in the words of the settings and of the command line. */
export type FindingSeverity = 'error' | 'warning' | 'information' | 'hint';

const FINDING_SEVERITIES: readonly string[] = [
  'error',
  'warning',
  'information',
  'hint',
] satisfies FindingSeverity[];

/** The settings as the server uses them; package.json describes each to users, with the same defaults. */
export interface SgLensSettings {
  readonly review: {
    /** The git ref that edits are compared with in the editor; an empty string turns the comparison off. */
    readonly base: string;
  };
  readonly checks: {
    /** Severity by check code, over the check's own; `off` silences it. Unknown codes do nothing. */
    readonly severity: Readonly<Record<string, FindingSeverity | 'off'>>;
  };
  readonly variables: {
    /**
     * Variable files beyond those that Terraform loads by itself, in the order of `-var-file`: later wins.
     * A relative path is taken from each root module's directory; a root without such a file goes without.
     */
    readonly files: readonly string[];
  };
  /**
   * Ways in which roots are applied, by name, stronger than those found by the layout of variable files. Several
   * entries of a name are for several roots.
   */
  readonly environments: Readonly<Record<string, readonly EnvironmentSettings[]>>;
  /** Whether Terraform's own syntax errors are shown (source `terraform`), after a pause in typing and on save. */
  readonly terraformVerdict: boolean;
}

export interface EnvironmentSettings {
  /** Directory of the root module, relative to the workspace folder; null for every root that has one of the files. */
  readonly root: string | null;
  /** Variable files in the order of `-var-file`: later wins. A relative path is taken from the root's directory. */
  readonly varFiles: readonly string[];
  /** `terraform.workspace`; null for `default`. */
  readonly workspace: string | null;
}

/** What holds where the user has set nothing. */
export const DEFAULT_SETTINGS: SgLensSettings = {
  review: { base: 'HEAD' },
  checks: { severity: {} },
  variables: { files: [] },
  environments: {},
  terraformVerdict: true,
};

/**
 * Reads the answer to `workspace/configuration` (the value of the section, or an editor's own idea of it).
 * A setting that is missing or of the wrong type falls back to its default, alone: one slip of the pen
 * must not lose the others.
 */
export function readSettings(value: unknown): SgLensSettings {
  const root = asRecord(value);
  const base = asRecord(root.review).base;
  const severity = asRecord(asRecord(root.checks).severity);
  const files = asRecord(root.variables).files;
  const verdict = root.terraformVerdict;
  return {
    review: { base: typeof base === 'string' ? base.trim() : DEFAULT_SETTINGS.review.base },
    checks: {
      severity: Object.fromEntries(
        Object.entries(severity).filter((entry): entry is [string, FindingSeverity | 'off'] =>
          isSeverityOrOff(entry[1]),
        ),
      ),
    },
    variables: {
      files: readTexts(files),
    },
    environments: readEnvironments(root.environments),
    terraformVerdict: typeof verdict === 'boolean' ? verdict : DEFAULT_SETTINGS.terraformVerdict,
  };
}

function readEnvironments(value: unknown): SgLensSettings['environments'] {
  const entries = Object.entries(asRecord(value)).map(([name, written]) => {
    const list: readonly unknown[] = Array.isArray(written) ? (written as readonly unknown[]) : [written];
    const environments = list.flatMap((each): readonly EnvironmentSettings[] => {
      const { root, varFiles, workspace } = asRecord(each);
      const read = {
        root: textOrNull(root),
        varFiles: readTexts(varFiles),
        workspace: textOrNull(workspace),
      };
      // What names neither is for no root.
      return read.root === null && read.varFiles.length === 0 ? [] : [read];
    });
    return [name, environments] as const;
  });
  return Object.fromEntries(entries.filter(([, environments]) => environments.length > 0));
}

function readTexts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((each): each is string => typeof each === 'string' && each !== '');
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function isSeverityOrOff(value: unknown): value is FindingSeverity | 'off' {
  return value === 'off' || (typeof value === 'string' && FINDING_SEVERITIES.includes(value));
}
