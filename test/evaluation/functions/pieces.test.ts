import assert from 'node:assert/strict';
import type { Value } from '../../../server/src/evaluation/value';
import { createWorkspace } from '../workspace';

/** What is surely among the elements, what may be, and `…` where there may be others. */
function elements(expression: string): string[] {
  const value = output(expression);
  if (value.kind === 'list') return value.elements.map(textOf);
  if (value.kind !== 'unknown' || value.elements === undefined) return [textOf(value)];
  const { certain, possible, closed } = value.elements;
  return [...certain.map(textOf), ...possible.map((each) => `may ${textOf(each)}`), ...(closed ? [] : ['…'])];
}

function textOf(value: Value): string {
  if (value.kind === 'string') return value.value;
  if (value.kind !== 'unknown') return value.kind;
  return value.reference === undefined
    ? 'unknown'
    : [value.reference.resource.text, ...value.reference.path].join('.');
}

function output(expression: string): Value {
  const workspace = createWorkspace(`#- /main.tf
variable "given" {}
resource "terraform_data" "a" {}
resource "terraform_data" "b" {}
output "it" { value = ${expression} }
`);
  return workspace.root().root.output('it');
}

const both = 'terraform_data.a.id, terraform_data.b.id';

describe('a list that travels as text', () => {
  it('is the same references when it is split where it was joined', () => {
    assert.deepEqual(elements(`split(",", join(",", [${both}]))`), [
      'terraform_data.a.id',
      'terraform_data.b.id',
    ]);
    assert.deepEqual(elements(`compact(split(",", "\${terraform_data.a.id},10.0.0.0/8,"))`), [
      'terraform_data.a.id',
      '10.0.0.0/8',
    ]);
  });

  it('is the element itself when there is one', () => {
    assert.equal(textOf(output('join(",", [terraform_data.a.id])')), 'terraform_data.a.id');
    assert.deepEqual(elements('split(",", terraform_data.a.id)'), ['terraform_data.a.id']);
  });

  it('keeps through templates, variables of text and join() in join()', () => {
    assert.deepEqual(
      elements(`split(";", tomap({ x = join(";", ["a", "\${join(";", [${both}])}"]) })["x"])`),
      ['a', 'terraform_data.a.id', 'terraform_data.b.id'],
    );
  });

  it('has what stands between written separators for sure, and what an unknown text holds is open', () => {
    assert.deepEqual(elements('split(",", "a,${var.given},b${var.given}")'), [
      'a',
      'may unknown',
      'may unknown',
      '…',
    ]);
    assert.deepEqual(elements('split(",", var.given)'), ['unknown']);
  });

  it('does not hold that an identifier has no dash', () => {
    assert.deepEqual(elements('split("-", terraform_data.a.id)'), ['may terraform_data.a.id', '…']);
  });

  it('is sensitive where a piece is', () => {
    assert.notEqual(output('split(",", "a,${sensitive(terraform_data.a.id)}")').marks, 0);
  });
});
