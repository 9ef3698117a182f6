/**
 * Which arguments of a resource Terraform leaves alone once it exists (`lifecycle { ignore_changes = […] }`). They are
 * names, not values: nothing is evaluated (https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle).
 */

import type { Block, Expression } from '../syntax/tree';

/** True when changes of the argument, or of everything, are ignored; parts of it (`tags["a"]`) do not count. */
export function ignoresChanges(block: Block, argument: string): boolean {
  for (const item of block.body.items) {
    if (item.kind !== 'block' || item.word !== 'lifecycle') continue;
    for (const inner of item.body.items) {
      if (inner.kind !== 'argument' || inner.name.text !== 'ignore_changes') continue;
      if (names(inner.value).some((name) => name === 'all' || name === argument)) return true;
    }
  }
  return false;
}

/** The keyword `all`, or the names in the list; old configurations write them in quotes. */
function names(value: Expression): readonly string[] {
  switch (value.kind) {
    case 'variable':
      return [value.name];
    case 'tuple':
      return value.elements.flatMap((element) => {
        if (element.kind === 'variable' && element.name !== 'all') return [element.name];
        const [part, ...more] = element.kind === 'template' ? element.parts : [];
        if (part?.kind !== 'text' || more.length > 0) return [];
        // `["*"]` is how Terraform 0.11 wrote `all`.
        return [part.text === '*' ? 'all' : part.text];
      });
    default:
      return [];
  }
}
