/** The test vector of nexo digest §12 and the negative cases that it derives. */
import { expect, test } from 'vitest';
import { readMessage, sealedPart, writeMessage, type Sealed } from '../codec/envelope.ts';
import { requestHeader } from '../codec/header.ts';
import { diagnosisRequest } from '../codec/requests.ts';
import { deriveKey } from './key.ts';
import { seal, unseal } from './seal.ts';

const key = deriveKey({
  keyIdentifier: 'digest-key',
  keyVersion: 3,
  passphrase: 'Kiosk digest passphrase 7',
});
const NONCE = Buffer.from('c0ffee00112233445566778899aabbcc', 'hex');
const PLAINTEXT =
  '{"SaleToPOIRequest":{"MessageHeader":{"ProtocolVersion":"3.0","MessageClass":"Service","MessageCategory":"Diagnosis","MessageType":"Request","ServiceID":"DG00000001","SaleID":"KIOSK-07","POIID":"SIM1-000000001"},"DiagnosisRequest":{"HostDiagnosisFlag":false}}}';
const SEALED: Sealed = {
  NexoBlob:
    'DsLBff3aZHFdNywDtpWnw2+C2McxBLdjoXSJv5g3Rat6zCLY9lUfoXSQZjzp8PuFOQBZrXtELZyRtdpx4cR3PVCb8g22uVLnXrOfh4zXesukhPpM1MyE1w6C4npcjXN9jYAjX5jnySgneEL5Bb1ky+NdagzZIekgGGP3FkjvZx/kRrQZKwVZ5iQC385WYHEK/bTkQTbhdY+Vm/YYGOhYFiY6MmCZqCTUaKb5Ucp/rVs04tm/naGSMt8ypsZnQ5s3Xan+pbWrDrXonHDvrWjA9Y9sW11ZXE72qKw0lLuuYwk2ja7F5HQXHyX0L8Mw+qT/vBYggSy754V4DZu6wdVt173ZUWqxRJPvc5RgUmIm9KY=',
  SecurityTrailer: {
    AdyenCryptoVersion: 1,
    KeyIdentifier: 'digest-key',
    KeyVersion: 3,
    Nonce: 'wP/uABEiM0RVZneImaq7zA==',
    Hmac: 'ZukO4miC/71T6PMbtweu2ox9iENWn+6qHOOsbU9Ro8w=',
  },
};

test('§12.1 the three keys', () => {
  expect(key.macKey.toString('hex')).toBe(
    '3049abe5f065cf2d2de5e0bcd2930ae0360ed4a89bd38e5b60cf7ea442f485f2',
  );
  expect(key.cipherKey.toString('hex')).toBe(
    'e425931d017ebd9e5ef7fcb9577a3a2c0ac1f7dcb8f8bc4595c0858b22ac4fa9',
  );
  expect(key.baseIv.toString('hex')).toBe('3bdf6f5124264075741e7e295505aed3');
});

test('§12.3 our Diagnosis is the plaintext to the letter', () => {
  const { category, members } = diagnosisRequest(false);
  const parties = { saleId: 'KIOSK-07', poiId: 'SIM1-000000001' };
  const header = requestHeader(category, 'DG00000001', parties);
  expect(writeMessage('request', header, members)).toBe(PLAINTEXT);
});

test('§12.5 sealed and unsealed', () => {
  expect(seal(Buffer.from(PLAINTEXT), NONCE, key)).toEqual(SEALED);
  const plain = unseal(SEALED, key);
  expect(plain.ok && plain.value.toString('utf8')).toBe(PLAINTEXT);
});

test('§12.6 the message around it', () => {
  const header = requestHeader('Diagnosis', 'DG00000001', {
    saleId: 'KIOSK-07',
    poiId: 'SIM1-000000001',
  });
  const message = readMessage(writeMessage('request', header, SEALED));
  expect(message).toMatchObject({ ok: true, value: { direction: 'request', header } });
  expect(message.ok && sealedPart(message.value)).toEqual(SEALED);
});

const bytes = Buffer.from(SEALED.NexoBlob, 'base64');
const trailer = SEALED.SecurityTrailer;
const mac = Buffer.from(trailer.Hmac, 'base64');
const withTrailer = (change: Partial<Sealed['SecurityTrailer']>): Sealed => ({
  ...SEALED,
  SecurityTrailer: { ...trailer, ...change },
});
test.each<[string, Sealed]>([
  ['last block cut', { ...SEALED, NexoBlob: bytes.subarray(0, -16).toString('base64') }],
  ['part of a block', { ...SEALED, NexoBlob: bytes.subarray(0, -3).toString('base64') }],
  ['no blob', { ...SEALED, NexoBlob: '' }],
  ['not base64', { ...SEALED, NexoBlob: 'ÿ?' }],
  ['Hmac of 31 bytes', withTrailer({ Hmac: mac.subarray(1).toString('base64') })],
  ['Hmac of 33 bytes', withTrailer({ Hmac: Buffer.concat([mac, mac]).toString('base64') })],
  ['no Hmac', withTrailer({ Hmac: '' })],
  ['nonce of 15 bytes', withTrailer({ Nonce: NONCE.subarray(1).toString('base64') })],
  ['nonce of 17 bytes', withTrailer({ Nonce: Buffer.concat([NONCE, NONCE]).toString('base64') })],
  ['KeyVersion 4', withTrailer({ KeyVersion: 4 })],
  ['another KeyIdentifier', withTrailer({ KeyIdentifier: 'digest-kez' })],
  ['AdyenCryptoVersion 2', withTrailer({ AdyenCryptoVersion: 2 })],
])('§12 %s: one and the same error', (_, sealed) => {
  expect(unseal(sealed, key)).toEqual({ ok: false, error: 'unsealable' });
});
