/**
 * Small networks, each with a question and the answer that the vendor's documentation gives: the Markdown files of
 * `networks/`. They were written from the documentation alone; where the engine disagrees, the engine is wrong. Read by
 * networks/networkCases.ts, answered through the real way from text to model.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { networkOf } from '../providers/networkOf';
import { answerOf, blockNames } from './networks/askNetwork';
import { readNetworkCases } from './networks/networkCases';

const folder = join(import.meta.dirname, 'networks');
let count = 0;

describe('small networks, answered as the documentation does', () => {
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.md')) continue;
    describe(file.slice(0, -3), () => {
      for (const each of readNetworkCases(readFileSync(join(folder, file), 'utf8'))) {
        count++;
        it(`${each.name} (line ${each.line + 1})`, () => {
          const network = networkOf(Object.fromEntries(each.files));
          for (const { ask, answer, step, names } of each.questions) {
            const { verdict, blockedBy } = answerOf(network.model, ask);
            const steps = blockedBy.map((blocker) => `${blocker.step} ${blocker.code}`);
            assert.equal(verdict, answer, `${ask}: ${steps.join(', ') || 'nothing in the way'}`);
            if (step !== undefined) {
              assert.equal(blockedBy[0]?.step, step, `${ask}: ${steps.join(', ')}`);
            }
            if (names !== undefined) {
              const named = blockedBy.map((blocker) => blockNames(network, blocker.origin));
              assert.ok(named.includes(names), `${ask} names ${named.join(', ')}`);
            }
          }
        });
      }
    });
  }

  it('are at least sixty', () => {
    assert.ok(count >= 60, String(count));
  });
});
