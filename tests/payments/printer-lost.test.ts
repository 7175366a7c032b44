/** Printer or engine goes while a receipt prints: nobody knows what is on the paper, and it is said so. */
import { expect, test } from 'vitest';
import type { Visitor } from '../../rig/processes/visitor.ts';
import { eventually, inJournal, outcome, textOf, useKiosk, type Outcome } from './kiosk.ts';
import { accounts, untilReady, walkToConfirm } from './visits.ts';

const kiosk = useKiosk();
const nextAccount = accounts();
/** Bytes on the paper: ink, not the settings alone. */
const WELL_BEGUN = 1_500;
const printer = (request: { do: string; [field: string]: unknown }) =>
  kiosk.rig().control.printer(request);

/** Pays, and returns while the receipt comes out slowly. */
const payAndStartPrinting = async (visitor: Visitor): Promise<void> => {
  await walkToConfirm(visitor, nextAccount());
  await printer({ do: 'pace', ms: 100 });
  await visitor.do({ do: 'pay' });
  await eventually(
    () => printer({ do: 'state' }),
    ({ hanging }) => Number(hanging) > WELL_BEGUN,
  );
};

/** The unknown one is repeated as a copy, and then the next person's comes out whole. */
const nextIsWhole = async (visitor: Visitor, unknown: Outcome): Promise<void> => {
  await printer({ do: 'pace', ms: 0 });
  await untilReady(visitor);
  await visitor.do({ do: 'printAgain' });
  await outcome(visitor, 'paid', 'printed');
  const papers = await kiosk.papers();
  const copy = papers.at(-1);
  expect(copy?.complete, JSON.stringify(papers)).toBe(true);
  expect(textOf(copy)).toContain(unknown.shortId);
  expect(textOf(copy)).toMatch(/copy/iu);

  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  const next = await outcome(visitor, 'paid', 'printed');
  const last = (await kiosk.papers()).at(-1);
  expect(last?.complete).toBe(true);
  expect(textOf(last)).toContain(next.shortId);
  expect(textOf(last)).not.toContain(unknown.shortId);
  expect(textOf(last)).not.toMatch(/copy/iu);
  const books = await kiosk.agreed();
  expect(inJournal(books, unknown).state).toBe('posted');
  expect(inJournal(books, next).state).toBe('posted');
};

test('unplugged while it prints: unknown, the QR stands in', async () => {
  const visitor = await kiosk.visitor();
  await payAndStartPrinting(visitor);
  await printer({ do: 'unplug' });
  const unknown = await outcome(visitor, 'paid', 'unknown');
  expect(unknown.slipUrl).not.toBeNull();
  expect(visitor.view.printer.state).not.toBe('online');
  await printer({ do: 'plug' });
  await nextIsWhole(visitor, unknown);
});

test('it falls silent while it prints: unknown, never printed', async () => {
  const visitor = await kiosk.visitor();
  await payAndStartPrinting(visitor);
  await printer({ do: 'mute', on: true });
  const unknown = await outcome(visitor, 'paid', 'unknown');
  expect(unknown.slipUrl).not.toBeNull();
  await printer({ do: 'mute', on: false });
  await nextIsWhole(visitor, unknown);
});

test('it was silent before: said before the card, and the receipt fails without a byte', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await printer({ do: 'mute', on: true });
  await visitor.until(
    ({ screen }) => screen.name === 'confirm' && !screen.paperReceipt,
    'the silence to be noticed',
  );
  const papers = await kiosk.papers();
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'failed');
  expect(await kiosk.papers()).toEqual(papers);
  await printer({ do: 'mute', on: false });
  expect(inJournal(await kiosk.agreed(), paid).state).toBe('posted');
});

test('the engine is killed while it prints: unknown after the restart', async () => {
  const visitor = await kiosk.visitor();
  await payAndStartPrinting(visitor);
  await kiosk.rig().killEngine();
  await kiosk.rig().startEngine();
  const unknown = await outcome(visitor, 'paid', 'unknown');
  await nextIsWhole(visitor, unknown);
});
