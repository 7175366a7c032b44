import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { RigError } from './rig-error.ts';

const holderOf = (path: string): number => {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return 0;
  }
};

const alive = (pid: number): boolean => {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** One rig a data folder; the returned function gives it free. A dead holder's lock is taken over. */
export const takeLock = (path: string, dataFolder: string): (() => void) => {
  const holder = holderOf(path);
  if (alive(holder) && holder !== process.pid) {
    throw new RigError(
      `A kiosk already runs on ${dataFolder} (process ${holder}). Stop it first, or choose another data folder.`,
    );
  }
  rmSync(path, { force: true });
  writeFileSync(path, String(process.pid), { flag: 'wx' });
  return () => {
    rmSync(path, { force: true });
  };
};
