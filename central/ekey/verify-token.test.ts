import { generateKeyPairSync, sign, type JsonWebKey, type KeyObject } from 'node:crypto';
import { expect, test } from 'vitest';
import { thumbprint, verifyToken, type Expected, type TokenProblem } from './verify-token.ts';

const issuerKey = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const otherKey = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const kioskKey = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
const NOW_S = 1_800_000_000;

const expected: Expected = {
  issuer: 'https://ekey.example',
  audience: 'urn:khidma:dues',
  kioskKeys: [kioskKey],
  nowMs: NOW_S * 1_000,
};
const HEADER = { alg: 'ES256', typ: 'at+jwt', kid: 'k1' };
const CLAIMS = {
  iss: expected.issuer,
  aud: expected.audience,
  iat: NOW_S - 5,
  exp: NOW_S + 300,
  scope: 'dues',
  cnf: { jkt: thumbprint(kioskKey) },
  personal_number: '900101123',
};
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokenOf = (
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  key: KeyObject = issuerKey.privateKey,
): string => {
  const signed = `${part({ ...HEADER, ...header })}.${part({ ...CLAIMS, ...claims })}`;
  const seal = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${seal.toString('base64url')}`;
};
const published: Record<string, JsonWebKey> = {
  k1: issuerKey.publicKey.export({ format: 'jwk' }),
  ed: generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }),
};
const find = (kid: string): Promise<JsonWebKey | null> => Promise.resolve(published[kid] ?? null);

test('a token that holds names its person', async () => {
  expect(await verifyToken(tokenOf(), expected, find)).toEqual({ ok: true, value: '900101123' });
});

const unsigned = `${part({ ...HEADER, alg: 'none' })}.${part(CLAIMS)}.`;
const altered = ((): string => {
  const [head, , seal] = tokenOf().split('.');
  return [head, part({ ...CLAIMS, personal_number: '900101124' }), seal].join('.');
})();

const REFUSED: readonly (readonly [string, string, TokenProblem])[] = [
  ['another issuer’s', tokenOf({ iss: 'https://other.example' }), 'otherIssuer'],
  ['for something else', tokenOf({ aud: ['urn:khidma:receipts'] }), 'otherAudience'],
  ['signed with another key', tokenOf({}, {}, otherKey.privateKey), 'badSignature'],
  ['altered', altered, 'badSignature'],
  ['not signed at all', unsigned, 'notAToken'],
  ['of an unknown key', tokenOf({}, { kid: 'k2' }), 'unknownKey'],
  ['of a key of another kind', tokenOf({}, { kid: 'ed' }), 'unknownKey'],
  ['an identity token', tokenOf({}, { typ: 'JWT' }), 'notAToken'],
  ['over', tokenOf({ exp: NOW_S }), 'notInTime'],
  ['not yet begun', tokenOf({ nbf: NOW_S + 90 }), 'notInTime'],
  ['bound to another kiosk', tokenOf({ cnf: { jkt: thumbprint('A'.repeat(43)) } }), 'otherKiosk'],
  ['bound to nobody', tokenOf({ cnf: undefined }), 'otherKiosk'],
  ['for another purpose', tokenOf({ scope: 'profile duesx' }), 'withoutScope'],
  ['of nobody', tokenOf({ personal_number: undefined }), 'withoutPerson'],
  ['no token', 'a.b.c', 'notAToken'],
];
for (const [what, token, problem] of REFUSED)
  test(`refused: ${what}`, async () => {
    expect(await verifyToken(token, expected, find)).toEqual({ ok: false, error: problem });
  });
