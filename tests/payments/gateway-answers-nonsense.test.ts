/** Something answers in the gateway's place, or its answer is lost: no state changes by that, nothing is posted twice. */
import { expect, test } from 'vitest';
import { maskReference } from '../../contract/digits.ts';
import { inJournal, outcome, useKiosk } from './kiosk.ts';
import { accounts, walkToConfirm, walkToReference } from './visits.ts';

const kiosk = useKiosk();
const nextAccount = accounts();
const KINDS = ['html', '500', 'nothing', 'garbage'] as const;
const SUBMIT = 'PUT /v1/payments/';

test.each(KINDS)('%s at the search: said so, and the next try finds the bills', async (kind) => {
  const account = nextAccount();
  const visitor = await kiosk.visitor();
  await walkToReference(visitor);
  const match = 'POST /v1/bills/search';
  await kiosk.rig().control.network({ do: 'answer', kind, match, times: 1 });
  await visitor.do({ do: 'enterReference', typed: account });
  // HTML and 500 are answers that say nothing; the others are no answer at all.
  const expected = kind === 'html' || kind === '500' ? 'gatewayTrouble' : 'gatewayAway';
  expect(await visitor.screen('notice')).toMatchObject({ kind: expected, canRetry: true });
  await visitor.do({ do: 'retry' });
  expect(await visitor.screen('bills')).toMatchObject({ reference: maskReference(account) });
});

test.each(KINDS)('%s at the hold: no card is asked for', async (kind) => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  const match = 'POST /v1/holds';
  await kiosk.rig().control.network({ do: 'answer', kind, match, times: 1 });
  await visitor.do({ do: 'pay' });
  if (kind === 'html' || kind === '500') {
    expect(await visitor.screen('notice')).toMatchObject({ kind: 'gatewayTrouble' });
  } else {
    await visitor.until(
      ({ screen }) => screen.name === 'confirm' && screen.willQueue,
      'to be asked again',
    );
  }
  const books = await kiosk.agreed();
  expect(books.journal.size).toBe(0);
  expect(books.terminal).toEqual([]);
});

test.each(KINDS)('%s at the posting, three times: then posted once', async (kind) => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.network({ do: 'answer', kind, match: SUBMIT, times: 3 });
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  const { paymentId } = paid;
  expect(await visitor.client.api.payment.query({ paymentId })).toMatchObject({
    state: 'posted',
    gateway: { status: 'posted', attempts: 4 },
  });
  expect(inJournal(await kiosk.agreed(), paid).state).toBe('posted');
});

test('it answers nonsense for as long as the citizen waits: queued, and posted when they are gone', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.network({ do: 'answer', kind: 'html', match: SUBMIT });
  await visitor.do({ do: 'pay' });
  const queued = await outcome(visitor, 'queued', 'printed');
  expect(queued).toMatchObject({ state: 'confirmed' });
  await visitor.do({ do: 'finish' });
  await kiosk.rig().control.network({ do: 'restore' });
  expect(inJournal(await kiosk.agreed(), queued).state).toBe('posted');
});

test('the answer to the posting is lost, twice: sent again with the same document, posted once', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.network({ do: 'dropReply', match: SUBMIT, times: 2 });
  const before = (await kiosk.charges()).length;
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  const { paymentId } = paid;
  expect(await visitor.client.api.payment.query({ paymentId })).toMatchObject({
    gateway: { status: 'posted', attempts: 3 },
  });
  const books = await kiosk.agreed();
  expect(inJournal(books, paid).state).toBe('posted');
  expect(books.terminal).toHaveLength(before + 1);
});
