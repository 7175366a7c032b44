import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createCatalogueStore } from './catalogue.ts';

const pair = generateKeyPairSync('ed25519');
const publicKey = pair.publicKey.export({ format: 'jwk' }).x ?? '';
const both = { ar: 'نص', en: 'text' };
const service = {
  id: 'ewa',
  title: both,
  ministry: both,
  icon: 'electricity',
  reference: { label: both, help: both, example: '12345678', minDigits: 8, maxDigits: 8 },
  limitFils: 200_000,
  offline: { kind: 'lookedUpOnly', validForSeconds: 900 },
};
const signed = (version: number, more: Record<string, unknown> = {}, signer = pair.privateKey) => {
  const catalogue = JSON.stringify({
    version,
    issuedAt: '2026-11-01T00:00:00Z',
    expiresAt: '2026-12-01T00:00:00Z',
    services: [service],
    ...more,
  });
  return {
    catalogue,
    keyId: 'c',
    signature: sign(null, Buffer.from(catalogue), signer).toString('base64url'),
  };
};
const store = (kept: string | null = null) => {
  const clock = createFakeClock();
  const saved: string[] = [];
  return {
    clock,
    saved,
    catalogue: createCatalogueStore({ clock, publicKey, kept, keep: (text) => saved.push(text) }),
  };
};

test('a good one is taken, kept, and good again after a restart', () => {
  const { catalogue, saved } = store();
  expect(catalogue.offer(signed(3)).ok).toBe(true);
  expect(catalogue.service('ewa')?.limitFils).toBe(200_000);
  expect(store(saved[0] ?? null).catalogue.services()).toHaveLength(1);
});

test.each([
  [
    'altered',
    { ...signed(4), catalogue: signed(4).catalogue.replace('200000', '900000') },
    'badSignature',
  ],
  ['signed by another', signed(4, {}, generateKeyPairSync('ed25519').privateKey), 'badSignature'],
  ['older', signed(2), 'older'],
  ['expired', signed(4, { expiresAt: '2026-11-02T00:00:00Z' }), 'expired'],
  ['without services', signed(4, { services: [] }), 'malformed'],
])('one that is %s is refused and the last good one stays', (_name, offered, problem) => {
  const { catalogue } = store();
  expect(catalogue.offer(signed(3)).ok).toBe(true);
  expect(catalogue.offer(offered)).toEqual({ ok: false, error: problem });
  expect(catalogue.services()).toHaveLength(1);
});

test('an expired one offers no services any more', () => {
  const { catalogue, clock } = store();
  expect(catalogue.offer(signed(3)).ok).toBe(true);
  clock.advance(30 * 86_400_000);
  expect(catalogue.services()).toEqual([]);
});

test('a notice is shown on its days, by the day in Bahrain', () => {
  const { catalogue, clock } = store();
  const notice = { text: both, from: '2026-11-27', until: '2026-11-28' };
  expect(catalogue.offer(signed(3, { notices: [notice] })).ok).toBe(true);
  const at = (moment: string): number => {
    clock.jumpWall(Date.parse(moment) - clock.wallMs());
    return catalogue.notices().length;
  };
  expect(at('2026-11-26T20:59:59Z')).toBe(0);
  expect(at('2026-11-26T21:00:00Z')).toBe(1); // midnight in Bahrain
  expect(at('2026-11-28T20:59:59Z')).toBe(1);
  expect(at('2026-11-28T21:00:00Z')).toBe(0);
  expect(at('2026-12-02T00:00:00Z')).toBe(0);
});

test.each(['', '{', 'null', '{"catalogue":1}'])(
  'a kept one that cannot be read (%j) is none',
  (kept) => {
    const { catalogue } = store(kept);
    expect(catalogue.services()).toEqual([]);
    expect(catalogue.offer(signed(1)).ok).toBe(true);
  },
);
