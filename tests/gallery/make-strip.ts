/**
 * `node tests/gallery/make-strip.ts [--out DIR]`: a fine paid in Arabic on a whole kiosk (the real engine, central
 * and simulated devices), a picture of each screen on the way. Whoever sees only these should know where to touch.
 */
import { parseArgs } from 'node:util';
import ar from '../../locales/ar/citizen.json' with { type: 'json' };
import { beginStrip } from './strip.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'docs/strip' } } });
const SERVICE = 'المخالفات المرورية';
const NUMBER = '900101123';

const { rig, page, take, touch, end } = await beginStrip(values.out, { pace: 60, eKey: true });
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
await end();
