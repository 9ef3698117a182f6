/** What data sources look things up by: `filter` blocks, as far as they say one thing. */

import type { EvaluatedResource } from '../../evaluation/resource';
import type { Known } from '../../network/model';
import { listedElements, readText } from '../reading';

/** The one value of the filter of that name; absent where there is no such filter, or it has several values. */
export function filteredText({ body }: EvaluatedResource, filter: string): Known<string> {
  for (const block of body.blocks('filter')) {
    const name = readText(block.body.argument('name')?.value);
    if (name.kind !== 'known' || name.value !== filter) continue;
    const { elements, rest } = listedElements(block.body.argument('values')?.value);
    const [only] = elements;
    // A filter may hold wildcards, and then it names nothing.
    const text = elements.length === 1 && rest === undefined ? readText(only?.value) : undefined;
    if (text !== undefined && !(text.kind === 'known' && /[*?]/.test(text.value))) return text;
  }
  return { kind: 'absent' };
}
