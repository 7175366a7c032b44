import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { NexoKey } from '../sealing/key.ts';
import { trustOnly } from './trust.ts';

/** A file of the terminal's set-up that cannot be used; `detail` is a sentence without any secret. */
export type NexoFileProblem = {
  readonly code: 'missing' | 'notReadable' | 'openToOthers' | 'notUsable';
  readonly where: string;
  readonly detail: string;
};

const LARGEST = 1_000_000;

const keySchema = z.strictObject({
  keyIdentifier: z.string().min(1).max(128),
  keyVersion: z.number().int().min(0).max(1_000_000),
  // Makers differ in how other characters become bytes (nexo digest §12).
  passphrase: z.string().regex(/^[\x20-\x7e]{8,256}$/u, 'must be 8 to 256 ASCII characters'),
});

const readText = (path: string, isSecret: boolean): Result<string, NexoFileProblem> => {
  const refuse = (code: NexoFileProblem['code'], detail: string) =>
    fail({ code, where: path, detail });
  try {
    const { mode, size } = statSync(path);
    if (isSecret && (mode & 0o077) !== 0)
      return refuse('openToOthers', 'others may read or write it: chmod 600');
    if (size > LARGEST) return refuse('notUsable', 'it is too large');
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return refuse(code === 'ENOENT' ? 'missing' : 'notReadable', code);
  }
};

/** The shared key from its 0600 file: JSON `{ keyIdentifier, keyVersion, passphrase }`. */
export const loadNexoKey = (path: string): Result<NexoKey, NexoFileProblem> => {
  const text = readText(path, true);
  if (!text.ok) return text;
  const refuse = (detail: string) => fail({ code: 'notUsable', where: path, detail } as const);
  let value: unknown;
  try {
    value = JSON.parse(text.value);
  } catch {
    return refuse('it is not JSON'); // the parser's own words could quote the secret
  }
  const key = keySchema.safeParse(value);
  if (key.success) return ok(key.data);
  const [issue] = key.error.issues;
  return refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`);
};

/** The maker's root certificates in PEM, one or more, to which the terminal's is pinned. */
export const loadNexoTrust = (path: string): Result<string, NexoFileProblem> => {
  const text = readText(path, false);
  if (!text.ok) return text;
  const trust = trustOnly(text.value);
  return trust.ok ? text : fail({ code: 'notUsable', where: path, detail: trust.error });
};
