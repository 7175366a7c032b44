import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { filsDigits, type Fils } from '../../contract/money.ts';
import { decodeReceipt } from '../../drivers/escpos/simulator/decode.ts';
import { startRig, type Rig } from '../../rig/processes.ts';
import dock from '../../locales/en/dock.json' with { type: 'json' };
import { withPreparedCentral } from '../prepared-central.ts';
import { briskly } from './briskly.ts';
import { citizenAt } from './citizen.ts';
import { openSurface, type Surface } from './surface.ts';

const SERVICE = { ar: 'فاتورة الكهرباء والماء', en: 'Electricity and water bill' };
const MINISTRY = { ar: 'هيئة الكهرباء والماء', en: 'Electricity and Water Authority' };

type Stack = { readonly rig: Rig; readonly page: Page };

/** Each test has a whole kiosk of its own. */
const test = base.extend<{ stack: Stack }>({
  stack: async ({}, use, info) => {
    const folder = await mkdtemp(join(tmpdir(), 'khidma-e2e-'));
    await withPreparedCentral(folder);
    const rig = await startRig({ dataFolder: folder, ui: 'loopback', pace: 60, adjust: briskly });
    const surface = info.project.metadata['surface'] as Surface;
    const open = await openSurface(surface, rig);
    await use({ rig, page: open.page });
    await open.close();
    await rig.stop();
    await rm(folder, { recursive: true, force: true });
  },
});

const receipts = async (rig: Rig): Promise<readonly ReturnType<typeof decodeReceipt>[]> => {
  const told = await rig.control.printer({ do: 'receipts' });
  const files = (told['receipts'] as { file: string; complete: boolean }[]).filter(
    (r) => r.complete,
  );
  return Promise.all(files.map(async ({ file }) => decodeReceipt(await readFile(file))));
};

for (const language of ['ar', 'en'] as const) {
  test(`pays one bill online (${language})`, async ({ stack: { rig, page } }) => {
    const citizen = citizenAt(page, language);
    const { words } = citizen;
    await citizen.begins();
    await citizen.findsBills(SERVICE[language], '12345678');
    await expect(page.getByText('32.569').first()).toBeVisible();
    await expect(page.getByText(words.confirm.paper)).toBeVisible();
    await citizen.touches(words.confirm.pay);
    await citizen.sees(words.paying.prompt.presentCard.title);
    await expect(page.getByText(words.paying.readerAt.below)).toBeVisible();
    await rig.control.terminal({ do: 'insertCard' });
    await citizen.sees(words.outcome.kind.paid.happened);
    await expect(page.getByText(words.outcome.kind.paid.money)).toBeVisible();
    await expect(page.getByText(MINISTRY[language])).toBeVisible();
    await expect(page.getByText(words.outcome.receipt.printed)).toBeVisible();

    const [receipt] = await receipts(rig);
    const text = receipt?.texts.join('\n') ?? '';
    expect(text).toContain(`BHD ${filsDigits(32_569 as Fils)}`);
    expect(text).toContain('12345678');
    expect(receipt?.images.length).toBeGreaterThan(5);
    expect(receipt?.unknown).toEqual([]);
    expect(receipt?.qr[0]).toMatch(/^https:\/\/pay\.example\/r\/[0-9A-Z]{18}$/u);

    await citizen.touches(words.outcome.finish);
    await citizen.sees(words.goodbye.title);
  });

  test(`pays with the gateway cut after the card (${language})`, async ({
    stack: { rig, page },
  }) => {
    const citizen = citizenAt(page, language);
    const { words } = citizen;
    await citizen.begins();
    await citizen.findsBills(SERVICE[language], '12345678');
    await rig.control.network({ do: 'cutOn', match: 'PUT /v1/payments/' });
    await citizen.touches(words.confirm.pay);
    await citizen.sees(words.paying.prompt.presentCard.title);
    await rig.control.terminal({ do: 'insertCard' });
    await citizen.sees(words.outcome.kind.queued.happened);
    await expect(page.getByText(words.outcome.kind.queued.money)).toBeVisible();
    await expect(page.getByRole('img', { name: words.outcome.receipt.qr })).toBeVisible();
    await rig.control.network({ do: 'restore' });
    await citizen.sees(words.outcome.kind.paid.happened);
    await expect(page.getByText(words.outcome.receipt.printed)).toBeVisible();
    await expect.poll(async () => (await receipts(rig)).length).toBe(2);
    const [slip, final] = await receipts(rig);
    expect(slip?.texts.join('\n')).toContain('not yet posted');
    expect(final?.texts.join('\n')).not.toContain('not yet posted');
    expect(final?.qr).toEqual(slip?.qr);
  });
}

test('a declined card: nothing charged, and the language can be changed on the spot', async ({
  stack: { rig, page },
}) => {
  const citizen = citizenAt(page, 'en');
  await citizen.begins();
  await citizen.findsBills(SERVICE.en, '12345678');
  await rig.control.terminal({ do: 'decline' });
  await citizen.touches(citizen.words.confirm.pay);
  await citizen.sees(citizen.words.paying.prompt.presentCard.title);
  await rig.control.terminal({ do: 'insertCard' });
  await citizen.sees(citizen.words.outcome.kind.declined.happened);
  await expect(page.getByText(citizen.words.outcome.kind.declined.money)).toBeVisible();
  await citizen.touches('العربية');
  const arabic = citizenAt(page, 'ar');
  await arabic.sees(arabic.words.outcome.kind.declined.happened);
  expect(await receipts(rig)).toEqual([]);
});

test('the page comes back to where the payment stands', async ({ stack: { rig, page } }) => {
  const citizen = citizenAt(page, 'en');
  await citizen.begins();
  await citizen.findsBills(SERVICE.en, '12345678');
  await citizen.touches(citizen.words.confirm.pay);
  await citizen.sees(citizen.words.paying.prompt.presentCard.title);
  await page.reload();
  await citizen.sees(citizen.words.paying.prompt.presentCard.title);
  await rig.control.terminal({ do: 'insertCard' });
  await citizen.sees(citizen.words.outcome.kind.paid.happened);
});

test('the developer dock: reader, paper and network, seen on the screen at once', async ({
  stack: { page },
}) => {
  const citizen = citizenAt(page, 'en');
  const { words } = citizen;
  await citizen.begins();
  await citizen.touches(dock.open);
  await citizen.touches(dock.act.pullReader);
  await expect(page.getByText(words.services.unavailable.terminalAway).first()).toBeVisible();
  await citizen.touches(dock.act.plugReader);
  await expect(page.getByText(words.services.unavailable.terminalAway)).toHaveCount(0);
  await citizen.touches(dock.act.cutNetwork);
  await expect(page.getByText(words.services.unavailable.gatewayAway).first()).toBeVisible();
  await citizen.touches(dock.act.restoreNetwork);
  await expect(page.getByText(words.services.unavailable.gatewayAway)).toHaveCount(0);
  await citizen.findsBills(SERVICE.en, '12345678');
  await citizen.touches(dock.act.openCover);
  await expect(page.getByText(words.confirm.paperless)).toBeVisible();
  await citizen.touches(dock.act.closeCover);
  await expect(page.getByText(words.confirm.paper)).toBeVisible();
  await citizen.touches(dock.act.paperOut);
  await expect(page.getByText(words.confirm.paperless)).toBeVisible();
  await citizen.touches(dock.act.paperFull);
  await citizen.touches(words.confirm.pay);
  await citizen.sees(words.paying.prompt.presentCard.title);
  await citizen.touches(dock.act.insertCard);
  await citizen.sees(words.outcome.kind.paid.happened);
});
