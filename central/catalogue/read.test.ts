import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCatalogue } from './read.ts';
import { OWN_CATALOGUE } from './services.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-catalogue-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const file = (content: unknown): string => {
  const path = join(folder, 'catalogue.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const refusal = (content: unknown): string => {
  const read = readCatalogue(file(content));
  return read.ok ? 'it was taken' : read.error;
};
const [ewa, ...others] = OWN_CATALOGUE.services;

test('a file like our own is taken', () => {
  expect(readCatalogue(file(OWN_CATALOGUE))).toEqual({ ok: true, value: OWN_CATALOGUE });
});

test('a wrong one is refused with the field, what was found and what is allowed', () => {
  expect(refusal('{ not json')).toMatch(/^--catalogue: .*catalogue\.json cannot be read: /u);
  const noLimit = { version: 5, services: [{ ...ewa, limitFils: -1 }] };
  expect(refusal(noLimit)).toMatch(/services\.0\.limitFils: found -1; allowed: /u);
  expect(refusal({ version: 5, services: [ewa, ewa] })).toMatch(/two services of one id/u);
  const missing = readCatalogue(join(folder, 'nowhere.json'));
  expect(missing.ok ? '' : missing.error).toMatch(/nowhere\.json cannot be read/u);
});

test('numbers that belong together fit into one reference, and no barcode carries several', () => {
  const renewal = others.find(({ id }) => id === 'vehicle-renewal');
  const barcodes = [{ prefix: 'X', length: 10, from: 1, take: 6 }];
  expect(refusal({ version: 5, services: [{ ...renewal, barcodes }] })).toMatch(
    /services\.0\.barcodes/u,
  );
  const long = { ...renewal?.reference, maxDigits: 30 };
  expect(refusal({ version: 5, services: [{ ...renewal, reference: long }] })).toMatch(
    /services\.0\.also.*longer than 32/u,
  );
});
