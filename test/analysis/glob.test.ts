import assert from 'node:assert/strict';
import { matchGlob } from '../../server/src/analysis/glob';

describe('fileset patterns', () => {
  const cases: [string, string, boolean][] = [
    ['*.json', 'rules.json', true],
    ['*.json', 'rules/a.json', false],
    ['**/*.json', 'rules/deep/a.json', true],
    ['**/*.json', 'a.json', true],
    ['rules/**', 'rules/a/b.txt', true],
    ['a?c.tf', 'abc.tf', true],
    ['a?c.tf', 'ac.tf', false],
    ['[a-c]*.yaml', 'b-rules.yaml', true],
    ['[^a-c]*.yaml', 'b-rules.yaml', false],
    ['*.{yml,yaml}', 'a.yaml', true],
    ['*.{yml,yaml}', 'a.json', false],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
  ];
  for (const [pattern, path, matches] of cases) {
    it(`${pattern} ${matches ? 'matches' : 'does not match'} ${path}`, () => {
      assert.equal(matchGlob(pattern, path), matches);
    });
  }

  it('cannot be made slow by a pattern', () => {
    assert.equal(matchGlob('*a'.repeat(200) + 'b', 'a'.repeat(2000)), false);
    assert.equal(matchGlob('{a,b}'.repeat(40), 'a'.repeat(40)), false);
  });
});
