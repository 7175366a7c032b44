import { z } from 'zod';
import { bilingualSchema } from './language.ts';
import { positiveFilsSchema } from './money.ts';

/** How a service may be paid while the gateway does not answer. */
export const offlineRuleSchema = z.discriminatedUnion('kind', [
  /** Only bills looked up while online, and only for this long. */
  z.object({ kind: z.literal('lookedUpOnly'), validForSeconds: z.number().int().positive() }),
  z.object({ kind: z.literal('never') }),
]);

/**
 * How a bill's printed barcode carries the reference: a code of exactly `length` characters that begins with
 * `prefix` holds it in the `take` characters from `from` (counted from 0).
 */
export const barcodeFormSchema = z.object({
  prefix: z.string().regex(/^[\x21-\x7e]{1,32}$/u),
  length: z.number().int().min(1).max(128),
  from: z.number().int().min(0).max(127),
  take: z.number().int().min(1).max(32),
});
export type BarcodeForm = z.infer<typeof barcodeFormSchema>;

export const serviceSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,31}$/u),
  title: bilingualSchema,
  ministry: bilingualSchema,
  icon: z.enum(['electricity', 'traffic', 'generic']),
  reference: z.object({
    label: bilingualSchema,
    help: bilingualSchema,
    /** An example of the right length, shown in the help; never a real person's. */
    example: z.string(),
    minDigits: z.number().int().min(1).max(32),
    maxDigits: z.number().int().min(1).max(32),
    /** `personalNumber`: the holder's identity card may be read in its place. */
    kind: z.enum(['account', 'personalNumber']).default('account'),
  }),
  /** Barcodes on the ministry's paper that find its bill. */
  barcodes: z.array(barcodeFormSchema).max(8).default([]),
  /** Largest single payment, in fils. */
  limitFils: positiveFilsSchema,
  offline: offlineRuleSchema,
});
export type Service = z.infer<typeof serviceSchema>;

export const catalogueSchema = z.object({
  version: z.number().int().positive(),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  services: z.array(serviceSchema).min(1).max(200),
});
export type Catalogue = z.infer<typeof catalogueSchema>;

/** The catalogue's exact text and central's Ed25519 signature (base64url) over its UTF-8 bytes. */
export const signedCatalogueSchema = z.object({
  catalogue: z.string().max(2_000_000),
  keyId: z.string().max(64),
  signature: z.string().max(128),
});
export type SignedCatalogue = z.infer<typeof signedCatalogueSchema>;
