import { describe, expect, it } from 'vitest';
import { createBench, hexOf, RECEIPT } from './testing/bench.ts';

describe('cover open', () => {
  it('is reported at once, without believing the paper sensors', async () => {
    const { device, printer } = await createBench();
    const seen: unknown[] = [];
    printer.onStatus((status) => seen.push(status));
    device.set({ coverOpen: true, paperOut: true }, true);
    device.set({ coverOpen: false, paperOut: false }, true);
    expect(seen).toEqual([
      { state: 'userError', paper: 'unknown', coverOpen: true, media: null },
      { state: 'online', paper: 'full', coverOpen: false, media: null },
    ]);
  });

  it('before a job refuses it', async () => {
    const { clock, device, printer } = await createBench();
    device.set({ coverOpen: true });
    expect(await clock.run(printer.print(RECEIPT))).toEqual({
      status: 'failed',
      reason: 'coverOpen',
      partial: false,
    });
    expect(device.printed()).not.toContain(hexOf('line'));
  });

  it('while printing fails the job and empties the printer', async () => {
    const { clock, device, printer } = await createBench();
    device.afterBytes(150, () => {
      device.set({ coverOpen: true }, true);
    });
    const before = device.discards();
    expect(await clock.run(printer.print(RECEIPT))).toEqual({
      status: 'failed',
      reason: 'coverOpen',
      partial: true,
    });
    expect(device.discards() - before).toBe(2);
  });
});

describe('a cutter that jams', () => {
  it('fails the job as a printer error', async () => {
    const { clock, device, printer } = await createBench();
    device.afterBytes(150, () => {
      device.set({ cutterError: true }, true);
    });
    expect(await clock.run(printer.print(RECEIPT))).toMatchObject({
      status: 'failed',
      reason: 'printerError',
      partial: true,
    });
    expect(printer.status.state).toBe('hardwareError');
  });
});
