import { X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { fail, ok, type Result } from '../../../contract/result.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu;

/**
 * A context that trusts the roots in `pem` and nobody else; two of them where the maker rolls over
 * (nexo digest §13). Node takes an empty list for "the usual roots" and skips what it cannot read, so
 * each is read here first. The failure says what is wrong.
 */
export const trustOnly = (pem: string): Result<SecureContext, string> => {
  const blocks = pem.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) return fail('it holds no certificate in PEM');
  for (const block of blocks) {
    try {
      if (!new X509Certificate(block).ca) return fail('one of its certificates is no root');
    } catch {
      return fail('one of its certificates cannot be read');
    }
  }
  return ok(createSecureContext({ ca: [...blocks], minVersion: 'TLSv1.2' }));
};
