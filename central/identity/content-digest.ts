import { createHash, timingSafeEqual } from 'node:crypto';

const MEMBER = /^\s*(sha-256|sha-512)=:([A-Za-z0-9+/]+={0,2}):\s*$/u;

/**
 * Whether a `Content-Digest` header (RFC 9530) is of exactly these bytes. Every member must be one
 * we can check: a digest we do not know proves nothing.
 */
export const contentDigestFits = (header: string, body: Uint8Array): boolean =>
  header.split(',').every((member) => {
    const [, algorithm, value] = MEMBER.exec(member) ?? [];
    if (algorithm === undefined || value === undefined) return false;
    const claimed = Buffer.from(value, 'base64');
    const actual = createHash(algorithm.replace('-', '')).update(body).digest();
    return claimed.length === actual.length && timingSafeEqual(claimed, actual);
  });

/** The `Content-Digest` header of a body. */
export const contentDigest = (body: Uint8Array): string =>
  `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
