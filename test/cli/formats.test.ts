import assert from 'node:assert/strict';
import { markdownText } from '../../server/src/cli/formats/markdownText';
import { coloursOf } from '../../server/src/cli/terminal';
import { wrapText } from '../../server/src/cli/wrap';

describe('Markdown in a terminal', () => {
  it('shows headings, prose, lists, tables and code without their marks', () => {
    const page = [
      ...[
        '# Title',
        '',
        'One `word` and',
        'a [link](there.md).',
        '',
        '- an item',
        '',
        '```hcl',
        'a = 1',
        '```',
      ],
      ...['', '| a | b |', '| - | - |', '| 1 | 2 |'],
    ].join('\n');
    assert.equal(
      markdownText(page, coloursOf(false), 80),
      'Title\n\nOne `word` and a link.\n\n  • an item\n\n    a = 1\n\n  | a | b |\n  | 1 | 2 |\n'.replace(
        /`/g,
        '',
      ),
    );
  });
});

describe('Wrapped text', () => {
  it('has lines of the width at most, and words whole', () => {
    assert.deepEqual(wrapText('one two three', 7), ['one two', 'three']);
    assert.deepEqual(wrapText('unbreakable x', 4), ['unbreakable', 'x']);
    assert.deepEqual(wrapText('', 10), ['']);
  });
});
