import { readFileSync } from 'node:fs';

/** The kernel's name for this start of the machine; empty where it gives none. */
export const bootId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
};
