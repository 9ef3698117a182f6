/** Finds arguments along the paths of the table of attachments, through blocks and objects alike. */

import type { EvaluatedArgument } from '../../evaluation/resource';
import type { Certainty, PartReference } from '../../network/model';
import type { Arguments } from '../arguments';
import { listedElements, reasonWords, scalarValues, weaker, type ListedElements } from '../reading';
import { readReference, subnetArnKind, subnetKind } from './reference';

export interface FoundArgument {
  readonly argument: EvaluatedArgument;
  readonly certainty: Certainty;
}

export interface FoundBlock {
  readonly arguments: Arguments;
  readonly certainty: Certainty;
}

/** The arguments at the end of a path: one for each block on the way. */
export function argumentsAt(source: Arguments, path: string): readonly FoundArgument[] {
  const end = path.lastIndexOf('.');
  const name = path.slice(end + 1);
  if (end === -1) {
    const argument = source.argument(name);
    return argument === undefined ? [] : [{ argument, certainty: 'certain' }];
  }
  return blocksAt(source, path.slice(0, end)).flatMap(({ arguments: found, certainty }) => {
    const argument = found.argument(name);
    return argument === undefined ? [] : [{ argument, certainty }];
  });
}

/** The blocks, or objects, at the end of a path. */
export function blocksAt(source: Arguments, path: string): readonly FoundBlock[] {
  let found: readonly FoundBlock[] = [{ arguments: source, certainty: 'certain' }];
  for (const name of path.split('.')) {
    found = found.flatMap((outer) =>
      outer.arguments.nested(name).items.map((item) => ({
        arguments: item.arguments,
        certainty: weaker(outer.certainty, item.certainty),
      })),
    );
  }
  return found;
}

/** Arguments in the singular take one text, the others lists. */
export function elementsAt(path: string, argument: EvaluatedArgument): ListedElements {
  if (!/(?:group|_id|subnet_arn)$/.test(path)) return listedElements(argument.value);
  return { elements: scalarValues(argument.value), rest: undefined };
}

/** The subnets that are named at the end of a path. */
export function subnetsAt(source: Arguments, path: string): readonly PartReference[] {
  const kind = /_arns?$/.test(path) ? subnetArnKind : subnetKind;
  return argumentsAt(source, path).flatMap(({ argument }) => {
    const { elements, rest } = elementsAt(path, argument);
    const subnets = elements.flatMap((element) =>
      scalarValues(element.value).map(({ value }) => readReference(value, kind)),
    );
    if (rest !== undefined) subnets.push({ kind: 'unknown', reason: reasonWords(rest) });
    return subnets;
  });
}
