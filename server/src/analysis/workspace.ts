/**
 * The workspace over time: texts and settings go in, models and findings come out, and only what an edit touched is
 * computed again. It is the one mutable thing of the analysis; what it gives out is immutable. It reads no disk and
 * knows no protocol: host/ fills it, lsp/ and cli/ ask it.
 */

import type { Finding } from '../checks/check';
import { createCheckRunner } from '../checks/runChecks';
import { writersFor } from '../providers/writers';
import type { Comparison } from '../review/comparison';
import { cell, source, untracked } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';
import type { Fix, TextEdit } from '../source/edit';
import { resolveOperations } from './applyFix';
import type { CollectedFindings, FindingsByFile, LocatedFinding, NotInstalledModule } from './findings';
import { createFindingCollector, inOrderOfFile } from './findings';
import type { Project, ProjectEnvironment, ProjectRoot } from './project';
import { createProject } from './project';
import type { RootAnalysis } from './rootAnalysis';
import { createRootAnalysis } from './rootAnalysis';
import type { AnalysisSettings, FileReader } from './settings';
import { defaultSettings, noFileReader } from './settings';
import { resolveSeparateRules } from './separateRules';
import { createSourceStore } from './sourceStore';

export interface WorkspaceOptions {
  /** Workspace folders; file functions read inside them only. */
  readonly folders: readonly DocumentUri[];
  readonly settings?: AnalysisSettings;
  readonly files?: FileReader;
  /** The day as `2026-11-30`, for suppressions that expire; without it none has expired. */
  readonly today?: () => string | undefined;
  /** Resource instances that the network of one root is read from; 200,000 where absent. */
  readonly mostInstances?: number;
  /** Told of a defect in a check or a review, once per distinct message; the rest of the analysis goes on. */
  readonly onDefect?: (where: string, error: unknown) => void;
}

export interface Workspace {
  /** Adds a file or replaces its text. Files that are not Terraform's are ignored. */
  setFile(uri: DocumentUri, text: string, version?: number): void;
  removeFile(uri: DocumentUri): void;
  /** A file that file() and its kin may read has changed. */
  otherFilesChanged(): void;
  /**
   * Tells which files of modules were not read, here or in the base: too large, or links to elsewhere. What they declare
   * is not said to be undeclared, and beside them nothing is closed for sure. Replaces what was told.
   */
  leaveOut(uris: ReadonlySet<DocumentUri>): void;
  configure(settings: AnalysisSettings): void;
  setFolders(folders: readonly DocumentUri[]): void;
  /** Tops of the git repositories that hold the folders: Terragrunt's functions ask for them. */
  setRepositories(tops: readonly DocumentUri[]): void;
  /** What edits are compared with: all files of the base. `label` is for messages (`HEAD`, `origin/main`). */
  setBase(base: WorkspaceBase | undefined): void;
  readonly project: Project;
  /** The base's label; undefined when there is no base. */
  readonly baseLabel: string | undefined;
  /** The environment that is looked at, undefined for all, and those that there are. */
  environments(): {
    readonly selected: string | undefined;
    readonly environments: readonly ProjectEnvironment[];
  };
  /** One per root module and environment. Asking one at a time lets a caller yield between them. */
  roots(): readonly RootAnalysis[];
  /** The findings of all roots in order of file and place, merged where several roots share a file, suppressed ones included and marked. */
  findings(): readonly LocatedFinding[];
  /**
   * The same by file, for who asks after each edit: a list in which nothing changed is the same object as the last time.
   * The map is the workspace's own, and changes with it.
   */
  findingsByFile(): FindingsByFile;
  /** Calls of modules that `terraform init` has not installed, once per call. */
  notInstalledModules(): readonly NotInstalledModule[];
  /** The fix as edits of the current texts; undefined when what it would change is no longer there. */
  resolveFix(fix: Fix): readonly TextEdit[] | undefined;
}

export interface WorkspaceBase {
  readonly label: string;
  readonly files: Iterable<readonly [DocumentUri, string]>;
}

export type { Finding, LocatedFinding, NotInstalledModule, RootAnalysis, Comparison };

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const store = createSourceStore();
  const settings = source(options.settings ?? defaultSettings);
  const folders = source(options.folders);
  const otherFiles = source(0);
  const files = options.files ?? noFileReader;
  const { mostInstances } = options;
  const repositories = source<readonly DocumentUri[]>([]);
  const project = createProject({ store, settings, folders, files, otherFiles, repositories, mostInstances });
  const base = source<{ readonly label: string; readonly project: Project } | undefined>(undefined);
  const onDefect = reportOnce(options.onDefect ?? (() => undefined));
  const runner = createCheckRunner({
    writers: writersFor,
    onError: (code, error) => onDefect(`check ${code}`, error),
  });
  const analyses = new Map<ProjectRoot, RootAnalysis>();
  let leftOut: ReadonlySet<DocumentUri> = new Set();

  const roots = (): readonly RootAnalysis[] => {
    const current = project.roots();
    for (const root of analyses.keys()) if (!current.includes(root)) analyses.delete(root);
    return current.map((root) => {
      let analysis = analyses.get(root);
      if (analysis === undefined) {
        analysis = createRootAnalysis(root, { project, runner, base: () => base.get(), onDefect });
        analyses.set(root, analysis);
      }
      return analysis;
    });
  };
  const collector = createFindingCollector({
    project,
    settings,
    today: options.today ?? (() => undefined),
    reviewed: () => base.get() !== undefined,
  });

  // Asked several times after each edit: for diagnostics, for the counts, for fixes.
  const collected = cell<CollectedFindings>(() => collector.collect(roots()), {
    onCycle: () => ({ byFile: new Map() }),
  });
  let listed: { readonly of: CollectedFindings; readonly findings: readonly LocatedFinding[] } | undefined;
  const collect = (): CollectedFindings => {
    store.settle();
    return collected.get();
  };

  return {
    setFile: (uri, text, version) => {
      store.set(uri, text, version);
    },
    removeFile: (uri) => {
      store.remove(uri);
    },
    otherFilesChanged: () => {
      otherFiles.set(otherFiles.get() + 1);
    },
    leaveOut: (uris) => {
      leftOut = uris;
      store.leaveOut(uris);
      base.get()?.project.store.leaveOut(uris);
    },
    configure: (next) => {
      settings.set(next);
    },
    setFolders: (next) => {
      folders.set(next);
    },
    setRepositories: (next) => {
      if (next.join('\n') !== repositories.get().join('\n')) repositories.set(next);
    },
    setBase: (next) => {
      if (next === undefined) {
        base.set(undefined);
        return;
      }
      const baseStore = createSourceStore();
      for (const [uri, text] of next.files) {
        // An unchanged item keeps its identity, so that what did not change is the same in both versions.
        const file = untracked(() => store.file(uri));
        baseStore.set(
          uri,
          text,
          undefined,
          file === undefined ? undefined : { file, tree: () => store.tree(uri) },
        );
      }
      baseStore.leaveOut(leftOut);
      baseStore.settle();
      const shared = { settings, folders, files, otherFiles, repositories, mostInstances };
      const baseProject = createProject({ store: baseStore, ...shared });
      base.set({ label: next.label, project: baseProject });
    },
    project,
    get baseLabel() {
      return base.get()?.label;
    },
    environments() {
      const environments = project.environments();
      const { environment } = settings.get();
      const isThere = environments.some(({ name }) => name === environment);
      return { selected: isThere ? environment : undefined, environments };
    },
    roots,
    findings() {
      const current = collect();
      if (listed?.of !== current) listed = { of: current, findings: inOrderOfFile(current.byFile) };
      return listed.findings;
    },
    findingsByFile: () => collect().byFile,
    notInstalledModules: () => collector.notInstalledModules(roots()),
    resolveFix: (fix) =>
      resolveOperations(
        fix.operations,
        (origin) => project.locate(origin),
        (operation) => resolveSeparateRules(operation, store, writersFor),
      ),
  };
}

function reportOnce(
  report: (where: string, error: unknown) => void,
): (where: string, error: unknown) => void {
  const seen = new Set<string>();
  return (where, error) => {
    const key = `${where}: ${error instanceof Error ? error.message : String(error)}`;
    if (seen.has(key)) return;
    seen.add(key);
    report(where, error);
  };
}
