import { importSettlementFile } from '../../central/reconciliation/settlement-file.ts';
import { newPaymentId } from '../../central/testing/documents.ts';
import { sampleEvidence } from '../../central/testing/reports.ts';
import { expect, expectAccessible, speak, test } from './browser.ts';
import type { Stage } from './stage.ts';

const FILE = [
  'terminal_id,trace,receipt,kind,amount_fils,date,time,authorisation_code,scheme,original_trace',
  '52500038,000124,0031,payment,32569,2026-11-22,120000,A1B2C3,VISA,',
].join('\n');

const doubt = async ({ central }: Stage): Promise<void> => {
  const kiosk = await central.kiosk('kiosk-17');
  const evidence = sampleEvidence('kiosk-17', newPaymentId(), {
    replies: [
      { kind: 'status', code: null },
      { kind: 'abort', code: 108 },
    ],
  });
  await kiosk.call('PUT', `/v1/kiosks/evidence/${evidence.paymentId}`, evidence);
  const nowMs = central.clock.wallMs();
  const file = { text: FILE, day: '2026-11-22', replace: false, nowMs };
  expect((await importSettlementFile(central.db, file)).ok).toBe(true);
};

for (const language of ['en', 'ar'] as const)
  test(`two operators decide what a kiosk could not tell: ${language}`, async ({
    desk,
    context,
    stage,
  }) => {
    await doubt(stage);
    await speak(context, language);
    const en = language === 'en';
    const { page } = desk;
    await desk.signIn('Ali Mansoor', 'cases');
    await expectAccessible(page);
    await page.getByRole('link', { name: en ? 'in doubt at the kiosk' : /الجهاز/u }).click();
    const charged = page.getByRole('radio', {
      name: en ? 'The card was charged' : 'خُصم المبلغ من البطاقة',
      exact: true,
    });
    const why = page.getByLabel(en ? 'Why, and where you saw it' : 'لماذا، وأين رأيت ذلك');
    const decide = page.getByRole('button', { name: en ? 'Decide' : 'قرّر', exact: true });
    await charged.check();
    await why.fill(en ? 'Seen on the portal' : 'ظهر في البوابة');
    await decide.click();
    await expect(page.getByRole('alert')).toContainText(en ? 'It is not proven' : 'لا إثبات');
    await page.getByRole('combobox').selectOption({ index: 1 });
    await expectAccessible(page);
    await page.screenshot({ path: `test-results/console-${language}-case.png`, fullPage: true });
    await decide.click();
    await expect(page.getByRole('status')).toContainText(en ? 'You decided' : 'قرّرتَ');
    const address = page.url();

    await page.getByRole('button', { name: en ? 'Sign out' : 'تسجيل الخروج' }).click();
    await page.goto(address);
    await page.locator('.sign-in a.main').click();
    await page.getByRole('button', { name: 'Fatima Jasim' }).click();
    await expect(page.getByRole('status')).toContainText('demo-operator');
    await charged.check();
    await page.getByRole('combobox').selectOption({ index: 1 });
    await why.fill(en ? 'Seen too' : 'رأيته أيضًا');
    await page
      .getByRole('button', { name: en ? 'Decide as the second' : 'قرّر بصفتك الثاني' })
      .click();
    await expect(
      page.getByText(en ? 'The kiosk is told when it next asks' : 'يُبلَّغ الجهاز عند سؤاله التالي'),
    ).toBeVisible();
    await page.setViewportSize({ width: 1024, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
