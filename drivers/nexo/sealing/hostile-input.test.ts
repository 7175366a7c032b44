/** Any bytes in, one error out; every flipped bit is noticed; what was sealed comes out as it went in. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveKey } from './key.ts';
import { seal, unseal } from './seal.ts';

const SEED = { seed: 20_261_122, numRuns: 200 };
const key = deriveKey({ keyIdentifier: 'k', keyVersion: 1, passphrase: 'some passphrase' });
const other = deriveKey({ keyIdentifier: 'k', keyVersion: 1, passphrase: 'some passphrasf' });
const nonces = fc.uint8Array({ minLength: 16, maxLength: 16 });
const plaintexts = fc.uint8Array({ maxLength: 300 });
const refused = { ok: false, error: 'unsealable' };

test('unsealing undoes sealing', () => {
  fc.assert(
    fc.property(plaintexts, nonces, (plaintext, nonce) => {
      const opened = unseal(seal(plaintext, nonce, key), key);
      expect(opened.ok && Uint8Array.from(opened.value)).toEqual(plaintext);
      expect(unseal(seal(plaintext, nonce, key), other)).toEqual(refused);
    }),
    SEED,
  );
});

test('every single bit of blob, nonce and Hmac counts', () => {
  const sealed = seal(Buffer.from('{"SaleToPOIResponse":{}}'), Buffer.alloc(16, 7), key);
  const flipped = (text: string, bit: number): string => {
    const bytes = Buffer.from(text, 'base64');
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return bytes.toString('base64');
  };
  const bits = (text: string): number[] =>
    Array.from({ length: Buffer.from(text, 'base64').length * 8 }, (_, bit) => bit);
  const trailer = sealed.SecurityTrailer;
  for (const bit of bits(sealed.NexoBlob))
    expect(unseal({ ...sealed, NexoBlob: flipped(sealed.NexoBlob, bit) }, key)).toEqual(refused);
  for (const name of ['Nonce', 'Hmac'] as const)
    for (const bit of bits(trailer[name])) {
      const bent = { ...trailer, [name]: flipped(trailer[name], bit) };
      expect(unseal({ ...sealed, SecurityTrailer: bent }, key)).toEqual(refused);
    }
});

test('a letter of base64 that decodes to the same bytes is noticed too', () => {
  const sealed = seal(Buffer.from('x'), Buffer.alloc(16, 7), key);
  for (const tail of [' ', '\n', '=', '!']) {
    expect(unseal({ ...sealed, NexoBlob: sealed.NexoBlob + tail }, key)).toEqual(refused);
    const Hmac = sealed.SecurityTrailer.Hmac + tail;
    const bent = { ...sealed, SecurityTrailer: { ...sealed.SecurityTrailer, Hmac } };
    expect(unseal(bent, key)).toEqual(refused);
  }
});

test('anything at all in its place: refused, never thrown', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.base64String({ maxLength: 400 }),
  );
  fc.assert(
    fc.property(texts, texts, texts, fc.double(), (NexoBlob, Nonce, Hmac, version) => {
      const named = { AdyenCryptoVersion: 1, KeyIdentifier: 'k', KeyVersion: version };
      const sealed = { NexoBlob, SecurityTrailer: { ...named, Nonce, Hmac } };
      expect(unseal(sealed, key)).toEqual(refused);
    }),
    SEED,
  );
});
