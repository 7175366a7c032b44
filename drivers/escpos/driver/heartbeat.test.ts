import { describe, expect, it } from 'vitest';
import { createBench } from './testing/bench.ts';

describe('the heartbeat', () => {
  it('takes two silences for offline, and one answer for life', async () => {
    const { clock, device, printer } = await createBench();
    device.set({ mute: true });
    await clock.pass(2_600);
    expect(printer.status.state).toBe('online');
    await clock.pass(3_000);
    expect(printer.status).toEqual({
      state: 'offline',
      paper: 'unknown',
      coverOpen: false,
      media: null,
    });
    device.set({ mute: false });
    await clock.pass(4_000);
    expect(printer.status).toEqual({
      state: 'online',
      paper: 'full',
      coverOpen: false,
      media: null,
    });
  });

  it('switches automatic status on again after a silence: it may have been a power cycle', async () => {
    const { clock, device } = await createBench();
    const count = (): number => device.writes().filter((write) => write === '1d610e').length;
    expect(count()).toBe(1);
    device.set({ mute: true });
    await clock.pass(10_000);
    device.set({ mute: false });
    await clock.pass(4_000);
    expect(count()).toBe(2);
  });

  it('does not take a late answer for the next question’s', async () => {
    const { clock, device, printer } = await createBench();
    device.set({ mute: true });
    await clock.pass(3_000);
    device.set({ mute: false });
    device.say(0x1e, 0x1e, 0x7e);
    await clock.pass(3_000);
    expect(printer.status).toEqual({
      state: 'online',
      paper: 'full',
      coverOpen: false,
      media: null,
    });
  });

  it('ends with close', async () => {
    const { clock, device, printer } = await createBench();
    await printer.close();
    const before = device.writes().length;
    await clock.pass(20_000);
    expect(device.writes()).toHaveLength(before);
    expect(printer.status.state).toBe('noDevice');
  });
});
