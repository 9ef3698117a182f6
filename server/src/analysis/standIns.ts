/**
 * Modules that are not installed, but whose documented inputs say what they make: a configuration of our own stands in
 * for them, so that what a call passes in is checked by plain evaluation. Its files are in no workspace: nothing is
 * shown in them, and what is found about them is told at the call.
 */

import type { Finding } from '../checks/check';
import type { FindingLists } from '../checks/runChecks';
import type { ModuleCallDeclaration, ModuleDeclarations } from '../configuration/declarations';
import type { SourceAddress } from '../configuration/moduleSources';
import { parseModuleSource } from '../configuration/moduleSources';
import { readDeclarations } from '../configuration/readDeclarations';
import { readModule } from '../configuration/readModule';
import type { RootEvaluation } from '../evaluation/evaluation';
import { securityGroupModuleText } from '../providers/aws/securityGroupModule';
import type { DocumentUri } from '../source/documentUri';
import { baseName, documentUri, relativePath, resolveUri } from '../source/documentUri';
import { createSourceFile } from '../source/sourceFile';
import { parseDocument } from '../syntax/parse';
import { originOf } from '../syntax/tree';

const scheme = 'sg-lens-module:';
const securityGroups = documentUri(`${scheme}/terraform-aws-modules/security-group/aws`);

/** The directory that stands in for a source; undefined for a module that is not known. */
export function standInFor(source: string): DocumentUri | undefined {
  const address = parseModuleSource(source);
  if (!isSecurityGroupModule(address)) return undefined;
  const directory = resolveUri(securityGroups, address.subdirectory);
  return standInModule(directory) === undefined ? undefined : directory;
}

function isSecurityGroupModule(
  address: SourceAddress,
): address is Extract<SourceAddress, { readonly subdirectory: string }> {
  if (address.kind === 'registry') {
    const { host, namespace, name, provider } = address;
    const isPublic = host === 'registry.terraform.io' || host === 'registry.opentofu.org';
    return (
      isPublic && namespace === 'terraform-aws-modules' && name === 'security-group' && provider === 'aws'
    );
  }
  if (address.kind !== 'git') return false;
  return /[/:]terraform-aws-modules\/terraform-aws-security-group(\.git)?(\?|$)/i.test(address.address);
}

/** Whether a place is in a module that stands in. */
export function isStandIn(uri: DocumentUri): boolean {
  return uri.startsWith(scheme);
}

const modules = new Map<DocumentUri, ModuleDeclarations | undefined>();

/** The declarations in a directory that stands in; the same object each time. Undefined for any other directory. */
export function standInModule(directory: DocumentUri): ModuleDeclarations | undefined {
  if (!isStandIn(directory)) return undefined;
  if (!modules.has(directory)) modules.set(directory, readStandIn(directory));
  return modules.get(directory);
}

function readStandIn(directory: DocumentUri): ModuleDeclarations | undefined {
  const path = relativePath(securityGroups, directory);
  const submodule = /^modules\/([\w-]+)$/.exec(path)?.[1];
  if (path !== '.' && submodule === undefined) return undefined;
  const text = securityGroupModuleText(submodule);
  if (text === undefined) return undefined;
  const file = createSourceFile(resolveUri(directory, 'main.tf'), text);
  return readModule(directory, [readDeclarations(parseDocument(file))]);
}

interface Told {
  readonly call: ModuleCallDeclaration;
  readonly finding: Finding;
}

const toldBefore = new WeakMap<Finding, Told>();
const listsBefore = new WeakMap<readonly Finding[], readonly Finding[]>();

/** The lists with those findings told at the calls; a list without any, or in which nothing changed, is the same. */
export function listsToldAtCalls(lists: FindingLists, evaluation: RootEvaluation): FindingLists {
  if (!lists.some((list) => list.some(({ origin }) => isStandIn(origin.anchor.uri)))) return lists;
  return lists.map((list) => {
    const told = toldAtCalls(list, evaluation);
    if (told === list) return list;
    const before = listsBefore.get(list);
    const isSame =
      before?.length === told.length && told.every((finding, index) => finding === before[index]);
    if (isSame) return before;
    listsBefore.set(list, told);
    return told;
  });
}

/**
 * The findings with those in modules that stand in told where the call passes in what they are about, or at the call's
 * name. The same list where there is none.
 */
export function toldAtCalls(findings: readonly Finding[], evaluation: RootEvaluation): readonly Finding[] {
  if (!findings.some(({ origin }) => isStandIn(origin.anchor.uri))) return findings;
  return findings.flatMap((finding) => {
    if (!isStandIn(finding.origin.anchor.uri)) return [finding];
    const call = callOf(finding.resource, evaluation);
    if (call === undefined) return [];
    const before = toldBefore.get(finding);
    if (before?.call === call) return [before.finding];
    const told = tellAt(call, finding);
    toldBefore.set(finding, { call, finding: told });
    return [told];
  });
}

/** The call of the user's that leads to the module which declares the resource. */
function callOf(resource: string, evaluation: RootEvaluation): ModuleCallDeclaration | undefined {
  for (const { address, directory, call } of evaluation.modules()) {
    if (call === undefined || !isStandIn(directory) || isStandIn(call.caller.directory)) continue;
    if (resource.startsWith(`${address.text}.`)) return call.declaration;
  }
  return undefined;
}

/** At the value that the call passes in, else at the input that makes the rule, else at the call's name. */
function tellAt(call: ModuleCallDeclaration, finding: Finding): Finding {
  const written = finding.related.find(({ origin }) => origin.anchor === call.anchor);
  // The inputs of these modules have the names of the resources that they make.
  const name =
    finding.resource
      .replace(/\[[^\]]*\]$/, '')
      .split('.')
      .at(-1) ?? '';
  const file = baseName(call.anchor.uri);
  return {
    ...finding,
    // Seen from a module that is nowhere, every file is another one.
    message: finding.message.replaceAll(/ \(from (?:\.\.\/|\/)?[^()]*?([^()/]+)\)/g, (_, from: string) =>
      from === file ? '' : ` (from ${from})`,
    ),
    origin: written?.origin ?? originOf(call.anchor, call.inputs.get(name)?.span ?? call.nameSpan),
    related: finding.related.filter((each) => each !== written),
    fixes: [],
  };
}
