import { describe, expect, it } from 'vitest';
import { concatBytes } from '../codec/bytes.ts';
import * as esc from '../codec/commands.ts';
import { bufferedImage } from '../codec/graphics.ts';
import { columnBand, rasterImage } from '../codec/images.ts';
import { qrCode } from '../codec/qr.ts';
import { epson80mm203dpi } from '../profiles/epson-80mm-203dpi.ts';
import { createPaperCounter } from './paper-fed.ts';
import { bitmapOf } from './testing/picture.ts';

const MM_PER_DOT = 25.4 / 203;
/** Dots fed by `parts`, given to the counter in pieces of `pieceBytes`. */
const dotsOf = (parts: readonly Uint8Array[], pieceBytes = 7): number => {
  const paper = createPaperCounter(epson80mm203dpi);
  const bytes = concatBytes(parts);
  for (let at = 0; at < bytes.length; at += pieceBytes)
    paper.push(bytes.slice(at, at + pieceBytes));
  return Math.round(paper.take() / MM_PER_DOT);
};
const picture = bitmapOf(80, 100);
const key = (fn: number, ...rest: readonly number[]): Uint8Array =>
  Uint8Array.of(0x1d, 0x28, 0x4c, rest.length + 2, 0, 0x30, fn, ...rest);

describe('the paper a job feeds (digest §3, §6–9)', () => {
  it.each([
    ['nothing', [], 0],
    ['text that is not printed yet', [esc.text('abc')], 0],
    ['a line at the usual spacing of 1/6 inch', [esc.text('abc'), esc.lineFeed()], 34],
    ['an empty line', [esc.lineFeed()], 34],
    [
      'a line higher than the spacing',
      [esc.lineSpacing(16), esc.characterSize(1, 3), esc.text('a'), esc.lineFeed()],
      72,
    ],
    ['font B', [esc.lineSpacing(0), esc.font('B'), esc.text('a'), esc.lineFeed()], 17],
    ['a feed behind text', [esc.text('a'), esc.feed(10)], 24],
    ['long feeds', [esc.feed(600)], 600],
    ['ESC d', [esc.lineSpacing(20), Uint8Array.of(0x1b, 0x64, 3)], 60],
    ['ESC @ puts the spacing back', [esc.lineSpacing(5), esc.initialise(), esc.lineFeed()], 34],
    ['columns within a line', [esc.lineSpacing(16), columnBand(picture, 0, 0), esc.lineFeed()], 24],
    ['a raster', [rasterImage(picture)], 100],
    ['a raster twice as high', [rasterImage(picture, 2)], 200],
    ['the graphics buffer, when it is printed', [bufferedImage(picture)], 100],
    [
      'a kept picture, each time it is printed',
      [
        key(83, 0x30, 0x41, 0x42, 1, 8, 0, 20, 0, 0x31, ...new Uint8Array(20)),
        key(85, 0x41, 0x42, 1, 1),
        key(85, 0x41, 0x42, 1, 2),
      ],
      60,
    ],
    ['a QR code, version 1', [qrCode('A', 6)], 21 * 6],
    ['a QR code, version 3', [qrCode('x'.repeat(40), 4)], 29 * 4],
    ['the way to the cutter', [esc.feedAndCut('full', 10)], 96 + 10],
    ['questions and settings', [esc.fence('0001'), esc.automaticStatus(14), esc.bold(true)], 0],
  ] as const)('%s', (_name, parts, dots) => {
    expect(dotsOf(parts)).toBe(dots);
    expect(dotsOf(parts, 1_000)).toBe(dots);
  });

  it('counts on from what was taken', () => {
    const paper = createPaperCounter(epson80mm203dpi);
    paper.push(esc.feed(203));
    expect(paper.take()).toBeCloseTo(25.4);
    expect(paper.take()).toBe(0);
  });
});
