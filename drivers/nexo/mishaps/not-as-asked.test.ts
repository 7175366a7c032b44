import { afterAll, beforeAll, expect, test } from 'vitest';
import { NEXO_RESULT } from '../codec/conditions.ts';
import { AMOUNT, Bench, hooks, referenceOf } from './testing/bench.ts';

const bench = new Bench();
beforeAll(() => bench.start());
afterAll(() => bench.end());

test.each([
  [{ do: 'partial', amountFils: 5_000 }, NEXO_RESULT.partial],
  [{ do: 'wrongAmount', amountFils: 5_000 }, NEXO_RESULT.partial],
  [{ do: 'wrongAmount', amountFils: 9_000 }, NEXO_RESULT.amountDiffers],
  [{ do: 'wrongAmount', amountFils: 7_851, currency: 'KWD' }, NEXO_RESULT.amountDiffers],
  [{ do: 'partial', amountFils: 7_851 }, NEXO_RESULT.partial],
  [{ do: 'minorUnits', amountFils: 7_850 }, NEXO_RESULT.amountDiffers],
  [{ do: 'signature' }, NEXO_RESULT.signature],
])('%j: never offered, taken back, said so', async (mishap, resultCode) => {
  await bench.control(mishap);
  const heard = hooks();
  expect(await bench.connect().authorise(AMOUNT, heard)).toEqual({ kind: 'declined', resultCode });
  expect(heard.approvals).toEqual([]);
  expect(heard.references).toHaveLength(1); // the payment's; the question stays about it
  expect(heard.prompts.at(-1)).toBe('reversing');
  const [payment, reversal] = (await bench.transactions()).slice(-2);
  expect(payment?.status).toBe('reversed');
  expect(reversal).toMatchObject({ kind: 'reversal', originalTrace: payment?.trace });
  expect(bench.notices.at(-1)).toEqual({ kind: 'takenBack', resultCode, left: false });
});

test('the answer to the taking back is lost: asked about, and found done', async () => {
  await bench.control({ do: 'partial', amountFils: 1 });
  await bench.control({ do: 'loseReply', category: 'Reversal' });
  expect((await bench.connect().authorise(AMOUNT, hooks())).kind).toBe('declined');
  expect((await bench.transactions()).at(-2)?.status).toBe('reversed');
});

test('the engine dies after the taking back: the repeated approval is told as no sale', async () => {
  await bench.control({ do: 'signature' });
  const heard = hooks();
  expect((await bench.connect().authorise(AMOUNT, heard)).kind).toBe('declined');
  const last = await bench.connect().lastTransaction(referenceOf(heard));
  expect(last).toMatchObject({ ok: true, value: { authorisation: { amountFils: AMOUNT } } });
  expect(last.ok && last.value?.originalTrace).not.toBeNull();
});

test('it cannot be taken back: in doubt, and its memory tells what was taken', async () => {
  await bench.control({ do: 'partial', amountFils: 5_000 });
  await bench.control({ do: 'refuseReversal' });
  const heard = hooks();
  expect(await bench.connect().authorise(AMOUNT, heard)).toMatchObject({
    kind: 'inDoubt',
    problem: { code: 'refused', resultCode: NEXO_RESULT.partial },
    authorisation: { amountFils: 5_000 },
  });
  expect(await bench.connect().lastTransaction(referenceOf(heard))).toMatchObject({
    ok: true,
    value: { resultCode: 0, authorisation: { amountFils: 5_000 } },
  });
  expect(bench.notices.at(-1)).toMatchObject({ kind: 'takenBack', left: true });
});

test('an approval without the host is kept, and told', async () => {
  await bench.control({ do: 'set', online: false });
  expect((await bench.connect().authorise(AMOUNT, hooks())).kind).toBe('confirmed');
  expect(bench.notices.at(-1)).toEqual({ kind: 'approvedOffline' });
});
