/** What a release has written must fold for ever to what it meant then. A new release adds a file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { paymentStateSchema } from '../../contract/payment.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import { fold, type Payment } from '../payments/fold.ts';
import { GENESIS, linkHash } from './chain.ts';
import { factSchema } from './facts.ts';

const goldenSchema = z.array(
  z.object({
    what: z.string(),
    /** `[at_ms, body]`: the body's exact text as it stood in the journal. */
    facts: z.array(z.tuple([z.number(), z.string()])).min(1),
    folds: z.looseObject({ state: paymentStateSchema }),
    /** The chain's head over these facts alone. */
    head: z.string(),
  }),
);

const folder = join(import.meta.dirname, 'golden');
const payments = readdirSync(folder).flatMap((file) =>
  goldenSchema
    .parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
    .map((golden) => [`${file}: ${golden.what}`, golden] as const),
);
const paymentId = paymentIdSchema.parse('019ab3c4-5d6e-7f00-8a1b-2c3d4e5f6071');

test.each(payments)('%s', (_what, golden) => {
  let payment: Payment | null = null;
  let head = GENESIS;
  for (const [index, [atMs, body]] of golden.facts.entries()) {
    const seq = index + 1;
    payment = fold(payment, { seq, paymentId, atMs, fact: factSchema.parse(JSON.parse(body)) });
    head = linkHash(head, { seq, paymentId, atMs, body, sealedCommitment: null });
  }
  expect(payment).toEqual(golden.folds);
  expect(head).toBe(golden.head);
});

test('every state and every kind of fact is among them', () => {
  const states = new Set(payments.map(([, { folds }]) => folds.state));
  expect(paymentStateSchema.options.filter((state) => !states.has(state))).toEqual([]);
  const types = payments.flatMap(([, { facts }]) =>
    facts.map(([, body]) => factSchema.parse(JSON.parse(body)).type),
  );
  const known = factSchema.options.map((option) => option.shape.type.value);
  expect(known.filter((type) => !types.includes(type))).toEqual([]);
});
