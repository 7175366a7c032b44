/** The terminal forgot what it did while a payment was in doubt: nobody may guess, people must look. */
import { expect, test } from 'vitest';
import { disagreements, readBooks } from './books.ts';
import { eventually, inJournal, outcome, useKiosk } from './kiosk.ts';
import { accounts, untilReady, walkToConfirm } from './visits.ts';

const kiosk = useKiosk();
const nextAccount = accounts();

test('it stays in doubt, counts as unclear, and the kiosk goes on with other people’s payments', async () => {
  const { control } = kiosk.rig();
  const visitor = await kiosk.rig().visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  const before = await outcome(visitor, 'paid', 'printed');

  await walkToConfirm(visitor, nextAccount());
  await control.terminal({ do: 'loseReplyAfterApproval' });
  await visitor.do({ do: 'pay' });
  await eventually(kiosk.charges, (all) => all.length === 2 && all[1]?.status === 'stored');
  await control.terminal({ do: 'unplug' });
  await outcome(visitor, 'checking', 'printed');
  await control.terminal({ do: 'forget' });
  await control.terminal({ do: 'plug' });
  await untilReady(visitor);
  const exposure = () => visitor.client.api.exposure.query();
  const { unclear, unfinished } = await eventually(exposure, (e) => e.unclear > 0);
  expect({ unclear, unfinished }).toEqual({ unclear: 1, unfinished: 1 });
  const checking = await outcome(visitor, 'checking', 'printed');
  expect(checking).toMatchObject({ state: 'inDoubt' });
  expect(checking.slipUrl).not.toBeNull();

  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  const after = await outcome(visitor, 'paid', 'printed');

  // The newest client has control: this one must not come back for it after the restart.
  await visitor.leave();
  await kiosk.rig().stopEngine();
  const books = await readBooks(kiosk.rig());
  expect(inJournal(books, checking).state).toBe('inDoubt');
  expect(books.gateway.posted.fils).toBe(before.totalFils + after.totalFils);
  // The books differ by this one payment, which the acquirer knows, and by nothing else.
  const posted = before.totalFils + after.totalFils;
  expect(disagreements(books)).toEqual([
    `payment ${checking.paymentId} (inDoubt) has not ended`,
    `payment ${checking.paymentId} (inDoubt) is stored at the terminal`,
    // It counts from one again, as it did for the first of them.
    `payment ${after.paymentId} (posted) shares trace 000001 with another`,
    `terminal ${posted + checking.totalFils}, gateway posted and refunded ${posted}`,
  ]);

  // A restart asks once more, and knows no better.
  await kiosk.rig().startEngine();
  const again = await kiosk.visitor();
  const asked = () => again.client.api.exposure.query();
  expect(await eventually(asked, (e) => e.unclear > 0)).toMatchObject({ unclear: 1 });
});
