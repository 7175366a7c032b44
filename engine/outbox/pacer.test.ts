import { expect, test } from 'vitest';
import { outboxStage } from '../testing/outbox-stage.ts';

test('a long queue holds up the event loop for one commit at a time, and never for a whole batch', async () => {
  let inOneGo = 0;
  let most = 0;
  let turns = 0;
  const stage = outboxStage(() => {
    inOneGo = 0;
    turns += 1;
    return Promise.resolve();
  });
  const ids = stage.queued(150);
  stage.bench.journal.onCommit(() => {
    stage.clock.advance(1); // as long as the disk takes
    inOneGo += 1;
    most = Math.max(most, inOneGo);
  });
  await stage.go();
  await stage.go();
  expect(stage.states(ids)).toEqual(['posted']);
  expect(most).toBeLessThanOrEqual(2);
  expect(turns).toBeGreaterThan(140);
  await stage.close();
  expect(stage.bugs).toEqual([]);
});
