/** The folder from which a kiosk is set up: the root to trust and the shared key. It outlives a restart. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFileIfThere, replaceFile } from '../../simulator-kit/memory-file.ts';
import { createAuthority, newRootKey, type Authority } from './certificates.ts';
import type { SharedKey } from './envelope.ts';

export type SetUp = {
  readonly own: Authority;
  /** A root that the kiosk does not know. */
  readonly other: Authority;
  readonly key: SharedKey;
  /** Paths for the kiosk. */
  readonly root: string;
  readonly keyFile: string;
};

const keep = (path: string, make: () => string): string => {
  const kept = readFileIfThere(path);
  if (kept !== null) return kept;
  const made = make();
  replaceFile(path, made);
  return made;
};

export const openSetUp = (folder: string, nowMs: number): SetUp => {
  mkdirSync(folder, { recursive: true });
  const root = join(folder, 'root.pem');
  const keyFile = join(folder, 'key.json');
  const own = createAuthority(
    'Khidma simulated terminal root',
    keep(join(folder, 'root.key'), newRootKey),
    nowMs,
  );
  keep(root, () => own.rootPem);
  const key = JSON.parse(
    keep(keyFile, () =>
      JSON.stringify({
        keyIdentifier: 'simulator',
        keyVersion: 1,
        passphrase: randomBytes(24).toString('base64'),
      }),
    ),
  ) as SharedKey;
  return { own, other: createAuthority('Another root', newRootKey(), nowMs), key, root, keyFile };
};
