import { z } from 'zod';
import { bilingualSchema } from './language.ts';
import { MOST_REFERENCE } from './digits.ts';
import { positiveFilsSchema } from './money.ts';
import { messageChannelSchema } from './receipt-message.ts';
import { tawasulSchema } from './tawasul.ts';

/** A key that signs bills: who printed the bill holds the private half. */
export const billKeySchema = z.object({
  keyId: z.string().regex(/^[A-Za-z0-9-]{1,32}$/u),
  /** Raw Ed25519 key, 32 bytes, base64url. */
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/u),
});
export type BillKey = z.infer<typeof billKeySchema>;

/** What one kiosk may hold of this service that the gateway has not answered for; the kiosk's own caps hold too. */
export const offlineCapsSchema = z.object({
  paymentFils: positiveFilsSchema.optional(),
  storedFils: positiveFilsSchema.optional(),
  storedPayments: z.number().int().positive().optional(),
});
export type OfflineCaps = z.infer<typeof offlineCapsSchema>;

const caps = { caps: offlineCapsSchema.optional() };
const validForSeconds = z.number().int().positive();

/** How a service may be paid while the gateway does not answer. */
export const offlineRuleSchema = z.discriminatedUnion('kind', [
  /** Only bills looked up while online, and only for this long. */
  z.object({ kind: z.literal('lookedUpOnly'), validForSeconds, ...caps }),
  /** Those, and bills whose own signed code says what is due, until the code expires. */
  z.object({
    kind: z.literal('signedBill'),
    validForSeconds,
    keys: z.array(billKeySchema).max(8),
    ...caps,
  }),
  /** Nothing is due: the citizen says how much. */
  z.object({ kind: z.literal('citizenSetsAmount'), ...caps }),
  z.object({ kind: z.literal('never') }),
]);
export type OfflineRule = z.infer<typeof offlineRuleSchema>;

const stepFils = z.union([z.literal(1), z.literal(10), z.literal(100), z.literal(1000)]);

/** An amount that nobody bills. One typed digit counts `stepFils`: 1000 asks for whole dinars. */
export const citizenAmountSchema = z.object({
  kind: z.literal('citizen'),
  minFils: positiveFilsSchema,
  maxFils: positiveFilsSchema,
  stepFils,
});
export type CitizenAmount = z.infer<typeof citizenAmountSchema>;

/** A bill that may be paid in parts: none below `leastFils`, each in whole `stepFils`; the rest stays due. */
export const partialRuleSchema = z.object({ leastFils: positiveFilsSchema, stepFils });
export type PartialRule = z.infer<typeof partialRuleSchema>;

/** What is within each bill of a service besides what the bill is for. */
export const feeSchema = z.object({ title: bilingualSchema, amountFils: positiveFilsSchema });
export type Fee = z.infer<typeof feeSchema>;

/** For how long a bill that was paid here and posted is not taken again. */
export const againRuleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('never') }),
  z.object({ kind: z.literal('after'), seconds: z.number().int().min(0) }),
]);
export type AgainRule = z.infer<typeof againRuleSchema>;

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

/** The name of something that the page draws. */
const nameSchema = z.string().regex(/^[a-z][a-zA-Z]{1,31}$/u);

const referenceRuleSchema = z.object({
  label: bilingualSchema,
  help: bilingualSchema,
  /** An example of the right length, shown in the help; never a real person's. */
  example: z.string(),
  minDigits: z.number().int().min(1).max(32),
  maxDigits: z.number().int().min(1).max(32),
  /** `personalNumber`: the holder's identity card may be read in its place. */
  kind: z.enum(['account', 'personalNumber']).default('account'),
  /** A drawing of where the number stands, by its name; one that the page does not know is left out. */
  picture: nameSchema.optional(),
});
export type ReferenceRule = z.infer<typeof referenceRuleSchema>;

export const serviceFieldsSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,31}$/u),
  title: bilingualSchema,
  ministry: bilingualSchema,
  /** Its picture, by its name; one that the page does not know is drawn as a public building. */
  icon: nameSchema,
  /** Other words by which people look for it. */
  keywords: z
    .object({
      ar: z.array(z.string().min(1).max(40)).max(20),
      en: z.array(z.string().min(1).max(40)).max(20),
    })
    .optional(),
  /** By what its bills are found; absent where the citizen sets the amount. */
  reference: referenceRuleSchema.optional(),
  /** What is asked for besides, one a screen, in this order: the whole reference is all of them with `/` between. */
  also: z.array(referenceRuleSchema).min(1).max(2).optional(),
  amount: citizenAmountSchema.optional(),
  /** Left out: a bill is paid whole. */
  partial: partialRuleSchema.optional(),
  fees: z.array(feeSchema).min(1).max(4).optional(),
  /** Barcodes on the ministry's paper that find its bill. */
  barcodes: z.array(barcodeFormSchema).max(8).default([]),
  /** Largest single payment, in fils. */
  limitFils: positiveFilsSchema,
  offline: offlineRuleSchema,
  /** Left out: never again. */
  again: againRuleSchema.optional(),
  /** Its bills come again, so that people may ask to be reminded of the next. */
  reminders: z.boolean().optional(),
});
export const serviceSchema = serviceFieldsSchema
  .refine(({ reference, amount }) => (reference === undefined) !== (amount === undefined), {
    path: ['reference'],
    message: 'either bills found by a reference, or an amount that the citizen sets',
  })
  .refine(({ amount, offline }) => offline.kind !== 'citizenSetsAmount' || amount !== undefined, {
    path: ['offline'],
    message: 'the citizen sets no amount of this service',
  })
  .refine(({ amount }) => amount === undefined || amount.minFils <= amount.maxFils, {
    path: ['amount'],
    message: 'the least amount is above the largest',
  })
  .refine(
    ({ reference, partial, fees }) => (partial ?? fees) === undefined || reference !== undefined,
    {
      path: ['partial'],
      message: 'parts and fees are of bills, and this service has none',
    },
  )
  .refine(({ reference, also }) => also === undefined || reference !== undefined, {
    path: ['also'],
    message: 'more is asked for, and nothing first',
  })
  .refine(({ barcodes, also }) => barcodes.length === 0 || also === undefined, {
    path: ['barcodes'],
    message: 'a barcode carries one number, and this service is found by several',
  })
  .refine(
    ({ reference, also = [] }) =>
      reference === undefined ||
      [reference, ...also].reduce((sum, { maxDigits }) => sum + maxDigits + 1, -1) <=
        MOST_REFERENCE,
    { path: ['also'], message: `together longer than ${String(MOST_REFERENCE)} characters` },
  );
export type Service = z.infer<typeof serviceSchema>;

/** A service with bills, and one without. */
export const billedServiceSchema = serviceFieldsSchema.extend({ reference: referenceRuleSchema });
export type BilledService = z.infer<typeof billedServiceSchema>;
export const freeServiceSchema = serviceFieldsSchema.extend({ amount: citizenAmountSchema });
export type FreeService = z.infer<typeof freeServiceSchema>;

export const isBilled = (service: Service): service is BilledService =>
  service.reference !== undefined;
export const isFree = (service: Service): service is FreeService => service.amount !== undefined;

/** What the ministries want everybody to know before they touch the screen. */
export const noticeSchema = z.object({
  text: bilingualSchema.refine(({ ar, en }) => ar.length <= 160 && en.length <= 160, {
    message: 'longer than 160 characters',
  }),
  /** The first and the last day in Bahrain on which it is shown. */
  from: z.iso.date(),
  until: z.iso.date(),
});
export type PublicNotice = z.infer<typeof noticeSchema>;

/**
 * How Arabic words of this catalogue and of the ministries' bills are said: each as it is written, with all its
 * vowels. Unvowelled text is misread by any synthesiser.
 */
export const saidSchema = z.record(z.string().min(1).max(80), z.string().min(1).max(160));

export const catalogueSchema = z.object({
  version: z.number().int().positive(),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  services: z.array(serviceSchema).min(1).max(200),
  notices: z.array(noticeSchema).max(20).optional(),
  /** Absent: suggestions and complaints are not taken. */
  tawasul: tawasulSchema.optional(),
  /** By what receipts can be sent; left out: by nothing. */
  messages: z.array(messageChannelSchema).max(2).optional(),
  said: saidSchema.optional(),
});
export type Catalogue = z.infer<typeof catalogueSchema>;

/** The catalogue's exact text and central's Ed25519 signature (base64url) over its UTF-8 bytes. */
export const signedCatalogueSchema = z.object({
  catalogue: z.string().max(2_000_000),
  keyId: z.string().max(64),
  signature: z.string().max(128),
});
export type SignedCatalogue = z.infer<typeof signedCatalogueSchema>;
