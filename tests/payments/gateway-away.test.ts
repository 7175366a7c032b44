/** The network goes: before the search, between search and payment, after the card. */
import { expect, test } from 'vitest';
import { maskReference } from '../../contract/digits.ts';
import { inJournal, outcome, textOf, useKiosk } from './kiosk.ts';
import { accounts, untilReady, walkToConfirm, walkToReference } from './visits.ts';

const kiosk = useKiosk();
const nextAccount = accounts();
const cut = () => kiosk.rig().control.network({ do: 'cut' });
const restore = () => kiosk.rig().control.network({ do: 'restore' });

test('before the service is chosen: what needs it says why, the rest is open', async () => {
  const visitor = await kiosk.visitor();
  await untilReady(visitor);
  await cut();
  await visitor.until((v) => v.gateway === 'offline', 'the gateway to be missed');
  await visitor.do({ do: 'begin' });
  await visitor.screen('language');
  await visitor.do({ do: 'chooseLanguage', language: 'en' });
  const { services } = await visitor.screen('services');
  const unavailable = (all: typeof services) =>
    Object.fromEntries(all.map((s) => [s.id, s.unavailable]));
  const away = {
    ...Object.fromEntries(services.map(({ id }) => [id, 'gatewayAway'])),
    ewa: 'needsSignedBill',
    zakat: null,
    execution: 'onlineOnly',
    'expat-medical': 'onlineOnly',
    'death-certificate': 'onlineOnly',
  };
  expect(unavailable(services)).toEqual(away);
  await visitor.do({ do: 'chooseService', serviceId: 'ewa' });
  const notice = await visitor.screen('notice');
  expect(notice).toMatchObject({ kind: 'needsSignedBill', canRetry: true, reminder: 'none' });
  expect(unavailable(notice.services)).toEqual(away);
  await restore();
  await visitor.until((v) => v.gateway === 'online', 'the gateway');
  await visitor.do({ do: 'retry' });
  expect(unavailable((await visitor.screen('services')).services)).toEqual(
    Object.fromEntries(services.map(({ id }) => [id, null])),
  );
});

test('during the search: said so, and the same search goes through when it is back', async () => {
  const account = nextAccount();
  const visitor = await kiosk.visitor();
  await walkToReference(visitor);
  await cut();
  await visitor.do({ do: 'enterReference', typed: account });
  expect(await visitor.screen('notice')).toMatchObject({ kind: 'gatewayAway', canRetry: true });
  await restore();
  await visitor.until((v) => v.gateway === 'online', 'the gateway');
  await visitor.do({ do: 'retry' });
  expect(await visitor.screen('bills')).toMatchObject({ reference: maskReference(account) });
  expect((await kiosk.agreed()).journal.size).toBe(0);
});

test('between search and payment: asked again first, then queued, then posted and printed', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  expect(visitor.view.screen).toMatchObject({ willQueue: false });
  await cut();
  await visitor.do({ do: 'pay' });
  await visitor.until(
    ({ screen }) => screen.name === 'confirm' && screen.willQueue,
    'to be asked again',
  );
  expect(await kiosk.charges()).toEqual([]);
  await visitor.do({ do: 'pay' });
  const queued = await outcome(visitor, 'queued', 'printed');
  expect(Date.parse(queued.queuedUntil ?? '')).toBeGreaterThan(Date.now());
  expect(queued.slipUrl).not.toBeNull();
  await restore();
  const paid = await outcome(visitor, 'paid', 'printed');
  expect(paid).toMatchObject({ paymentId: queued.paymentId, queuedUntil: null });
  const [slip, final] = await kiosk.papers();
  expect(textOf(slip)).toContain(queued.shortId);
  expect(textOf(final)).toContain(queued.shortId);
  expect(inJournal(await kiosk.agreed(), paid)).toMatchObject({
    state: 'posted',
    receiptKind: 'final',
    finalPrinted: true,
  });
});

test('after the card: queued; the citizen goes; posted once, the final receipt on request', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.network({ do: 'cutOn', match: 'PUT /v1/payments/' });
  await visitor.do({ do: 'pay' });
  const { paymentId, totalFils } = await outcome(visitor, 'queued', 'printed');
  const { api } = visitor.client;
  expect(await api.payment.query({ paymentId })).toMatchObject({
    state: 'confirmed',
    receiptKind: 'queued',
    gateway: { status: 'released' },
  });
  expect(await api.exposure.query()).toMatchObject({ storedFils: totalFils, storedPayments: 1 });
  expect(await api.printFinal.mutate({ paymentId })).toBe(false);
  await visitor.do({ do: 'finish' });
  await visitor.screen('attract');
  await restore();
  await kiosk.agreed();
  await kiosk.rig().startEngine();
  const later = await kiosk.visitor();
  await untilReady(later);
  expect(await later.client.api.printFinal.mutate({ paymentId })).toBe(true);
  expect(await later.client.api.payment.query({ paymentId })).toMatchObject({
    state: 'posted',
    receipt: 'printed',
    receiptKind: 'final',
    gateway: { status: 'posted' },
  });
});
