import { recordPayment } from '../../central/payments/record.ts';
import { quarantinePayments } from '../../central/payments/quarantine.ts';
import { paymentOf } from '../../central/testing/documents.ts';
import { shortPaymentId } from '../../contract/ids.ts';
import { expect, expectAccessible, speak, test } from './browser.ts';
import type { Stage } from './stage.ts';

const LINE = { serviceId: 'zakat', reference: '10000001', billId: 'zakat-1', amountFils: 4_321 };
const FROM = 'payments?from=2026-11-22&to=2026-11-22';

/** One payment that is recorded, and one that is kept apart. */
const live = async ({ central }: Stage): Promise<string> => {
  const kiosk = await central.kiosk('kiosk-1');
  const { document } = paymentOf('kiosk-1', [LINE]);
  const nowMs = central.clock.wallMs();
  const signed = kiosk.signDocument(document);
  expect((await recordPayment(central.store, signed, document, nowMs)).ok).toBe(true);
  const { document: apart } = paymentOf('kiosk-1', [{ ...LINE, amountFils: 9_999 }]);
  const submission = { signed: kiosk.signDocument(apart), document: apart };
  const [kept] = await quarantinePayments(central.store, [submission], nowMs);
  expect(kept?.ok).toBe(false);
  return shortPaymentId(document.paymentId);
};

for (const language of ['en', 'ar'] as const)
  test(`a payment is found and read: ${language}`, async ({ desk, stage, context }) => {
    const number = await live(stage);
    await speak(context, language);
    const { page } = desk;
    await desk.signIn('Noora Isa', FROM);
    await expect(page.getByRole('row', { name: new RegExp(number, 'u') })).toContainText('4.321');
    await expectAccessible(page);
    const folder = process.env['KHIDMA_PICTURES'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/payments-${language}.png` });
    // A viewer sees what is kept apart, and decides nothing.
    await expect(page.getByRole('cell', { name: '9.999' })).toBeVisible();
    await expect(page.getByRole('table').last().getByRole('button')).toHaveCount(0);
    await page.getByRole('link', { name: number }).click();
    await expect(page.getByRole('heading', { name: number })).toBeVisible();
    await expect(page.getByText('*****001')).toBeVisible();
    await expectAccessible(page);
    if (folder !== undefined) await page.screenshot({ path: `${folder}/payment-${language}.png` });
  });

test('by keys: a sum is typed, found, and stands in the address; two operators post what was kept apart', async ({
  desk,
  stage,
  context,
}) => {
  const number = await live(stage);
  await speak(context, 'en');
  const { page } = desk;
  await desk.signIn('Ali Mansoor', FROM);
  await page.getByLabel('Amount, BHD').fill('4.321');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/amount=4\.321/u);
  await expect(page.getByRole('link', { name: number })).toBeVisible();
  await page.getByLabel('Service').selectOption({ label: 'Electricity and water bill' });
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page.getByText('There is no such payment.')).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: /^I want it posted/u }).click();
  await expect(page.getByText('a second operator must confirm')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Post it/u })).toHaveCount(0);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Fatima Jasim' }).click();
  await page.locator('.frame').waitFor();
  await page.goto(`${stage.central.url}/console/${FROM}`);
  await page.getByRole('button', { name: /^Post it/u }).click();
  await expect(page.getByText('Another operator wants it posted.')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('cell', { name: '9.999' })).toBeVisible();
  await expect(page.getByText('Kept apart')).toHaveCount(0);
});

for (const language of ['en', 'ar'] as const)
  test(`a recorded line is given back by two operators: ${language}`, async ({
    desk,
    stage,
    context,
  }) => {
    const number = await live(stage);
    await speak(context, language);
    const en = language === 'en';
    const { page } = desk;
    await desk.signIn('Ali Mansoor', FROM);
    await page.getByRole('link', { name: number }).click();
    await page.getByRole('button', { name: en ? 'Refund' : 'ردّ المبلغ', exact: true }).click();
    await page.getByLabel(en ? 'Why it is given back' : 'سبب الرد').fill('دفعها عن غيره');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page.getByText(en ? 'You want it given back' : 'طلبتَ رد المبلغ')).toBeVisible();
    const address = page.url();
    await page.getByRole('button', { name: en ? 'Sign out' : 'تسجيل الخروج' }).click();
    await page.goto(address);
    await page.locator('.sign-in a.main').click();
    await page.getByRole('button', { name: 'Fatima Jasim' }).click();
    const second = en ? 'Refund as the second' : 'ردّ المبلغ بصفتك الثاني';
    await page.getByRole('button', { name: second }).click();
    await expect(page.getByText(en ? /Given back, / : /رُدّ المبلغ، /u)).toBeVisible();
    await expectAccessible(page);
    const folder = process.env['KHIDMA_PICTURES'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/refund-${language}.png` });
  });
