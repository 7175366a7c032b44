/** What a person may type, and accounts for which nothing can be paid: each ends in something they can read. */
import { expect, test } from 'vitest';
import type { Visitor } from '../../rig/processes/visitor.ts';
import { inJournal, outcome, useKiosk } from './kiosk.ts';
import { walkToConfirm, walkToReference } from './visits.ts';

const kiosk = useKiosk();
const LATE = 'PUT /v1/payments/';

const type = async (visitor: Visitor, typed: string): Promise<void> => {
  await walkToReference(visitor);
  await visitor.do({ do: 'enterReference', typed });
};

test.each([
  ['nothing', '', 'empty'],
  ['only spaces', '   ', 'empty'],
  ['letters', 'ABC12345', 'notDigits'],
  ['digits with a letter', '1000000O', 'notDigits'],
  ['a fraction', '1000.001', 'notDigits'],
  ['seven digits', '1000000', 'tooShort'],
  ['nine digits', '100000001', 'tooLong'],
  ['10,000 characters', '1'.repeat(10_000), 'tooLong'],
  ['10,000 spaces', ' '.repeat(10_000), 'tooLong'],
  ['markup', '<script>1</script>', 'notDigits'],
  ['emoji', '1000000😀', 'notDigits'],
])('%s as a reference: back to the field, which says %s', async (_name, typed, problem) => {
  const visitor = await kiosk.visitor();
  await type(visitor, typed);
  await visitor.until(
    ({ screen }) => screen.name === 'reference' && screen.problem === problem,
    `the problem ${problem}`,
  );
});

test.each([
  ['Arabic digits', '١٠٠٠٠٠٠١'],
  ['Persian digits', '۱۰۰۰۰۰۰۱'],
  ['spaces and dashes', ' 1000-0001 '],
  ['a right-to-left override', '\u202E10000001\u202C'],
])('%s are read as digits', async (_name, typed) => {
  const visitor = await kiosk.visitor();
  await type(visitor, typed);
  expect(await visitor.screen('bills')).toMatchObject({ reference: '*****001' });
});

test('an intent that is none of ours changes nothing', async () => {
  const visitor = await kiosk.visitor();
  await walkToReference(visitor);
  const long = visitor.do({ do: 'enterReference', typed: '1'.repeat(20_001) });
  await expect(long).rejects.toThrow();
  await expect(visitor.do({ do: 'pay' })).rejects.toThrow('notOnThisScreen');
  await expect(visitor.do({ do: 'chooseBills', billIds: ['EWA-0000'] })).rejects.toThrow();
  expect(visitor.view.screen.name).toBe('reference');
});

test('a bill that was not offered is not taken', async () => {
  const visitor = await kiosk.visitor();
  await type(visitor, '10000001');
  const { bills } = await visitor.screen('bills');
  const billIds = [...bills.map((b) => b.billId), 'EWA-2610-30000001'];
  await expect(visitor.do({ do: 'chooseBills', billIds })).rejects.toThrow('notAllowed');
});

test('nothing due', async () => {
  const visitor = await kiosk.visitor();
  await type(visitor, '20000000');
  expect(await visitor.screen('notice')).toMatchObject({ kind: 'nothingDue', canRetry: false });
});

test('an account nobody knows', async () => {
  const visitor = await kiosk.visitor();
  await type(visitor, '99999999');
  expect(await visitor.screen('notice')).toMatchObject({
    kind: 'unknownReference',
    canRetry: false,
  });
});

test('paid here and not posted yet: the bill is still due at the gateway, and is not sold twice', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, '10000001');
  await kiosk.rig().control.network({ do: 'hold', match: LATE, times: 1_000 });
  await visitor.do({ do: 'pay' });
  const queued = await outcome(visitor, 'queued', 'printed');

  await type(visitor, '10000001');
  const { bills } = await visitor.screen('bills');
  await visitor.do({ do: 'chooseBills', billIds: bills.map((b) => b.billId) });
  const notice = await visitor.screen('notice');
  expect(notice.kind).toBe('alreadyPaidHere');
  expect(Math.abs(Date.parse(notice.paidAt ?? '') - Date.now())).toBeLessThan(60_000);

  await kiosk.rig().control.network({ do: 'restore' });
  const books = await kiosk.agreed();
  expect(books.journal.size).toBe(1);
  expect(inJournal(books, queued).state).toBe('posted');
});

test('paid and posted: nothing is due any more', async () => {
  const visitor = await kiosk.visitor();
  await type(visitor, '10000001');
  expect(await visitor.screen('notice')).toMatchObject({ kind: 'nothingDue' });
});
