/** From the editor's settings, the teams' files and the user's choice to the settings of the analysis. It reads no file. */

import type { AnalysisSettings, FolderSettings } from '../analysis/settings';
import { defaultSettings } from '../analysis/settings';
import type { TeamConfiguration } from '../analysis/teamConfiguration';
import { folderSettings, namedEnvironmentsOf, settingsPath } from '../analysis/teamConfiguration';
import { variableFileUri } from '../configuration/environments';
import type { DocumentUri } from '../source/documentUri';
import { documentUri, isInside } from '../source/documentUri';
import type { EnvironmentChoice, SgLensSettings } from './protocol';

export interface SettingsSources {
  readonly settings: SgLensSettings;
  readonly trusted: boolean;
  /** Undefined where nobody has chosen: then the first folder whose team names an environment decides. */
  readonly choice: EnvironmentChoice | undefined;
  /** What `.sg-lens.yaml` of each workspace folder says. */
  readonly teams: ReadonlyMap<DocumentUri, TeamConfiguration>;
}

export function analysisSettings({ settings, trusted, choice, teams }: SettingsSources): AnalysisSettings {
  const folders = new Map<DocumentUri, FolderSettings>();
  for (const [folder, team] of teams) {
    const all = folderSettings(team, folder, ownSettings(settings, folder, trusted));
    folders.set(folder, trusted ? all : withinFolder(all, folder));
  }
  const agreed = [...teams.values()].flatMap((team) => team.environment ?? []);
  return {
    ...defaultSettings,
    severities: new Map(Object.entries(settings.checks.severity)),
    variableFiles: trusted ? settings.variables.files.map(settingsPath) : [],
    environment: choice === undefined ? agreed[0] : (choice ?? undefined),
    folders,
  };
}

/** Variable files that the settings name at places of their own: they may lie outside of the folders. */
export function variableFilesOf(settings: AnalysisSettings): readonly DocumentUri[] {
  return [settings, ...settings.folders.values()].flatMap(({ variableFiles, environments }) => [
    ...variableFiles.flatMap((file) => (file.includes('://') ? documentUri(file) : [])),
    ...environments.flatMap((each) =>
      each.variableFiles.flatMap((file) => {
        const { root } = each;
        if (file.includes('://')) return documentUri(file);
        return root === undefined ? [] : variableFileUri(root, file);
      }),
    ),
  ]);
}

/** In a workspace that is not trusted, its own settings name no files: they could lead anywhere. */
function ownSettings(settings: SgLensSettings, folder: DocumentUri, trusted: boolean): FolderSettings {
  const environments = Object.entries(settings.environments).flatMap(([name, list]) =>
    list.map(({ root, varFiles, workspace }) => ({
      name,
      root: root ?? undefined,
      varFiles,
      workspace: workspace ?? undefined,
    })),
  );
  return {
    ...defaultSettings,
    severities: new Map(Object.entries(settings.checks.severity)),
    variableFiles: trusted ? settings.variables.files.map(settingsPath) : [],
    environments: trusted ? namedEnvironmentsOf(environments, folder) : [],
  };
}

/** The same without files outside of the folder. */
function withinFolder(settings: FolderSettings, folder: DocumentUri): FolderSettings {
  const inside = (root: DocumentUri | undefined) => (file: string) => {
    if (file.includes('://')) return isInside(folder, file as DocumentUri);
    return root === undefined
      ? !file.split('/').includes('..')
      : isInside(folder, variableFileUri(root, file));
  };
  return {
    ...settings,
    variableFiles: settings.variableFiles.filter(inside(undefined)),
    environments: settings.environments.map((each) => ({
      ...each,
      variableFiles: each.variableFiles.filter(inside(each.root)),
    })),
  };
}
