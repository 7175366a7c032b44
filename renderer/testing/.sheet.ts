import { createCanvas, loadImage } from '@napi-rs/canvas';
import { writeFileSync } from 'node:fs';
const [out, size, scale, ...names] = process.argv.slice(2);
const s = Number(scale);
const imgs = [];
for (const n of names)
  for (const l of ['ar', 'en']) imgs.push(await loadImage(`/tmp/shots/${n}-${l}-${size}.png`));
const w = imgs[0].width * s,
  h = imgs[0].height * s;
const perRow = size === 'portrait' ? Math.min(imgs.length, 6) : 2;
const rows = Math.ceil(imgs.length / perRow);
const c = createCanvas(w * perRow + (perRow - 1) * 12, rows * h + (rows - 1) * 12);
const x = c.getContext('2d');
x.fillStyle = '#888';
x.fillRect(0, 0, c.width, c.height);
imgs.forEach((im, i) =>
  x.drawImage(im, (i % perRow) * (w + 12), Math.floor(i / perRow) * (h + 12), w, h),
);
writeFileSync(out, c.toBuffer('image/png'));
