import { describe, expect, it } from 'vitest';
import { createBench, hexOf, RECEIPT } from './testing/bench.ts';

describe('a receipt that comes out', () => {
  it('is printed once the fence behind the cut has come back', async () => {
    const { clock, device, printer } = await createBench();
    expect(await clock.run(printer.print(RECEIPT))).toEqual({ status: 'printed' });
    expect(device.printed()).toMatch(/1d284806003030303030301d5642001d28480600303030303031$/u);
    for (const line of ['line 0', 'line 9']) expect(device.printed()).toContain(hexOf(line));
    expect(printer.hangingPaper).toBe(false);
  });

  it('gives each fence a number of its own', async () => {
    const { clock, device, printer } = await createBench();
    await clock.run(printer.print(RECEIPT));
    await clock.run(printer.print(RECEIPT));
    const ids = [...device.printed().matchAll(/1d284806003030(.{8})/gu)].map((match) => match[1]);
    expect(ids).toEqual(['0000', '0001', '0002', '0003'].map(hexOf));
  });

  it('is asked for its status between bands, never inside one', async () => {
    const { clock, device, printer } = await createBench();
    await clock.run(printer.print(RECEIPT));
    const writes = device.writes();
    const bands = writes.flatMap((write, i) => (write.includes(hexOf('line ')) ? [i] : []));
    expect(bands).toHaveLength(10);
    for (const at of bands) expect(writes[at + 1]).toBe('100401');
  });

  it('is refused as busy while another one prints', async () => {
    const { clock, printer } = await createBench();
    const first = printer.print(RECEIPT);
    expect(await clock.run(printer.print(RECEIPT))).toEqual({
      status: 'failed',
      reason: 'busy',
      partial: false,
    });
    expect(await clock.run(first)).toEqual({ status: 'printed' });
  });

  it('waits out a hot head', async () => {
    const { clock, device, printer } = await createBench();
    device.afterBytes(200, () => {
      device.set({ headHot: true }, true);
      clock.after(20_000, () => {
        device.set({ headHot: false }, true);
        device.say(0x37, 0x22, 0x30, 0x30, 0x30, 0x31, 0x00);
      });
    });
    const outcome = clock.run(printer.print(RECEIPT));
    expect(await outcome).toEqual({ status: 'printed' });
    expect(printer.status.state).toBe('online');
  });

  it('is held by XOFF and goes on at XON', async () => {
    const { clock, device, printer } = await createBench();
    let sentWhileHeld = -1;
    device.afterBytes(150, () => {
      device.say(0x13);
      const before = device.printed().length;
      clock.after(5_000, () => {
        sentWhileHeld = device.printed().length - before;
        device.say(0x11);
      });
    });
    expect(await clock.run(printer.print(RECEIPT))).toEqual({ status: 'printed' });
    expect(sentWhileHeld).toBe(0);
  });
});
