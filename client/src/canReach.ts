/**
 * The command "Can A reach B?": asks for both ends and a port, asks the server, and shows the verdict with its proof.
 * The list of ends and the proof come ready from the server.
 */
import {
  commands,
  ProgressLocation,
  QuickPickItemKind,
  Range,
  ThemeIcon,
  Uri,
  ViewColumn,
  window,
} from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { CAN_REACH_REQUEST, ENDPOINTS_REQUEST } from '../../server/src/lsp/protocol';
import type {
  CanReachParams,
  CanReachResult,
  EndpointsResult,
  ReachAnswer,
  ReachStep,
  TextLocation,
} from '../../server/src/lsp/protocol';
import { readProtocolAndPort } from './portText';

const KIND_ICONS = { group: 'shield', attachment: 'server', 'prefix-list': 'list-unordered' } as const;
const VERDICT_ICONS = { reachable: 'pass', 'possibly-reachable': 'question', unreachable: 'error' } as const;
const STEP_ICONS = { allow: 'pass', 'possibly-allow': 'question', deny: 'error' } as const;

/** One end as the user chose it; `root` is null for text that was typed in. */
interface ChosenEnd {
  readonly root: string | null;
  readonly address: string;
}

interface EndItem extends QuickPickItem {
  readonly end: ChosenEnd;
}

interface ProofItem extends QuickPickItem {
  readonly location?: TextLocation | null;
}

/** Runs the command to its end; each question can be left with Escape, and then nothing is shown. */
export async function askCanReach(client: LanguageClient): Promise<void> {
  if (!client.isRunning()) {
    await offerRestart();
    return;
  }
  const endpoints = await client.sendRequest<EndpointsResult>(ENDPOINTS_REQUEST);
  const source = await pickEnd('Can A reach B? Source', 'Who opens the connection', endpoints, null);
  if (source === undefined) return;
  const destination = await pickEnd(
    `Can ${source.address} reach B? Destination`,
    'Who is to be reached',
    endpoints,
    source.root,
  );
  if (destination === undefined) return;
  const port = await askPort(`Can ${source.address} reach ${destination.address}?`);
  if (port === undefined) return;

  const question: CanReachParams = {
    root: source.root ?? destination.root,
    source: source.address,
    destination: destination.address,
    ...port,
  };
  const result = await window.withProgress({ location: ProgressLocation.Window, title: 'SG Lens' }, () =>
    client.sendRequest<CanReachResult>(CAN_REACH_REQUEST, question),
  );
  if (result.kind === 'refusal') {
    await window.showWarningMessage(result.message);
  } else {
    showProof(result);
  }
}

async function offerRestart(): Promise<void> {
  const restart = 'Restart server';
  const choice = await window.showWarningMessage('The SG Lens server is not running.', restart);
  if (choice === restart) await commands.executeCommand('sgLens.restartServer');
}

/** Lets the user choose among the known ends of `root` (of every root if null), or type one. */
function pickEnd(
  title: string,
  placeholder: string,
  endpoints: EndpointsResult,
  root: string | null,
): Promise<ChosenEnd | undefined> {
  const known: EndItem[] = [
    {
      label: 'internet',
      iconPath: new ThemeIcon('globe'),
      description: 'any public address',
      end: { root: null, address: 'internet' },
    },
    ...endpoints
      .filter((endpoint) => root === null || endpoint.root === root)
      .map((endpoint) => ({
        label: endpoint.label,
        iconPath: new ThemeIcon(KIND_ICONS[endpoint.kind]),
        description: endpoint.detail,
        end: { root: endpoint.root, address: endpoint.address },
      })),
  ];
  const picker = window.createQuickPick<EndItem>();
  picker.title = title;
  picker.placeholder = `${placeholder}: choose a group or resource, or type an address, a CIDR block or an sg-… id`;
  picker.matchOnDescription = true;
  picker.ignoreFocusOut = true;
  picker.items = known;
  // What names nothing in the list becomes an item of its own, so that an address needs no second dialog.
  picker.onDidChangeValue((value) => {
    const typed = value.trim();
    picker.items =
      typed === '' || known.some((item) => mentions(item, typed)) ? known : [typedEnd(typed), ...known];
  });
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      // Enter may come before the item for what was typed does.
      const end = picker.selectedItems[0]?.end ?? typedEnd(picker.value.trim()).end;
      if (end.address === '') return;
      resolve(end);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

function mentions({ label, description = '' }: EndItem, text: string): boolean {
  return `${label}\n${description}`.toLowerCase().includes(text.toLowerCase());
}

function typedEnd(address: string): EndItem {
  return {
    label: address,
    iconPath: new ThemeIcon('edit'),
    description: 'as typed',
    alwaysShow: true,
    end: { root: null, address },
  };
}

async function askPort(title: string): Promise<Pick<CanReachParams, 'protocol' | 'port'> | undefined> {
  const text = await window.showInputBox({
    title,
    prompt: 'Protocol and port, such as tcp/5432, udp/53, icmp or all',
    value: 'tcp/443',
    valueSelection: [4, 7],
    ignoreFocusOut: true,
    validateInput: (value) =>
      readProtocolAndPort(value) === undefined
        ? 'Write it as tcp/5432, 5432, udp/53, icmp or all.'
        : undefined,
  });
  return text === undefined ? undefined : readProtocolAndPort(text);
}

/** Shows the proof as a list that stays open, so that its rules can be visited one after the other. */
function showProof(answer: ReachAnswer): void {
  const picker = window.createQuickPick<ProofItem>();
  picker.title = answer.title;
  picker.placeholder = 'Enter jumps to the rule, Escape closes';
  picker.ignoreFocusOut = true;
  picker.items = [
    { label: answer.title, iconPath: new ThemeIcon(VERDICT_ICONS[answer.verdict]), alwaysShow: true },
    { label: 'because', kind: QuickPickItemKind.Separator },
    ...answer.steps.map(proofItem),
  ];
  picker.onDidAccept(() => {
    const location = picker.selectedItems[0]?.location;
    if (location !== undefined && location !== null) void reveal(location);
  });
  picker.onDidHide(() => {
    picker.dispose();
  });
  picker.show();
}

function proofItem(step: ReachStep): ProofItem {
  return {
    label: step.title,
    iconPath: new ThemeIcon(STEP_ICONS[step.verdict]),
    ...(step.detail === '' ? {} : { detail: step.detail }),
    location: step.location,
    alwaysShow: true,
  };
}

async function reveal({ uri, range: { start, end } }: TextLocation): Promise<void> {
  const editor = await window.showTextDocument(Uri.parse(uri), {
    preserveFocus: true,
    preview: true,
    viewColumn: ViewColumn.Active,
    selection: new Range(start.line, start.character, end.line, end.character),
  });
  editor.revealRange(editor.selection);
}
