/** One bill, two kiosks without the network: both charge, one posts, the other's citizen is refunded. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConfigDraft } from '../../rig/processes/kiosk-config.ts';
import { startPostgres, type PrivatePostgres } from '../central/postgres.ts';
import { eventually, inJournal, outcome, useKiosk, type Kiosk } from './kiosk.ts';
import { accounts, hurried, untilReady, walkToConfirm } from './visits.ts';

let postgres: PrivatePostgres;
let db: pg.Client;
beforeAll(async () => {
  postgres = await startPostgres();
  process.env['DATABASE_URL'] = await postgres.createDatabase('khidma');
  db = new pg.Client(process.env['DATABASE_URL']);
  await db.connect();
}, 60_000);
// Hooks after all tests run in reverse: the kiosks, asked for below, are gone before their database.
afterAll(async () => {
  delete process.env['DATABASE_URL'];
  await db.end();
  await postgres.stop();
}, 60_000);

/** Each with a replica of central to itself, over one database. */
const named =
  (id: string) =>
  (draft: ConfigDraft): ConfigDraft => ({
    ...hurried(draft),
    kiosk: { ...draft.kiosk, id },
  });
const north = useKiosk({ adjust: named('kiosk-north') });
const south = useKiosk({ adjust: named('kiosk-south') });
const nextAccount = accounts();

const payQueued = async (kiosk: Kiosk, account: string) => {
  const visitor = await kiosk.visitor();
  await untilReady(visitor);
  await walkToConfirm(visitor, account);
  await kiosk.rig().control.network({ do: 'cut' });
  await visitor.do({ do: 'pay' });
  await visitor.until(
    ({ screen }) => screen.name === 'confirm' && screen.willQueue,
    'the confirmation that it will be queued',
  );
  await visitor.do({ do: 'pay' });
  return { visitor, paid: await outcome(visitor, 'queued', 'printed') };
};

test('the second is refused, and after its terminal’s end of day refunded by central', async () => {
  const account = nextAccount();
  const first = await payQueued(north, account);
  const second = await payQueued(south, account);
  expect(second.paid.totalFils).toBe(first.paid.totalFils);
  await second.visitor.do({ do: 'finish' });
  await south.rig().control.terminal({ do: 'status', value: 0xf0 });
  await second.visitor.until((v) => v.terminal.state === 'userError', 'the demand to be heard');
  await second.visitor.until((v) => v.terminal.state === 'online', 'the closed day');

  await north.rig().control.network({ do: 'restore' });
  const stateOf =
    ({ visitor, paid }: typeof first) =>
    async () =>
      (await visitor.client.api.payment.query({ paymentId: paid.paymentId }))?.state;
  await eventually(stateOf(first), (state) => state === 'posted');
  await south.rig().control.network({ do: 'restore' });
  await eventually(stateOf(second), (state) => state === 'refunded');

  const moved = await db.query(
    'select payment_id, kind, amount_fils from ledger_transfer order by recorded_at_ms, kind desc',
  );
  const amount_fils = String(first.paid.totalFils);
  expect(moved.rows).toEqual([
    { payment_id: first.paid.paymentId, kind: 'posted', amount_fils },
    { payment_id: second.paid.paymentId, kind: 'refused', amount_fils },
    { payment_id: second.paid.paymentId, kind: 'refunded', amount_fils },
  ]);
  expect(inJournal(await north.agreed(), first.paid).state).toBe('posted');
  expect(inJournal(await south.agreed(), second.paid).state).toBe('refunded');
});
