/** A workspace from texts by path, for tests that ask it directly. */

import type { AnalysisSettings, FileReader } from '../../server/src/analysis/settings';
import { defaultSettings } from '../../server/src/analysis/settings';
import type { LocatedFinding, Workspace } from '../../server/src/analysis/workspace';
import { createWorkspace } from '../../server/src/analysis/workspace';
import { documentUri } from '../../server/src/source/documentUri';
import { positionAt } from '../../server/src/source/lineIndex';
import { pathOfUri, uriOfPath } from '../fixtures/analyse';

export type Texts = Readonly<Record<string, string>>;

export function openWorkspace(
  texts: Texts,
  settings: Partial<AnalysisSettings> = {},
  options: {
    readonly files?: FileReader;
    readonly today?: () => string;
    readonly mostInstances?: number;
  } = {},
): Workspace {
  const workspace = createWorkspace({
    folders: [documentUri('file:///workspace')],
    settings: { ...defaultSettings, ...settings },
    onDefect: (where, error) => {
      throw new Error(`defect in ${where}`, { cause: error });
    },
    ...options,
  });
  for (const [path, text] of Object.entries(texts)) workspace.setFile(uriOfPath(path), text);
  return workspace;
}

/** `code file:line`, with the line as editors count it, and `(suppressed)`; in the workspace's order. */
export function findingTexts(workspace: Workspace, only?: string): string[] {
  return workspace
    .findings()
    .filter(({ finding }) => only === undefined || finding.code === only)
    .map((each) => `${each.finding.code} ${placeText(each)}${each.suppressed ? ' (suppressed)' : ''}`);
}

export function placeText({ location: { file, span } }: Pick<LocatedFinding, 'location'>): string {
  return `${pathOfUri(file.uri)}:${String(positionAt(file.lines, span.start).line + 1)}`;
}

/** The roots and environments in which a finding holds. */
export function contextTexts({ holdsIn }: LocatedFinding): string[] {
  return holdsIn.map((each) => pathOfUri(each.root) + (each.environment ? ` ${each.environment}` : ''));
}

export function setBase(workspace: Workspace, texts: Texts): void {
  const files = Object.entries(texts).map(([path, text]) => [uriOfPath(path), text] as const);
  workspace.setBase({ label: 'HEAD', files });
}
