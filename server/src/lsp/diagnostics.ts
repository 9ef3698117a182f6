/** Findings as the protocol's diagnostics, of those files only whose findings are others than the last time. */

import type { Diagnostic } from 'vscode-languageserver';
import { DiagnosticTag } from 'vscode-languageserver';
import type { LocatedFinding, Workspace } from '../analysis/workspace';
import { compareText } from '../source/compareText';
import type { DocumentUri } from '../source/documentUri';
import { relativePath } from '../source/documentUri';
import type { ClientUri } from './convert';
import { toRange, toRelated, toSeverity } from './convert';

/** What replaces the diagnostics of some files, in order of file; empty where there are none any more. */
export type DiagnosticChanges = ReadonlyMap<DocumentUri, readonly Diagnostic[]>;

interface DiagnosticContext {
  readonly pageOf: (code: string) => string | undefined;
  readonly clientUri: ClientUri;
}

/** Makes diagnostics of findings again and again: all of them the first time, then what has changed since. `pageOf` is the address of a check's page, where there is one. */
export function createDiagnosticMaker(
  pageOf: (code: string) => string | undefined,
  clientUri: ClientUri,
): (workspace: Workspace) => DiagnosticChanges {
  const context = { pageOf, clientUri };
  const previous = new Map<DocumentUri, readonly LocatedFinding[]>();
  let severalBefore = false;
  return (workspace) => {
    const byFile = workspace.findingsByFile();
    const several = workspace.roots().length > 1;
    const others: DocumentUri[] = [];
    byFile.forEach((findings, uri) => {
      // With several roots, a message may tell for which of them it holds.
      if (previous.get(uri) !== findings || several !== severalBefore) others.push(uri);
    });
    previous.forEach((_, uri) => {
      if (!byFile.has(uri)) others.push(uri);
    });
    const changes = new Map<DocumentUri, readonly Diagnostic[]>();
    for (const uri of others.sort(compareText)) {
      const shown = (byFile.get(uri) ?? []).filter(({ suppressed }) => suppressed === undefined);
      changes.set(
        uri,
        shown.map((each) => toDiagnostic(each, several, context)),
      );
    }
    severalBefore = several;
    for (const uri of others) {
      const findings = byFile.get(uri);
      if (findings === undefined) previous.delete(uri);
      else previous.set(uri, findings);
    }
    return changes;
  };
}

function toDiagnostic(
  located: LocatedFinding,
  severalRoots: boolean,
  { pageOf, clientUri }: DiagnosticContext,
): Diagnostic {
  const { finding, location, related } = located;
  const page = pageOf(finding.code);
  const unnecessary = finding.code === 'duplicate-rule' || finding.code === 'unused-suppression';
  return {
    range: toRange(location.file, location.span),
    severity: toSeverity(finding.severity),
    code: finding.code,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    source: 'sg-lens',
    message: finding.message + (severalRoots ? contextSuffix(located) : ''),
    ...(related.length === 0
      ? {}
      : { relatedInformation: related.map((each) => toRelated(each, clientUri)) }),
    ...(unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

/** In which environment, or for which root, a finding on a shared file holds; empty where it goes without saying. */
function contextSuffix({ holdsIn, location }: LocatedFinding): string {
  const environments = holdsIn.flatMap((each) => each.environment ?? []);
  if (environments.length > 0) return ` (${[...new Set(environments)].join(', ')})`;
  const roots = holdsIn.filter((each) => !location.file.uri.startsWith(`${each.root}/`));
  if (roots.length === 0) return '';
  const names = roots.slice(0, 3).map((each) => relativePath(parentOf(location.file.uri), each.root));
  return ` (as called from ${names.join(', ')}${roots.length > 3 ? ` and ${roots.length - 3} more` : ''})`;
}

function parentOf(uri: DocumentUri): DocumentUri {
  return uri.slice(0, uri.lastIndexOf('/')) as DocumentUri;
}
