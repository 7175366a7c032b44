/** A bill paid in two parts: the second is what the first left, and neither can be paid twice. */
import { expect, test } from 'vitest';
import { inJournal, outcome, textOf, useKiosk } from './kiosk.ts';
import type { Visitor } from '../../rig/processes/visitor.ts';
import { walkToReference } from './visits.ts';

const kiosk = useKiosk();
const FILE = '022026004711';
const PERSON = '900101123';

const find = async (): Promise<Visitor> => {
  const visitor = await kiosk.visitor();
  await walkToReference(visitor, 'execution');
  await visitor.do({ do: 'enterReference', typed: FILE });
  await visitor.until(
    ({ screen }) => screen.name === 'reference' && screen.field === 1,
    'the second number',
  );
  await visitor.do({ do: 'enterReference', typed: PERSON });
  return visitor;
};

test('a part is posted, its paper says of how much, and the rest is due and paid', async () => {
  const visitor = await find();
  const { bills } = await visitor.screen('bills');
  const [bill] = bills;
  expect(bills.map(({ amountFils }) => amountFils)).toEqual([75_000]);
  await visitor.do({ do: 'choosePart', billId: bill?.billId ?? '' });
  await visitor.screen('part');
  await visitor.do({ do: 'enterAmount', typed: '30' });
  expect(await visitor.screen('confirm')).toMatchObject({ totalFils: 30_000 });
  await visitor.do({ do: 'pay' });
  const first = await outcome(visitor, 'paid', 'printed');
  expect(first).toMatchObject({ totalFils: 30_000, state: 'posted' });
  const paper = textOf((await kiosk.papers()).at(-1));
  expect(paper).toContain('Part of');
  expect(paper).toContain('75.000');
  await visitor.leave();
  inJournal(await kiosk.agreed(), first);
  await kiosk.rig().startEngine();

  const again = await find();
  const rest = await again.screen('bills');
  expect(rest.bills.map(({ billId, amountFils }) => [billId, amountFils])).toEqual([
    [bill?.billId, 45_000],
  ]);
  await again.do({ do: 'chooseBills', billIds: [bill?.billId ?? ''] });
  await again.screen('confirm');
  await again.do({ do: 'pay' });
  const second = await outcome(again, 'paid', 'printed');
  expect(second).toMatchObject({ totalFils: 45_000, state: 'posted' });
  await again.leave();
  await kiosk.agreed();
  await kiosk.rig().startEngine();
  expect(await (await find()).screen('notice')).toMatchObject({ kind: 'nothingDue' });
});
