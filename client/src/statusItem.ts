/**
 * The items among the language status of a Terraform file: what the server is doing and what it has found, and, where
 * roots have several environments, which of them is looked at.
 * Numbers come ready from the server; a crash is seen from the state of the connection.
 */
import { languages, LanguageStatusSeverity, workspace } from 'vscode';
import { State } from 'vscode-languageclient/node';
import type { LanguageStatusItem } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { STATUS_NOTIFICATION } from '../../server/src/lsp/protocol';
import type { StatusParams } from '../../server/src/lsp/protocol';
import { describeEnvironment } from './environmentText';
import { DOCUMENT_SELECTOR } from './server';
import { describeStatus } from './statusText';

const SHOW_OUTPUT = { command: 'sgLens.showOutput', title: 'Show output' };
const RESTART = { command: 'sgLens.restartServer', title: 'Restart server' };
const SELECT_ENVIRONMENT = { command: 'sgLens.selectEnvironment', title: 'Select' };
const MANAGE_TRUST = { command: 'workbench.trust.manage', title: 'Manage trust' };

export interface StatusItem {
  /** Shows the state of this client from now on; the one before it is forgotten. */
  follow(client: LanguageClient): void;
  dispose(): void;
}

export function createStatusItem(): StatusItem {
  const item = languages.createLanguageStatusItem('sgLens.status', DOCUMENT_SELECTOR);
  item.name = 'SG Lens';
  let environmentItem: LanguageStatusItem | undefined;
  let unfollow: () => void = () => undefined;

  const showStatus = (status: StatusParams): void => {
    const { text, detail } = describeStatus(status, workspace.isTrusted);
    item.text = text;
    item.detail = detail;
    item.busy = status.state === 'indexing';
    item.severity =
      status.state === 'error' ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = workspace.isTrusted ? SHOW_OUTPUT : MANAGE_TRUST;
  };
  const showEnvironment = (status: StatusParams): void => {
    // While folders are read nobody knows how many there are; what was said before stays.
    if (status.state === 'indexing') return;
    const text = describeEnvironment(status);
    if (text === undefined) {
      environmentItem?.dispose();
      environmentItem = undefined;
      return;
    }
    if (environmentItem === undefined) {
      environmentItem = languages.createLanguageStatusItem('sgLens.environment', DOCUMENT_SELECTOR);
      environmentItem.name = 'SG Lens Environment';
      environmentItem.command = SELECT_ENVIRONMENT;
    }
    environmentItem.text = text;
  };
  const showConnection = (state: State, crashed: boolean): void => {
    if (state === State.Running) return;
    const gone = state !== State.Starting;
    if (gone) item.text = 'SG Lens: stopped';
    else item.text = crashed ? 'SG Lens: restarting after a crash' : 'SG Lens: starting';
    item.detail = gone ? 'The output says why.' : '';
    item.busy = !gone;
    item.severity = gone ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = gone ? RESTART : SHOW_OUTPUT;
  };

  return {
    follow: (client) => {
      unfollow();
      const onStatus = client.onNotification(STATUS_NOTIFICATION, (status: StatusParams) => {
        showStatus(status);
        showEnvironment(status);
      });
      // Within one client, a second start is the library's own, after a crash.
      let starts = 0;
      const onState = client.onDidChangeState(({ newState }) => {
        if (newState === State.Starting) starts += 1;
        showConnection(newState, starts > 1);
      });
      unfollow = () => {
        onStatus.dispose();
        onState.dispose();
      };
    },
    dispose: () => {
      unfollow();
      item.dispose();
      environmentItem?.dispose();
    },
  };
}
