/**
 * What Terraform would refuse in a root, as findings: what shows without evaluation, for all that is declared, and the
 * mistakes of what is evaluated for the network. Nothing is evaluated to look for mistakes.
 */

import type { Finding } from '../checks/check';
import type { EvaluationError, RecordedCell } from '../evaluation/collectedErrors';
import type { EvaluationProblem, RootEvaluation } from '../evaluation/evaluation';
import { cell } from '../reactive/cell';
import type { Cell } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import type { Fix } from '../source/edit';
import { cycleFixes } from './cycleFixes';
import type { SourceStore } from './sourceStore';

const none: readonly Finding[] = [];

/**
 * A cell with the findings, in no order. `evaluated` is what the network is read from; `directories` are those of the
 * root's modules.
 */
export function createRootProblems(
  evaluation: RootEvaluation,
  evaluated: RecordedCell<unknown>,
  directories: () => ReadonlySet<DocumentUri>,
  store: SourceStore,
): Cell<readonly Finding[]> {
  const isWhole = cell(() => [...directories()].every((directory) => isParsed(directory, store)), {
    onCycle: () => false,
  });
  return cell(
    () => {
      // Terraform reads no further than to the first mistake in syntax, and what is half typed is no mistake yet.
      if (!isWhole.get()) return none;
      return [
        ...evaluation.problems().map((problem) => problemFinding(problem, store)),
        ...evaluated.errors().map(errorFinding),
      ];
    },
    { onCycle: () => none },
  );
}

const parsedDirectories = new WeakMap<SourceStore, Map<DocumentUri, Cell<boolean>>>();

/** Whether all files of a module are read, and none has a mistake in its syntax. */
function isParsed(directory: DocumentUri, store: SourceStore): boolean {
  const ofStore = parsedDirectories.get(store) ?? new Map<DocumentUri, Cell<boolean>>();
  parsedDirectories.set(store, ofStore);
  let parsed = ofStore.get(directory);
  if (parsed === undefined) {
    parsed = cell(
      () =>
        // What a file that was not read declares is declared.
        !store.isPartial(directory) &&
        (store.module(directory)?.files ?? []).every((uri) => store.tree(uri)?.problems.length === 0),
      { onCycle: () => false },
    );
    ofStore.set(directory, parsed);
  }
  return parsed.get();
}

const findings = new WeakMap<EvaluationProblem | EvaluationError, Finding>();

function problemFinding(problem: EvaluationProblem, store: SourceStore): Finding {
  return findingOf(problem, problem.code, problem.message, problem.related, () =>
    cycleFixes(problem.cycle, problem.origin.anchor.uri, store),
  );
}

function errorFinding(error: EvaluationError): Finding {
  const message = `${error.message} Terraform stops here; nothing is known of what depends on it.`;
  return findingOf(error, 'evaluation-error', message, error.related);
}

/** The same object for the same mistake. */
function findingOf(
  mistake: EvaluationProblem | EvaluationError,
  code: string,
  message: string,
  related: EvaluationError['related'],
  fixes: () => readonly Fix[] = () => [],
): Finding {
  let finding = findings.get(mistake);
  if (finding === undefined) {
    finding = {
      code,
      severity: 'error',
      certainty: 'certain',
      message,
      origin: mistake.origin,
      resource: mistake.module.text,
      related: related === undefined ? [] : [related],
      fixes: fixes(),
    };
    findings.set(mistake, finding);
  }
  return finding;
}
