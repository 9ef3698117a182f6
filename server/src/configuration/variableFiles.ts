/** Variable files: which Terraform loads by itself, in which precedence, and what they give. It reads no directory. */

import type { Anchor } from '../source/origin';
import type { Span } from '../source/span';
import type { Argument, Expression, SyntaxTree } from '../syntax/tree';
import { compareText } from '../source/compareText';

/** A variable's value as a variable file writes it. */
export interface VariableAssignment {
  readonly kind: 'expression';
  readonly expression: Expression;
  /** Of the argument in the variable file; spans of the expression are relative to it. */
  readonly anchor: Anchor;
  readonly nameSpan: Span;
}

/** True for `*.tfvars` and `*.tfvars.json`. */
export function isVariableFile(name: string): boolean {
  return /^[^.].*\.tfvars(\.json)?$/.test(name) || /^\.auto\.tfvars(\.json)?$/.test(name);
}

/**
 * Names of the variable files in a root's directory that Terraform loads unasked, weakest first: terraform.tfvars,
 * terraform.tfvars.json, then *.auto.tfvars and *.auto.tfvars.json in lexical order. Files and values given on the
 * command line come after them, in the order given.
 */
export function defaultVariableFiles(names: readonly string[]): string[] {
  const automatic = names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name));
  const fixed = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name));
  return [...fixed, ...automatic.sort(compareText)];
}

const byArgument = new WeakMap<Argument, VariableAssignment>();

/** The values that a variable file sets. The same unchanged argument gives the same object. */
export function readVariableFile(tree: SyntaxTree): ReadonlyMap<string, VariableAssignment> {
  const values = new Map<string, VariableAssignment>();
  for (const item of tree.items) {
    if (item.node.kind !== 'argument' || values.has(item.node.name.text)) continue;
    let assignment = byArgument.get(item.node);
    if (assignment?.anchor !== item.anchor) {
      assignment = {
        kind: 'expression',
        expression: item.node.value,
        anchor: item.anchor,
        nameSpan: item.node.name.span,
      };
      byArgument.set(item.node, assignment);
    }
    values.set(item.node.name.text, assignment);
  }
  return values;
}

/** One value per variable: a later layer is stronger than all before it. */
export function chooseVariables<T>(layers: readonly ReadonlyMap<string, T>[]): ReadonlyMap<string, T> {
  const chosen = new Map<string, T>();
  for (const layer of layers) {
    for (const [name, value] of layer) chosen.set(name, value);
  }
  return chosen;
}
