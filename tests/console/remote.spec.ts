import type { Page } from '@playwright/test';
import type { KioskClient } from '../../central/testing/kiosk-client.ts';
import { expect, expectAccessible, speak, test } from './browser.ts';
import type { Stage } from './stage.ts';

type Waiting = { readonly actId: string };

const kioskOf = (stage: Stage): Promise<KioskClient> => stage.central.kiosk('kiosk-17');
const answerAll = async (kiosk: KioskClient, said: unknown): Promise<number> => {
  const { acts } = (await kiosk.call('GET', '/v1/kiosks/acts')).json as { acts: Waiting[] };
  for (const { actId } of acts) await kiosk.call('PUT', `/v1/kiosks/acts/${actId}`, said);
  return acts.length;
};
/** A JPEG as a browser draws it. */
const jpegFrom = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const canvas = new OffscreenCanvas(540, 960);
    const context = canvas.getContext('2d');
    context?.fillRect(40, 200, 300, 60);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
  });

for (const language of ['en', 'ar'] as const)
  test(`asked, done and looked at, by an operator: ${language}`, async ({
    desk,
    context,
    stage,
  }) => {
    const kiosk = await kioskOf(stage);
    await speak(context, language);
    const { page } = desk;
    const en = language === 'en';
    await desk.signIn('Ali Mansoor', 'kiosks/kiosk-17');
    await page.getByRole('link', { name: en ? 'Remote acts' : 'أوامر عن بُعد' }).click();
    await page.getByRole('button', { name: en ? 'Lock' : 'إقفال', exact: true }).click();
    await page.getByLabel(en ? 'Why' : 'السبب').fill(en ? 'Smoke was reported' : 'بلاغ عن دخان');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    const first = page.getByRole('row').nth(1);
    await expect(first).toContainText(en ? 'Waits for the kiosk' : 'ينتظر الجهاز');
    expect(await answerAll(kiosk, { outcome: 'refused', reason: 'payment' })).toBe(1);
    await expect(first).toContainText(en ? 'somebody was paying' : 'كان أحدهم يدفع');

    stage.central.clock.advance(5_000);
    const picture = en ? 'Take a picture of the screen' : 'التقاط صورة للشاشة';
    await page.getByRole('button', { name: picture }).click();
    await page.getByLabel(en ? 'Why' : 'السبب').fill(en ? 'A citizen rang' : 'اتصل مواطن');
    await page.keyboard.press('Enter');
    await expect(first).toContainText(picture);
    await answerAll(kiosk, { outcome: 'done', picture: await jpegFrom(page) });
    await page.getByRole('button', { name: en ? 'Look' : 'عرض', exact: true }).click();
    const image = page.getByRole('img', { name: /kiosk-17/u });
    await expect
      .poll(() => image.evaluate((one) => (one as HTMLImageElement).naturalWidth))
      .toBe(540);
    await expectAccessible(page);
    await page.screenshot({ path: `test-results/console-${language}-remote.png`, fullPage: true });
    await page.setViewportSize({ width: 1024, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });

test('a kiosk is revoked by its name typed again, and then takes nothing more', async ({
  desk,
  context,
  stage,
}) => {
  const kiosk = await kioskOf(stage);
  await speak(context, 'en');
  const { page } = desk;
  await desk.signIn('Fatima Jasim', 'kiosks/kiosk-17/acts');
  const act = page.getByRole('button', { name: 'Revoke', exact: true });
  await act.click();
  await page.getByLabel('Why').fill('Taken out of the mall by night');
  await expect(act.last()).toBeDisabled();
  await page.getByLabel(/Type kiosk-17/u).fill('kiosk-71');
  await expect(act.last()).toBeDisabled();
  await page.getByLabel(/Type kiosk-17/u).fill('kiosk-17');
  await expectAccessible(page);
  await act.last().click();
  await expect(page.getByText('This kiosk was revoked')).toBeVisible();
  expect((await kiosk.call('GET', '/v1/kiosks/acts')).status).toBe(403);
  await page.goto(new URL('/console/acts', page.url()).href);
  await expect(page.getByText('Revoked a kiosk: kiosk-17: Taken out of the mall')).toBeVisible();
});

test('a viewer sees what was asked, and asks for nothing', async ({ desk, context, stage }) => {
  await kioskOf(stage);
  await speak(context, 'en');
  await desk.signIn('Noora Isa', 'kiosks/kiosk-17/acts');
  await expect(desk.page.getByText('Nothing was asked of this kiosk yet.')).toBeVisible();
  await expect(desk.page.getByText('Operators may ask something of a kiosk')).toBeVisible();
  await expect(desk.page.getByRole('button', { name: 'Lock' })).toHaveCount(0);
});
