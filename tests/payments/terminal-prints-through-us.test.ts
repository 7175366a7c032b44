/** A terminal that insists on printing through us: the payment is its own only after the last text. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { factSchema, type Fact } from '../../engine/journal/facts.ts';
import { eventually, inJournal, outcome, useKiosk, type Outcome } from './kiosk.ts';
import { accounts, hurried, walkToConfirm } from './visits.ts';

const kiosk = useKiosk({
  adjust: (draft) => {
    const { devices, ...rest } = hurried(draft);
    const terminal = { ...devices.terminal, printsThroughUs: true };
    return { ...rest, devices: { ...devices, terminal } };
  },
});
const nextAccount = accounts();

/** The journal's facts of one payment, in order; the engine must have stopped. */
const factsOf = (paymentId: string): readonly Fact[] => {
  const db = new Database(join(kiosk.rig().paths.data, 'journal.sqlite'), { readonly: true });
  const rows = z
    .array(z.object({ body: z.string() }))
    .parse(db.prepare('SELECT body FROM facts WHERE payment_id = ? ORDER BY seq').all(paymentId));
  db.close();
  return rows.map(({ body }) => factSchema.parse(JSON.parse(body)));
};

test('its text is in the journal between approval and confirmation, and on no paper', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  expect(await kiosk.papers()).toHaveLength(1);
  const books = await kiosk.agreed();
  expect(inJournal(books, paid).state).toBe('posted');
  const facts = factsOf(paid.paymentId);
  const types = facts.map(({ type }) => type).filter((type) => type !== 'terminalReply');
  const text = types.indexOf('terminalText');
  expect(types.indexOf('approved')).toBeLessThan(text);
  expect(types.lastIndexOf('terminalText')).toBeLessThan(types.indexOf('confirmed'));
  const counts = facts.flatMap((fact) => (fact.type === 'terminalText' ? [fact.lineCount] : []));
  expect(counts[0]).toBeGreaterThan(1);
  // The lines may name the cardholder: they are sealed, nowhere in the clear.
  expect(JSON.stringify(facts)).not.toContain('CARD PAYMENT');
});

test('it gives up between two texts: in doubt, asked, and nothing is charged', async () => {
  const { control } = kiosk.rig();
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await control.terminal({ do: 'loseText', after: 1, abort: true });
  await visitor.do({ do: 'pay' });
  // With or without a slip: the terminal may answer before that is due.
  const { screen } = await visitor.until(
    (view) => view.screen.name === 'outcome' && view.screen.kind === 'notCharged',
    'the terminal to answer',
  );
  const notCharged = screen as Outcome;
  const books = await kiosk.agreed();
  expect(inJournal(books, notCharged).state).toBe('notCharged');
  expect(books.terminal.at(-1)?.status).toBe('reversed');
  const types = factsOf(notCharged.paymentId).map(({ type }) => type);
  expect(types.filter((type) => type === 'terminalText')).toHaveLength(1);
  expect(types).toContain('inDoubt');
});

test('the engine dies while the texts come: what it has not kept it does not answer', async () => {
  const rig = kiosk.rig();
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  const before = (await kiosk.charges()).length;
  await rig.control.terminal({ do: 'pace', ms: 500 }); // before each text too
  // The page dies with the engine; only what the books say afterwards counts.
  void visitor.do({ do: 'pay' }).catch(() => undefined);
  const texted = async () => (await rig.control.terminal({ do: 'state' }))['textsAnswered'];
  await eventually(texted, (answered) => Number(answered) >= 1);
  await rig.killEngine();
  await rig.control.terminal({ do: 'pace', ms: 0 });
  await visitor.leave();
  await rig.startEngine();
  const charges = await eventually(kiosk.charges, (all) => all.length > before);
  expect(charges.at(-1)?.status).toBe('reversed');
  await kiosk.agreed();
});
