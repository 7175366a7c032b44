import { createHash } from 'node:crypto';
import type { Mirror } from '../../../engine/journal/mirror.ts';
import type { DiskAccess } from './disk.ts';

const sum = (text: string): string => createHash('sha256').update(text).digest('hex');
const SUM_CHARACTERS = 64;

/** The approvals' mirror in its own format on a simulated disk. */
export const openSimulatedMirror = (disk: DiskAccess): Mirror => {
  const file = disk.open('approvals.mirror', true);
  if (file === null) throw new Error('a created file is there');
  const append = (text: string): void => {
    disk.beforeWrite(true);
    file.write(file.size(), Buffer.from(text, 'utf8'));
  };
  // A torn line must not swallow the next one.
  if (file.size() > 0) append('\n');
  return {
    write: (entry) => {
      const text = JSON.stringify(entry);
      append(`${sum(text)} ${text}\n`);
      if (disk.beforeSync('second')) file.sync();
    },
    entries: function* () {
      const lines = Buffer.from(file.read(0, file.size())).toString('utf8').split('\n');
      for (const line of lines) {
        const text = line.slice(SUM_CHARACTERS + 1);
        if (line.slice(0, SUM_CHARACTERS) === sum(text)) yield JSON.parse(text) as unknown;
      }
    },
    close: () => undefined,
  };
};
