/**
 * The parts of a module's resources, a few neighbouring declarations at a time: one cell for each would be most of what
 * a root of 100,000 rules keeps in memory, and one for all would read the whole module again at each edit. Where a
 * chunk ends depends on the names in it alone, so that a new block shifts none of the chunks behind it, and an edited
 * module is cut as a fresh one is.
 */

import type { ResourceDeclaration } from '../configuration/declarations';
import type { RecordedCell } from '../evaluation/collectedErrors';
import { recordedCell } from '../evaluation/collectedErrors';
import type { ModuleEvaluation } from '../evaluation/evaluation';
import type { EvaluatedResource } from '../evaluation/resource';
import type { NetworkPart } from '../network/model';
import { keepEqualParts, sameElements } from '../network/sameParts';
import { adapterFor } from '../providers/adapter';
import type { Overflow } from './instanceLimit';
import { isTooMany, overflowAt, sameOverflows } from './instanceLimit';

/** What the declarations of a chunk bring. */
export interface ChunkParts {
  /** In declaration order. A part that is equal to what it was before is the same object, and so is the whole list. */
  readonly list: readonly NetworkPart[];
  readonly instances: readonly EvaluatedResource[];
  /** For each instance, where its parts end in the list. */
  readonly ends: readonly number[];
  /** Blocks with more instances than are told apart. */
  readonly overflows: readonly Overflow[];
}

export interface PartChunk {
  readonly declarations: readonly ResourceDeclaration[];
  readonly parts: RecordedCell<ChunkParts>;
  /** The parts when they were last read. */
  readonly latest: () => ChunkParts | undefined;
}

const noParts: ChunkParts = { list: [], instances: [], ends: [], overflows: [] };

// On the average; and the most, where the names of many blocks end alike.
const usualSize = 12;
const largestSize = 32;

/** A function that cuts a module's network resources into chunks; a chunk of the same declarations is the same object. */
export function createChunks(
  module: ModuleEvaluation,
  mostInstances: number,
): (resources: Iterable<ResourceDeclaration>) => readonly PartChunk[] {
  let before: ReadonlyMap<string, PartChunk> = new Map();
  return (resources) => {
    const chunks = new Map<string, PartChunk>();
    let declarations: ResourceDeclaration[] = [];
    const close = (): void => {
      const [first] = declarations;
      if (first === undefined) return;
      const name = `${first.mode} ${first.type}.${first.name}`;
      const known = before.get(name);
      const isSame =
        known?.declarations.length === declarations.length &&
        known.declarations.every((each, index) => each === declarations[index]);
      chunks.set(name, isSame ? known : createChunk(module, declarations.slice(), mostInstances, known));
      declarations = [];
    };
    for (const declaration of resources) {
      if (adapterFor(declaration) === undefined) continue;
      if (declarations.length >= largestSize || startsChunk(declaration)) close();
      declarations.push(declaration);
    }
    close();
    before = chunks;
    return [...chunks.values()];
  };
}

/** By the end of its name, where the names of neighbours differ. */
function startsChunk({ type, name }: ResourceDeclaration): boolean {
  let hash = type.length;
  for (let i = Math.max(0, name.length - 8); i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  // The lowest bits of such a hash depend on the last character alone.
  return ((hash >>> 8) & 0xffff) % usualSize === 0;
}

function createChunk(
  module: ModuleEvaluation,
  declarations: readonly ResourceDeclaration[],
  mostInstances: number,
  replaced: PartChunk | undefined,
): PartChunk {
  // Only lends objects: at first those of the chunk that had another version of one of the blocks.
  let latest = replaced?.latest();
  const parts = recordedCell<ChunkParts>(
    () => {
      latest = readChunk(module, declarations, mostInstances, latest);
      return latest;
    },
    { onCycle: () => noParts, equal: sameChunkParts },
  );
  return { declarations, parts, latest: () => latest };
}

function readChunk(
  module: ModuleEvaluation,
  declarations: readonly ResourceDeclaration[],
  mostInstances: number,
  before: ChunkParts | undefined,
): ChunkParts {
  const list: NetworkPart[] = [];
  const instances: EvaluatedResource[] = [];
  const ends: number[] = [];
  const overflows: Overflow[] = [];
  const partsBefore = before === undefined ? undefined : partsByInstance(before);
  for (const declaration of declarations) {
    const adapter = adapterFor(declaration);
    const made = module.instances(declaration);
    if (isTooMany(module, declaration, made)) overflows.push(overflowAt('block', module, declaration));
    for (const instance of made) {
      instances.push(instance);
      // More than are read of the whole root need not be read here.
      if (adapter !== undefined && instances.length <= mostInstances) {
        const old = partsBefore?.get(instance);
        const fresh = adapter(instance);
        for (const part of old === undefined ? fresh : keepEqualParts(old, fresh)) list.push(part);
      }
      ends.push(list.length);
    }
  }
  return {
    list: before !== undefined && sameElements(before.list, list) ? before.list : list.slice(),
    instances: instances.slice(),
    ends: ends.slice(),
    overflows: overflows.length === 0 ? noParts.overflows : overflows,
  };
}

function partsByInstance({
  list,
  instances,
  ends,
}: ChunkParts): ReadonlyMap<EvaluatedResource, readonly NetworkPart[]> {
  return new Map(
    instances.map((instance, index) => [
      instance,
      list.slice(index === 0 ? 0 : ends[index - 1], ends[index]),
    ]),
  );
}

function sameChunkParts(left: ChunkParts, right: ChunkParts): boolean {
  return (
    left.list === right.list &&
    sameElements(left.instances, right.instances) &&
    sameElements(left.ends, right.ends) &&
    sameOverflows(left.overflows, right.overflows)
  );
}
