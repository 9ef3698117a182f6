/** The line of `--verbose` about blocks that are not evaluated: each type once, with how many there are. */

import type { OtherBlocks } from '../analysis/otherBlocks';
import type { Terminal } from './terminal';
import { printable } from './terminal';

export function noteOtherBlocks(blocks: readonly OtherBlocks[], terminal: Terminal): void {
  if (blocks.length === 0) return;
  const list = blocks.map(({ type, count }) => (count === 1 ? type : `${type} (${count})`)).join(', ');
  terminal.writeError(`not evaluated, for they mean nothing to the network: ${printable(list)}\n`);
}
