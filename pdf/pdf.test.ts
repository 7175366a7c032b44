import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { layOut, PAGE, type PdfMark } from './lay-out.ts';
import type { PdfBlock, PdfLanguage, PdfPlan } from './plan.ts';
import { pagePictures } from './testing/picture.ts';
import { widthOf, wrap, type PdfType } from './wrap.ts';
import { writePdf } from './write.ts';

const planOf = (language: PdfLanguage, ...blocks: readonly PdfBlock[]): PdfPlan => ({
  title: 'Sums',
  parts: [{ language, blocks, foot: (page, pages) => `${page}/${pages}` }],
});

const longTable = (rows: number): PdfBlock => ({
  kind: 'table',
  columns: [
    { label: 'Kiosk', share: 2 },
    { label: 'Fils', figures: true },
  ],
  rows: Array.from({ length: rows }, (_, at) => [`K-${at}`, String(at)]),
  total: ['All', '4950'],
});

const texts = (marks: readonly PdfMark[]): string[] =>
  marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));

const body: PdfType = { points: 10, weight: 400, language: 'en' };

test('a long table is told whole, its head on each page, its pages counted', () => {
  const pages = layOut(planOf('en', longTable(100)));
  expect(pages.length).toBeGreaterThan(2);
  for (const [at, { marks }] of pages.entries()) {
    expect(texts(marks).slice(0, 2)).toEqual(['Kiosk', 'Fils']);
    expect(texts(marks).at(-1)).toBe(`${at + 1}/${pages.length}`);
  }
  const told = pages.flatMap(({ marks }) => texts(marks)).filter((text) => text.startsWith('K-'));
  expect(told).toEqual(Array.from({ length: 100 }, (_, at) => `K-${at}`));
  expect(texts(pages.at(-1)?.marks ?? [])).toContain('4950');
});

test('nothing is put beyond the margins, however long a word is', () => {
  const word = 'averylongwordwithoutaspace'.repeat(20);
  const [page] = layOut(
    planOf('en', { kind: 'paragraph', text: word }, { kind: 'facts', rows: [[word, word]] }),
  );
  const marks = page?.marks ?? [];
  expect(marks.length).toBeGreaterThan(4);
  for (const mark of marks) {
    const wide =
      mark.kind === 'box' ? mark.width : widthOf(mark.text, { ...body, points: mark.points });
    // The heavier weight is a little wider than the one measured here.
    expect(mark.start + wide).toBeLessThan(PAGE.width - PAGE.margin + 12);
    expect(mark.y).toBeLessThan(PAGE.height - PAGE.margin / 2);
  }
});

test('lines hold as many words as fit, and lose none', () => {
  const text = 'one two three four five six seven';
  const lines = wrap(text, 60, body);
  expect(lines.join(' ')).toBe(text);
  for (const line of lines) expect(widthOf(line, body)).toBeLessThanOrEqual(60);
  expect(wrap('', 60, body)).toEqual(['']);
  expect(wrap('a\nb', 60, body)).toEqual(['a', 'b']);
});

test('Arabic pages are the mirror of English ones', async () => {
  const inkLeftOf = async (language: PdfLanguage): Promise<{ left: number; right: number }> => {
    const { loadImage, createCanvas } = await import('@napi-rs/canvas');
    const [png = new Uint8Array()] = pagePictures(
      planOf(language, { kind: 'bars', rows: [{ label: '', value: '', part: 0.5 }] }),
      1,
    );
    const context = createCanvas(PAGE.width, PAGE.height).getContext('2d');
    context.drawImage(await loadImage(Buffer.from(png)), 0, 0);
    const { data } = context.getImageData(0, 0, PAGE.width, 100);
    const at = Array.from({ length: data.length / 4 }, (_, i) => i)
      .filter((i) => (data[i * 4 + 1] ?? 255) < 100)
      .map((i) => i % PAGE.width);
    return { left: Math.min(...at), right: Math.max(...at) };
  };
  const [english, arabic] = [await inkLeftOf('en'), await inkLeftOf('ar')];
  expect(english.left).toBeLessThan(PAGE.width / 2);
  expect(Math.abs(arabic.right - (PAGE.width - 1 - english.left))).toBeLessThanOrEqual(1);
});

test('figures stand under figures: at the right edge in both languages', () => {
  const at = (language: PdfLanguage): PdfMark[] =>
    layOut(planOf(language, longTable(12)))[0]?.marks.filter(
      (mark) => mark.kind === 'text' && ['7', '11'].includes(mark.text),
    ) ?? [];
  const right = at('en').map((m) =>
    m.kind === 'text' ? m.start + widthOf(m.text, { ...body, points: m.points }) : 0,
  );
  expect(right[0]).toBeCloseTo(right[1] ?? 0, 3);
  const starts = at('ar').map((mark) => mark.start);
  expect(starts[0]).toBe(starts[1]);
});

test('a PDF has as many pages as were laid out, its fonts within, the same bytes each time', () => {
  const plan = planOf('ar', { kind: 'heading', text: 'إحصاءات الدفع' }, longTable(100));
  const bytes = Buffer.from(writePdf(plan));
  expect(Buffer.from(writePdf(plan)).equals(bytes)).toBe(true);
  const raw = bytes.toString('latin1');
  expect(raw.startsWith('%PDF-1.')).toBe(true);
  expect(raw.match(/\/Type \/Page\b(?!s)/gu)).toHaveLength(layOut(plan).length);
  expect(raw).toContain('IBMPlexSansArabic');
  // Text, not pictures of text: what a reader searches and a screen reader says.
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/gu)].flatMap(
    ([, stream = '']) => {
      try {
        return [inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')];
      } catch {
        return [];
      }
    },
  );
  expect(
    streams.some((stream) => stream.includes('beginbfchar') || stream.includes('beginbfrange')),
  ).toBe(true);
  expect(streams.some((stream) => /\bTj\b|\bTJ\b/u.test(stream))).toBe(true);
});
