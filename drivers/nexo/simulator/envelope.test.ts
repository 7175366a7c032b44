/** The simulator's own sealing against the vector of nexo digest §12: it shares no line with the driver's. */
import { createCipheriv, createHmac, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAuthority, newRootKey } from './certificates.ts';
import { Envelope } from './envelope.ts';

const envelope = new Envelope({
  keyIdentifier: 'digest-key',
  keyVersion: 3,
  passphrase: 'Kiosk digest passphrase 7',
});
const sealed = {
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

test('it opens the vector, and names what is wrong with another', () => {
  const plain = envelope.open(sealed);
  expect(plain).toContain('"DiagnosisRequest":{"HostDiagnosisFlag":false}');
  const trailer = sealed.SecurityTrailer;
  expect(envelope.open({ ...sealed, SecurityTrailer: { ...trailer, KeyVersion: 4 } })).toBe(2);
  expect(envelope.open({ ...sealed, SecurityTrailer: { ...trailer, Hmac: 'AAAA' } })).toBe(1);
  expect(envelope.open({})).toBe(1);
  expect(envelope.open(envelope.close(String(plain)))).toBe(plain);
});

test('its blob is what the digest says, with the actual IV', () => {
  const key = Buffer.from(
    'e425931d017ebd9e5ef7fcb9577a3a2c0ac1f7dcb8f8bc4595c0858b22ac4fa9',
    'hex',
  );
  const iv = Buffer.from('fb20815135047331217809a1ccaf151f', 'hex');
  const plain = String(envelope.open(sealed));
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  expect(cipher.update(plain, 'utf8', 'base64') + cipher.final('base64')).toBe(sealed.NexoBlob);
  const macKey = '3049abe5f065cf2d2de5e0bcd2930ae0360ed4a89bd38e5b60cf7ea442f485f2';
  const mac = createHmac('sha256', Buffer.from(macKey, 'hex')).update(plain).digest('base64');
  expect(mac).toBe(sealed.SecurityTrailer.Hmac);
});

test('its certificates are certificates: issued, signed, named and dated', () => {
  const now = Date.UTC(2026, 10, 22);
  const authority = createAuthority('Root', newRootKey(), now);
  const root = new X509Certificate(authority.rootPem);
  const leaf = new X509Certificate(authority.identity('SIM1-1.test.terminal.adyen.com').cert);
  expect(root.ca).toBe(true);
  expect(leaf.ca).toBe(false);
  expect(leaf.subject).toBe('CN=SIM1-1.test.terminal.adyen.com');
  expect(leaf.checkIssued(root)).toBe(true);
  expect(leaf.verify(root.publicKey)).toBe(true);
  expect(root.verify(root.publicKey)).toBe(true);
  expect(leaf.validToDate.getTime()).toBe(now + 365 * 86_400_000);
  expect(root.validToDate.getTime()).toBe(now + 3_650 * 86_400_000);
});
