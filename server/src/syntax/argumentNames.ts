/** The argument names of one body, to tell when one is set twice. */

import { complain, type Cursor } from './cursor';

export interface ArgumentNames {
  readonly list: string[];
  /** Replaces the list once a body is long; most are short. */
  set: Set<string> | undefined;
}

export function createArgumentNames(): ArgumentNames {
  return { list: [], set: undefined };
}

/** Remembers the name at the absolute offset `start`, and reports it when it was there before. */
export function noteArgument(c: Cursor, names: ArgumentNames, name: string, start: number): void {
  const { list } = names;
  const repeated = names.set === undefined ? list.includes(name) : names.set.has(name);
  if (!repeated) {
    if (names.set !== undefined) names.set.add(name);
    else if (list.push(name) > 16) names.set = new Set(list);
    return;
  }
  complain(
    c,
    'duplicate-argument',
    start,
    start + name.length,
    `Duplicate argument: "${name}" is set already in this block. Remove one of the two.`,
  );
}
