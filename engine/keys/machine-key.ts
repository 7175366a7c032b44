import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What systemd hands over as a credential; see docs/kiosk-identity.md. */
export const MACHINE_KEY = 'khidma-machine-key';
const LEAST_BYTES = 32;
const NONCE = 12;
const TAG = 16;

export const OTHER_MACHINE = 'KHIDMA_OTHER_MACHINE';

/** A secret that this machine cannot read: its code is `OTHER_MACHINE`. */
export const otherMachine = (detail: string): Error =>
  Object.assign(new Error(detail), { code: OTHER_MACHINE });

/** Wraps secrets so that they can be read on this machine alone. */
export type MachineKey = {
  /** `purpose` is bound in: a secret in another's place is not read. */
  readonly wrap: (purpose: string, secret: Uint8Array) => Buffer;
  /** `null`: wrapped by another machine, for another purpose, or altered. */
  readonly unwrap: (purpose: string, box: Uint8Array) => Buffer | null;
};

/** The machine's own; `null` where nothing was handed over, as in development. Throws where it is too short. */
export const machineKey = (
  folder: string | undefined = process.env['CREDENTIALS_DIRECTORY'],
): MachineKey | null => {
  const path = folder === undefined || folder === '' ? null : join(folder, MACHINE_KEY);
  if (path === null || !existsSync(path)) return null;
  const given = readFileSync(path);
  if (given.length < LEAST_BYTES)
    throw otherMachine(`the credential ${MACHINE_KEY} has fewer than ${String(LEAST_BYTES)} bytes`);
  const key = Buffer.from(hkdfSync('sha256', given, '', 'khidma keys v1', 32));
  const bound = (purpose: string): Buffer => Buffer.from(`khidma keys v1\n${purpose}`);
  return {
    wrap: (purpose, secret) => {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound(purpose));
      const body = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    unwrap: (purpose, box) => {
      if (box.length < NONCE + TAG) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE));
      decipher.setAAD(bound(purpose)).setAuthTag(box.subarray(NONCE, NONCE + TAG));
      try {
        return Buffer.concat([decipher.update(box.subarray(NONCE + TAG)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
};
