import { describe, expect, it } from 'vitest';
import { createBench, RECEIPT } from './testing/bench.ts';

const UNKNOWN = { status: 'unknown', reason: 'noConfirmation' };

describe('a receipt nobody confirms', () => {
  it('is unknown, not printed and not failed, and is thrown away', async () => {
    const { clock, device, printer } = await createBench((d) => {
      d.set({ answersFences: false });
    });
    const before = device.discards();
    expect(await clock.run(printer.print(RECEIPT))).toEqual(UNKNOWN);
    expect(device.discards() - before).toBe(2);
    expect(printer.status.state).toBe('online');
  });

  it('is not confirmed by somebody else’s fence, nor by the one before the cut', async () => {
    const { clock, device, printer } = await createBench((d) => {
      d.set({ answersFences: false });
    });
    const outcome = printer.print(RECEIPT);
    clock.after(1_000, () => {
      device.say(0x37, 0x22, 0x39, 0x39, 0x39, 0x39, 0x00);
      device.say(0x37, 0x22, 0x30, 0x30, 0x30, 0x30, 0x00);
    });
    expect(await clock.run(outcome)).toEqual(UNKNOWN);
  });

  it('is unknown where the printer falls silent in the middle', async () => {
    const { clock, device, printer } = await createBench();
    device.afterBytes(150, () => {
      device.set({ mute: true });
    });
    expect(await clock.run(printer.print(RECEIPT))).toEqual(UNKNOWN);
    await clock.pass(10_000);
    expect(printer.status.state).toBe('offline');
  });

  it('is failed before a byte of it goes out where the printer says nothing at all', async () => {
    const { clock, device, printer } = await createBench((d) => {
      d.set({ mute: true });
    });
    expect(await clock.run(printer.print(RECEIPT))).toEqual({
      status: 'failed',
      reason: 'offline',
      partial: false,
    });
    expect(device.printed()).toBe('');
    expect(printer.status).toEqual({
      state: 'offline',
      paper: 'unknown',
      coverOpen: false,
      media: null,
    });
  });

  it('is not fooled by noise on the line', async () => {
    const { clock, device, printer } = await createBench((d) => {
      d.set({ answersFences: false });
    });
    const outcome = printer.print(RECEIPT);
    for (let i = 0; i < 20; i++) {
      clock.after(700 + 101 * i, () => {
        device.say(0xff, 0x37, 0x22, 0x80 + i, 0x00, 0xe5, 0x5f, 0x41);
      });
    }
    expect(await clock.run(outcome)).toEqual(UNKNOWN);
  });
});
