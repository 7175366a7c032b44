import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../contract/clock.ts';
import { askStatus, type StatusQuestion } from '../codec/real-time.ts';
import { createReplyParser } from '../codec/replies.ts';
import { epson80mm203dpi } from '../profiles/epson-80mm-203dpi.ts';
import { createPrinterLink, type PrinterLink, type Silence } from './link.ts';
import { createPaperCounter } from './paper-fed.ts';
import { createScriptedPrinter, type ScriptedPrinter } from './testing/scripted-printer.ts';
import { createSteppingClock } from './testing/stepping-clock.ts';
import type { Result } from '../../../contract/result.ts';

const always = (): Promise<boolean> => Promise.resolve(true);

const linkTo = (device: ScriptedPrinter, clock: Clock): PrinterLink =>
  createPrinterLink(
    device.transport,
    clock,
    createReplyParser(),
    createPaperCounter(epson80mm203dpi),
  );
const ask = (link: PrinterLink, question: StatusQuestion): Promise<Result<number, Silence>> =>
  link.ask(askStatus(question), (reply) => (reply.kind === 'realTime' ? reply.byte : null));

describe('the link to a printer', () => {
  it('does not take an answer that comes too late for the next question’s', async () => {
    const clock = createSteppingClock();
    const device = createScriptedPrinter();
    const link = linkTo(device, clock);
    device.set({ mute: true });
    expect(await clock.run(ask(link, 2))).toEqual({ ok: false, error: 'silent' });
    clock.after(100, () => {
      device.set({ mute: false, paperLow: true });
      device.say(0x16);
    });
    expect(await clock.run(ask(link, 4))).toEqual({ ok: true, value: 0x1e });
  });

  it('writes in pieces that fit what a printer still takes after XOFF', async () => {
    const clock = createSteppingClock();
    const device = createScriptedPrinter();
    const link = linkTo(device, clock);
    const written = await clock.run(link.write(new Uint8Array(1_000).fill(0x41), always));
    expect(written.ok).toBe(true);
    expect(device.writes().every((write) => write.length / 2 <= 128)).toBe(true);
    expect(device.printed()).toHaveLength(2_000);
  });

  it('ends every wait when the link goes', async () => {
    const clock = createSteppingClock();
    const device = createScriptedPrinter();
    const link = linkTo(device, clock);
    device.set({ mute: true });
    const question = ask(link, 1);
    device.unplug();
    expect(await clock.run(question)).toEqual({ ok: false, error: 'closed' });
    expect(await clock.run(link.discard())).toBe(false);
    expect(clock.monotonicMs()).toBe(0);
  });
});
