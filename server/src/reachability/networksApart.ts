/** Whether two networks of a model can be the same one: one that is only looked up may be one that is declared. */

import type { NetworkReader } from './networkReader';
import type { Verdict } from './pieces';

/** Whether what leads into the network `one` leads to something in `other`; undefined: nothing is asked of it. */
export function leadsInto(reader: NetworkReader, one: string, other: string | undefined): Verdict {
  if (other === undefined || one === other) return 'yes';
  return isDeclared(reader, one) && isDeclared(reader, other) ? 'no' : 'maybe';
}

/** Whether the configuration itself makes the network. */
export function isDeclared(reader: NetworkReader, id: string): boolean {
  const network = reader.network(id);
  return network !== undefined && network.external !== true;
}
