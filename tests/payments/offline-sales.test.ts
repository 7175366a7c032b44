/** What is sold from the first touch on without the gateway: gifts, and bills by their own signed code. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { maskReference } from '../../contract/digits.ts';
import { inJournal, outcome, textOf, useKiosk } from './kiosk.ts';
import { accounts, untilReady } from './visits.ts';

const kiosk = useKiosk({ furnished: true });
const nextAccount = accounts(100);
const cut = () => kiosk.rig().control.network({ do: 'cut' });
const restore = () => kiosk.rig().control.network({ do: 'restore' });

/** A bill's code as central prints it. */
const billCode = (account: string, fils: number, expires: Date): string =>
  execFileSync(
    process.execPath,
    [
      'central/sign-bill.ts',
      ...['--data', kiosk.rig().paths.central, '--service', 'ewa', '--reference', account],
      ...['--bill', `EWA-2610-${account}`, '--fils', String(fils)],
      ...['--due', '2026-12-10', '--expires', expires.toISOString()],
    ],
    { encoding: 'utf8' },
  ).trim();

const visitorAway = async () => {
  const visitor = await kiosk.visitor();
  await untilReady(visitor);
  await cut();
  await visitor.until((v) => v.gateway === 'offline', 'the gateway to be missed');
  return visitor;
};

test('a gift: set by the citizen, queued with its deadline, posted when the gateway is back', async () => {
  const visitor = await visitorAway();
  await visitor.do({ do: 'begin' });
  await visitor.screen('language');
  await visitor.do({ do: 'chooseLanguage', language: 'ar' });
  await visitor.screen('services');
  await visitor.do({ do: 'chooseService', serviceId: 'zakat' });
  expect(await visitor.screen('amount')).toMatchObject({ minFils: 1_000, maxFils: 100_000 });
  await visitor.do({ do: 'enterAmount', typed: '7' });
  expect(await visitor.screen('confirm')).toMatchObject({ totalFils: 7_000, willQueue: true });
  await visitor.do({ do: 'pay' });
  const queued = await outcome(visitor, 'queued', 'printed');
  const { api } = visitor.client;
  expect(await api.exposure.query()).toMatchObject({
    storedFils: 7_000,
    storedPayments: 1,
    nearest: 'count',
    level: 0,
  });
  await restore();
  const paid = await outcome(visitor, 'paid', 'printed');
  expect(inJournal(await kiosk.agreed(), paid)).toMatchObject({ state: 'posted' });
  expect(textOf((await kiosk.papers()).at(-1))).toContain(queued.shortId);
});

test('a signed bill: scanned, sold, posted; not a second time while it waits', async () => {
  const account = nextAccount();
  // The amount that central has: asked while it still answers.
  const visitor = await kiosk.visitor();
  await untilReady(visitor);
  await visitor.until(({ readers }) => readers.code, 'the scanner to be ready');
  await kiosk.rig().control.scanner({ do: 'scan', text: `EWA${account}202611` });
  const [due] = (await visitor.screen('bills')).bills;
  await visitor.do({ do: 'startOver' });
  await visitor.screen('attract');
  await cut();
  await visitor.until((v) => v.gateway === 'offline', 'the gateway to be missed');
  const scan = (hours: number) => {
    const expires = new Date(Date.now() + hours * 3_600_000);
    const text = billCode(account, due?.amountFils ?? 0, expires);
    return kiosk.rig().control.scanner({ do: 'scan', text });
  };
  await scan(1);
  const shown = await visitor.screen('bills');
  expect(shown).toMatchObject({ reference: maskReference(account), payerName: null });
  const pick = { do: 'chooseBills', billIds: shown.bills.map(({ billId }) => billId) } as const;
  await visitor.do(pick);
  expect(await visitor.screen('confirm')).toMatchObject({ willQueue: true });
  await visitor.do({ do: 'pay' });
  const queued = await outcome(visitor, 'queued', 'printed');
  await visitor.do({ do: 'finish' });
  await visitor.screen('attract');

  // Another print of the same bill: the same code at once would count as the same scan.
  await scan(2);
  await visitor.screen('bills');
  await visitor.do(pick);
  expect(await visitor.screen('notice')).toMatchObject({
    kind: 'alreadyPaidHere',
    paidAt: expect.any(String) as string,
  });
  await visitor.do({ do: 'startOver' });
  await visitor.screen('attract');
  await kiosk.rig().control.scanner({ do: 'scan', text: queued.slipUrl ?? '' });
  expect(await visitor.screen('notice')).toMatchObject({
    kind: 'slipQueued',
    until: queued.queuedUntil,
  });
  await restore();
  expect(inJournal(await kiosk.agreed(), queued)).toMatchObject({ state: 'posted' });
});

test('where nothing can be sold: a reminder on paper, without anything personal', async () => {
  const visitor = await visitorAway();
  const before = (await kiosk.papers()).length;
  await visitor.do({ do: 'begin' });
  await visitor.screen('language');
  await visitor.do({ do: 'chooseLanguage', language: 'en' });
  await visitor.screen('services');
  await visitor.do({ do: 'chooseService', serviceId: 'traffic' });
  expect(await visitor.screen('notice')).toMatchObject({ kind: 'gatewayAway', reminder: 'none' });
  await visitor.do({ do: 'printReminder' });
  await visitor.until(
    ({ screen }) => screen.name === 'notice' && screen.reminder === 'printed',
    'the reminder to be printed',
  );
  const papers = await kiosk.papers();
  expect(papers).toHaveLength(before + 1);
  expect(papers.at(-1)?.complete).toBe(true);
  expect(textOf(papers.at(-1))).toContain('Reminder');
});
