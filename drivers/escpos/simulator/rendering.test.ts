import { loadImage, createCanvas } from '@napi-rs/canvas';
import jsqr from 'jsqr';
import { expect, test } from 'vitest';
import { hex } from '../../simulator-kit/raw-port.ts';
import { decodeReceipt } from './decode.ts';
import { noGlyphs } from './glyphs.ts';
import { printOnPaper } from './interpreter.ts';
import { renderReceipt } from './render.ts';

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];
const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? hex(part) : part)));

/** The black dots of the first rows, as strings of # and . */
const dots = (receipt: Uint8Array, rows: number, from: number, to: number): string[] => {
  const paper = printOnPaper(receipt, noGlyphs);
  return Array.from({ length: rows }, (_, y) =>
    Array.from(paper.row(y)?.slice(from, to) ?? [], (dot) => (dot === 1 ? '#' : '.')).join(''),
  );
};

const BAR = ['################', '................'];

test.each([
  ['GS v 0', '1D 76 30 00 02 00 02 00 FF FF 00 00'],
  ['GS ( L', '1D 28 4C 0E 00 30 70 30 01 01 31 10 00 02 00 FF FF 00 00 1D 28 4C 02 00 30 32'],
  ['GS 8 L', '1D 38 4C 0E 00 00 00 30 70 30 01 01 31 10 00 02 00 FF FF 00 00 1D 28 4C 02 00 30 32'],
  [
    'a keyed image',
    '1D 28 4C 0F 00 30 53 30 41 42 01 10 00 02 00 31 FF FF 00 00 1D 28 4C 06 00 30 55 41 42 01 01',
  ],
])('§18: 16 × 2 dots, the upper row black, by %s', (_name, text) => {
  expect(dots(bytes(text), 2, 0, 16)).toEqual(BAR);
  expect(decodeReceipt(bytes(text))).toMatchObject({
    images: [{ x: 0, y: 0, width: 16, height: 2 }],
    unknown: [],
  });
});

test('justification, margin, doubling, and what hangs over the right edge', () => {
  const raster = '1D 76 30 00 01 00 01 00 81';
  expect(decodeReceipt(bytes('1B 61 01', raster, '1B 61 02', raster)).images).toEqual([
    { x: 284, y: 0, width: 8, height: 1 },
    { x: 568, y: 1, width: 8, height: 1 },
  ]);
  expect(dots(bytes('1D 4C 04 00', raster), 1, 0, 16)).toEqual(['....#......#....']);
  expect(dots(bytes('1D 76 30 03 01 00 01 00 81'), 2, 0, 16)).toEqual(
    Array<string>(2).fill('##............##'),
  );
  const wide = bytes('1D 76 30 00 4A 00 01 00', Array<number>(74).fill(0xff));
  expect(dots(wide, 1, 0, 600)).toEqual(['#'.repeat(576)]);
});

test('column images stand in the text line; user characters, downloaded and numbered images', () => {
  const column = '1B 2A 21 02 00 80 00 00 00 00 01 0A';
  expect(decodeReceipt(bytes(ascii('Ab'), column))).toMatchObject({
    texts: ['Ab'],
    images: [{ x: 24, y: 0, width: 2, height: 24 }],
  });
  expect(dots(bytes(column), 1, 0, 2)).toEqual(['#.']);
  expect(dots(bytes('1B 26 03 41 41 01 C0 00 00 1B 25 01', ascii('A\n')), 3, 0, 2)).toEqual([
    '#.',
    '#.',
    '..',
  ]);
  const block = '01 00 01 00'; // eight columns of one byte
  expect(
    dots(bytes('1C 71 01', block, Array<number>(8).fill(0x80), '1C 70 01 00'), 2, 0, 9),
  ).toEqual(['########.', '.........']);
  expect(dots(bytes('1D 2A 01 01', Array<number>(8).fill(0x80), '1D 2F 00'), 1, 0, 9)).toEqual([
    '########.',
  ]);
});

test('a picture in the middle of a line is reported, not drawn', () => {
  const { unknown, images } = decodeReceipt(bytes(ascii('x'), '1D 76 30 00 01 00 01 00 FF'));
  expect(images).toEqual([]);
  expect(unknown).toEqual([{ offset: 1, hex: '1d763000010001 00ff'.replace(' ', '') }]);
});

test('the 49th character makes a second line; fewer when wide, more in Font B', () => {
  const text = (n: number): number[] => ascii('m'.repeat(n));
  const lengths = (receipt: Uint8Array): number[] =>
    decodeReceipt(receipt).texts.map(({ length }) => length);
  expect(lengths(bytes(text(49), '0A'))).toEqual([48, 1]);
  expect(lengths(bytes('1D 21 10', text(25), '0A'))).toEqual([24, 1]);
  expect(lengths(bytes('1B 4D 01', text(65), '0A'))).toEqual([64, 1]);
  expect(lengths(bytes('1D 57 78 00', text(11), '0A'))).toEqual([10, 1]);
});

test('positions, code pages, and spacing', () => {
  const { texts } = decodeReceipt(
    bytes('1B 74 10', ascii('caf\xe9'), '1B 24 A4 01', ascii('BHD 7.850\n'), '1B 74 13 D5 0A'),
  );
  expect(texts).toEqual([`café${' '.repeat(31)}BHD 7.850`, '€']);
  const raster = '1D 76 30 00 01 00 01 00 FF';
  const heights = decodeReceipt(
    bytes(
      ascii('a\n'),
      raster,
      '1B 4A 0A',
      raster,
      '1B 33 28 0A',
      raster,
      '1B 32 1B 64 02',
      raster,
    ),
  ).images.map(({ y }) => y);
  expect(heights).toEqual([30, 41, 82, 143]);
});

test('§18: the QR code of A, and one that a camera reads back', async () => {
  const a =
    '1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 06 1D 28 6B 03 00 31 45 31 ' +
    '1D 28 6B 04 00 31 50 30 41 1D 28 6B 03 00 31 51 30';
  expect(decodeReceipt(bytes(a)).qr).toEqual(['A']);
  const { png } = renderReceipt(bytes('1B 61 01 1B 4A 40', a, '1B 4A 40'));
  const image = await loadImage(Buffer.from(png));
  const pen = createCanvas(image.width, image.height).getContext('2d');
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  expect(jsqr.default(new Uint8ClampedArray(data), image.width, image.height)?.data).toBe('A');
});

test('the cut is where the blade is: behind the text with feed, within it without', () => {
  const cutAt = (cut: string): number[] =>
    printOnPaper(bytes(ascii('one\ntwo\nthree\nfour\nfive\n'), cut), noGlyphs).elements.flatMap(
      (each) => (each.kind === 'cut' ? [each.y] : []),
    );
  expect(cutAt('1D 56 42 05')).toEqual([155]);
  expect(cutAt('1D 56 00')).toEqual([54]);
  expect(decodeReceipt(bytes(ascii('x\n'), '1D 56 41 00 1B 69')).cuts).toBe(2);
});

test('text blackens its own cell and nothing else; the picture is 576 wide', () => {
  const { png, width, height } = renderReceipt(bytes(ascii('M\n'), '1D 56 42 00'));
  expect([width, height]).toEqual([576, 31]);
  expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
});

test('any bytes at all give a picture and a report', () => {
  let seed = 7;
  const noise = Uint8Array.from({ length: 5_000 }, () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed >>> 24;
  });
  expect(renderReceipt(noise).height).toBeGreaterThan(0);
  expect(decodeReceipt(noise).unknown.length).toBeGreaterThan(0);
});
