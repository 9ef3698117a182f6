/** Findings as the protocol's diagnostics. A file whose findings are the same keeps its array of diagnostics. */

import type { Diagnostic } from 'vscode-languageserver';
import { DiagnosticTag } from 'vscode-languageserver';
import type { LocatedFinding, Workspace } from '../analysis/workspace';
import type { DocumentUri } from '../source/documentUri';
import { relativePath } from '../source/documentUri';
import type { ClientUri } from './convert';
import { toRange, toRelated, toSeverity } from './convert';

export type DiagnosticsByFile = ReadonlyMap<DocumentUri, readonly Diagnostic[]>;

interface DiagnosticContext {
  readonly pageOf: (code: string) => string | undefined;
  readonly clientUri: ClientUri;
}

interface FileDiagnostics {
  readonly findings: readonly LocatedFinding[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes diagnostics of findings again and again. `pageOf` is the address of a check's page, where there is one. */
export function createDiagnosticMaker(
  pageOf: (code: string) => string | undefined,
  clientUri: ClientUri,
): (workspace: Workspace) => DiagnosticsByFile {
  const context = { pageOf, clientUri };
  let previous = new Map<DocumentUri, FileDiagnostics>();
  return (workspace) => {
    const byFile = new Map<DocumentUri, LocatedFinding[]>();
    for (const located of workspace.findings()) {
      if (located.suppressed !== undefined) continue;
      const uri = located.location.file.uri;
      const list = byFile.get(uri);
      if (list === undefined) byFile.set(uri, [located]);
      else list.push(located);
    }
    const several = workspace.roots().length > 1;
    const next = new Map<DocumentUri, FileDiagnostics>();
    for (const [uri, findings] of byFile) {
      const old = previous.get(uri);
      const same = old !== undefined && sameFindings(old.findings, findings);
      next.set(uri, {
        findings,
        diagnostics: same ? old.diagnostics : findings.map((each) => toDiagnostic(each, several, context)),
      });
    }
    previous = next;
    return new Map([...next].map(([uri, { diagnostics }]) => [uri, diagnostics]));
  };
}

function sameFindings(left: readonly LocatedFinding[], right: readonly LocatedFinding[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
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
