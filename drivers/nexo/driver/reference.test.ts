import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReference, saleTransactionOf, writeReference } from './reference.ts';

const parties = { saleId: 'KIOSK-07', poiId: 'SIM1-000000001' };
const SEED = { seed: 20_261_122, numRuns: 300 };

test('it is read as it was written, and fits the journal', () => {
  const references = fc.record({
    category: fc.constantFrom('Payment' as const, 'Reversal' as const),
    serviceId: fc.stringMatching(/^[A-Za-z0-9]{1,10}$/u),
    atMs: fc.integer({ min: 0, max: 4e12 }),
    original: fc.option(fc.stringMatching(/^[!-~]{1,64}$/u)),
  });
  fc.assert(
    fc.property(references, (reference) => {
      const text = writeReference(reference, parties);
      expect(text.length).toBeLessThanOrEqual(128);
      expect(readReference(text, parties)).toEqual({ ok: true, value: reference });
      expect(readReference(text, { ...parties, poiId: 'SIM1-000000002' })).toEqual({
        ok: false,
        error: 'otherParties',
      });
    }),
    SEED,
  );
});

test('any text is a reference or none', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 150 }), (text) => {
      const read = readReference(text, parties);
      if (read.ok) saleTransactionOf(read.value);
    }),
    SEED,
  );
  for (const text of ['P.A.0123456789ab.zzzzzzzzz', 'P.A.0123456789ab.', 'X.A.0123456789ab.1'])
    expect(readReference(text, parties).ok).toBe(false);
});
