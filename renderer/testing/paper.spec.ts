/** What stands in for paper, and figures that line up. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import jsqr from 'jsqr';
import { expect, test } from './browser.ts';
import { SLIP_URL } from './samples.ts';
import { galleryViews } from './views.ts';

for (const receipt of ['none', 'unknown', 'failed']) {
  test(`paper ${receipt}: the QR on the screen leads to the receipt`, async ({
    kiosk: { page, show },
  }) => {
    const named = galleryViews.find(({ name }) => name === `outcome-paid-${receipt}`);
    if (named === undefined) throw new Error('no such view');
    await show(named.view);
    const picture = await loadImage(await page.locator('svg.qr').screenshot());
    const canvas = createCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    expect(jsqr.default(data, picture.width, picture.height)?.data).toBe(SLIP_URL);
  });
}

test('a printed receipt of a posted payment needs no QR and no second print', async ({
  kiosk: { page, show },
}) => {
  const named = galleryViews.find(({ name }) => name === 'outcome-paid-printed');
  if (named === undefined) throw new Error('no such view');
  await show(named.view);
  await expect(page.locator('svg.qr')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'اطبع مرة أخرى' })).toHaveCount(0);
});

test('figures are of one width in both fonts', async ({ kiosk: { page } }) => {
  const widths = await page.evaluate(() =>
    ['0', '1', '4', '7'].map((digit) => {
      const span = document.createElement('span');
      span.className = 'digits';
      span.textContent = digit.repeat(20);
      document.body.append(span);
      const { width } = span.getBoundingClientRect();
      span.remove();
      return width;
    }),
  );
  expect(new Set(widths).size).toBe(1);
});
