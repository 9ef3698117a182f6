/** What would have to be added for an end to reach another, with the text to insert, in the shape of the JSON of `reach`. */

import type { Workspace } from '../analysis/workspace';
import type { Direction } from '../network/model';
import type { Needed } from '../reachability/needed';
import type { Endpoint } from '../reachability/answer';
import type { FlowContext, ReportedBlocker, ReportedEnd } from './flowReport';
import { reportBlocker, reportEnd } from './flowReport';
import type { Place } from './places';
import { placeOf } from './places';

export interface ReportedNeeds {
  readonly root: string;
  readonly environment: string | null;
  readonly source: ReportedEnd;
  readonly destination: ReportedEnd;
  readonly rules: readonly {
    /** The group that gets the rule. */
    readonly group: string;
    readonly direction: Direction;
    readonly message: string;
    /** Empty where the rule cannot be written as text; the message says why. */
    readonly edits: readonly (Place & { readonly newText: string })[];
  }[];
  /** What is in the way and no rule of a group can change. */
  readonly others: readonly ReportedBlocker[];
}

export function reportNeeded(
  workspace: Workspace,
  { rules, others }: Needed,
  ends: { readonly source: Endpoint; readonly destination: Endpoint },
  context: FlowContext,
): ReportedNeeds {
  return {
    root: context.root,
    environment: context.environment,
    source: reportEnd(ends.source),
    destination: reportEnd(ends.destination),
    rules: rules.map(({ group, direction, message, operations }) => {
      const edits =
        operations === undefined
          ? undefined
          : workspace.resolveFix({ title: message, operations, preferred: false });
      return {
        group: group.address,
        direction,
        message,
        edits: (edits ?? []).flatMap(({ uri, span, newText }) => {
          const file = workspace.project.store.file(uri);
          return file === undefined ? [] : [{ ...placeOf(context.folder, { file, span }), newText }];
        }),
      };
    }),
    others: others.map((blocker) => reportBlocker(blocker, context)),
  };
}
