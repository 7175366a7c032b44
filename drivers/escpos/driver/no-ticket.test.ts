import { describe, expect, it } from 'vitest';
import { customVkp80 } from '../profiles/custom-vkp80.ts';
import { createBench, RECEIPT, type Bench } from './testing/bench.ts';
import type { ScriptedPrinter } from './testing/scripted-printer.ts';

const bench = (before?: (device: ScriptedPrinter) => void): Promise<Bench> =>
  createBench(before, false, null, customVkp80);

describe('a presenter whose sensor says', () => {
  it('that the ticket is there: printed', async () => {
    const { clock, printer } = await bench();
    expect(await clock.run(printer.print(RECEIPT))).toEqual({ status: 'printed' });
    expect(printer.status.media).toBe('present');
  });

  it('nothing: unknown, and what may be in there is taken back before the next', async () => {
    const { clock, device, printer } = await bench((d) => {
      d.set({ presents: false });
    });
    expect(await clock.run(printer.print(RECEIPT))).toEqual({
      status: 'unknown',
      reason: 'noConfirmation',
    });
    const behind = device.printed().slice(device.printed().indexOf('1d6503'));
    expect(behind).toMatch(/1d564100.*1d6502/u);
  });

  it('nothing, and the paper ran out: failed, nobody has it', async () => {
    const { clock, device, printer } = await bench((d) => {
      d.set({ presents: false });
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

  it('that a ticket stood there before the job: that one proves nothing', async () => {
    const { clock, device, printer } = await bench((d) => {
      d.set({ ticket: true, presents: false });
    });
    const outcome = clock.run(printer.print(RECEIPT));
    expect(await outcome).toMatchObject({ status: 'unknown' });
    expect(device.printed().indexOf('1d6502')).toBeLessThan(device.printed().indexOf('1d6503'));
  });
});

describe('a ticket that flashes by before the job was cut', () => {
  it('is another one: it proves nothing', async () => {
    const { clock, device, printer } = await bench((d) => {
      d.set({ presents: false });
    });
    device.afterBytes(150, () => {
      device.say(0x10, 0x0f, 0x20, 0x00, 0x00, 0x00);
      device.say(0x10, 0x0f, 0x00, 0x00, 0x00, 0x00);
    });
    expect(await clock.run(printer.print(RECEIPT))).toMatchObject({ status: 'unknown' });
  });
});

describe('a ticket nobody takes', () => {
  it('is taken back after its time, and again until it is gone', async () => {
    const { clock, device, printer } = await bench((d) => {
      d.set({ retracts: false });
    });
    await clock.run(printer.print(RECEIPT));
    await clock.pass(60_000);
    expect(printer.status).toMatchObject({ state: 'userError', media: 'jammed' });
    device.set({ retracts: true });
    await clock.pass(30_000);
    expect(printer.status).toMatchObject({ state: 'online', media: 'retracted' });
  });

  it('is left there while it may still be taken', async () => {
    const { clock, device, printer } = await bench();
    await clock.run(printer.print(RECEIPT));
    await clock.pass(40_000);
    expect(device.printed()).not.toContain('1d6502');
    device.set({ ticket: false });
    await clock.pass(60_000);
    expect(device.printed()).not.toContain('1d6502');
    expect(printer.status.media).toBe('notPresent');
  });
});
