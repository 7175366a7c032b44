import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openServiceIds } from './service-ids.ts';

const NOW = Date.UTC(2026, 10, 22, 13, 40);
let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexo-'));
  path = join(folder, 'service-id');
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

const open = (wallMs = NOW): (() => string) => {
  const ids = openServiceIds(path, wallMs);
  if (!ids.ok) throw new Error(ids.error.detail);
  return ids.value;
};

test('§3 one to ten letters and digits, none twice, through any number of restarts', () => {
  const seen = new Set<string>();
  for (let restart = 0; restart < 20; restart++) {
    const next = open();
    for (let i = 0; i < 30 * restart; i++) seen.add(next());
  }
  expect(seen.size).toBe((30 * 19 * 20) / 2);
  for (const id of seen) expect(id).toMatch(/^[A-Z0-9]{8}$/u);
});

test('the number is on the disk before it is used', () => {
  const next = open();
  const id = next();
  expect(Number(readFileSync(path, 'utf8'))).toBeGreaterThan(parseInt(id, 36));
});

test('a clock that went back gives no number again; a lost file is made good by the clock', () => {
  const last = parseInt(open()(), 36);
  expect(parseInt(open(NOW - 3_600_000)(), 36)).toBeGreaterThan(last);
  rmSync(path);
  expect(parseInt(open(NOW + 60_000)(), 36)).toBeGreaterThan(last);
});

test.each(['nonsense', '99999999999999999', ''])('a file holding %j is refused', (text) => {
  writeFileSync(path, text);
  expect(openServiceIds(path, NOW)).toMatchObject({ ok: false, error: { code: 'notUsable' } });
});

test('two programs that take turns never have the same', () => {
  const [one, other] = [open(), open()];
  const seen = Array.from({ length: 2_000 }, (_, i) =>
    (Math.floor(i / 300) % 2 === 0 ? one : other)(),
  );
  expect(new Set(seen).size).toBe(2_000);
});
