/** How a kiosk becomes known to the gateway, and changes its key; see docs/kiosk-identity.md. */
import { z } from 'zod';

/** The one-time code: twelve digits, however they are spaced. */
export const enrolmentCodeSchema = z
  .string()
  .max(40)
  .transform((typed) => typed.replaceAll(/[\s-]/gu, ''))
  .pipe(z.string().regex(/^[0-9]{12}$/u));

const publicKeySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/u);
const proofSchema = z.string().regex(/^[A-Za-z0-9_-]{86}$/u);

/** `POST /v1/enrolment`: unsigned, since nobody knows the key yet; asked again it tells how it stands. */
export const enrolmentRequestSchema = z.object({
  kioskId: z.string().max(64),
  code: z.string().regex(/^[0-9]{12}$/u),
  /** Raw Ed25519, base64url. */
  publicKey: publicKeySchema,
  /** That key's signature over `enrolmentStatement`. */
  proof: proofSchema,
});
export type EnrolmentRequest = z.infer<typeof enrolmentRequestSchema>;

export const enrolmentStatement = (asked: Omit<EnrolmentRequest, 'proof'>): string =>
  `khidma enrolment\n${asked.kioskId}\n${asked.publicKey}\n${asked.code}`;

export const enrolmentAnswerSchema = z.object({
  /** `waiting`: until an operator has compared the fingerprints. */
  state: z.enum(['waiting', 'approved', 'refused']),
});
export type EnrolmentAnswer = z.infer<typeof enrolmentAnswerSchema>;

/**
 * `PUT /v1/kiosks/self/key`: the key that is to follow, signed for by both: the request by the present
 * one, the proof by the new one. From the answer on either may sign requests.
 */
export const keyOfferSchema = z.object({ publicKey: publicKeySchema, proof: proofSchema });
export type KeyOffer = z.infer<typeof keyOfferSchema>;
/** `POST /v1/kiosks/self/key/taken`: the kiosk holds the new key alone; the old one signs no more requests. */
export const keyStatement = (
  what: 'offered' | 'taken',
  { kioskId, publicKey }: { readonly kioskId: string; readonly publicKey: string },
): string => `khidma kiosk key ${what}\n${kioskId}\n${publicKey}`;

/** `GET /v1/kiosks/self/identity`, and the answer to both of the above. */
export const identityAnswerSchema = z.object({
  /** Names of keys as in signed documents. */
  keyId: z.string().max(64),
  offeredKeyId: z.string().max(64).nullable(),
  /** An operator wants it to make itself a new key. */
  rotate: z.boolean(),
});
export type IdentityAnswer = z.infer<typeof identityAnswerSchema>;

const FINGERPRINT_BYTES = 9;
const FINGERPRINT_DIGITS = 20;

/**
 * A key as two people compare it: five groups of four digits, of the SHA-256 of the raw public key. Who
 * wants another key with the same digits makes some 10^20 keys.
 */
export const fingerprintOf = (sha256: Uint8Array): string => {
  const number = [...sha256.subarray(0, FINGERPRINT_BYTES)].reduce(
    (sum, byte) => (sum << 8n) | BigInt(byte),
    0n,
  );
  const digits = String(number % 10n ** BigInt(FINGERPRINT_DIGITS)).padStart(
    FINGERPRINT_DIGITS,
    '0',
  );
  return (digits.match(/.{4}/gu) ?? []).join(' ');
};

/** How the kiosk stands, as its engine knows it; for the technician's screen and the way in. */
export const kioskIdentitySchema = z.object({
  state: z.enum(['notEnrolled', 'waiting', 'refused', 'active', 'revoked']),
  kioskId: z.string(),
  fingerprint: z.string(),
  keyId: z.string(),
});
export type KioskIdentity = z.infer<typeof kioskIdentitySchema>;

/** What came of a code typed at the kiosk. */
export const enrolResultSchema = z.discriminatedUnion('accepted', [
  z.object({ accepted: z.literal(true), identity: kioskIdentitySchema }),
  z.object({
    accepted: z.literal(false),
    problem: z.enum(['notACode', 'alreadyEnrolled', 'codeRefused', 'gatewayAway', 'notNow']),
  }),
]);
export type EnrolResult = z.infer<typeof enrolResultSchema>;

/** What operators see and do; every request is signed with an operator's key. */
export const kioskListSchema = z.object({
  kiosks: z.array(
    z.object({
      kioskId: z.string(),
      state: z.enum(['invited', 'waiting', 'active', 'revoked', 'refused']),
      /** Of the key that waits, else of its present one. */
      fingerprint: z.string().nullable(),
      /** An enrolled kiosk for which there is a new invitation, or a key that waits. */
      also: z.enum(['invited', 'waiting']).nullable(),
      quarantined: z.number().int(),
    }),
  ),
});
export type KioskList = z.infer<typeof kioskListSchema>;
export const invitationSchema = z.object({ code: z.string(), expiresAt: z.iso.datetime() });
export const approvalSchema = z.object({ fingerprint: z.string().max(40) });
export const quarantineListSchema = z.object({
  payments: z.array(
    z.object({
      kioskId: z.string(),
      paymentId: z.string(),
      totalFils: z.number().int(),
      keyId: z.string(),
      receivedAt: z.iso.datetime(),
      wishedBy: z.string().nullable(),
    }),
  ),
});
export const releaseAnswerSchema = z.object({ state: z.enum(['awaitsSecond', 'released']) });
