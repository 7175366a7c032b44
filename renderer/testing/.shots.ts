import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { openKiosk, SIZES } from '/work/main/renderer/testing/browser.ts';
import { galleryViews, inLanguage } from '/work/main/renderer/testing/views.ts';
const only = process.argv[2] ? new RegExp(process.argv[2]) : /./;
const out = '/tmp/shots';
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});
for (const [size, dims] of Object.entries(SIZES)) {
  const k = await openKiosk(browser, dims);
  k.page.on('console', (m) => {
    if (m.type() === 'error') console.log('CONSOLE', m.text());
  });
  k.page.on('pageerror', (e) => console.log('PAGEERR', e.message));
  for (const { name, view } of galleryViews)
    if (only.test(name))
      for (const lang of ['ar', 'en'] as const) {
        await k.show(inLanguage(view, lang));
        await k.page.screenshot({ path: `${out}/${name}-${lang}-${size}.png` });
      }
  await k.close();
}
await browser.close();
