/** A scan does what the person hopes: a bill's barcode finds the bill, a slip's QR its receipt. */
import { expect, test } from 'vitest';
import { maskReference } from '../../contract/digits.ts';
import { outcome, textOf, useKiosk } from './kiosk.ts';
import { accounts, untilReady, walkToConfirm } from './visits.ts';

const kiosk = useKiosk({ furnished: true });
const nextAccount = accounts();
const scan = (text: string) => kiosk.rig().control.scanner({ do: 'scan', text });

test("a bill's barcode leads from the first screen to the bill, and it is paid", async () => {
  const visitor = await kiosk.visitor();
  await untilReady(visitor);
  await visitor.until(({ readers }) => readers.code, 'the scanner to be ready');
  const account = nextAccount();
  await scan(`EWA${account}202611`);
  const { reference, bills } = await visitor.screen('bills');
  expect(reference).toBe(maskReference(account));
  await visitor.do({ do: 'chooseBills', billIds: bills.map(({ billId }) => billId) });
  await visitor.screen('confirm');
  await visitor.do({ do: 'pay' });
  await outcome(visitor, 'paid', 'printed');
});

test("a slip's QR finds its receipt, masked, and prints it as a copy", async () => {
  const visitor = await kiosk.visitor();
  const account = nextAccount();
  await walkToConfirm(visitor, account);
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  await visitor.do({ do: 'finish' });
  await visitor.screen('attract');

  await scan(paid.slipUrl ?? '');
  const found = await visitor.screen('receipt');
  expect(found).toMatchObject({ shortId: paid.shortId, totalFils: paid.totalFils });
  expect(JSON.stringify(found)).not.toContain(account);
  await visitor.do({ do: 'printReceipt' });
  await visitor.until(
    ({ screen }) => screen.name === 'receipt' && screen.receipt === 'printed',
    'the copy to be printed',
  );
  const copy = (await kiosk.papers()).at(-1);
  expect(copy?.complete).toBe(true);
  expect(textOf(copy)).toContain(paid.shortId);
  expect(textOf(copy)).toMatch(/copy/iu);
  expect(textOf(copy)).not.toContain(account);
});

test('a code that means nothing here is explained, and nothing is lost', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await scan('5012345678900');
  expect(await visitor.screen('notice')).toMatchObject({ kind: 'unknownCode' });
  await visitor.do({ do: 'back' });
  await visitor.screen('confirm');
});

test('in the middle of a payment a scan changes nothing', async () => {
  await kiosk.rig().control.terminal({ do: 'autoCard', on: false });
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  await visitor.until(
    ({ screen }) => screen.name === 'paying' && screen.prompt === 'presentCard',
    'the card to be asked for',
  );
  await scan(`EWA${nextAccount()}202611`);
  await kiosk.rig().control.terminal({ do: 'insertCard' });
  await outcome(visitor, 'paid', 'printed');
});
