/**
 * The declarations of a directory, one cell per name, shared by all instances of the module: an edit of one block
 * reaches only what reads that name.
 */

import type {
  LocalDeclaration,
  ModuleCallDeclaration,
  ModuleDeclarations,
  OutputDeclaration,
  ProviderDeclaration,
  ResourceDeclaration,
  VariableDeclaration,
} from '../configuration/declarations';
import { cell, projection } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';

export interface DirectoryCells {
  declarations(): ModuleDeclarations;
  variable(name: string): VariableDeclaration | undefined;
  local(name: string): LocalDeclaration | undefined;
  output(name: string): OutputDeclaration | undefined;
  /** By `type.name`, `data.type.name`, `ephemeral.type.name`. */
  resource(key: string): ResourceDeclaration | undefined;
  call(name: string): ModuleCallDeclaration | undefined;
  /** A provider's configuration: `aws`, or `aws.west` for one with an alias. */
  provider(name: string): ProviderDeclaration | undefined;
  /** Names of the module calls, in order; the same array while they are the same. */
  callNames(): readonly string[];
  /** Whether it looks like what is applied by itself: it has a backend, or configures a provider. */
  isDeployed(): boolean;
  /** What callers must know of it; the same object while it is the same. */
  signature(): ModuleSignature;
}

/** Names that a caller can set and read. */
export interface ModuleSignature {
  /** Variables by name; true where a value is required. */
  readonly inputs: ReadonlyMap<string, boolean>;
  readonly outputs: readonly string[];
}

export function createDirectoryCells(
  directory: DocumentUri,
  read: (directory: DocumentUri) => ModuleDeclarations | undefined,
): DirectoryCells {
  const empty = emptyModule(directory);
  const all = cell(() => read(directory) ?? empty, { onCycle: () => empty });
  const variables = projection(() => all.get().variables);
  const locals = projection(() => all.get().locals);
  const outputs = projection(() => all.get().outputs);
  const resources = projection(() => all.get().resources);
  const calls = projection(() => all.get().moduleCalls);
  const providers = projection(
    () =>
      new Map(
        all
          .get()
          .providers.map((each) => [
            each.alias === undefined ? each.name : `${each.name}.${each.alias}`,
            each,
          ]),
      ),
  );
  const callNames = cell<readonly string[]>(() => [...all.get().moduleCalls.keys()], {
    onCycle: () => [],
    equal: sameNames,
  });
  const deployed = cell(() => all.get().hasBackend || all.get().providers.length > 0, {
    onCycle: () => false,
  });
  const signature = cell(() => signatureOf(all.get()), {
    onCycle: () => signatureOf(empty),
    equal: sameSignature,
  });
  return {
    declarations: () => all.get(),
    variable: (name) => variables.get(name),
    local: (name) => locals.get(name),
    output: (name) => outputs.get(name),
    resource: (key) => resources.get(key),
    call: (name) => calls.get(name),
    provider: (name) => providers.get(name),
    callNames: () => callNames.get(),
    isDeployed: () => deployed.get(),
    signature: () => signature.get(),
  };
}

function signatureOf(module: ModuleDeclarations): ModuleSignature {
  return {
    inputs: new Map([...module.variables].map(([name, variable]) => [name, variable.default === undefined])),
    outputs: [...module.outputs.keys()],
  };
}

function sameSignature(left: ModuleSignature, right: ModuleSignature): boolean {
  if (left.inputs.size !== right.inputs.size || !sameNames(left.outputs, right.outputs)) return false;
  for (const [name, required] of left.inputs) {
    if (right.inputs.get(name) !== required) return false;
  }
  return true;
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index]);
}

function emptyModule(directory: DocumentUri): ModuleDeclarations {
  return {
    directory,
    files: [],
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    resources: new Map(),
    moduleCalls: new Map(),
    providers: [],
    others: [],
    hasBackend: false,
    problems: [],
  };
}
