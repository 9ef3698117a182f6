/** From HCL to the network, the whole way: parser, declarations, evaluation, adapters, model. */

import type { ResourceDeclaration, ModuleDeclarations } from '../../server/src/configuration/declarations';
import { readDeclarations } from '../../server/src/configuration/readDeclarations';
import { readModule } from '../../server/src/configuration/readModule';
import { readVariableFile } from '../../server/src/configuration/variableFiles';
import type { RootEvaluation, VariableInput } from '../../server/src/evaluation/evaluation';
import { createRootEvaluation } from '../../server/src/evaluation/rootEvaluation';
import type { Attachment, NetworkPart, Rule, SecurityGroup } from '../../server/src/network/model';
import { buildNetworkModel } from '../../server/src/network/buildModel';
import type { NetworkModel } from '../../server/src/network/networkModel';
import { adapterFor } from '../../server/src/providers/adapter';
import { documentUri, resolveUri, type DocumentUri } from '../../server/src/source/documentUri';
import type { Origin } from '../../server/src/source/origin';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { parseDocument } from '../../server/src/syntax/parse';
import type { SyntaxTree } from '../../server/src/syntax/tree';

export interface Network {
  readonly evaluation: RootEvaluation;
  readonly parts: readonly NetworkPart[];
  readonly model: NetworkModel;
  readonly rules: readonly Rule[];
  readonly rule: (address: string) => Rule;
  readonly group: (address: string) => SecurityGroup;
  readonly attachment: (address: string) => Attachment;
  /** The text at an origin. */
  readonly text: (origin: Origin | undefined) => string;
}

const root = documentUri('file:///workspace');

/** Files by path below the root module (`main.tf`, `child/main.tf`, `terraform.tfvars`); a text alone is main.tf. */
export function networkOf(files: string | Readonly<Record<string, string>>): Network {
  const trees = new Map<DocumentUri, SyntaxTree>();
  for (const [path, text] of Object.entries(typeof files === 'string' ? { 'main.tf': files } : files)) {
    const uri = resolveUri(root, path);
    trees.set(uri, parseDocument(createSourceFile(uri, text)));
  }
  const modules = readModules(trees);
  const variables = new Map<string, VariableInput>();
  for (const [uri, tree] of trees) {
    if (!uri.endsWith('.tfvars')) continue;
    for (const [name, value] of readVariableFile(tree)) variables.set(name, value);
  }
  const evaluation = createRootEvaluation(root, {
    module: (directory) => modules.get(directory),
    resolveSource: (call, _, directory) => {
      const { source = '' } = call;
      if (!source.startsWith('.')) return { kind: 'not-installed', source };
      return { kind: 'directory', directory: resolveUri(directory, source) };
    },
    rootVariables: () => variables,
    workspaceName: 'default',
    files: {
      readText: () => ({ kind: 'missing' }),
      readBytes: () => ({ kind: 'missing' }),
      exists: () => ({ kind: 'ok', value: false }),
      list: () => ({ kind: 'ok', value: [] }),
    },
  });
  const parts = evaluation.modules().flatMap((module) =>
    [...module.declarations().resources.values()].flatMap((declaration: ResourceDeclaration) => {
      const adapter = adapterFor(declaration);
      return adapter === undefined ? [] : module.instances(declaration).flatMap(adapter);
    }),
  );
  const model = buildNetworkModel(parts);
  return {
    evaluation,
    parts,
    model,
    rules: model.rules,
    rule: (address) => found(model.rules, address),
    group: (address) => found([...model.groups.values()], address),
    attachment: (address) => found([...model.attachments.values()], address),
    text(origin) {
      const tree = origin === undefined ? undefined : trees.get(origin.anchor.uri);
      const item = tree?.items.find(({ anchor }) => anchor === origin?.anchor);
      if (tree === undefined || item === undefined || origin === undefined) return '';
      return tree.file.text.slice(item.start + origin.start, item.start + origin.end);
    },
  };
}

function readModules(trees: ReadonlyMap<DocumentUri, SyntaxTree>): Map<DocumentUri, ModuleDeclarations> {
  const byDirectory = new Map<DocumentUri, SyntaxTree[]>();
  for (const [uri, tree] of trees) {
    if (!uri.endsWith('.tf')) continue;
    const directory = resolveUri(uri, '..');
    byDirectory.set(directory, [...(byDirectory.get(directory) ?? []), tree]);
  }
  return new Map(
    Array.from(byDirectory, ([directory, list]) => [
      directory,
      readModule(directory, list.map(readDeclarations)),
    ]),
  );
}

function found<T extends { readonly address: string }>(list: readonly T[], address: string): T {
  const part = list.find((each) => each.address === address);
  if (part === undefined) {
    throw new Error(`no ${address} among ${list.map((each) => each.address).join(', ') || 'none'}`);
  }
  return part;
}

/** A peer in few words: `10.0.0.0/8`, `group aws_security_group.api`, `may 10.0.0.0/8`. */
export function peerTexts(rule: Pick<Rule, 'peers'>): string[] {
  return rule.peers.map((peer) => {
    const may = peer.certainty === 'possible' ? 'may ' : '';
    switch (peer.kind) {
      case 'cidr':
        return `${may}${peer.text}`;
      case 'group':
        return `${may}group ${referenceText(peer.group)}${peer.self ? ' (self)' : ''}`;
      case 'prefix-list':
        return `${may}list ${referenceText(peer.list)}`;
      case 'invalid-cidr':
        return `${may}invalid ${peer.text}: ${peer.problem}${peer.suggestion === undefined ? '' : `, ${peer.suggestion}`}`;
      case 'unknown':
        return `${may}unknown ${peer.of}${peer.family ?? ''}: ${peer.reason}`;
    }
  });
}

export function referenceText(reference: Rule['group']): string {
  switch (reference.kind) {
    case 'part':
      return reference.address;
    case 'literal':
      return reference.id;
    case 'undeclared':
      return `undeclared ${reference.text}`;
    case 'unknown':
      return `unknown: ${reference.reason}`;
  }
}
