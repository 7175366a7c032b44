import { describe, expect, it } from 'vitest';
import { createBench, hexOf, RECEIPT } from './testing/bench.ts';

const CUT = '1d564200';
const FENCE = '1d284806003030[0-9a-f]{8}';
const DISCARD = '10140801031401060208';

describe('the half receipt of somebody else', () => {
  it('is thrown away at the start, before anything is sent', async () => {
    const { device } = await createBench((d) => {
      d.holdOldData();
    });
    expect(device.holdsOldData()).toBe(false);
    const writes = device.writes();
    expect(writes.slice(0, writes.indexOf(DISCARD)).every((w) => w.startsWith('1004'))).toBe(true);
  });

  it('is thrown away before each job', async () => {
    const { clock, device, printer } = await createBench();
    device.holdOldData();
    let heldAtFirstByte: boolean | null = null;
    device.afterBytes(device.printed().length / 2 + 1, () => {
      heldAtFirstByte = device.holdsOldData();
    });
    await clock.run(printer.print(RECEIPT));
    expect(heldAtFirstByte).toBe(false);
  });

  it('keeps a printer that does not confirm the discard from getting a new one', async () => {
    const { clock, device, printer } = await createBench((d) => {
      d.set({ answersDiscard: false });
    });
    expect(await clock.run(printer.print(RECEIPT))).toEqual({
      status: 'failed',
      reason: 'offline',
      partial: false,
    });
    expect(device.printed()).toBe('');
  });

  it('is thrown away as soon as a silent printer speaks again', async () => {
    const { clock, device, printer } = await createBench();
    device.afterBytes(150, () => {
      device.set({ mute: true });
      device.holdOldData();
    });
    await clock.run(printer.print(RECEIPT));
    expect(device.holdsOldData()).toBe(true);
    await clock.pass(20_000);
    device.set({ mute: false });
    await clock.pass(4_000);
    expect(device.holdsOldData()).toBe(false);
    expect(printer.status.state).toBe('online');
  });

  it('is cut off once the printer is well, and never reprinted', async () => {
    const { clock, device, printer } = await createBench();
    device.afterBytes(150, () => {
      device.set({ paperOut: true }, true);
    });
    await clock.run(printer.print(RECEIPT));
    expect(printer.hangingPaper).toBe(true);
    const before = device.printed().length;
    device.set({ paperOut: false }, true);
    await clock.pass(5_000);
    expect(device.printed().slice(before)).toMatch(new RegExp(`^1b40.*${CUT}${FENCE}$`, 'u'));
    expect(device.printed().slice(before)).not.toContain(hexOf('line'));
    expect(printer.hangingPaper).toBe(false);
  });

  it('is cut off before the next receipt, on a printer made anew after the link was lost', async () => {
    const { clock, device, printer } = await createBench((d) => {
      d.set({ coverOpen: true });
    }, true);
    device.set({ coverOpen: false });
    expect(await clock.run(printer.print(RECEIPT))).toEqual({ status: 'printed' });
    expect(device.printed().indexOf(CUT)).toBeLessThan(device.printed().indexOf(hexOf('line 0')));
  });

  it('is cut off again where the next job throws away a cut that was not carried out', async () => {
    const { clock, device, printer } = await createBench((d) => {
      d.set({ answersFences: false });
    }, true);
    expect(device.printed()).toContain(CUT);
    device.set({ answersFences: true });
    const before = device.printed().length;
    expect(await clock.run(printer.print(RECEIPT))).toEqual({ status: 'printed' });
    const job = device.printed().slice(before);
    expect(job.indexOf(CUT)).toBeLessThan(job.indexOf(hexOf('line 0')));
    expect(printer.hangingPaper).toBe(false);
  });

  it('is not cut off twice', async () => {
    const { clock, device, printer } = await createBench(undefined, true);
    const before = device.printed().length;
    expect(await clock.run(printer.print(RECEIPT))).toEqual({ status: 'printed' });
    const job = device.printed().slice(before);
    expect(job.split(CUT)).toHaveLength(2);
  });
});
