/** No paper, or an open cover: before the payment it is said, in the middle the QR stands in for the paper. */
import { expect, test } from 'vitest';
import { inJournal, outcome, textOf, useKiosk } from './kiosk.ts';
import { accounts, untilReady, walkToConfirm, walkToReference } from './visits.ts';

const kiosk = useKiosk();
const nextAccount = accounts();
/** Into the receipt's text, long before its end. */
const HALFWAY = 1_500;

const OUT = {
  begin: { do: 'paper', state: 'out' },
  after: { do: 'paperOutAfter', bytes: HALFWAY },
  end: { do: 'paper', state: 'full' },
};
const OPEN = {
  begin: { do: 'cover', open: true },
  after: { do: 'coverOpenAfter', bytes: HALFWAY },
  end: { do: 'cover', open: false },
};

test.each([
  ['paper out', OUT],
  ['cover open', OPEN],
])('%s before the payment: said before the card, paid without paper', async (_name, mishap) => {
  const { control } = kiosk.rig();
  const visitor = await kiosk.visitor();
  await walkToReference(visitor);
  await control.printer(mishap.begin);
  await visitor.until(
    ({ printer }) => printer.paper === 'out' || printer.coverOpen,
    'the printer to say so',
  );
  const papers = await kiosk.papers();
  await visitor.do({ do: 'enterReference', typed: nextAccount() });
  const { bills } = await visitor.screen('bills');
  await visitor.do({ do: 'chooseBills', billIds: bills.map((b) => b.billId) });
  expect(await visitor.screen('confirm')).toMatchObject({ paperReceipt: false });
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'failed');
  expect(paid.slipUrl).toMatch(/^https:\/\/pay\.example\/r\/[0-9A-Z]{17}[0-9A-Z*~$=]$/u);
  expect(await kiosk.papers()).toEqual(papers);
  await control.printer(mishap.end);
  expect(inJournal(await kiosk.agreed(), paid)).toMatchObject({
    state: 'posted',
    receipt: 'failed',
  });
});

test.each([
  ['paper out', OUT],
  ['cover open', OPEN],
])('%s while it prints: failed; the half never comes out with another’s', async (_name, mishap) => {
  const { control } = kiosk.rig();
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  expect(visitor.view.screen).toMatchObject({ paperReceipt: true });
  const earlier = (await kiosk.papers()).length;
  await control.printer(mishap.after);
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'failed');
  expect(paid.slipUrl).not.toBeNull();
  await control.printer(mishap.end);

  // The next person's receipt is whole and theirs alone.
  const account = nextAccount();
  await walkToConfirm(visitor, account);
  await visitor.do({ do: 'pay' });
  const next = await outcome(visitor, 'paid', 'printed');
  const since = (await kiosk.papers()).slice(earlier);
  const whole = since.filter((piece) => piece.complete);
  const theirs = whole.filter((piece) => textOf(piece).includes(next.shortId));
  expect(theirs).toHaveLength(1);
  expect(textOf(theirs[0])).toContain(account);
  expect(textOf(theirs[0])).not.toContain(paid.shortId);
  expect(whole.some((piece) => textOf(piece).includes(paid.shortId))).toBe(false);

  const books = await kiosk.agreed();
  expect(inJournal(books, paid)).toMatchObject({ state: 'posted', receipt: 'failed' });
  expect(inJournal(books, next)).toMatchObject({ state: 'posted', receipt: 'printed' });
});

test('refilled while the citizen still stands there: printed on request', async () => {
  const { control } = kiosk.rig();
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await control.printer(OUT.after);
  await visitor.do({ do: 'pay' });
  const failed = await outcome(visitor, 'paid', 'failed');
  await control.printer(OUT.end);
  await untilReady(visitor);
  await visitor.do({ do: 'printAgain' });
  const printed = await outcome(visitor, 'paid', 'printed');
  expect(printed.paymentId).toBe(failed.paymentId);
  const last = (await kiosk.papers()).at(-1);
  expect(last?.complete).toBe(true);
  expect(textOf(last)).toContain(printed.shortId);
  await expect(visitor.do({ do: 'printAgain' })).rejects.toThrow('notAllowed');
  await kiosk.agreed();
});
