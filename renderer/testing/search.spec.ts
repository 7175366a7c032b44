/** A service found by a few letters, on the kiosk's own keys or a keyboard, in either language. */
import { expect, test } from './browser.ts';
import { breaches, LIMITS } from './measure.ts';
import { overlaps } from './overlaps.ts';
import { galleryViews, inLanguage } from './views.ts';

const all = galleryViews.find(({ name }) => name === 'services-all');
if (all === undefined) throw new Error('no view of all services');
const { view } = all;
/** The keys of letters stand closer than other targets: twelve of them in a row. */
const KEYS = { ...LIMITS, gapPx: 8, targetPx: 68 };

test('in Arabic, on the keys of the screen, whatever the spelling', async ({ kiosk }) => {
  const { page, engine, show } = kiosk;
  await show(inLanguage(view, 'ar'));
  await page.getByRole('button', { name: 'بحث', exact: true }).click();
  const keys = page.getByRole('group', { name: 'لوحة المفاتيح' });
  for (const letter of 'سياره')
    await keys.getByRole('button', { name: letter, exact: true }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('سياره');
  await expect(page.getByRole('status').first()).toHaveText('خدمتان');
  await expect(page.locator('.cards .service-title')).toHaveText([
    'تجديد تسجيل المركبة',
    'تسجيل مركبة جديدة',
  ]);
  expect(await page.evaluate(breaches, KEYS)).toEqual([]);
  expect(await page.evaluate(overlaps)).toEqual([]);
  await page.getByRole('button', { name: 'تجديد تسجيل المركبة' }).click();
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'chooseService', serviceId: 'vehicle-renewal' });
});

test('in the other language’s letters, corrected, and back to all services', async ({ kiosk }) => {
  const { page, show, engine } = kiosk;
  await show(inLanguage(view, 'en'));
  await page.getByRole('button', { name: 'Search' }).click();
  const keys = page.getByRole('group', { name: 'Keyboard' });
  await keys.getByRole('button', { name: 'العربية' }).click();
  for (const letter of 'ماغ') await keys.getByRole('button', { name: letter, exact: true }).click();
  await expect(page.getByRole('status').first()).toContainText('Nothing found');
  await keys.getByRole('button', { name: 'Delete' }).click();
  await keys.getByRole('button', { name: 'ء', exact: true }).click();
  await expect(page.locator('.cards .service-title')).toHaveText(['Electricity and water bill']);
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.locator('.cards .service')).toHaveCount(15);
  // Leaving the search is no step of the visit.
  expect(engine.intents.filter((one) => one.do === 'back')).toEqual([]);
});

test('a keyboard that is plugged in types as well', async ({ kiosk }) => {
  const { page, show } = kiosk;
  await show(inLanguage(view, 'en'));
  await page.getByRole('button', { name: 'Search' }).click();
  await page.keyboard.type('zakat');
  await expect(page.locator('.cards .service-title')).toHaveText(['Zakat and donations']);
});
