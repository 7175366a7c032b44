import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KioskConfig } from '../../contract/config.ts';
import { dropNextKey, ensureNextKey, existingNextKey, takeNextKey } from '../keys/kiosk-key.ts';
import type { KioskKey } from '../keys/kiosk-key.ts';
import { syncFolder, writeDurably } from '../keys/secret-file.ts';

/** Where a kiosk keeps what its identity needs beside the journal. */
export type IdentityPlace = {
  /** The one-time code that the gateway took, until the kiosk is enrolled. */
  readonly code: () => string | null;
  readonly keepCode: (code: string) => void;
  readonly forgetCode: () => void;
  /** The key that is to follow; made where there is none. */
  readonly next: () => KioskKey;
  readonly hasNext: () => boolean;
  readonly dropNext: () => void;
  /** The next key takes the present one's place on the disk, where the old one ends. */
  readonly takeNext: () => void;
  /** Nothing may be sold before the gateway has said that it knows this kiosk. */
  readonly required: boolean;
};

/** Also for the tool beside the engine, which may write it while the engine runs. */
export const enrolmentCodePath = (dataFolder: string): string =>
  join(dataFolder, 'keys', 'enrolment-code');

export const keepEnrolmentCode = (dataFolder: string, code: string): void => {
  mkdirSync(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 });
  writeDurably(enrolmentCodePath(dataFolder), Buffer.from(code));
};

export const identityOnDisk = ({ dataFolder, mode, kiosk }: KioskConfig): IdentityPlace => {
  const path = enrolmentCodePath(dataFolder);
  return {
    code: () => (existsSync(path) ? readFileSync(path, 'utf8').trim() : null),
    keepCode: (code) => {
      keepEnrolmentCode(dataFolder, code);
    },
    forgetCode: () => {
      if (!existsSync(path)) return;
      rmSync(path);
      syncFolder(join(dataFolder, 'keys'));
    },
    next: () => ensureNextKey(dataFolder),
    hasNext: () => existingNextKey(dataFolder) !== null,
    dropNext: () => {
      dropNextKey(dataFolder);
    },
    takeNext: () => {
      takeNextKey(dataFolder);
    },
    required: (kiosk.enrolment ?? (mode === 'production' ? 'code' : 'registered')) === 'code',
  };
};
