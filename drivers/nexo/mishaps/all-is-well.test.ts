import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { NEXO_RESULT } from '../codec/conditions.ts';
import { AMOUNT, approvalOf, Bench, fils, hooks, POI_ID, referenceOf } from './testing/bench.ts';

const bench = new Bench();
beforeAll(() => bench.start());
afterAll(() => bench.end());
beforeEach(() =>
  bench.control({ do: 'set', encoding: 'form', standardSpelling: false, globalStatus: 'OK' }),
);

test('a payment: named before it is sent, approved, durable, confirmed', async () => {
  const heard = hooks();
  const outcome = await bench.connect().authorise(AMOUNT, heard);
  const authorisation = approvalOf(heard);
  expect(outcome).toEqual({ kind: 'confirmed', authorisation });
  expect(authorisation).toMatchObject({
    amountFils: 7_851,
    scheme: 'visa',
    lastFour: '1111',
    terminalId: POI_ID,
  });
  expect(referenceOf(heard)).toContain(`P.${authorisation.receiptNumber}.`);
  const [listed] = await bench.transactions();
  expect(listed).toMatchObject({
    trace: authorisation.trace,
    receipt: authorisation.receiptNumber,
    amountFils: 7_851,
  });
  expect(heard.prompts).toEqual(['starting', 'presentCard', 'approvedTakeCard']);
  expect(heard.replies).toEqual([{ kind: 'statusInformation', code: 0 }]);
  expect(heard.texts.map((text) => text.for)).toEqual(['merchant', 'customer']);
  expect(heard.texts[1]?.lines).toEqual([
    'Khidma test terminal',
    'Card ****** **** 1111',
    'APPROVED',
    '',
  ]);
});

test('nothing of the card but scheme and last four comes out', async () => {
  const heard = hooks();
  const outcome = await bench.connect().authorise(AMOUNT, heard);
  const all = JSON.stringify([outcome, { ...heard }, bench.notices]);
  for (const secret of ['411111', '0330', '2030', '0123456789012345', 'expiry'])
    expect(all).not.toContain(secret);
});

test('the other maker: base64 JSON, MaskedPAN, brand with a number', async () => {
  await bench.control({ do: 'set', encoding: 'json', standardSpelling: true });
  await bench.control({ do: 'insertCard', card: 'mastercard' });
  const outcome = await bench.connect().authorise(AMOUNT, hooks());
  expect(outcome).toMatchObject({
    kind: 'confirmed',
    authorisation: { scheme: 'Mastercard Debit', lastFour: '4444' },
  });
});

test.each([1, 999, 1_001, 1_235, 100_000_001])('%i fils arrive to the fils', async (amount) => {
  const outcome = await bench.connect().authorise(fils(amount), hooks());
  expect(outcome).toMatchObject({ kind: 'confirmed', authorisation: { amountFils: amount } });
  expect((await bench.transactions()).at(-1)?.amountFils).toBe(amount);
});

test('the repetition is the same authorisation to the letter', async () => {
  const heard = hooks();
  await bench.connect().authorise(AMOUNT, heard);
  expect(await bench.connect().lastTransaction(referenceOf(heard))).toEqual({
    ok: true,
    value: { authorisation: heard.approvals[0], resultCode: 0, originalTrace: null },
  });
});

test.each([false, true])(
  'a reversal finds its payment and is found itself (standard spelling: %s)',
  async (standardSpelling) => {
    await bench.control({ do: 'set', standardSpelling });
    const heard = hooks();
    await bench.connect().authorise(AMOUNT, heard);
    const original = approvalOf(heard);
    const back = hooks();
    const outcome = await bench.connect().reverse(original, back);
    expect(outcome).toEqual({ kind: 'reversed', trace: back.reversals[0] });
    const listed = await bench.transactions();
    expect(listed.at(-2)).toMatchObject({ trace: original.trace, status: 'reversed' });
    expect(await bench.connect().lastTransaction(referenceOf(back))).toMatchObject({
      ok: true,
      value: { resultCode: 0, originalTrace: original.trace },
    });
    expect(await bench.connect().reverse(original, hooks())).toEqual({
      kind: 'refused',
      resultCode: 0x10a,
    });
  },
);

test('with no reference there is nothing to ask', async () => {
  const before = await bench.seen('TransactionStatus');
  expect(await bench.connect().lastTransaction(null)).toEqual({ ok: true, value: null });
  expect(await bench.seen('TransactionStatus')).toBe(before);
});

test.each([
  ['Refusal', 'declined', 0x10d],
  ['WrongPIN', 'declined', 0x111],
  ['InvalidCard', 'declined', 0x107],
  ['UnreachableHost', 'declined', 0x110],
  ['Cancel', 'cancelled', 0x103],
  ['Aborted', 'cancelled', 0x101],
])('%s: %s, nothing charged (digest §7)', async (condition, kind, resultCode) => {
  const before = await bench.transactions();
  await bench.control({ do: 'decline', condition });
  const heard = hooks();
  expect(await bench.connect().authorise(AMOUNT, heard)).toEqual({ kind, resultCode });
  expect(heard.approvals).toEqual([]);
  expect(heard.texts.map(({ lines }) => lines)).toContainEqual(
    expect.arrayContaining(['DECLINED']),
  );
  expect(await bench.transactions()).toEqual(before);
  expect(await bench.connect().lastTransaction(referenceOf(heard))).toMatchObject({
    ok: true,
    value: { resultCode },
  });
});

test.each([
  [{ globalStatus: 'OK' }, 0x00, true],
  [{ globalStatus: 'Busy' }, 0x9c, false],
  [{ globalStatus: 'Maintenance' }, 0xe0, false],
  [{ globalStatus: 'Unreachable' }, 0xc2, false],
  [{ readerWorks: false }, 0x104, false],
])('it says %j of itself', async (says, terminalStatus, ready) => {
  await bench.control({ do: 'set', readerWorks: true, hostReachable: false, undelivered: 3 });
  await bench.control({ do: 'set', ...says });
  const terminal = bench.connect();
  expect(await terminal.status()).toEqual({ ok: true, value: { terminalStatus } });
  const said = await terminal.diagnose();
  expect(said).toMatchObject({ ok: true, value: { ready, terminalId: POI_ID, undelivered: 3 } });
  await bench.control({ do: 'set', readerWorks: true, hostReachable: true, undelivered: 0 });
});

test('registration: any genuine answer, with a session where the dialect wants one', async () => {
  const before = await bench.seen('Login');
  expect(await bench.connect().register()).toEqual({ ok: true, value: { terminalId: POI_ID } });
  expect(await bench.seen('Login')).toBe(before);
  const login = {
    manufacturerId: 'Khidma',
    applicationName: 'Khidma',
    softwareVersion: '1',
    certificationCode: 'none',
    operatorLanguage: 'en',
  };
  expect((await bench.connect({ login }).register()).ok).toBe(true);
  expect(await bench.seen('Login')).toBe(before + 1);
});

test.each([false, true])(
  'end of day: counted, netted, closed; nothing before it can be reversed (standard spelling: %s)',
  async (standardSpelling) => {
    await bench.control({ do: 'set', standardSpelling });
    const heard = hooks();
    const terminal = bench.connect();
    const earlier = (await bench.transactions()).length;
    await terminal.endOfDay(hooks());
    await terminal.authorise(AMOUNT, heard);
    const back = hooks();
    await terminal.authorise(fils(1_001), back);
    await terminal.reverse(approvalOf(back), hooks());
    expect(await bench.transactions()).toHaveLength(earlier + 3);
    expect(await terminal.endOfDay(hooks())).toEqual({
      kind: 'closed',
      totals: { count: 2, totalFils: AMOUNT, traceFirst: null, traceLast: null },
    });
    expect(await terminal.reverse(approvalOf(heard), hooks())).toEqual({
      kind: 'refused',
      resultCode: 0x10a,
    });
  },
);

test('an end of day that it refuses is told with its number', async () => {
  await bench.control({ do: 'refuseTotals', condition: 'NotAllowed', times: 2 });
  expect(await bench.connect().endOfDay(hooks())).toEqual({ kind: 'refused', resultCode: 0x10a });
});

test('a reversal that is not wanted by the kiosk itself: an approval it refuses is taken back', async () => {
  const heard = hooks({ onApproval: () => Promise.resolve('refuse') });
  expect(await bench.connect().authorise(AMOUNT, heard)).toEqual({
    kind: 'declined',
    resultCode: NEXO_RESULT.refusedByKiosk,
  });
  expect((await bench.transactions()).at(-2)).toMatchObject({ status: 'reversed' });
});
