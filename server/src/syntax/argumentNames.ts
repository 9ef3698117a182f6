/** The argument names of one body, to tell when one is set twice. */

import { complain, type Cursor } from './cursor';
import type { Name } from './tree';

export interface ArgumentNames {
  readonly list: string[];
  /** Replaces the list once a body is long; most are short. */
  set: Set<string> | undefined;
}

export function createArgumentNames(): ArgumentNames {
  return { list: [], set: undefined };
}

/** Remembers a name, and reports it when it was there before. */
export function noteArgument(c: Cursor, names: ArgumentNames, name: Name): void {
  const { list } = names;
  const repeated = names.set === undefined ? list.includes(name.text) : names.set.has(name.text);
  if (!repeated) {
    if (names.set !== undefined) names.set.add(name.text);
    else if (list.push(name.text) > 16) names.set = new Set(list);
    return;
  }
  complain(
    c,
    'duplicate-argument',
    name.span.start + c.base,
    name.span.end + c.base,
    `Duplicate argument: "${name.text}" is set already in this block. Remove one of the two.`,
  );
}
