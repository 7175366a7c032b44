import { describe, expect, it } from 'vitest';
import { createPrinterLink } from './link.ts';
import { createScriptedPrinter } from './testing/scripted-printer.ts';
import { createSteppingClock } from './testing/stepping-clock.ts';

const always = (): Promise<boolean> => Promise.resolve(true);

describe('the link to a printer', () => {
  it('does not take an answer that comes too late for the next question’s', async () => {
    const clock = createSteppingClock();
    const device = createScriptedPrinter();
    const link = createPrinterLink(device.transport, clock);
    device.set({ mute: true });
    expect(await clock.run(link.ask(2))).toEqual({ ok: false, error: 'silent' });
    clock.after(100, () => {
      device.set({ mute: false, paperLow: true });
      device.say(0x16);
    });
    expect(await clock.run(link.ask(4))).toEqual({ ok: true, value: 0x1e });
  });

  it('writes in pieces that fit what a printer still takes after XOFF', async () => {
    const clock = createSteppingClock();
    const device = createScriptedPrinter();
    const link = createPrinterLink(device.transport, clock);
    const written = await clock.run(link.write(new Uint8Array(1_000).fill(0x41), always));
    expect(written.ok).toBe(true);
    expect(device.writes().every((write) => write.length / 2 <= 128)).toBe(true);
    expect(device.printed()).toHaveLength(2_000);
  });

  it('ends every wait when the link goes', async () => {
    const clock = createSteppingClock();
    const device = createScriptedPrinter();
    const link = createPrinterLink(device.transport, clock);
    device.set({ mute: true });
    const question = link.ask(1);
    device.unplug();
    expect(await clock.run(question)).toEqual({ ok: false, error: 'closed' });
    expect(await clock.run(link.discard())).toBe(false);
    expect(clock.monotonicMs()).toBe(0);
  });
});
