import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadNexoKey, loadNexoTrust } from './files.ts';
import { trustOnly } from './trust.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexo-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const put = (text: string, mode = 0o600): string => {
  const path = join(folder, 'file');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};
const key = { keyIdentifier: 'kiosk', keyVersion: 2, passphrase: 'correct horse battery' };

test('a key file of mode 600', () => {
  expect(loadNexoKey(put(JSON.stringify(key)))).toEqual({ ok: true, value: key });
});

test.each([
  ['not JSON', 'correct horse battery', 0o600, 'notUsable'],
  ['a member missing', JSON.stringify({ keyVersion: 1 }), 0o600, 'notUsable'],
  ['a member too many', JSON.stringify({ ...key, salt: 'x' }), 0o600, 'notUsable'],
  ['letters beyond ASCII', JSON.stringify({ ...key, passphrase: 'كلمة السر' }), 0o600, 'notUsable'],
  ['a version in words', JSON.stringify({ ...key, keyVersion: 'two' }), 0o600, 'notUsable'],
  ['open to others', JSON.stringify(key), 0o644, 'openToOthers'],
])('%s: a clear refusal that quotes no secret', (_, text, mode, code) => {
  const path = put(text, mode);
  const read = loadNexoKey(path);
  expect(read).toMatchObject({ ok: false, error: { code, where: path } });
  expect(JSON.stringify(read)).not.toContain('horse');
});

test('no such file', () => {
  expect(loadNexoKey(join(folder, 'none'))).toMatchObject({
    ok: false,
    error: { code: 'missing' },
  });
  expect(loadNexoTrust(folder)).toMatchObject({ ok: false, error: { code: 'notReadable' } });
});

test.each([
  ['', 'notUsable'],
  ['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', 'notUsable'],
  ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'notUsable'],
])('a trust file holding %j', (text, code) => {
  expect(loadNexoTrust(put(text))).toMatchObject({ ok: false, error: { code } });
});

test('no root at all is not "the usual roots"', () => {
  expect(trustOnly('').ok).toBe(false);
});
