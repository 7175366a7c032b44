/** Printers without a discard (digest §17): the rest of a half receipt comes out, and ends on its own piece. */
import { afterEach, expect, test } from 'vitest';
import { bitmapOf, rasterImage } from './testing/picture.ts';
import { receiptOf } from './testing/bench.ts';
import { RealPrinter, type Model } from './testing/real-printer.ts';
import type { ProfileName } from '../profiles/named.ts';

let real: RealPrinter;
afterEach(() => real.end());
const start = async (model: Model, profile: ProfileName): Promise<void> => {
  real = await RealPrinter.start(model, profile);
};

test.each([
  ['clone', 'generic-80mm'],
  ['star', 'star-tsp'],
  ['star', 'star-sk'],
] as const)('%s as %s: all went well and nobody can prove it', async (model, profile) => {
  await start(model, profile);
  expect(real.printer.status).toMatchObject({ paper: 'unknown', media: null });
  expect(await real.printer.print(receiptOf('Ali'))).toEqual({
    status: 'unknown',
    reason: 'noConfirmation',
  });
  expect(await real.printer.print(receiptOf('Bashir'))).toMatchObject({ status: 'unknown' });
  const pieces = await real.pieces();
  expect(pieces.map(({ complete }) => complete)).toEqual([true, true]);
  expect(pieces[1]?.content).not.toContain('Ali');
  expect(await real.do({ do: 'state' })).toMatchObject({ strays: 0 });
  expect(real.printer.hangingPaper).toBe(false);
  expect(real.fed.filter(({ receipt }) => receipt)).toHaveLength(2);
});

const NEW_ROLL = { do: 'paper', state: 'full' };
test.each([
  ['paper out', { do: 'paperOutAfter', bytes: 120 }, 'paperOut', 'continues', NEW_ROLL],
  ['paper out', { do: 'paperOutAfter', bytes: 120 }, 'paperOut', 'lost', NEW_ROLL],
  [
    'cover open',
    { do: 'coverOpenAfter', bytes: 120 },
    'coverOpen',
    'continues',
    { do: 'cover', open: false },
  ],
] as const)(
  '%s in the middle (%j, %s, the rest %s): cut off before the next receipt',
  async (_name, mishap, reason, rest, remedy) => {
    await start('clone', 'generic-80mm');
    await real.do({ do: 'atPaperEnd', rest });
    await real.do(mishap);
    expect(await real.printer.print(receiptOf('Ali'))).toEqual({
      status: 'failed',
      reason,
      partial: true,
    });
    expect(real.printer.hangingPaper).toBe(true);
    await real.do(remedy);
    await real.until(({ state }) => state === 'online');
    await real.untilState(({ hanging }) => hanging === 0);
    await real.printer.print(receiptOf('Bashir'));
    const pieces = await real.pieces();
    expect(pieces.at(-1)?.content).toContain('line 9 for Bashir');
    expect(pieces.at(-1)?.content).not.toContain('Ali');
    expect(pieces.filter(({ content }) => content.includes('Bashir'))).toHaveLength(1);
  },
);

test('unplugged inside a picture: the printer made anew ends it, and cuts it off', async () => {
  await start('clone', 'generic-80mm');
  const half = rasterImage(bitmapOf(576, 96)).slice(0, 3_000);
  // The half is a band of its own, as far as the printer will ever know.
  await real.printer.print({ bands: [half] });
  await real.do({ do: 'unplug' });
  await real.until(({ state }) => state === 'noDevice');
  await real.do({ do: 'plug' });
  await real.connect({ hangingPaper: true });
  await real.until(({ state }) => state === 'online');
  await real.printer.print(receiptOf('Bashir'));
  const last = (await real.pieces()).at(-1);
  expect(last?.content).toContain('line 0 for Bashir');
  expect(last?.content.startsWith('\x1dv0')).toBe(false);
});

test('constant answers are not taken for a paper sensor', async () => {
  await start('clone', 'generic-80mm');
  await real.do({ do: 'constantAnswers', on: true });
  await real.do({ do: 'cover', open: true });
  expect(await real.printer.print(receiptOf('Ali'))).toMatchObject({ status: 'unknown' });
  expect(real.printer.status).toMatchObject({ state: 'online', paper: 'unknown' });
});
