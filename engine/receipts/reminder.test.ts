import { expect, test } from 'vitest';
import type { ReceiptBlock } from './document.ts';
import { composeReceipt } from './compose.ts';
import { layoutFor } from './layout-for.ts';
import { composeReminder, type ReminderFacts } from './reminder.ts';
import { sampleFacts } from './sample-facts.ts';
import { bothTexts } from './texts.ts';

const facts: ReminderFacts = {
  kind: 'reminder',
  language: 'ar',
  kioskId: 'BH-0042',
  place: { ar: 'مجمع السيف', en: 'Seef Mall' },
  ministry: { ar: 'هيئة الكهرباء والماء', en: 'Electricity and Water Authority' },
  service: { ar: 'فاتورة الكهرباء والماء', en: 'Electricity and water bill' },
  reference: { label: { ar: 'رقم الحساب', en: 'Account' }, masked: '*****678' },
  date: Date.UTC(2026, 10, 23, 6, 30),
};
const fields = (blocks: readonly ReceiptBlock[]): readonly string[] =>
  blocks.flatMap((block) => (block.kind === 'field' ? [block.value] : []));

test('a reminder says what, that nothing was paid, and where; no amount and no code', () => {
  const { blocks } = composeReminder(facts);
  expect(fields(blocks)).toEqual(['*****678', expect.stringContaining('09:30'), 'BH-0042']);
  expect(blocks).toContainEqual({
    kind: 'state',
    headline: bothTexts('stateReminder'),
    meaning: bothTexts('meaningReminder'),
  });
  expect(blocks.filter(({ kind }) => kind === 'amount' || kind === 'qr')).toEqual([]);
});

test('without a number, and where the clock cannot be right, it says neither', () => {
  const { blocks } = composeReminder({ ...facts, reference: null, date: null });
  expect(fields(blocks)).toEqual(['BH-0042']);
});

test('it is laid out as any other paper, and shorter than a receipt', () => {
  const bytes = (of: ReminderFacts | ReturnType<typeof sampleFacts>): number =>
    layoutFor()(of).bands.reduce((sum, band) => sum + band.length, 0);
  expect(bytes(facts)).toBeGreaterThan(0);
  expect(bytes(facts)).toBeLessThan(bytes(sampleFacts('queued')));
});

test('a receipt whose clock was not verified says so under its date, the deadline in hours', () => {
  const texts = (unverified: boolean): readonly unknown[] =>
    composeReceipt({
      ...sampleFacts('queued'),
      ...(unverified ? { queuedUntil: null, queuedHours: 72, dateUnverified: true } : {}),
    }).blocks;
  const said = { kind: 'pair', text: bothTexts('dateUnverified') };
  const hours = { kind: 'pair', text: bothTexts('untilHours', { hours: '72' }) };
  expect(texts(true)).toContainEqual(said);
  expect(texts(true)).toContainEqual(hours);
  expect(texts(false)).not.toContainEqual(said);
  expect(texts(false)).not.toContainEqual(hours);
});

test('a gift has no reference, and none is printed', () => {
  const [line] = sampleFacts('final').lines;
  if (line === undefined) throw new Error('no line');
  const of = (reference: string): readonly string[] =>
    fields(composeReceipt({ ...sampleFacts('final'), lines: [{ ...line, reference }] }).blocks);
  expect(of('12345678')).toContain('12345678');
  expect(of('')).not.toContain('');
});
