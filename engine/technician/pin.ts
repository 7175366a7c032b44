import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { RandomBytes } from '../../contract/ids.ts';
import { PIN_HASH } from '../../contract/technician-config.ts';

const derive = promisify(argon2);

/** 64 MiB, three passes: a fifth of a second on a kiosk's processor, and a day and more for a thief's guesses. */
const COST = { memory: 65_536, passes: 3, parallelism: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replace(/=+$/u, '');

/** A PIN's argon2id hash in PHC form, for `kiosk.json`. */
export const hashPin = async (pin: string, random: RandomBytes): Promise<string> => {
  const salt = random(SALT_BYTES);
  const hash = await derive('argon2id', {
    message: pin,
    nonce: salt,
    tagLength: HASH_BYTES,
    ...COST,
  });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
};

/** Whether `pin` is the hash's; takes as long for a wrong one. A hash that is none matches nothing. */
export const matchesPin = async (phc: string, pin: string): Promise<boolean> => {
  const [, memory, passes, parallelism, salt = '', hash = ''] = PIN_HASH.exec(phc) ?? [];
  if (hash === '') return false;
  const expected = Buffer.from(hash, 'base64');
  const found = await derive('argon2id', {
    message: pin,
    nonce: Buffer.from(salt, 'base64'),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return timingSafeEqual(found, expected);
};
