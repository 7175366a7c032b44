import { createPublicKey, verify } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askedFor } from '../../contract/asked-for.ts';
import { catalogueSchema, isBilled } from '../../contract/catalogue.ts';
import { checkWhole, joinReference } from '../../contract/digits.ts';
import { ensureCatalogueKey } from '../keys.ts';
import { issueCatalogue } from './issue.ts';
import { SERVICES } from './services.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-keys-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const NOON = Date.UTC(2026, 10, 22, 12, 0, 0);
const DAY = 86_400_000;

test('the catalogue verifies under the published key, and not when a letter is changed', () => {
  const key = ensureCatalogueKey(folder);
  expect(key.publicKey).toMatch(/^[A-Za-z0-9_-]{43}$/u);
  const signed = issueCatalogue(key, NOON);
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: key.publicKey },
    format: 'jwk',
  });
  const fits = (text: string): boolean =>
    verify(null, Buffer.from(text), publicKey, Buffer.from(signed.signature, 'base64url'));
  expect(fits(signed.catalogue)).toBe(true);
  expect(fits(signed.catalogue.replace('ewa', 'ewb'))).toBe(false);
});

test('it says what the contract says, is valid now, and is the same text all day', () => {
  const key = ensureCatalogueKey(folder);
  const signed = issueCatalogue(key, NOON);
  const catalogue = catalogueSchema.parse(JSON.parse(signed.catalogue));
  expect(catalogue.services.map(({ id }) => id)).toEqual(SERVICES.map(({ id }) => id));
  expect(catalogue.services.length).toBeGreaterThanOrEqual(15);
  expect(Date.parse(catalogue.issuedAt)).toBeLessThan(NOON);
  expect(Date.parse(catalogue.expiresAt)).toBeGreaterThan(NOON + 28 * DAY);
  expect(issueCatalogue(key, NOON + 3_600_000)).toEqual(signed);
  expect(issueCatalogue(key, NOON + DAY)).not.toEqual(signed);
});

test('every service’s example is a reference it accepts', () => {
  for (const service of SERVICES.filter(isBilled)) {
    const rules = askedFor(service);
    const whole = joinReference(rules.map(({ example }) => example));
    expect(checkWhole(whole, rules), service.id).toEqual({ ok: true, value: whole });
  }
});

test('the key is made once, is the owner’s alone, and is closed again where it was opened', () => {
  const path = join(folder, 'catalogue-key.pem');
  const first = ensureCatalogueKey(folder);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  chmodSync(path, 0o644);
  expect(ensureCatalogueKey(folder).publicKey).toBe(first.publicKey);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});
