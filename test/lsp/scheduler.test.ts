import assert from 'node:assert/strict';
import { createScheduler } from '../../server/src/lsp/scheduler';

describe('the scheduler', () => {
  it('runs once for all changes that are waiting', async () => {
    let runs = 0;
    const scheduler = createScheduler(
      function* () {
        runs++;
        yield;
      },
      () => 0,
    );
    scheduler.request();
    scheduler.request();
    await scheduler.idle();
    assert.equal(runs, 1);
  });

  it('lets others run between slices, and begins again when something changes meanwhile', async () => {
    const begun: number[] = [];
    let clock = 0;
    let finished = 0;
    const scheduler = createScheduler(
      function* () {
        begun.push(clock);
        for (let step = 0; step < 10; step++) {
          clock += 5;
          yield;
        }
        finished++;
      },
      () => clock,
    );
    scheduler.request();
    // After the first slice, which is over long before the ten steps are.
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(clock > 0 && finished === 0);
    scheduler.request();
    await scheduler.idle();
    assert.equal(begun.length, 2);
    assert.equal(finished, 1, 'the run that was overtaken came to nothing');
  });

  it('keeps nobody waiting once it is stopped', async () => {
    const scheduler = createScheduler(
      function* () {
        yield;
      },
      () => 0,
    );
    scheduler.request();
    const waiting = scheduler.idle();
    scheduler.stop();
    await Promise.all([waiting, scheduler.idle()]);
  });
});
