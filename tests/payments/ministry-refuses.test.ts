/** Somebody else was there first: before the card, or between the card and the posting. */
import { expect, test } from 'vitest';
import { inJournal, outcome, textOf, useKiosk } from './kiosk.ts';
import { untilReady, walkToConfirm } from './visits.ts';

const kiosk = useKiosk();

test('the bill is being paid at another kiosk: said so, no card is asked for', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, '30000001');
  await visitor.do({ do: 'pay' });
  expect(await visitor.screen('notice')).toMatchObject({ kind: 'billHeld', canRetry: true });
  const books = await kiosk.agreed();
  expect(books.journal.size).toBe(0);
  expect(books.terminal).toEqual([]);
});

test('paid elsewhere after the card: refused, and the terminal gives all of it back', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, '30000010');
  await visitor.do({ do: 'pay' });
  const reversed = await outcome(visitor, 'reversed', 'printed');
  expect(reversed).toMatchObject({ state: 'reversed', queuedUntil: null });
  const books = await kiosk.agreed();
  expect(inJournal(books, reversed)).toMatchObject({ state: 'reversed', receiptKind: 'reversed' });
  expect(books.terminal).toMatchObject([
    { kind: 'payment', status: 'reversed', amountFils: reversed.totalFils },
    { kind: 'reversal', amountFils: reversed.totalFils },
  ]);
  expect(books.gateway).toMatchObject({
    posted: { count: 0, fils: 0 },
    refused: { fils: reversed.totalFils },
    reversed: { fils: reversed.totalFils },
  });
  expect(textOf((await kiosk.papers()).at(-1))).toContain(reversed.shortId);
});

test('the reader is away when the money must go back: it goes back when the reader is there again', async () => {
  const { control } = kiosk.rig();
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, '30000011');
  await control.network({ do: 'hold', match: 'PUT /v1/payments/' });
  await visitor.do({ do: 'pay' });
  await control.network({ do: 'seen', match: 'PUT /v1/payments/', count: 2 });
  await control.terminal({ do: 'unplug' });
  await visitor.until((v) => v.terminal.state !== 'online', 'the reader to be missed');
  await control.network({ do: 'restore' });
  const refused = await outcome(visitor, 'refused', 'printed');
  expect(refused.slipUrl).not.toBeNull();
  await control.terminal({ do: 'plug' });
  const reversed = await outcome(visitor, 'reversed', 'printed');
  expect(reversed.paymentId).toBe(refused.paymentId);
  expect(inJournal(await kiosk.agreed(), reversed).state).toBe('reversed');
});

test('one of two bills refused: the other stays posted, its part is refunded', async () => {
  const visitor = await kiosk.visitor();
  await untilReady(visitor);
  await walkToConfirm(visitor, '30000030');
  await visitor.do({ do: 'pay' });
  const refunded = await outcome(visitor, 'refunded', 'printed');
  const books = await kiosk.agreed();
  const payment = inJournal(books, refunded);
  expect(payment.state).toBe('refunded');
  expect(payment.outcomes.map((o) => o.status).toSorted()).toEqual(['posted', 'refused']);
  expect(books.gateway.posted.count).toBe(1);
  expect(books.gateway.refunded.fils + books.gateway.posted.fils).toBe(refunded.totalFils);
});
