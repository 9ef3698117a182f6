/**
 * The command "Select Environment": all environments or one of them, with the roots that each applies to. The choice is
 * the user's own, so it is kept with the workspace's state and not written into its settings.
 */
import { ThemeIcon, window } from 'vscode';
import type { Memento, QuickPickItem } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { ENVIRONMENTS_REQUEST, SELECT_ENVIRONMENT_NOTIFICATION } from '../../server/src/lsp/protocol';
import type {
  EnvironmentChoice,
  EnvironmentsResult,
  SelectEnvironmentParams,
} from '../../server/src/lsp/protocol';
import { rootsText } from './environmentText';

const KEY = 'sgLens.environment';

interface EnvironmentItem extends QuickPickItem {
  readonly choice: EnvironmentChoice;
}

/** The choice that was made in this workspace; undefined where none was. */
export function chosenEnvironment(state: Memento): EnvironmentChoice | undefined {
  return state.get<EnvironmentChoice>(KEY);
}

/** Runs the command to its end; Escape leaves everything as it is. */
export async function selectEnvironment(client: LanguageClient, state: Memento): Promise<void> {
  if (!client.isRunning()) {
    await window.showWarningMessage('The SG Lens server is not running.');
    return;
  }
  const { selected, environments } = await client.sendRequest<EnvironmentsResult>(ENVIRONMENTS_REQUEST);
  if (environments.length === 0) {
    await window.showInformationMessage(
      'No root module has several environments. They are found by variable files such as env/prod.tfvars, or named by the setting sgLens.environments.',
    );
    return;
  }
  const items: EnvironmentItem[] = [
    { label: 'All environments', iconPath: new ThemeIcon('layers'), choice: null },
    ...environments.map(({ name, roots }) => ({
      label: name,
      iconPath: new ThemeIcon('server-environment'),
      detail: rootsText(roots),
      choice: name,
    })),
  ].map((item) => (item.choice === selected ? { ...item, description: 'selected' } : item));
  const picked = await window.showQuickPick(items, {
    title: 'SG Lens: environment',
    placeHolder: 'Findings and hovers of which environment?',
    matchOnDetail: true,
  });
  if (picked === undefined) return;
  await state.update(KEY, picked.choice);
  const params: SelectEnvironmentParams = { environment: picked.choice };
  await client.sendNotification(SELECT_ENVIRONMENT_NOTIFICATION, params);
}
