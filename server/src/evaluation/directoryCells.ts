/**
 * The declarations of a directory, one cell per name, shared by all instances of the module: an edit of one block
 * reaches only what reads that name.
 */

import type {
  LocalDeclaration,
  ModuleCallDeclaration,
  ModuleDeclarations,
  OutputDeclaration,
  ResourceDeclaration,
  VariableDeclaration,
} from '../configuration/declarations';
import type { Cell } from '../reactive/cell';
import { cell } from '../reactive/cell';
import type { DocumentUri } from '../source/documentUri';

export interface DirectoryCells {
  declarations(): ModuleDeclarations;
  variable(name: string): VariableDeclaration | undefined;
  local(name: string): LocalDeclaration | undefined;
  output(name: string): OutputDeclaration | undefined;
  /** By `type.name`, `data.type.name`, `ephemeral.type.name`. */
  resource(key: string): ResourceDeclaration | undefined;
  call(name: string): ModuleCallDeclaration | undefined;
}

export function createDirectoryCells(
  directory: DocumentUri,
  read: (directory: DocumentUri) => ModuleDeclarations | undefined,
): DirectoryCells {
  const empty = emptyModule(directory);
  const all = cell(() => read(directory) ?? empty, { onCycle: () => empty });
  return {
    declarations: () => all.get(),
    variable: lookup((name) => all.get().variables.get(name)),
    local: lookup((name) => all.get().locals.get(name)),
    output: lookup((name) => all.get().outputs.get(name)),
    resource: lookup((key) => all.get().resources.get(key)),
    call: lookup((name) => all.get().moduleCalls.get(name)),
  };
}

function lookup<T>(find: (name: string) => T | undefined): (name: string) => T | undefined {
  const cells = new Map<string, Cell<T | undefined>>();
  return (name) => {
    let found = cells.get(name);
    if (found === undefined) {
      found = cell(() => find(name), { onCycle: () => undefined });
      cells.set(name, found);
    }
    return found.get();
  };
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
