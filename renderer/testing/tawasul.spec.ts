/** Writing to a ministry on the kiosk's own keys, in both languages; what goes to the engine and what stays away from it. */
import type { Page } from '@playwright/test';
import type { KioskView } from '../../contract/view.ts';
import { expect, test } from './browser.ts';
import { overlaps } from './overlaps.ts';
import { galleryViews, inLanguage } from './views.ts';

const named = (name: string, language: 'ar' | 'en'): KioskView => {
  const found = galleryViews.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no view ${name}`);
  return inLanguage(found.view, language);
};
const keysOf = (page: Page, name: string) => {
  const keys = page.getByRole('group', { name });
  return (key: string): Promise<void> =>
    keys.getByRole('button', { name: key, exact: true }).click();
};

test('the way in stands below the services, all of them in sight', async ({ kiosk }, info) => {
  const { page, engine, show } = kiosk;
  await show(named('services-tawasul', 'ar'));
  if (info.project.name === 'portrait')
    await expect(page.getByRole('button', { name: 'المزيد في الأسفل' })).toHaveCount(0);
  await page.getByRole('button', { name: 'تواصل: مقترح أو شكوى' }).click();
  await expect.poll(() => engine.intents).toContainEqual({ do: 'tawasul', wish: { act: 'open' } });
});

test('Arabic is typed, corrected in the middle, counted and handed on', async ({ kiosk }) => {
  const { page, engine, show } = kiosk;
  await show(named('tawasul-text', 'ar'));
  const key = keysOf(page, 'لوحة المفاتيح');
  for (const letter of 'شارع') await key(letter);
  await key('سطر جديد');
  await key('123');
  await key('2');
  await key('؟');
  await key('أبت');
  const field = page.getByRole('textbox');
  await expect(field).toHaveValue('شارع\n2؟');
  await expect(page.getByText('بقي 493 حرفًا')).toBeVisible();
  await field.evaluate((area: HTMLTextAreaElement) => {
    area.focus(); // as a finger in the field does
    area.setSelectionRange(2, 2);
  });
  await key('مسح');
  await key('ز');
  await key('و');
  await expect(field).toHaveValue('شزورع\n2؟');
  expect(await page.evaluate(overlaps)).toEqual([]);
  await page.getByRole('button', { name: 'متابعة' }).click();
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'tawasul', wish: { act: 'text', typed: 'شزورع\n2؟' } });
  // Until then only that somebody is there.
  const others = engine.intents.filter(({ do: what }) => what !== 'stillHere');
  expect(others).toHaveLength(1);
});

test('English has capitals, and both languages their letters', async ({ kiosk }) => {
  const { page, show } = kiosk;
  await show(named('tawasul-text', 'en'));
  const key = keysOf(page, 'Keyboard');
  await key('Capital');
  await key('H');
  await key('i');
  await key('Space');
  await key('العربية');
  await key('ض');
  await expect(page.getByRole('textbox')).toHaveValue('Hi ض');
});

test('no more than 500 characters are taken, from keys or a keyboard', async ({ kiosk }) => {
  const { page, engine, show } = kiosk;
  await show(named('tawasul-text', 'en'));
  const field = page.getByRole('textbox');
  await page.keyboard.insertText('😀'.repeat(499));
  await expect(page.getByText('1 character left')).toBeVisible();
  await page.keyboard.insertText('ab');
  await keysOf(page, 'Keyboard')('q');
  await expect(page.getByText('0 characters left')).toBeVisible();
  expect(await field.inputValue()).toBe(`${'😀'.repeat(499)}a`);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'tawasul', wish: { act: 'text', typed: `${'😀'.repeat(499)}a` } });
});

test('the keys never cover the field', async ({ kiosk: { page, show } }) => {
  for (const language of ['ar', 'en'] as const) {
    for (const name of ['tawasul-text-tooLong', 'tawasul-follow-notANumber']) {
      await show(named(name, language));
      const field = await page.getByRole('textbox').boundingBox();
      const keys = await page.locator('.keyboard').boundingBox();
      if (field === null || keys === null) throw new Error('not drawn');
      expect(field.height).toBeGreaterThan(80);
      expect(field.y + field.height, name).toBeLessThanOrEqual(keys.y);
    }
  }
});

test('what was written comes back with the step, and nothing of it with another', async ({
  kiosk: { page, show },
}) => {
  await show(named('tawasul-text-written', 'ar'));
  await expect(page.getByRole('textbox')).toHaveValue(/2825/u);
  await show(named('tawasul-phone', 'ar'));
  await expect(page.getByRole('textbox')).toHaveValue('');
  await show(named('services-tawasul', 'ar'));
  expect(await page.content()).not.toContain('2825');
});

test('a phone number may be left out', async ({ kiosk: { page, show, engine } }) => {
  await show(named('tawasul-phone', 'en'));
  await page.getByRole('button', { name: 'Without a number' }).click();
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'tawasul', wish: { act: 'phone', typed: '' } });
  const key = keysOf(page, 'Number keys');
  for (const digit of '36123456') await key(digit);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'tawasul', wish: { act: 'phone', typed: '36123456' } });
});

test('a tracking number is typed on keys of its own, left to right in Arabic too', async ({
  kiosk: { page, show, engine },
}) => {
  await show(named('tawasul-follow', 'ar'));
  const key = keysOf(page, 'لوحة المفاتيح');
  for (const letter of '7K2M9Q') await key(letter);
  await key('مسح');
  const field = page.getByRole('textbox');
  await field.press('End');
  await page.keyboard.type('xd');
  await expect(field).toHaveValue('7K2M9XD');
  await expect(field).toHaveCSS('direction', 'ltr');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'tawasul', wish: { act: 'ask', typed: '7K2M9XD' } });
});

test('sent: the number stands on the screen left to right, with its code and its way out', async ({
  kiosk: { page, show, engine },
}) => {
  await show(named('tawasul-sent-failed', 'ar'));
  const number = page.locator('bdi', { hasText: '7K2M-9QXD-04TB' });
  await expect(number).toHaveAttribute('dir', 'ltr');
  await expect(page.getByRole('img', { name: 'رمز يقود إلى رسالتك' })).toBeVisible();
  await page.getByRole('button', { name: 'اطبع مرة أخرى' }).click();
  await expect.poll(() => engine.intents).toContainEqual({ do: 'tawasul', wish: { act: 'print' } });
  await page.getByRole('button', { name: 'إنهاء' }).click();
  await expect.poll(() => engine.intents).toContainEqual({ do: 'tawasul', wish: { act: 'done' } });
});
