import { expect, test } from 'vitest';
import { timed, type Contestant } from './contestant.ts';
import { readQueueOptions } from './options.ts';
import { measureRounds } from './rounds.ts';
import { countCalls } from './syncs.ts';

/** Takes `ms` of its own clock for each item, the more at once the less. */
const pretender = (name: string, ms: readonly number[], overlaps = false): Contestant => {
  let turn = 0;
  return {
    name,
    durability: '',
    includes: '',
    overlaps,
    enqueue: (count, inFlight) => {
      const own = ms[(inFlight > 1 ? turn : turn++) % ms.length] ?? 0;
      return Promise.resolve((count * own) / inFlight);
    },
    dequeue: null,
    close: () => Promise.resolve(),
  };
};

test('medians of the rounds without the first; nothing where nothing is', async () => {
  const plan = { rounds: 3, warmUp: 1, items: 10, inFlight: 2, reference: 'many' };
  const alone = pretender('alone', [1_000, 1, 100, 4]);
  const many = pretender('many', [2], true);
  const nothing = { dequeue: null, dequeueInFlight: null, dequeueRatio: null };
  const always = (figure: number) => ({ median: figure, low: figure, high: figure });
  expect(await measureRounds([alone, many], plan)).toEqual([
    {
      name: 'alone',
      ...nothing,
      enqueue: { median: 250, low: 10, high: 1_000 },
      enqueueInFlight: null,
      enqueueRatio: { median: 2, low: 0.5, high: 50 },
    },
    {
      name: 'many',
      ...nothing,
      enqueue: always(500),
      enqueueInFlight: always(1_000),
      enqueueRatio: always(1),
    },
  ]);
});

test('a moment that strikes everyone leaves the ratio as it was', async () => {
  const plan = { rounds: 3, warmUp: 0, items: 1, inFlight: 1, reference: 'ours' };
  const [, theirs] = await measureRounds(
    [pretender('ours', [1, 30, 5]), pretender('theirs', [2, 60, 10])],
    plan,
  );
  expect(theirs?.enqueueRatio).toEqual({ median: 2, low: 2, high: 2 });
});

test('never more operations under way than asked for, and each once', async () => {
  let under = 0;
  let most = 0;
  let done = 0;
  await timed(50, 7, async () => {
    under += 1;
    most = Math.max(most, under);
    await Promise.resolve();
    under -= 1;
    done += 1;
  });
  expect({ most, done }).toEqual({ most: 7, done: 50 });
});

test('sync calls are read from strace’s table', () => {
  const table = [
    '% time     seconds  usecs/call     calls    errors syscall',
    '------ ----------- ----------- --------- --------- ----------------',
    ' 99.00    0.010000         100       100         1 fsync',
    '  1.00    0.000100          50         2           fdatasync',
    '------ ----------- ----------- --------- --------- ----------------',
    '100.00    0.010100          99       102         1 total',
  ].join('\n');
  expect([...countCalls(table)]).toEqual([
    ['fsync', 100],
    ['fdatasync', 2],
  ]);
});

test.each([
  [['--rounds', '0'], '--rounds'],
  [['--items', 'many'], '--items'],
  [['--only', 'plainjob,rabbit'], 'rabbit'],
  [['--fast'], '--fast'],
])('%j is refused in words', (args, word) => {
  const options = readQueueOptions(args, ['plainjob']);
  expect(options.ok ? '' : options.error).toContain(word);
});
