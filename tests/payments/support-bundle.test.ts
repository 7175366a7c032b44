/** The file that technicians carry to support: useful, and nothing in it of anybody. */
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundleSchema } from '../../engine/technician/condition/bundle.ts';
import { outcome, useKiosk } from './kiosk.ts';
import { accounts, walkToConfirm, walkToReference } from './visits.ts';

const kiosk = useKiosk({ furnished: true });
const nextAccount = accounts();
const UNKNOWN = '87654321';
const SCANNED = '5012345678900';
const WRONG_PIN = '998877';

test('what a citizen paid, typed and scanned, and what a technician mistyped, is not in it', async () => {
  const rig = kiosk.rig();
  const visitor = await kiosk.visitor();
  const account = nextAccount();
  await walkToConfirm(visitor, account);
  const { screen } = visitor.view;
  if (screen.name !== 'confirm') throw new Error(screen.name);
  const billIds = screen.lines.map(({ bill }) => bill.billId);
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  await visitor.do({ do: 'finish' });
  await walkToReference(visitor);
  await visitor.do({ do: 'enterReference', typed: UNKNOWN });
  await rig.control.scanner({ do: 'scan', text: SCANNED });
  await visitor.do({ do: 'startOver' });
  await visitor.until(({ screen: { name } }) => name === 'attract', 'the first screen');

  const { technician } = visitor.client.api;
  await technician.open.mutate();
  await technician.enter.mutate({ number: '1001', pin: WRONG_PIN });
  const entered = await technician.enter.mutate({ number: '1001', pin: '204060' });
  if (!entered.entered) throw new Error(entered.problem);
  const { token } = entered;
  const act = { do: 'writeBundle' } as const;
  expect(await technician.act.mutate({ token, act })).toEqual({ done: true });
  const place = await new Promise<string>((resolve, reject) => {
    technician.view.subscribe(
      { token },
      {
        onData: ({ condition }) => {
          if (condition !== null && condition.bundle !== null) resolve(condition.bundle);
        },
        onError: reject,
      },
    );
    void technician.act.mutate({ token, act: { do: 'condition', on: true } });
    void technician.act.mutate({ token, act });
  });

  const text = gunzipSync(await readFile(place)).toString('utf8');
  const bundle = bundleSchema.parse(JSON.parse(text));
  const payment = bundle.payments.find(({ paymentId }) => paymentId === paid.paymentId);
  expect(payment?.steps.map(({ what }) => what)).toContain('posted');
  expect(bundle.log.length).toBeGreaterThan(3);
  expect(bundle.book.map(({ what }) => what)).toContain('wrongPin');
  expect(bundle.configuration).toMatchObject({ kiosk: { id: bundle.condition.kioskId } });
  expect(bundle.devices.map(({ role }) => role)).toContain('terminal');

  const slipCode = (paid.slipUrl ?? '').split('/').at(-1) ?? '';
  expect(slipCode.length).toBeGreaterThan(10);
  const secrets = [
    account,
    ...billIds,
    slipCode,
    UNKNOWN,
    SCANNED,
    WRONG_PIN,
    '204060',
    '$argon2',
    'Demo technician',
    token,
  ];
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(5);
    expect(text, secret).not.toContain(secret);
  }
});
