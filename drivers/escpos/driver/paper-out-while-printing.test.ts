import { describe, expect, it } from 'vitest';
import { createBench, hexOf, RECEIPT } from './testing/bench.ts';

describe('paper out', () => {
  it('in the middle: failed, and the rest is thrown away before a new roll can bring it out', async () => {
    const { clock, device, printer } = await createBench();
    device.afterBytes(150, () => {
      device.set({ paperOut: true }, true);
      device.holdOldData();
    });
    expect(await clock.run(printer.print(RECEIPT))).toEqual({
      status: 'failed',
      reason: 'paperOut',
      partial: true,
    });
    expect(device.holdsOldData()).toBe(false);
    expect(printer.status).toEqual({
      state: 'offline',
      paper: 'out',
      coverOpen: false,
      media: null,
    });
    expect(device.printed()).not.toContain(hexOf('line 9'));
  });

  it('is seen without automatic status, by asking between bands', async () => {
    const { clock, device, printer } = await createBench();
    device.afterBytes(150, () => {
      device.set({ paperOut: true });
    });
    expect(await clock.run(printer.print(RECEIPT))).toMatchObject({ reason: 'paperOut' });
  });

  it('found while waiting for the fence', async () => {
    const { clock, device, printer } = await createBench((d) => {
      d.set({ answersFences: false });
    });
    const outcome = printer.print(RECEIPT);
    clock.after(3_000, () => {
      device.set({ paperOut: true });
    });
    expect(await clock.run(outcome)).toEqual({
      status: 'failed',
      reason: 'paperOut',
      partial: true,
    });
  });

  it('is not called a plain failure where the rest could not be thrown away', async () => {
    const { clock, device, printer } = await createBench();
    device.afterBytes(150, () => {
      device.set({ paperOut: true, answersDiscard: false }, true);
    });
    expect(await clock.run(printer.print(RECEIPT))).toEqual({
      status: 'unknown',
      reason: 'noConfirmation',
    });
  });

  it('before the job: nothing is sent', async () => {
    const { clock, device, printer } = await createBench((d) => {
      d.set({ paperOut: true });
    });
    expect(await clock.run(printer.print(RECEIPT))).toEqual({
      status: 'failed',
      reason: 'paperOut',
      partial: false,
    });
    expect(device.printed()).toBe('');
  });

  it('only low: prints, and says so', async () => {
    const { clock, printer } = await createBench((d) => {
      d.set({ paperLow: true });
    });
    expect(printer.status).toEqual({
      state: 'online',
      paper: 'low',
      coverOpen: false,
      media: null,
    });
    expect(await clock.run(printer.print(RECEIPT))).toEqual({ status: 'printed' });
  });
});
