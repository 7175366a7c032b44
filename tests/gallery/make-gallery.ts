/**
 * `npm run gallery [-- --out DIR]`: pictures of every screen in both languages and every mode, and of every
 * receipt, from the built page and the real layout. Half size, modes a fifth, so that the repository stays light.
 * `--only PATTERN`: only screens of such names are made anew, the other pictures stay as they are.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { languageSchema } from '../../contract/language.ts';
import { USUAL_DISPLAY, type Display } from '../../contract/view.ts';
import { renderReceipt } from '../../drivers/escpos/simulator/render.ts';
import { layoutFor } from '../../engine/receipts/layout-for.ts';
import { sampleFacts, sampleFines, sampleTawasul } from '../../engine/receipts/sample-facts.ts';
import { openKiosk, SIZES } from '../../renderer/testing/browser.ts';
import { galleryViews } from '../../renderer/testing/views.ts';

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'docs/gallery' }, only: { type: 'string' } },
});
const only = values.only === undefined ? null : new RegExp(values.only, 'u');
const isWanted = (name: string): boolean => only?.test(name) ?? true;
const SCALE = 0.5;
const QUALITY = 70;
const RECEIPTS = ['final', 'queued', 'checking', 'refused', 'reversed'] as const;
/** Enough to show that the small landscape panel is usable. */
const LANDSCAPE = [
  'services',
  'reference',
  'bills',
  'confirm',
  'paying-presentCard',
  'outcome-paid-printed',
];

/** How the same screen looks to somebody who set it otherwise: small pictures, a column each. */
const MODES: Readonly<Record<string, Display>> = {
  large: { ...USUAL_DISPLAY, text: 'large' },
  contrast: { ...USUAL_DISPLAY, contrast: 'high' },
  seated: { ...USUAL_DISPLAY, reach: 'seated' },
};
const MODE_SCALE = 0.2;
const MODE_QUALITY = 50;

const out = values.out;
if (only === null) await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});
type Camera = (file: string) => Promise<void>;

/** WebP, which Playwright itself does not write: a third of a PNG's bytes. */
const cameraOf = async (page: Page, scale: number, quality: number): Promise<Camera> => {
  const session = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, width: 0, height: 0, ...page.viewportSize(), scale };
  return async (file) => {
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'webp',
      quality,
      clip,
    });
    await writeFile(join(out, file), Buffer.from(data, 'base64'));
  };
};

const index: string[] = [];
const modes: string[] = [];

for (const [shape, size] of Object.entries(SIZES)) {
  const kiosk = await openKiosk(browser, size);
  const take = await cameraOf(kiosk.page, SCALE, QUALITY);
  for (const { name, view } of galleryViews) {
    if (shape === 'landscape' && !LANDSCAPE.includes(name)) continue;
    const files: string[] = [];
    for (const language of languageSchema.options) {
      const file = `${shape}-${name}-${language}.webp`;
      files.push(file);
      if (!isWanted(name)) continue;
      await kiosk.showAnew({ ...view, language, dock: false });
      await take(file);
    }
    index.push(`### ${name} (${shape})\n\n${files.map((f) => `![${f}](${f})`).join(' ')}\n`);
    if (isWanted(name)) console.log(`${shape} ${name}`);
  }
  await kiosk.close();
}

const kiosk = await openKiosk(browser, SIZES.portrait);
const take = await cameraOf(kiosk.page, MODE_SCALE, MODE_QUALITY);
for (const { name, view } of galleryViews) {
  const files: string[] = [];
  for (const [mode, display] of Object.entries(MODES)) {
    for (const language of languageSchema.options) {
      const file = `${mode}-${name}-${language}.webp`;
      files.push(file);
      if (!isWanted(name)) continue;
      await kiosk.showAnew({ ...view, language, dock: false, display });
      await take(file);
    }
  }
  modes.push(`### ${name}\n\n${files.map((f) => `![${f}](${f})`).join(' ')}\n`);
  if (isWanted(name)) console.log(`modes ${name}`);
}
await kiosk.close();
await browser.close();

const print = layoutFor();
const paper = [
  ...RECEIPTS.map((kind) => ({ name: kind, facts: sampleFacts(kind) })),
  { name: 'fines-copy', facts: sampleFines('final') },
  { name: 'tawasul', facts: sampleTawasul },
];
for (const { name, facts } of paper) {
  const file = `receipt-${name}.png`;
  await writeFile(join(out, file), renderReceipt(Buffer.concat(print(facts).bands)).png);
  index.push(`### receipt ${name}\n\n![${file}](${file})\n`);
  console.log(`receipt ${name}`);
}
await writeFile(
  join(out, 'README.md'),
  `# Every screen and every receipt\n\nMade by \`npm run gallery\`. In larger text, in high contrast and within a seated person’s reach: [modes.md](modes.md).\n\n${index.join('\n')}`,
);
await writeFile(
  join(out, 'modes.md'),
  `# Every screen in larger text, in high contrast, and seated\n\nMade by \`npm run gallery\`; Arabic and English of each.\n\n${modes.join('\n')}`,
);
