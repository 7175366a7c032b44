import { z } from 'zod';
import { bilingualSchema } from './language.ts';
import { positiveFilsSchema } from './money.ts';

/** How a service may be paid while the gateway does not answer. */
export const offlineRuleSchema = z.discriminatedUnion('kind', [
  /** Only bills looked up while online, and only for this long. */
  z.object({ kind: z.literal('lookedUpOnly'), validForSeconds: z.number().int().positive() }),
  z.object({ kind: z.literal('never') }),
]);

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
  }),
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
