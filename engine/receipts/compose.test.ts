import { describe, expect, it } from 'vitest';
import { bahrainTime } from './bahrain-time.ts';
import { composeReceipt } from './compose.ts';
import { sampleFacts, sampleFines } from './sample-facts.ts';
import { receiptText } from './texts.ts';
import { wrapEvenly } from './wrap.ts';

const fieldsOf = (facts: Parameters<typeof composeReceipt>[0]): readonly string[] =>
  composeReceipt(facts).blocks.flatMap((block) =>
    block.kind === 'field' ? [`${block.label.en}: ${block.value}`] : [],
  );

describe('what a receipt says', () => {
  it('lists the facts of a paid bill', () => {
    expect(fieldsOf(sampleFacts('final'))).toEqual([
      'Name: A*** M***',
      'Account: 12345678',
      'Posting no.: EWA-2026-004711',
      'Date: 2026-11-22 16:40',
      'Card: VISA **** 4242',
      'Authorisation: 083192',
      'Payment no.: 01JD-8K2M-77QX',
      'Seef Mall: BH-0042',
    ]);
  });

  it('gives each line of several its own amount', () => {
    const fields = fieldsOf(sampleFines('final'));
    expect(fields).toContain('Amount: BHD 20.000');
    expect(fields).toContain('Amount: BHD 5.500');
    expect(fieldsOf(sampleFacts('final')).some((f) => f.startsWith('Amount'))).toBe(false);
  });

  it('leaves out what is not known', () => {
    const fields = fieldsOf({
      ...sampleFacts('checking'),
      scheme: null,
      lastFour: null,
      payerName: null,
    });
    expect(fields.map((f) => f.split(':')[0])).toEqual([
      'Account',
      'Date',
      'Payment no.',
      'Seef Mall',
    ]);
    expect(fieldsOf({ ...sampleFacts('final'), lastFour: null })).toContain('Card: VISA');
  });

  it('puts what is not a receipt first and *paid* last', () => {
    const at = (kind: 'final' | 'queued'): number =>
      composeReceipt(sampleFacts(kind)).blocks.findIndex((block) => block.kind === 'state');
    const amountAt = composeReceipt(sampleFacts('queued')).blocks.findIndex(
      (block) => block.kind === 'amount',
    );
    expect(at('queued')).toBeLessThan(amountAt);
    expect(at('final')).toBeGreaterThan(amountAt);
  });

  it('never says paid unless posted', () => {
    for (const kind of ['queued', 'checking', 'refused', 'reversed'] as const) {
      const states = composeReceipt(sampleFacts(kind)).blocks.filter((b) => b.kind === 'state');
      expect(states).toHaveLength(1);
      expect(states[0]?.headline.en).not.toBe('Paid');
      expect(states[0]?.meaning).not.toBeNull();
    }
  });
});

describe('helpers', () => {
  it('tell Bahrain’s time in Latin digits, midnight as 00', () => {
    expect(bahrainTime(Date.UTC(2026, 11, 31, 21, 5))).toBe('2027-01-01 00:05');
  });

  it('put values into texts and leave unknown names alone', () => {
    expect(receiptText('en', 'titleFinal', { x: 'y' })).toBe('Payment receipt');
  });

  it('wrap into even lines, cutting a word that is too long', () => {
    const width = (text: string): number => text.length;
    expect(wrapEvenly('scan for the final receipt', 24, width)).toEqual([
      'scan for the',
      'final receipt',
    ]);
    expect(wrapEvenly('aaaaaaaaaaaa', 5, width).every((line) => line.length <= 5)).toBe(true);
    expect(wrapEvenly('', 5, width)).toEqual([]);
  });
});
