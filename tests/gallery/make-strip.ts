/**
 * `node tests/gallery/make-strip.ts [--out DIR]`: a fine paid in Arabic on a whole kiosk (the real engine, central
 * and simulated devices), a picture of each screen on the way. Whoever sees only these should know where to touch.
 */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import ar from '../../locales/ar/citizen.json' with { type: 'json' };
import { startRig } from '../../rig/processes.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'docs/strip' } } });
const SERVICE = 'المخالفات المرورية';
const NUMBER = '900101123';

const out = values.out;
await mkdir(out, { recursive: true });
// The words about them stay.
for (const name of await readdir(out)) if (name.endsWith('.png')) await rm(join(out, name));
const folder = await mkdtemp(join(tmpdir(), 'khidma-strip-'));
const rig = await startRig({ dataFolder: folder, ui: 'loopback', pace: 60, eKey: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({
  viewport: { width: 1080, height: 1920 },
  deviceScaleFactor: 0.5,
});
const files: string[] = [];

const take = async (name: string): Promise<void> => {
  await page.evaluate(() => document.fonts.ready);
  // The development dock is no part of what the public sees.
  await page.locator('.dock').evaluateAll((all) => {
    for (const one of all) (one as HTMLElement).style.visibility = 'hidden';
  });
  const file = `${String(files.length + 1).padStart(2, '0')}-${name}.png`;
  await page.screenshot({ path: join(out, file), animations: 'disabled' });
  files.push(file);
  console.log(file);
};
const touch = (name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click();

if (rig.ui === null) throw new Error('the rig serves no page');
await page.goto(rig.ui.url);
await page.getByText(ar.attract.touch).first().waitFor();
await page.getByText('المخالفات المرورية').first().waitFor();
await take('attract');
await page.getByRole('button', { name: new RegExp(SERVICE, 'u') }).click();
await page.getByText(ar.language.title).first().waitFor();
await take('language');
await page
  .getByRole('button', { name: /العربية/u })
  .last()
  .click();
await page.locator('.reference-field').waitFor();
await take('number');
for (const digit of NUMBER) await touch(digit);
await take('number-typed');
await page.locator('.frame-acts .button.main').click();
await page.getByText(ar.bills.title).waitFor();
await take('fines');
await page.locator('.frame-acts .button.main').click();
await page.getByText(ar.confirm.title).waitFor();
await take('check');
await page.locator('.frame-acts .button.main').click();
await page.getByText(ar.paying.prompt.presentCard.title).first().waitFor();
await take('card');
// As slow as a person at a terminal, so that each of its steps can be seen.
await rig.control.terminal({ do: 'pace', ms: 2_500 });
await rig.control.terminal({ do: 'insertCard' });
for (const [name, prompt] of [
  ['pin', ar.paying.prompt.watchReader.title],
  ['bank', ar.paying.prompt.processing.title],
  ['take-card', ar.paying.prompt.takeCard.title],
] as const) {
  await page.getByText(prompt).first().waitFor();
  await take(name);
}
await page.getByText(ar.outcome.kind.paid.happened).first().waitFor();
await page.getByText(ar.outcome.receipt.printed).first().waitFor();
await take('paid');
await page.locator('.frame-acts .button.main').click();
await page.getByText(ar.goodbye.title).first().waitFor();
await take('goodbye');
await browser.close();
await rig.stop();
await rm(folder, { recursive: true, force: true });
await writeFile(join(out, 'files.json'), `${JSON.stringify(files, null, 2)}\n`);
