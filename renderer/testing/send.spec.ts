/** A receipt by message: by what, the keys that write the address, and what the outcome says of it. */
import { expect, test } from './browser.ts';
import { galleryViews, inLanguage } from './views.ts';

const named = (name: string, language: 'ar' | 'en' = 'en') => {
  const found = galleryViews.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no view ${name}`);
  return inLanguage(found.view, language);
};

test('from the outcome to the choice of a way', async ({ kiosk: { page, show, engine } }) => {
  await show(named('outcome-paid-canSend'));
  await page.getByRole('button', { name: 'Send receipt' }).click();
  await show(named('sendReceipt'));
  await page.getByRole('button', { name: 'By email' }).click();
  await expect.poll(() => engine.intents).toContainEqual({ do: 'sendReceipt' });
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'sendBy', channel: 'email', remind: false });
});

test('an email address is written with the kiosk’s own keys, left to right', async ({
  kiosk: { page, show, engine },
}) => {
  await show(named('sendReceipt-email', 'ar'));
  const field = page.getByRole('textbox');
  for (const key of ['a', 'm', 'i', 'n', 'a', '_', '7', '@gmail.com'])
    await page.getByRole('button', { name: key, exact: true }).click();
  await expect(field).toHaveValue('amina_7@gmail.com');
  await expect(field).toHaveCSS('direction', 'ltr');
  await page.getByRole('button', { name: 'إرسال' }).click();
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'sendTo', typed: 'amina_7@gmail.com' });
});

test('a reminder is asked for by touch, and only then', async ({
  kiosk: { page, show, engine },
}) => {
  await show(named('sendReceipt-canRemind'));
  await expect(page.getByRole('checkbox')).not.toBeChecked();
  await page.getByText('Remind me of the next bill').click();
  await page.getByRole('button', { name: 'By text message' }).click();
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'sendBy', channel: 'sms', remind: true });
});

test('a number in Arabic digits is taken for what it is; what was wrong is said until it is mended', async ({
  kiosk: { page, show },
}) => {
  await show(named('sendReceipt-sms-unreadable'));
  await expect(page.getByRole('alert')).toContainText('not a mobile number');
  await page.getByRole('textbox').pressSequentially('٣٦١٢');
  await expect(page.getByRole('textbox')).toHaveValue('3612');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('what was sent is said, masked, and whether it waits', async ({ kiosk: { page, show } }) => {
  await show(named('outcome-paid-sent'));
  await expect(page.getByText('on its way to a***@example.com')).toBeVisible();
  await show(named('outcome-paid-sendRefused'));
  await expect(page.getByText('Nothing can be sent to ********456')).toBeVisible();
  await expect(page.getByText('on its way')).toHaveCount(0);
  await show(named('outcome-queued-sentLater', 'ar'));
  await expect(page.getByText('سنرسل إيصالك عند عودة الاتصال إلى')).toBeVisible();
});
