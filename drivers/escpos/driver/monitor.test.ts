import { expect, it } from 'vitest';
import { fail, ok } from '../../../contract/result.ts';
import type { Reply } from '../codec/replies.ts';
import { epson80mm203dpi } from '../profiles/epson-80mm-203dpi.ts';
import type { PrinterLink } from './link.ts';
import { createMonitor } from './monitor.ts';

const COVER_OPEN_ASB = [0x38, 0x00, 0x00, 0x0f] as const;
const ALL_WELL = 0x12;

it('believes what the printer says unasked in the middle of a round, not the round’s older answers', async () => {
  const listeners: ((reply: Reply) => void)[] = [];
  const asked: number[] = [];
  const link: PrinterLink = {
    isOpen: () => true,
    maySend: true,
    ask: (question, match) => {
      asked.push(question[2] ?? 0);
      // The cover opens when its own question has been answered already.
      if (question[2] === 3)
        for (const listener of listeners) listener({ kind: 'asb', bytes: COVER_OPEN_ASB });
      const answer = match({ kind: 'realTime', byte: ALL_WELL });
      return Promise.resolve(answer === null ? fail('silent' as const) : ok(answer));
    },
    act: () => Promise.resolve(true),
    discard: () => Promise.resolve(true),
    write: () => Promise.resolve(ok(undefined)),
    expect: () => Promise.resolve(null),
    onReply: (listener) => {
      listeners.push(listener);
      return () => undefined;
    },
    stop: () => undefined,
  };
  const monitor = createMonitor(link, epson80mm203dpi);
  const states: boolean[] = [];
  monitor.onStatus((status) => states.push(status.coverOpen));
  const seen = await monitor.askAll();
  expect(asked).toEqual([1, 2, 3, 4]);
  expect(seen.ok && seen.value.coverOpen).toBe(true);
  expect(monitor.status).toMatchObject({ coverOpen: true, paper: 'unknown' });
  expect(states).toEqual([true]);
});
