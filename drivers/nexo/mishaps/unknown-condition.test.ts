import { afterAll, beforeAll, expect, test } from 'vitest';
import { NEXO_RESULT } from '../codec/conditions.ts';
import { AMOUNT, Bench, hooks, referenceOf, UNDECIDABLE } from './testing/bench.ts';

const bench = new Bench();
beforeAll(() => bench.start());
afterAll(() => bench.end());

test.each([
  { do: 'decline', condition: 'Communication timeout' },
  { do: 'decline', condition: 'SomethingNew' },
  { do: 'decline', none: true },
])('%j: outcome unknown; its repeated verdict is Failure', async (mishap) => {
  await bench.control(mishap);
  const heard = hooks();
  const resultCode = NEXO_RESULT.unknownCondition;
  expect(await bench.connect().authorise(AMOUNT, heard)).toEqual({
    kind: 'inDoubt',
    problem: { code: 'malformed', resultCode },
    authorisation: null,
  });
  expect(await bench.connect().lastTransaction(referenceOf(heard))).toMatchObject({
    ok: true,
    value: { resultCode },
  });
});

test('a Success with an ErrorCondition contradicts itself: nobody guesses (digest §7)', async () => {
  await bench.control({ do: 'contradiction' });
  const heard = hooks();
  expect((await bench.connect().authorise(AMOUNT, heard)).kind).toBe('inDoubt');
  expect(heard.approvals).toEqual([]);
  expect(await bench.connect().lastTransaction(referenceOf(heard))).toMatchObject(UNDECIDABLE);
});

test("still in progress, says the payment's own answer: in doubt", async () => {
  await bench.control({ do: 'decline', condition: 'InProgress' });
  expect(await bench.connect().authorise(AMOUNT, hooks())).toMatchObject({
    kind: 'inDoubt',
    problem: { code: 'busy' },
  });
});
