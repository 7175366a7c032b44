/** Declined, taken out, given up, a wrong PIN: the card was not charged, or charged once after all. */
import { expect, test } from 'vitest';
import { inJournal, outcome, prompted, useKiosk } from './kiosk.ts';
import { accounts, walkToConfirm } from './visits.ts';

const kiosk = useKiosk({ autoCard: false });
const nextAccount = accounts();

const NOTHING_CHARGED = { receipt: 'none', slipUrl: null, queuedUntil: null };

test('declined by the issuer: said so, no paper, nothing charged, and a second try is paid', async () => {
  const account = nextAccount();
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, account);
  await kiosk.rig().control.terminal({ do: 'decline' });
  await kiosk.rig().control.terminal({ do: 'insertCard' });
  await visitor.do({ do: 'pay' });
  const declined = await outcome(visitor, 'declined', 'none');
  expect(declined).toMatchObject({ state: 'declined', ...NOTHING_CHARGED });
  expect(await kiosk.papers()).toEqual([]);

  await walkToConfirm(visitor, account);
  await kiosk.rig().control.terminal({ do: 'insertCard', card: 'benefit' });
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  expect(paid).toMatchObject({ scheme: 'BENEFIT', lastFour: '1235' });

  const books = await kiosk.agreed();
  expect(inJournal(books, declined).state).toBe('declined');
  expect(inJournal(books, paid).state).toBe('posted');
  expect(books.gateway.posted.fils).toBe(paid.totalFils);
});

test('the card is taken out while it is read: cancelled, nothing charged', async () => {
  const before = await kiosk.papers();
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  await prompted(visitor, 'presentCard');
  // Said first, so that the card is gone at the first moment it is needed.
  await kiosk.rig().control.terminal({ do: 'removeCard' });
  await kiosk.rig().control.terminal({ do: 'insertCard' });
  const cancelled = await outcome(visitor, 'cancelled', 'none');
  expect(cancelled).toMatchObject({ state: 'cancelled', ...NOTHING_CHARGED });
  expect(await kiosk.papers()).toEqual(before);
  expect(inJournal(await kiosk.agreed(), cancelled).state).toBe('cancelled');
});

test('cancelled by the citizen: the terminal is asked, and its answer is the end', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  await prompted(visitor, 'presentCard');
  expect(visitor.view.screen).toMatchObject({ canCancel: true, cancelAsked: false });
  await visitor.do({ do: 'askCancel' });
  const cancelled = await outcome(visitor, 'cancelled', 'none');
  expect(cancelled).toMatchObject({ state: 'cancelled', ...NOTHING_CHARGED });
  expect(inJournal(await kiosk.agreed(), cancelled).state).toBe('cancelled');
});

test('a cancellation that the terminal refuses promises nothing: the card is charged, once', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.terminal({ do: 'abortMode', mode: 'refuse' });
  await visitor.do({ do: 'pay' });
  await prompted(visitor, 'presentCard');
  await visitor.do({ do: 'askCancel' });
  await visitor.until(
    ({ screen }) => screen.name === 'paying' && screen.cancelAsked && !screen.canCancel,
    'the cancellation to be asked for',
  );
  await kiosk.rig().control.terminal({ do: 'insertCard' });
  const paid = await outcome(visitor, 'paid', 'printed');
  await kiosk.rig().control.terminal({ do: 'abortMode', mode: 'untilCard' });
  expect(inJournal(await kiosk.agreed(), paid).state).toBe('posted');
});

test('a wrong PIN and then the right one: shown, and charged once', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.terminal({ do: 'wrongPin' });
  await visitor.do({ do: 'pay' });
  await prompted(visitor, 'presentCard');
  const seen = prompted(visitor, 'wrongPin');
  await kiosk.rig().control.terminal({ do: 'insertCard', card: 'mastercard' });
  await seen;
  const paid = await outcome(visitor, 'paid', 'printed');
  const books = await kiosk.agreed();
  expect(inJournal(books, paid).state).toBe('posted');
  expect(books.terminal.filter((t) => t.amountFils === paid.totalFils)).toHaveLength(1);
});
