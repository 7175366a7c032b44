import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { NexoFileProblem } from './files.ts';

/** Numbers reserved by one write: a restart skips what is left of them. */
const RESERVED = 256;
/** Ten places in base 36. */
const MOST = 36 ** 10;

const replaceFile = (path: string, text: string): void => {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

const readNumber = (path: string): number | null => {
  try {
    const text = readFileSync(path, 'utf8').trim();
    return /^[0-9]{1,16}$/u.test(text) ? Number(text) : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
};

/**
 * ServiceIDs of a persisted counter in base 36, e.g. `MIB3K9QX`; none comes twice, restarts included
 * (nexo digest §1.9, §3). A lost file is made good by the clock: counting begins at the milliseconds
 * since 1970, which no kiosk overtakes by counting. The returned function throws where its file can no
 * longer be written.
 */
export const openServiceIds = (
  path: string,
  wallMs: number,
): Result<() => string, NexoFileProblem> => {
  const refuse = (code: NexoFileProblem['code'], detail: string) =>
    fail({ code, where: path, detail });
  let next: number;
  try {
    const stored = readNumber(path);
    if (stored === null || stored > MOST - RESERVED)
      return refuse('notUsable', 'it holds no usable counter');
    next = Math.max(stored, Math.floor(wallMs));
  } catch (error) {
    return refuse('notReadable', (error as NodeJS.ErrnoException).code ?? 'unknown');
  }
  let reservedTo = next;
  return ok(() => {
    if (next >= reservedTo) {
      // Another program of this kiosk may have reserved since.
      next = Math.max(next, readNumber(path) ?? next);
      replaceFile(path, String(next + RESERVED));
      reservedTo = next + RESERVED;
    }
    const serviceId = next.toString(36).toUpperCase();
    next += 1;
    return serviceId;
  });
};
