/** Bytes of nobody's making on the reader's wire, while nothing happens and in the middle of a payment. */
import { expect, test } from 'vitest';
import { inJournal, outcome, prompted, useKiosk } from './kiosk.ts';
import { accounts, walkToConfirm } from './visits.ts';

const kiosk = useKiosk({ autoCard: false });
const nextAccount = accounts();

const NOISE: readonly (readonly [string, string])[] = [
  ['random bytes', 'deadbeef00ff7f80c3a90d0a1b40'],
  ['a frame cut after its header', '100204'],
  ['a frame with a wrong checksum', '1002040fff27001003abcd'],
  ['acknowledgements nobody asked for', '060606150615'],
  ['two thousand bytes', 'a5'.repeat(2_000)],
];

test.each(NOISE)('%s: the payment goes through, once', async (_name, hex) => {
  const { control } = kiosk.rig();
  const visitor = await kiosk.visitor();
  await control.terminal({ do: 'garbage', hex });
  await walkToConfirm(visitor, nextAccount());
  await control.terminal({ do: 'garbage', hex });
  await visitor.do({ do: 'pay' });
  await prompted(visitor, 'presentCard');
  await control.terminal({ do: 'garbage', hex });
  await control.terminal({ do: 'insertCard' });
  const paid = await outcome(visitor, 'paid', 'printed');
  const books = await kiosk.agreed();
  expect(inJournal(books, paid).state).toBe('posted');
  expect(books.terminal.filter((t) => t.amountFils === paid.totalFils)).toHaveLength(1);
});

test.each([
  ['frames damaged on the way', { do: 'badCrc', times: 2 }],
  ['frames in pieces', { do: 'splitFrames', times: 5 }],
  ['good frames refused', { do: 'nak', times: 1 }],
])('%s: repeated until they arrive', async (_name, mishap) => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  await prompted(visitor, 'presentCard');
  await kiosk.rig().control.terminal(mishap);
  await kiosk.rig().control.terminal({ do: 'insertCard' });
  const paid = await outcome(visitor, 'paid', 'printed');
  expect(inJournal(await kiosk.agreed(), paid).state).toBe('posted');
});
