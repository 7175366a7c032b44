/** The reader says nothing, or says no after it had said yes: its own memory decides what is true. */
import { expect, test } from 'vitest';
import { eventually, inJournal, outcome, useKiosk } from './kiosk.ts';
import { accounts, walkToConfirm } from './visits.ts';

const kiosk = useKiosk();
const nextAccount = accounts();
const NOT_CHARGED = { state: 'notCharged', slipUrl: null };

test('no answer to the payment: in doubt, do not pay again; then the terminal says it never took it', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.terminal({ do: 'noReply', command: '0601' });
  const checking = visitor.until(
    ({ screen }) => screen.name === 'outcome' && screen.kind === 'checking',
    'the outcome to be in doubt',
  );
  await visitor.do({ do: 'pay' });
  await checking;
  const resolved = await visitor.until(
    ({ screen }) => screen.name === 'outcome' && screen.kind === 'notCharged',
    'the terminal to say what it remembers',
  );
  expect(resolved.screen).toMatchObject(NOT_CHARGED);
  const books = await kiosk.agreed();
  expect([...books.journal.values()].at(-1)?.state).toBe('notCharged');
  expect(books.terminal).toEqual([]);
});

test('no answer before the payment: nothing is begun, and the same bill is paid after that', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.terminal({ do: 'noReply', command: '0620' });
  await visitor.do({ do: 'pay' });
  expect(await visitor.screen('notice')).toMatchObject({ kind: 'terminalAway', canRetry: true });
  // It registers anew; the first tries may still find it away.
  for (let shown = visitor.view.screen.name; shown === 'notice';) {
    await visitor.do({ do: 'retry' });
    await visitor.screen('confirm');
    await visitor.do({ do: 'pay' });
    shown = (await visitor.screen(['notice', 'outcome'])).name;
  }
  const paid = await outcome(visitor, 'paid', 'printed');
  const books = await kiosk.agreed();
  expect(books.journal.size).toBe(2);
  expect(inJournal(books, paid).state).toBe('posted');
});

test('the approval never arrives and the terminal takes it back and says so: cancelled, nothing charged', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.terminal({ do: 'loseApproval', abort: true });
  await visitor.do({ do: 'pay' });
  const cancelled = await outcome(visitor, 'cancelled', 'none');
  expect((await kiosk.charges()).at(-1)).toMatchObject({ status: 'reversed' });
  expect(inJournal(await kiosk.agreed(), cancelled).state).toBe('cancelled');
});

test('an abort after the acknowledged approval, and the terminal kept the payment: posted once', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.terminal({ do: 'abortAfterApproval', stored: true });
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  const books = await kiosk.agreed();
  expect(inJournal(books, paid).state).toBe('posted');
  expect(books.terminal.at(-1)).toMatchObject({ amountFils: paid.totalFils, status: 'stored' });
});

test('an approval for another amount is refused: the terminal takes it back', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.terminal({ do: 'wrongAmount' });
  await visitor.do({ do: 'pay' });
  const declined = await outcome(visitor, 'declined', 'none');
  expect((await kiosk.charges()).at(-1)).toMatchObject({ status: 'reversed' });
  expect(inJournal(await kiosk.agreed(), declined).state).toBe('declined');
});

test('an approval that comes twice is one payment', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.terminal({ do: 'sendTwice' });
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  expect(inJournal(await kiosk.agreed(), paid).state).toBe('posted');
});

test('an abort after the acknowledged approval, and the terminal gave the money back', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.terminal({ do: 'abortAfterApproval' });
  await visitor.do({ do: 'pay' });
  const { screen } = await visitor.until(
    (view) => view.screen.name === 'outcome' && view.screen.kind !== 'checking',
    'an answer',
  );
  expect(screen).toMatchObject({ kind: 'notCharged' });
  await eventually(kiosk.charges, (all) => all.at(-1)?.status === 'reversed');
  await kiosk.agreed();
});
