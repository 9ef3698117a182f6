/**
 * Findings with their places: located in the current texts, merged where several roots or environments share a file,
 * and marked where a comment suppresses them.
 */

import type { Finding } from '../checks/check';
import type { DocumentUri } from '../source/documentUri';
import type { Location } from '../source/origin';

export interface LocatedFinding {
  readonly finding: Finding;
  readonly location: Location;
  readonly related: readonly { readonly location: Location; readonly message: string }[];
  /** The roots (and their environments) in which it holds; at least one. */
  readonly holdsIn: readonly FindingContext[];
  readonly suppressed: FindingSuppression | undefined;
}

export interface FindingContext {
  readonly root: DocumentUri;
  readonly environment: string | undefined;
}

export interface FindingSuppression {
  readonly reason: string;
  readonly by: 'sg-lens' | 'checkov' | 'trivy' | 'tfsec' | 'kics';
}

/** A call whose source is neither a directory here nor installed by `terraform init`. */
export interface NotInstalledModule {
  readonly location: Location;
  readonly source: string;
}
