import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startRig } from '../../rig/processes.ts';
import { withPreparedCentral } from '../prepared-central.ts';
import { briskly } from './briskly.ts';
import { citizenAt } from './citizen.ts';
import { openElectron } from './surface.ts';

test('the page dies in the middle of a payment: it is back, and the payment went on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'khidma-e2e-'));
  await withPreparedCentral(folder);
  const rig = await startRig({ dataFolder: folder, pace: 60, adjust: briskly });
  const { app, page, close } = await openElectron(rig);
  const before = citizenAt(page, 'en');
  await before.begins();
  await before.findsBills('Electricity and water bill', '12345678');
  await before.touches(before.words.confirm.pay);
  await before.sees(before.words.paying.prompt.presentCard.title);

  const crashed = page.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await crashed;
  await rig.control.terminal({ do: 'insertCard' });

  // Asked through the shell: the page object died with the page.
  const title = (): Promise<string> =>
    app.evaluate(async ({ webContents }) => {
      const contents = webContents.getAllWebContents()[0];
      if (contents === undefined || contents.isCrashed() || contents.isLoading()) return '';
      const text: unknown = await contents.executeJavaScript('document.body.innerText');
      return String(text);
    });
  await expect.poll(title).toContain(before.words.outcome.kind.paid.happened);
  const { totalFils } = await rig.control.terminal({ do: 'transactions' });
  expect(totalFils).toBe(32_569);

  await close();
  await rig.stop();
  await rm(folder, { recursive: true, force: true });
});
