/** A terminal that does not mask: the card's number is nowhere, in no form. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inJournal, outcome, useKiosk } from './kiosk.ts';
import { accounts, walkToConfirm } from './visits.ts';

const kiosk = useKiosk({ autoCard: false });
const nextAccount = accounts();
/** The simulated card's. */
const PAN = '5555555555554444';

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const filesWith = (folder: string, what: Buffer | string): string[] =>
  filesUnder(folder).filter((file) => readFileSync(file).includes(what));

test('a full card number on the wire: paid, no last four digits, and not one byte of it kept', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.terminal({ do: 'fullPan' });
  await kiosk.rig().control.terminal({ do: 'insertCard', card: 'mastercard' });
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  expect(paid).toMatchObject({ scheme: 'MASTERCARD', lastFour: null });
  const books = await kiosk.agreed();
  expect(inJournal(books, paid).authorisation?.lastFour).toBeNull();
  expect((await kiosk.rig().control.terminal({ do: 'state' }))['mishaps']).toEqual({});

  // As text, and packed as it comes over the wire.
  const { data } = kiosk.rig().paths;
  for (const form of [PAN, Buffer.from(PAN, 'hex')]) expect(filesWith(data, form)).toEqual([]);
  // The search itself finds what is there.
  const known = filesWith(data, paid.paymentId).map((file) => file.slice(data.length + 1));
  expect(known).toContain('journal.sqlite');
});
