import { describe, expect, it } from 'vitest';
import { createCommandReader } from '../codec/command-reader.ts';
import { generic80mm } from '../profiles/generic-80mm.ts';
import { createBench, hexOf, RECEIPT } from './testing/bench.ts';
import { bitmapOf, rasterImage } from './testing/picture.ts';

/** A printer that cannot discard, but tells at once that its paper has ended. */
const PROFILE = { ...generic80mm, automaticStatusMask: 0x0e };
const PICTURE = rasterImage(bitmapOf(576, 96));
const INITIALISE = 0x1b40;
const CUT = 0x1d56;

describe('a picture that broke off in the middle', () => {
  it('is ended with exactly the bytes it still needs, before anything else', async () => {
    const { clock, device, printer } = await createBench(undefined, false, null, PROFILE);
    device.afterBytes(2_000, () => {
      device.set({ paperOut: true }, true);
    });
    expect(await clock.run(printer.print({ bands: [PICTURE, ...RECEIPT.bands] }))).toEqual({
      status: 'failed',
      reason: 'paperOut',
      partial: true,
    });
    const half = device.printed().length;
    device.set({ paperOut: false }, true);
    await clock.pass(5_000);
    await clock.run(printer.print(RECEIPT));

    const rest = device.printed().slice(half);
    const white = /^(?:00)*/u.exec(rest)?.[0].length ?? 0;
    const begun = Buffer.from(device.printed().slice(0, half), 'hex');
    const missing = PICTURE.length - (begun.length - begun.indexOf(Buffer.from('1d7630', 'hex')));
    expect(missing).toBeGreaterThan(0);
    expect(white / 2).toBe(missing);

    const reader = createCommandReader();
    const codes = reader.push(Buffer.from(device.printed(), 'hex')).map(({ code }) => code);
    const picture = codes.indexOf(0x1d76);
    expect(codes[picture + 1]).toBe(INITIALISE);
    expect(codes.indexOf(CUT, picture)).toBeLessThan(codes.lastIndexOf(0));
    expect(rest).toContain(hexOf('line 9'));
  });
});
