import { describe, expect, it } from 'vitest';
import { createBench, RECEIPT } from './testing/bench.ts';

describe('the cable pulled', () => {
  it('while printing leaves the receipt unknown and the printer gone', async () => {
    const { clock, device, printer } = await createBench();
    device.afterBytes(150, () => {
      device.unplug();
    });
    expect(await clock.run(printer.print(RECEIPT))).toEqual({
      status: 'unknown',
      reason: 'linkLost',
    });
    expect(printer.status).toEqual({
      state: 'noDevice',
      paper: 'unknown',
      coverOpen: false,
      media: null,
    });
    expect(printer.hangingPaper).toBe(true);
  });

  it('what hangs is handed on when the job has ended, and not as it was at the close', async () => {
    const { clock, device, printer } = await createBench();
    const atTheClose = new Promise<{ now: boolean; told: Promise<boolean> }>((resolve) => {
      device.afterBytes(150, () => {
        device.unplug();
        resolve({ now: printer.hangingPaper, told: printer.handOver() });
      });
    });
    await clock.run(printer.print(RECEIPT));
    const { now, told } = await atTheClose;
    expect(now).toBe(false);
    expect(await told).toBe(true);
  });

  it('while waiting for the fence leaves it unknown', async () => {
    const { clock, device, printer } = await createBench((d) => {
      d.set({ answersFences: false });
    });
    const outcome = printer.print(RECEIPT);
    clock.after(2_000, () => {
      device.unplug();
    });
    expect(await clock.run(outcome)).toEqual({ status: 'unknown', reason: 'linkLost' });
  });

  it('before the job: not connected, nothing written', async () => {
    const { clock, device, printer } = await createBench();
    device.unplug();
    const before = device.writes().length;
    expect(await clock.run(printer.print(RECEIPT))).toEqual({
      status: 'failed',
      reason: 'notConnected',
      partial: false,
    });
    expect(device.writes()).toHaveLength(before);
  });

  it('stops the heartbeat', async () => {
    const { clock, device } = await createBench();
    device.unplug();
    const before = device.writes().length;
    await clock.pass(60_000);
    expect(device.writes()).toHaveLength(before);
  });
});
