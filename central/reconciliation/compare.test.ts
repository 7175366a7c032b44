import { expect, test } from 'vitest';
import { compareDay, type Journalled, type Posted, type Settled, type Sources } from './compare.ts';

const DAY = '2026-11-22';
const named = { terminalId: '52500038', trace: '000124' };
const line: Settled = {
  ...named,
  line: 2,
  receipt: '0031',
  kind: 'payment',
  originalTrace: null,
  fils: 7_000,
  time: '120000',
};
const reversal: Settled = {
  ...line,
  line: 3,
  trace: '000125',
  kind: 'reversal',
  originalTrace: '000124',
};
const known = { ...named, kioskId: 'kiosk-1', paymentId: 'p', fils: 7_000 };
const kept: Journalled = { ...known, standing: 'kept' };
const posted: Posted = { ...known, reversed: false };
const reversed: Posted = { ...known, reversed: true };

const kinds = (sources: Partial<Sources>, overdue = true): string[] =>
  compareDay(DAY, { settled: [], journal: [], ledger: [], ...sources }, overdue).findings.map(
    ({ kind }) => kind,
  );

test('what agrees opens no case', () => {
  expect(kinds({ settled: [line], journal: [kept], ledger: [posted] })).toEqual([]);
  expect(kinds({ settled: [line], ledger: [posted] })).toEqual([]);
  const back: Journalled = { ...kept, standing: 'reversed' };
  expect(kinds({ settled: [line, reversal], journal: [back], ledger: [reversed] })).toEqual([]);
  expect(kinds({ journal: [back], ledger: [reversed] })).toEqual([]);
  expect(kinds({ journal: [{ ...kept, standing: 'unclear' }] })).toEqual([]);
});

test('settled and not in the ledger: on its way until the deadline, then a case', () => {
  const sources = { settled: [line], journal: [kept] };
  expect(compareDay(DAY, { ...sources, ledger: [] }, false)).toMatchObject({
    findings: [],
    pending: 1,
  });
  const { findings } = compareDay(DAY, { ...sources, ledger: [] }, true);
  expect(findings).toMatchObject([
    { kind: 'chargedNotPosted', subject: `${DAY} 52500038/000124`, paymentId: 'p' },
  ]);
  expect(kinds({ settled: [line] })).toEqual(['chargedNotPosted']);
});

test.each<[string, Partial<Sources>]>([
  ['postedNotCharged', { ledger: [posted], journal: [kept] }],
  ['postedNotCharged', { settled: [line, reversal], ledger: [posted] }],
  ['postedNotCharged', { journal: [kept] }],
  ['amountDiffers', { settled: [{ ...line, fils: 6_999 }], ledger: [posted] }],
  ['refundOwed', { settled: [line], ledger: [reversed] }],
  ['duplicateCharge', { settled: [line, { ...line, line: 3 }], ledger: [posted] }],
])('%s', (kind, sources) => {
  expect(kinds(sources, false)).toEqual([kind]);
});

test('one charge that stands in the ledger for two payments is a case', () => {
  const other: Posted = { ...posted, paymentId: 'q' };
  expect(kinds({ settled: [line], ledger: [posted, other] })).toEqual(['postedNotCharged']);
});

test('the same trace at another terminal is another transaction', () => {
  const elsewhere = { ...posted, terminalId: '52500039' };
  expect(kinds({ settled: [line], ledger: [elsewhere] })).toEqual([
    'chargedNotPosted',
    'postedNotCharged',
  ]);
});
