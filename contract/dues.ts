/** `POST /v1/dues/search`: all that is due from the person who signed in with eKey. */
import { z } from 'zod';
import { WHOLE_REFERENCE } from './digits.ts';
import { billSchema } from './payment.ts';

/** What the access token must be issued for (RFC 8707), unless a configuration says otherwise. */
export const DUES_RESOURCE = 'urn:khidma:dues';
/** The scope that lets its bearer's dues be looked up. */
export const DUES_SCOPE = 'dues';

export const duesSearchRequestSchema = z.object({
  /**
   * A JWT access token (RFC 9068) of the eKey issuer, bound to the key that signs this very request
   * (`cnf.jkt`, RFC 9449). In the body, so that no log of addresses or headers holds it.
   */
  accessToken: z
    .string()
    .max(8_192)
    .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/u),
});

export const dueAccountSchema = z.object({
  serviceId: z.string().max(32),
  reference: z.string().regex(WHOLE_REFERENCE),
  bills: z.array(billSchema).min(1).max(99),
});
export type DueAccount = z.infer<typeof dueAccountSchema>;

/** Accounts with something due, of services that are offered; possibly none. */
export const duesSearchResponseSchema = z.object({
  accounts: z.array(dueAccountSchema).max(100),
});
export type DuesSearchResponse = z.infer<typeof duesSearchResponseSchema>;
