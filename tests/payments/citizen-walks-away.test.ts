/** Nobody touches the screen any more: a warning, more time for who is there, a wipe for who is not. */
import { expect, test } from 'vitest';
import { inJournal, outcome, useKiosk } from './kiosk.ts';
import { accounts, hurried, walkToConfirm, walkToReference } from './visits.ts';

const kiosk = useKiosk({
  adjust: (draft) => {
    const quick = hurried(draft);
    return { ...quick, timing: { ...quick.timing, idleWarningMs: 1_000, idleWipeMs: 1_000 } };
  },
});
const nextAccount = accounts();

test('a warning with the time left; more time on a touch; then a wipe that leaves nothing of them', async () => {
  const account = nextAccount();
  const visitor = await kiosk.visitor();
  await walkToReference(visitor);
  await visitor.do({ do: 'enterReference', typed: account });
  const { payerName, bills } = await visitor.screen('bills');
  const warned = await visitor.until((v) => v.idleWarning !== null, 'a warning');
  expect(warned.idleWarning?.msLeft).toBeGreaterThan(0);
  expect(warned.idleWarning?.msLeft).toBeLessThanOrEqual(1_000);
  await visitor.do({ do: 'stillHere' });
  await visitor.until((v) => v.idleWarning === null, 'the warning to end');
  expect(visitor.view.screen.name).toBe('bills');

  await visitor.until((v) => v.idleWarning !== null, 'another warning');
  await visitor.screen('attract');
  const shown = JSON.stringify(visitor.view);
  for (const personal of [account, payerName, bills[0]?.billId ?? account]) {
    expect(shown).not.toContain(personal);
  }
  expect(visitor.view.idleWarning).toBeNull();
  expect(visitor.view.language).toBe('ar');
  expect((await kiosk.agreed()).journal.size).toBe(0);
});

test('a receipt left on the screen is wiped too; the payment is not touched', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  await visitor.screen('attract');
  expect(JSON.stringify(visitor.view)).not.toContain(paid.paymentId);
  const payment = inJournal(await kiosk.agreed(), paid);
  expect(payment).toMatchObject({ state: 'posted', visitEnded: true });
});
