/** Pictures of each screen on a way through a whole kiosk: the real engine, central and simulated devices. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { startRig, type Rig, type RigOptions } from '../../rig/processes.ts';

export type Strip = {
  readonly rig: Rig;
  readonly page: Page;
  /** A picture under the next number. */
  readonly take: (name: string) => Promise<void>;
  readonly touch: (name: string) => Promise<void>;
  /** Writes which pictures there are, and ends everything. */
  readonly end: () => Promise<void>;
};

/** Begins anew in `out`, where only the words about the pictures stay. */
export const beginStrip = async (
  out: string,
  options: Omit<RigOptions, 'dataFolder' | 'ui'>,
): Promise<Strip> => {
  await mkdir(out, { recursive: true });
  for (const name of await readdir(out)) if (name.endsWith('.png')) await rm(join(out, name));
  const folder = await mkdtemp(join(tmpdir(), 'khidma-strip-'));
  const rig = await startRig({ ...options, dataFolder: folder, ui: 'loopback' });
  if (rig.ui === null) throw new Error('the rig serves no page');
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({
    viewport: { width: 1080, height: 1920 },
    deviceScaleFactor: 0.5,
  });
  await page.goto(rig.ui.url);
  const files: string[] = [];
  return {
    rig,
    page,
    take: async (name) => {
      await page.evaluate(() => document.fonts.ready);
      // The development dock is no part of what anybody sees in the field.
      await page.locator('.dock').evaluateAll((all) => {
        for (const one of all) (one as HTMLElement).style.visibility = 'hidden';
      });
      const file = `${String(files.length + 1).padStart(2, '0')}-${name}.png`;
      await page.screenshot({ path: join(out, file), animations: 'disabled' });
      files.push(file);
      console.log(file);
    },
    touch: (name) => page.getByRole('button', { name, exact: true }).first().click(),
    end: async () => {
      await browser.close();
      await rig.stop();
      await rm(folder, { recursive: true, force: true });
      await writeFile(join(out, 'files.json'), `${JSON.stringify(files, null, 2)}\n`);
    },
  };
};
