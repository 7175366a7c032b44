/** What a bill, a person, a card or a number says never comes into the health log's buffer. */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BUFFER_FILE } from '../../engine/telemetry/health-log.ts';
import { outcome, useKiosk } from '../payments/kiosk.ts';
import { accounts, hurried, walkToConfirm } from '../payments/visits.ts';
import { usePostgres } from './with-postgres.ts';

const rows = usePostgres();
/** After its first look the sender rests for an hour: whatever is told lies in the buffer. */
const kiosk = useKiosk({
  adjust: (draft) => ({
    ...hurried(draft),
    telemetry: { everyMs: 3_600_000, sampleMs: 3_600_000 },
  }),
});
const nextAccount = accounts();

/** Every byte of it, those that SQLite has not moved into the file yet too. */
const bufferBytes = (): Buffer => {
  const { data } = kiosk.rig().paths;
  const names = readdirSync(data).filter((name) => name.startsWith(BUFFER_FILE));
  return Buffer.concat(names.map((name) => readFileSync(join(data, name))));
};

test('a canary in the bill’s text, the payer, the reference and the card stay at the kiosk', async () => {
  const account = nextAccount();
  await rows(
    `update bill set title_en = 'CANARY-title', title_ar = 'كناري', detail_en = 'CANARY-detail'
      where reference = $1`,
    [account],
  );
  await rows(`update account set payer_name = 'CANARY-payer' where reference = $1`, [account]);
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, account);
  const { screen } = visitor.view;
  expect(JSON.stringify(screen)).toContain('CANARY');
  await visitor.do({ do: 'pay' });
  const { paymentId, slipUrl } = await outcome(visitor, 'paid', 'printed');
  const books = await kiosk.agreed();
  const payment = books.journal.get(paymentId);

  const bytes = bufferBytes();
  // The payment is there, so that an empty buffer proves nothing.
  expect(bytes.includes(paymentId.replaceAll('-', ''))).toBe(true);
  expect(bytes.includes('payment.posted')).toBe(true);
  const secrets = [
    'CANARY',
    'كناري',
    account,
    '4242',
    slipUrl?.split('/').at(-1),
    payment?.authorisation?.authorisationCode,
    payment?.authorisation?.terminalId,
    payment?.slipCodeHash,
    payment?.lines[0]?.billId,
  ];
  for (const secret of secrets) {
    expect(secret).toMatch(/..../u);
    expect(bytes.includes(secret ?? ''), `${String(secret)} in the buffer`).toBe(false);
  }
});

test('with its buffer broken beyond use the kiosk sells as ever', async () => {
  const { data } = kiosk.rig().paths;
  await kiosk.rig().stopEngine();
  for (const name of readdirSync(data).filter((each) => each.startsWith(BUFFER_FILE)))
    rmSync(join(data, name));
  mkdirSync(join(data, BUFFER_FILE));
  await kiosk.rig().startEngine();
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  await outcome(visitor, 'paid', 'printed');
  await kiosk.agreed();
  rmSync(join(data, BUFFER_FILE), { recursive: true });
});
