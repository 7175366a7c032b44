/** The paper of a fault drill, and what stands beside it: who vouches for it. */
import { z } from 'zod';

/** `NAME.pdf.signature`, beside `NAME.pdf`. */
export const SIGNATURE_ENDING = '.signature';

export const reportSignatureSchema = z.strictObject({
  kioskId: z.string().max(64),
  /** First 16 hex digits of the public key's SHA-256. */
  keyId: z.string().regex(/^[0-9a-f]{16}$/u),
  /** Of the PDF's bytes, hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  /** Ed25519 over `drillStatement`, base64url. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/u),
});
export type ReportSignature = z.infer<typeof reportSignatureSchema>;

/** Begins unlike anything else that the key signs, so that no signature can be taken for another's. */
export const drillStatement = (of: Pick<ReportSignature, 'kioskId' | 'sha256'>): string =>
  `khidma fault drill\n${of.kioskId}\n${of.sha256}`;
