/** The reader's cable is pulled: before, during and after the card. */
import { expect, test } from 'vitest';
import type { Visitor } from '../../rig/processes/visitor.ts';
import { eventually, inJournal, outcome, prompted, useKiosk } from './kiosk.ts';
import { accounts, walkToConfirm } from './visits.ts';

const kiosk = useKiosk();
const nextAccount = accounts();
const plug = () => kiosk.rig().control.terminal({ do: 'plug' });
const unplug = () => kiosk.rig().control.terminal({ do: 'unplug' });

/** In doubt, with the slip that says not to pay again. */
const toldToWait = async (visitor: Visitor): Promise<void> => {
  const checking = await outcome(visitor, 'checking', 'printed');
  expect(checking).toMatchObject({ state: 'inDoubt' });
  expect(checking.slipUrl).not.toBeNull();
  expect(visitor.view.terminal.state).not.toBe('online');
};

test('away at the moment of paying: said so, nothing begun; back again, the same bill is paid', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await unplug();
  await visitor.until((v) => v.terminal.state !== 'online', 'the reader to be missed');
  await visitor.do({ do: 'pay' });
  expect(await visitor.screen('notice')).toMatchObject({ kind: 'terminalAway', canRetry: true });
  await visitor.do({ do: 'startOver' });
  expect(await visitor.screen('attract')).toMatchObject({ cardsAccepted: false });
  await plug();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  const books = await kiosk.agreed();
  expect(books.journal.size).toBe(1);
  expect(inJournal(books, paid).state).toBe('posted');
});

test('while it waits for the card, which comes only after that: taken back, not charged', async () => {
  const { control } = kiosk.rig();
  await control.terminal({ do: 'autoCard', on: false });
  const visitor = await kiosk.visitor();
  const before = (await kiosk.charges()).length;
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  await prompted(visitor, 'presentCard');
  await unplug();
  await toldToWait(visitor);
  await plug();
  // The reader waits still, for a payment that nobody answers for any more.
  expect(await control.terminal({ do: 'insertCard' })).toMatchObject({ waiting: true });
  const resolved = await outcome(visitor, 'notCharged', 'printed');
  expect(resolved).toMatchObject({ state: 'notCharged', slipUrl: null });
  const charges = (await kiosk.charges()).slice(before);
  expect(charges).toMatchObject([{ status: 'reversed' }]);
  expect(inJournal(await kiosk.agreed(), resolved).state).toBe('notCharged');
});

test('the end is lost after the approval: in doubt, then confirmed by the copy and posted once', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  const before = (await kiosk.charges()).length;
  await kiosk.rig().control.terminal({ do: 'loseReplyAfterApproval' });
  await visitor.do({ do: 'pay' });
  await eventually(kiosk.charges, (all) => all.length > before && all.at(-1)?.status === 'stored');
  await unplug();
  await toldToWait(visitor);
  await plug();
  const paid = await outcome(visitor, 'paid', 'printed');
  const books = await kiosk.agreed();
  expect(inJournal(books, paid)).toMatchObject({ state: 'posted', receiptKind: 'final' });
  expect(books.terminal.filter((t) => t.amountFils === paid.totalFils)).toHaveLength(1);
});

test('the approval itself is lost: the terminal takes it back by itself, and nothing is charged', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  const before = (await kiosk.charges()).length;
  await kiosk.rig().control.terminal({ do: 'loseApproval' });
  await visitor.do({ do: 'pay' });
  await eventually(kiosk.charges, (all) => all.length > before);
  await unplug();
  await toldToWait(visitor);
  await plug();
  const resolved = await outcome(visitor, 'notCharged', 'printed');
  const books = await kiosk.agreed();
  expect(inJournal(books, resolved).state).toBe('notCharged');
  expect(books.terminal.at(-1)).toMatchObject({ status: 'reversed' });
});

test('after a power cut of the reader in the middle: it takes back what it had open', async () => {
  const { control } = kiosk.rig();
  await control.terminal({ do: 'autoCard', on: false });
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  await prompted(visitor, 'presentCard');
  await unplug();
  await control.terminal({ do: 'reboot' });
  await plug();
  const { screen } = await visitor.until(
    (view) => view.screen.name === 'outcome' && view.screen.kind === 'notCharged',
    'the terminal to answer',
  );
  expect(screen).toMatchObject({ state: 'notCharged' });
  await kiosk.agreed();
});
