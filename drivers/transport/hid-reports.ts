import type { FileHandle } from 'node:fs/promises';
import { sleep, type Clock } from '../../contract/clock.ts';

/** The longest report that the kernel hands over. */
const MOST_BYTES = 16_384;
/** Node has no poll(2), so reports are looked for; the kernel keeps 64 of them meanwhile. */
const LOOK_MS = 40;

const isNothingYet = (error: unknown): boolean =>
  ['EAGAIN', 'EINTR'].includes((error as NodeJS.ErrnoException).code ?? '');

/**
 * Hands on each input report that can be read from a hidraw node opened without blocking, until `stop`
 * or until the device is gone. One buffer takes them all, and is wiped after each: node-hid's reading
 * would leave its own copy of a card's data in freed memory.
 */
export const readReports = async (
  file: FileHandle,
  clock: Clock,
  stop: AbortSignal,
  onReport: (report: Uint8Array) => void,
): Promise<void> => {
  // A buffer of its own: V8 keeps small ones in its heap, and copies of them when it moves them.
  const buffer = new Uint8Array(new ArrayBuffer(MOST_BYTES));
  while (!stop.aborted) {
    try {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return;
      try {
        onReport(buffer.subarray(0, bytesRead));
      } finally {
        buffer.fill(0, 0, bytesRead);
      }
    } catch (error) {
      if (!isNothingYet(error)) return;
      await sleep(clock, LOOK_MS, stop);
    }
  }
};
