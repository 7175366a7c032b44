import { afterEach, expect, test } from 'vitest';
import { AMOUNT, Bench, hooks } from './testing/bench.ts';

let bench: Bench;
afterEach(() => bench.end());

const start = async (...faults: readonly Readonly<Record<string, unknown>>[]) => {
  bench = new Bench('tcp');
  await bench.start();
  const terminal = await bench.connect();
  for (const fault of faults) await bench.control(fault);
  return terminal;
};

test.each([
  ['whole', []],
  ['split into single bytes', [{ do: 'splitFrames', times: 100 }]],
  ['two in one segment', [{ do: 'joinFrames', times: 1 }]],
  ['with the long length form', [{ do: 'longLength', times: 100 }]],
])('messages come %s: paid, looked up, reversed', async (_how, faults) => {
  const terminal = await start(...faults);
  const heard = hooks();
  const paid = await terminal.authorise(AMOUNT, heard);
  expect(paid).toMatchObject({ kind: 'confirmed', authorisation: { amountFils: AMOUNT } });
  if (paid.kind !== 'confirmed') return;
  expect(heard.approvals).toEqual([paid.authorisation]);
  expect(await terminal.lastTransaction(null)).toMatchObject({
    ok: true,
    value: { authorisation: paid.authorisation, resultCode: 0 },
  });
  expect((await terminal.reverse(paid.authorisation, hooks())).kind).toBe('reversed');
  expect(await bench.transactions()).toMatchObject([
    { kind: 'payment', status: 'reversed' },
    { kind: 'reversal', status: 'stored' },
  ]);
});

test('the connection ends behind the acknowledgement: in doubt, and found to be paid', async () => {
  const terminal = await start({ do: 'loseReplyAfterApproval' });
  const outcome = terminal.authorise(AMOUNT, {
    ...hooks(),
    onReply: ({ kind }) => {
      if (kind === 'statusInformation') void bench.control({ do: 'pace', ms: 0 });
    },
  });
  const [stored] = await (async () => {
    for (;;) {
      const said = await bench.control({ do: 'transactions' });
      const list = said['transactions'] as readonly { status: string; trace: string }[];
      if (list.length > 0) return list;
    }
  })();
  await bench.control({ do: 'unplug' });
  expect(await outcome).toMatchObject({ kind: 'inDoubt', problem: { code: 'linkLost' } });
  await bench.control({ do: 'plug' });
  const again = await bench.connect();
  expect(await again.lastTransaction(null)).toMatchObject({
    ok: true,
    value: { resultCode: 0, authorisation: { trace: stored?.trace } },
  });
});
