import { createHash, type JsonWebKey, type KeyObject, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { DUES_SCOPE } from '../../contract/dues.ts';
import { fail, ok, type Result } from '../../contract/result.ts';

/** Why a token opens nothing here. For tests and the log; whoever asked hears only that it does not. */
export type TokenProblem =
  | 'notAToken'
  | 'unknownKey'
  | 'badSignature'
  | 'otherIssuer'
  | 'otherAudience'
  | 'notInTime'
  | 'otherKiosk'
  | 'withoutScope'
  | 'withoutPerson';

export type Expected = {
  readonly issuer: string;
  readonly audience: string;
  /** The raw Ed25519 keys, base64url, with which this kiosk may sign now. */
  readonly kioskKeys: readonly string[];
  readonly nowMs: number;
};

/** The issuer's key of this id, for this algorithm; `null` where it has none. */
export type FindKey = (kid: string) => Promise<JsonWebKey | null>;

const headerSchema = z.object({
  alg: z.enum(['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519']),
  typ: z.string().regex(/^(?:application\/)?at\+jwt$/iu),
  kid: z.string().min(1).max(200),
});
const claimsSchema = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  iat: z.number(),
  nbf: z.number().optional(),
  scope: z.string().default(''),
  cnf: z.object({ jkt: z.string() }).optional(),
  personal_number: z
    .string()
    .regex(/^[0-9]{9}$/u)
    .optional(),
});
type Algorithm = z.infer<typeof headerSchema>['alg'];

const CLOCK_SKEW_S = 60;
const PSS_SALT_BYTES = 32;

/** RFC 7638, of an Ed25519 key. */
export const thumbprint = (rawKey: string): string =>
  createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x: rawKey }))
    .digest('base64url');

const decoded = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/** A key serves the algorithm of its own kind alone: the token does not choose how it is checked. */
const fits = (alg: Algorithm, key: KeyObject): boolean => {
  switch (alg) {
    case 'ES256':
      return (
        key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
      );
    case 'RS256':
    case 'PS256':
      return (
        key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2_048
      );
    case 'EdDSA':
    case 'Ed25519':
      return key.asymmetricKeyType === 'ed25519';
  }
};

const RSA_PKCS1_PSS_PADDING = 6;

const signatureHolds = (
  alg: Algorithm,
  key: KeyObject,
  signed: Buffer,
  signature: Buffer,
): boolean => {
  switch (alg) {
    case 'ES256':
      return verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
    case 'RS256':
      return verify('sha256', signed, key, signature);
    case 'PS256':
      return verify(
        'sha256',
        signed,
        { key, padding: RSA_PKCS1_PSS_PADDING, saltLength: PSS_SALT_BYTES },
        signature,
      );
    case 'EdDSA':
    case 'Ed25519':
      return verify(null, signed, key, signature);
  }
};

const keyFrom = (jwk: JsonWebKey): KeyObject | null => {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null;
  }
};

/** Whose token it is, by personal number, where everything about it holds. */
export const verifyToken = async (
  token: string,
  expected: Expected,
  findKey: FindKey,
): Promise<Result<string, TokenProblem>> => {
  const [head = '', body = '', seal = '', ...rest] = token.split('.');
  const header = headerSchema.safeParse(decoded(head));
  const claims = claimsSchema.safeParse(decoded(body));
  if (rest.length > 0 || !header.success || !claims.success) return fail('notAToken');
  const { alg, kid } = header.data;
  const jwk = await findKey(kid);
  const key = jwk === null ? null : keyFrom(jwk);
  if (key === null || !fits(alg, key)) return fail('unknownKey');
  const signed = Buffer.from(`${head}.${body}`, 'ascii');
  if (!signatureHolds(alg, key, signed, Buffer.from(seal, 'base64url')))
    return fail('badSignature');
  const { iss, aud, exp, iat, nbf, scope, cnf, personal_number } = claims.data;
  if (iss !== expected.issuer) return fail('otherIssuer');
  if (![aud].flat().includes(expected.audience)) return fail('otherAudience');
  const nowS = expected.nowMs / 1_000;
  if (exp <= nowS || Math.max(iat, nbf ?? iat) > nowS + CLOCK_SKEW_S) return fail('notInTime');
  if (!expected.kioskKeys.some((key) => cnf?.jkt === thumbprint(key))) return fail('otherKiosk');
  if (!scope.split(' ').includes(DUES_SCOPE)) return fail('withoutScope');
  return personal_number === undefined ? fail('withoutPerson') : ok(personal_number);
};
