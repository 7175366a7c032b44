import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../contract/clock.ts';
import { noCrash } from '../crash-points.ts';
import { openJournal } from '../open-journal.ts';
import { temporaryFolder } from '../testing/sample.ts';
import { stageConfig } from '../testing/visit-stage.ts';
import {
  ensureKioskKey,
  ensureNextKey,
  existingKioskKey,
  existingNextKey,
  takeNextKey,
} from './kiosk-key.ts';
import { MACHINE_KEY, OTHER_MACHINE } from './machine-key.ts';
import { secretFile } from './secret-file.ts';

let folder: ReturnType<typeof temporaryFolder>;
const data = (): string => join(folder.path, 'data');
const keys = (): readonly string[] => readdirSync(join(data(), 'keys')).sort();
const bytesOf = (name: string): Buffer => readFileSync(join(data(), 'keys', name));

/** As systemd hands it to the service of that machine. */
const onMachine = (name: string): void => {
  const credentials = join(folder.path, name);
  mkdirSync(credentials, { recursive: true });
  const path = join(credentials, MACHINE_KEY);
  if (!readdirSync(credentials).includes(MACHINE_KEY)) writeFileSync(path, randomBytes(32));
  vi.stubEnv('CREDENTIALS_DIRECTORY', credentials);
};
const onNone = (): void => {
  vi.stubEnv('CREDENTIALS_DIRECTORY', undefined);
};
const otherMachine = expect.objectContaining({ code: OTHER_MACHINE }) as Error;

beforeEach(() => {
  folder = temporaryFolder();
  onMachine('one');
});
afterEach(() => {
  vi.unstubAllEnvs();
  folder.remove();
});

test('what lies on the disk opens on this machine alone', () => {
  const key = ensureKioskKey(data());
  const seal = secretFile(data(), 'seal.key', () => randomBytes(32));
  expect(keys()).toEqual(['kiosk-key.pem.wrapped', 'seal.key.wrapped']);
  const pem = key.privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32);
  for (const name of keys()) {
    expect(bytesOf(name).includes('PRIVATE KEY')).toBe(false);
    expect(bytesOf(name).includes(pem)).toBe(false);
    expect(bytesOf(name).includes(seal)).toBe(false);
  }
  expect(ensureKioskKey(data()).keyId).toBe(key.keyId);
  for (const elsewhere of [() => onMachine('two'), onNone]) {
    elsewhere();
    expect(() => existingKioskKey(data())).toThrow(otherMachine);
    expect(() => secretFile(data(), 'seal.key', () => randomBytes(32))).toThrow(otherMachine);
  }
  expect(keys()).toEqual(['kiosk-key.pem.wrapped', 'seal.key.wrapped']);
});

test('a key that lay there bare is wrapped, also when that was interrupted', () => {
  onNone();
  const { keyId } = ensureKioskKey(data());
  expect(keys()).toEqual(['kiosk-key.pem']);
  const bare = bytesOf('kiosk-key.pem');
  onMachine('one');
  expect(existingKioskKey(data())?.keyId).toBe(keyId);
  expect(keys()).toEqual(['kiosk-key.pem.wrapped']);
  writeFileSync(join(data(), 'keys', 'kiosk-key.pem'), bare);
  expect(ensureKioskKey(data()).keyId).toBe(keyId);
  expect(keys()).toEqual(['kiosk-key.pem.wrapped']);
});

test('a secret in another one’s place is not read', () => {
  ensureKioskKey(data());
  secretFile(data(), 'seal.key', () => randomBytes(32));
  const at = (name: string): string => join(data(), 'keys', name);
  copyFileSync(at('kiosk-key.pem.wrapped'), at('seal.key.wrapped'));
  expect(() => secretFile(data(), 'seal.key', () => randomBytes(32))).toThrow(otherMachine);
});

test('the next key takes the place of the present one, wrapped as it is', () => {
  const first = ensureKioskKey(data());
  const next = ensureNextKey(data());
  expect(next.keyId).not.toBe(first.keyId);
  takeNextKey(data());
  expect(ensureKioskKey(data()).keyId).toBe(next.keyId);
  expect(existingNextKey(data())).toBeNull();
  expect(keys()).toEqual(['kiosk-key.pem.wrapped']);
});

test('a stolen disk in another machine stays shut, and its keys as they are', () => {
  const config = stageConfig(data());
  const opening = { clock: systemClock, crash: noCrash };
  const opened = openJournal(config, opening);
  expect(opened.ok).toBe(true);
  if (opened.ok) {
    opened.value.mirror.close();
    opened.value.journal.close();
  }
  const before = keys().map((name) => bytesOf(name));
  onMachine('two');
  expect(openJournal(config, opening)).toMatchObject({ ok: false, error: { code: 'otherKey' } });
  expect(keys().map((name) => bytesOf(name))).toEqual(before);
});
