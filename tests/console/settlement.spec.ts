import { recordPayment } from '../../central/payments/record.ts';
import { paymentOf } from '../../central/testing/documents.ts';
import { expect, expectAccessible, speak, test } from './browser.ts';

const LINE = { serviceId: 'zakat', reference: '10000001', billId: 'zakat-1', amountFils: 4_321 };

for (const language of ['en', 'ar'] as const)
  test(`the month’s settlement: ${language}`, async ({ desk, stage, context }) => {
    const { central } = stage;
    const kiosk = await central.kiosk('kiosk-1');
    const { document } = paymentOf('kiosk-1', [LINE]);
    const signed = kiosk.signDocument(document);
    const nowMs = central.clock.wallMs();
    expect((await recordPayment(central.store, signed, document, nowMs)).ok).toBe(true);
    await speak(context, language);
    const { page } = desk;
    await desk.signIn('Noora Isa', 'settlement?month=2026-11');
    await expect(page.getByRole('status')).toContainText('4.321');
    await expect(page.getByRole('row', { name: /2026-11-22/u })).toContainText('4.321');
    await expectAccessible(page);
    const folder = process.env['KHIDMA_PICTURES'];
    if (folder !== undefined)
      await page.screenshot({ path: `${folder}/settlement-${language}.png` });
    await page
      .getByRole('link', { name: language === 'en' ? 'Earlier' : 'السابقة', exact: true })
      .click();
    await expect(page).toHaveURL(/month=2026-10$/u);
    await expect(
      page.getByText(language === 'en' ? 'Nothing was charged' : 'لم يُخصم'),
    ).toBeVisible();
  });
