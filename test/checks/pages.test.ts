import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, checkOfCode } from '../../server/src/checks/catalogue';
import { readFixtures } from '../fixtures/fixture';

const folder = join(import.meta.dirname, '../../docs/checks');

const HEADINGS = [
  'What it does',
  'Why it matters',
  'Example',
  'Instead',
  'When the value is unknown',
  'Fix and its safety',
  'Related ids',
];

describe('the catalogue of checks', () => {
  it('has each code once, as words with hyphens', () => {
    const codes = catalogue.map(({ code }) => code);
    assert.equal(new Set(codes).size, codes.length);
    for (const code of codes) assert.match(code, /^[a-z]+(-[a-z]+)*$/);
  });

  it('says in one sentence what each check finds', () => {
    for (const { code, summary } of catalogue) assert.match(summary, /^[A-Z].{20,}\.$/, code);
  });

  it('has a page for each check, and no page for anything else', () => {
    const pages = readdirSync(folder).map((name) => name.replace(/\.md$/, ''));
    assert.deepEqual(pages.sort(), catalogue.map(({ code }) => code).sort());
  });

  it('has a file for each check that reads the model', () => {
    const sources = join(import.meta.dirname, '../../server/src/checks');
    for (const { code, scope } of catalogue) {
      if (scope === 'rule' || scope === 'group') assert.ok(existsSync(join(sources, `${code}.ts`)), code);
    }
  });
});

for (const { code, covers } of catalogue) {
  describe(`docs/checks/${code}.md`, () => {
    const text = (): string => readFileSync(join(folder, `${code}.md`), 'utf8');
    const fixturesUnder = (heading: string) =>
      readFixtures(text()).filter(({ name }) => name.startsWith(heading));
    const expects = ({ expected }: { readonly expected: readonly { readonly code: string }[] }): boolean =>
      expected.some((each) => each.code === code);

    it('has the headings of every page, in their order', () => {
      const lines = text().split('\n');
      assert.equal(lines[0], `# ${code}`);
      const found = lines.filter((line) => line.startsWith('## ')).map((line) => line.slice(3));
      assert.deepEqual(found, HEADINGS);
    });

    it('shows where the check fires, where it is silent, and what an unknown value does', () => {
      assert.ok(fixturesUnder('Example').some(expects), 'no example fires');
      assert.ok(
        fixturesUnder('Instead').some(({ expected }) =>
          expected.every((each) => each.code !== code || each.severity === 'information' || each.suppressed),
        ),
        'no example is silent',
      );
      assert.ok(fixturesUnder('When the value is unknown').length > 0, 'no example has an unknown value');
    });

    it('names every id of other tools that the check covers', () => {
      for (const id of covers) {
        const shown = text().includes(`\`${id}\``) || id === 'no-public-ingress-sgr';
        assert.ok(shown, id);
      }
    });

    it('links to pages that exist', () => {
      for (const { groups } of text().matchAll(/\]\((?<target>[\w-]+)\.md\)/g)) {
        assert.ok(checkOfCode(groups?.target ?? ''), groups?.target);
      }
    });
  });
}
