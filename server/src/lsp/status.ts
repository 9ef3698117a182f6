/** The numbers that the editor shows beside the state of the server. */

import { isDeclared } from '../analysis/instanceLimit';
import type { Workspace } from '../analysis/workspace';
import type { FindingSeverity, StatusParams } from './protocol';

export type Counts = Pick<StatusParams, 'groups' | 'rules' | 'findings' | 'environment' | 'environments'>;

export const emptyCounts: Counts = {
  groups: 0,
  rules: 0,
  findings: { error: 0, warning: 0, information: 0, hint: 0 },
  environment: null,
  environments: 0,
};

/** Groups and rules of all roots that are looked at, and the findings that are shown. */
export function countAll(workspace: Workspace): Counts {
  const findings: Record<FindingSeverity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  let groups = 0;
  let rules = 0;
  for (const { root } of workspace.roots()) {
    const model = root.model();
    groups += model.groups.size;
    for (const rule of model.rules) if (isDeclared(rule)) rules++;
  }
  workspace.findingsByFile().forEach((inFile) => {
    for (const { finding, suppressed } of inFile) if (suppressed === undefined) findings[finding.severity]++;
  });
  const { selected, environments } = workspace.environments();
  return {
    groups,
    rules,
    findings,
    environment: selected ?? null,
    environments: environments.length,
  };
}
