/** The reference: touched on the keypad, typed, pasted; and what odd input becomes. */
import { expect, test } from './browser.ts';
import { EWA } from './samples.ts';
import { inLanguage, viewOf } from './views.ts';

const reference = inLanguage(
  viewOf({ name: 'reference', service: EWA, field: 0, earlier: [], problem: null }),
  'en',
);
const RIGHT_TO_LEFT_OVERRIDE = '\u202e';

test('the keypad types, deletes and clears', async ({ kiosk: { page, show, engine } }) => {
  await show(reference);
  const key = (name: string): Promise<void> =>
    page
      .getByRole('group', { name: 'Number keys' })
      .getByRole('button', { name, exact: true })
      .click();
  const field = page.getByRole('textbox', { name: 'Account number' });
  for (const digit of '4075') await key(digit);
  await key('Delete last digit');
  await expect(field).toHaveValue('407');
  await key('Clear');
  await expect(field).toHaveValue('');
  for (const digit of '12345678901') await key(digit);
  await expect(field, 'one more than the rule allows is not taken').toHaveValue('1234567890');
  await page.getByRole('button', { name: 'Find what is due' }).click();
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'enterReference', typed: '1234567890' });
});

test('a keyboard or scanner types without a touch, and Enter sends', async ({
  kiosk: { page, show, engine },
}) => {
  await show(reference);
  await page.keyboard.type('12345678');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'enterReference', typed: '1234567' });
});

test('Arabic and Persian digits are shown as the Latin ones they mean', async ({
  kiosk: { page, show },
}) => {
  await show(reference);
  await page.keyboard.insertText('١٢٣ ۴۵۶-٧');
  await expect(page.getByRole('textbox')).toHaveValue('1234567');
});

test('a right-to-left override turns nothing around', async ({ kiosk: { page, show, engine } }) => {
  await show(reference);
  await page.keyboard.insertText(`123${RIGHT_TO_LEFT_OVERRIDE}456`);
  await expect(page.getByRole('textbox')).toHaveValue('123456');
  await page.keyboard.press('Enter');
  await expect.poll(() => engine.intents).toContainEqual({ do: 'enterReference', typed: '123456' });
});

test('ten thousand characters are cut, still sent as too many, and leave the screen whole', async ({
  kiosk: { page, show, engine },
}) => {
  await show(reference);
  const before = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.keyboard.insertText('7'.repeat(10_000));
  await expect(page.getByRole('textbox')).toHaveValue('7'.repeat(65));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(before);
  await page.keyboard.press('Enter');
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'enterReference', typed: '7'.repeat(65) });
  await show({
    ...reference,
    screen: { name: 'reference', service: EWA, field: 0, earlier: [], problem: 'tooLong' },
  });
  await expect(page.getByRole('alert')).toContainText('too many digits');
});

test('letters stay visible so that the person sees them; the problem goes once they edit', async ({
  kiosk: { page, show },
}) => {
  await show(reference);
  await page.keyboard.insertText('12ab');
  await expect(page.getByRole('textbox')).toHaveValue('12ab');
  await page.keyboard.press('Enter');
  await show({
    ...reference,
    screen: { name: 'reference', service: EWA, field: 0, earlier: [], problem: 'notDigits' },
  });
  await expect(page.getByRole('alert')).toContainText('0 to 9');
  await page.keyboard.press('Backspace');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the keypad is not mirrored in Arabic', async ({ kiosk: { page, show } }) => {
  await show(inLanguage(reference, 'ar'));
  const left = async (digit: string): Promise<number> =>
    (await page.getByRole('button', { name: digit, exact: true }).boundingBox())?.x ?? NaN;
  expect(await left('1')).toBeLessThan(await left('3'));
});
