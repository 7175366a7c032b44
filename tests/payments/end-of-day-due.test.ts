/** The terminal sells no more before its day is closed: the kiosk closes it by itself and goes on. */
import { expect, test } from 'vitest';
import { inJournal, outcome, useKiosk } from './kiosk.ts';
import { accounts, untilReady, walkToConfirm } from './visits.ts';

const kiosk = useKiosk();
const nextAccount = accounts();

test('demanded while nobody is there: closed, and the next citizen pays', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  await outcome(visitor, 'paid', 'printed');
  await visitor.do({ do: 'finish' });
  await kiosk.rig().control.terminal({ do: 'status', value: 0xf0 });
  await visitor.until((v) => v.terminal.state === 'userError', 'the demand to be heard');
  await untilReady(visitor);
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  expect(inJournal(await kiosk.agreed(), paid).state).toBe('posted');
});
