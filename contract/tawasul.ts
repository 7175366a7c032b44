/** Tawasul: a suggestion or complaint to a ministry, from the kiosk to central and back as an answer. */
import { z } from 'zod';
import { makeCheckedCode, readCheckedCode, type RandomBytes } from './ids.ts';
import { bilingualSchema, languageSchema } from './language.ts';
import {
  characterCount,
  cleanSuggestion,
  MOST_ANSWER_CHARACTERS,
  MOST_SUGGESTION_CHARACTERS,
} from './tawasul-text.ts';

export const suggestionKindSchema = z.enum(['complaint', 'suggestion']);
export type SuggestionKind = z.infer<typeof suggestionKindSchema>;

/** Who can be written to. */
export const ministrySchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,31}$/u),
  name: bilingualSchema,
});
export type Ministry = z.infer<typeof ministrySchema>;

/** What the catalogue says of it: data, so that a new ministry waits for no release. */
export const tawasulSchema = z.object({
  ministries: z
    .array(ministrySchema)
    .min(1)
    .max(60)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, {
      message: 'two ministries of one id',
    }),
  /** By when each kind is answered, in working days (Sunday to Thursday). */
  dueWorkingDays: z.object({
    complaint: z.number().int().min(1).max(90),
    suggestion: z.number().int().min(1).max(90),
  }),
  /** Days in Bahrain on which nobody works, besides Friday and Saturday. */
  holidays: z.array(z.iso.date()).max(120).optional(),
});
export type Tawasul = z.infer<typeof tawasulSchema>;

/** UUIDv7, made by the kiosk: by it a message that is sent twice is taken once. */
export const suggestionIdSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u)
  .brand<'SuggestionId'>()
  .meta({ description: 'UUIDv7 in lower case' });
export type SuggestionId = z.infer<typeof suggestionIdSchema>;

/** 55 bits: with a bound on tries, nobody finds another's. */
const TRACKING_CHARACTERS = 11;

const inFours = (code: string): string =>
  `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;

/** `7K2M-9QXD-04TB`: made without asking anybody, the last character checks the others. */
export const makeTrackingNumber = (random: RandomBytes): string =>
  inFours(makeCheckedCode(random, TRACKING_CHARACTERS));

/** A typed or scanned tracking number in its one form, or `null` where it cannot be one. */
export const readTrackingNumber = (typed: string): string | null => {
  const code = readCheckedCode(typed.slice(0, 100), TRACKING_CHARACTERS);
  return code === null ? null : inFours(code);
};

const trackingNumberSchema = z
  .string()
  .max(14)
  .refine((text) => readTrackingNumber(text) === text, 'not a tracking number');

export const phoneSchema = z.string().regex(/^[0-9]{8,15}$/u);

/** `PUT /v1/suggestions/{suggestionId}`: the same content, the same answer, for ever. */
export const suggestionSchema = z.strictObject({
  trackingNumber: trackingNumberSchema,
  kind: suggestionKindSchema,
  ministryId: ministrySchema.shape.id,
  text: z
    .string()
    .min(1)
    .max(2 * MOST_SUGGESTION_CHARACTERS)
    .refine(
      (text) =>
        text === cleanSuggestion(text) && characterCount(text) <= MOST_SUGGESTION_CHARACTERS,
      'longer than allowed, or not in its plain form',
    ),
  /** Where the answer may be told; `null`: nowhere. */
  phone: phoneSchema.nullable(),
  language: languageSchema,
  /** By the kiosk's clock. */
  writtenAt: z.iso.datetime(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

export const suggestionReceivedSchema = z.object({
  suggestionId: suggestionIdSchema,
  receivedAt: z.iso.datetime(),
  /** The day in Bahrain by whose end it is to be answered. */
  dueOn: z.iso.date(),
});
export type SuggestionReceived = z.infer<typeof suggestionReceivedSchema>;

/** `POST /v1/suggestions/search`: in the body so that no log holds the number. */
export const suggestionSearchRequestSchema = z.object({
  trackingNumber: z
    .string()
    .max(40)
    .refine((typed) => readTrackingNumber(typed) !== null, 'not a tracking number'),
});

export const suggestionStateSchema = z.enum(['open', 'answered', 'closed']);

/** How it stands. Neither what was written nor the phone: whoever holds the slip may be somebody else. */
export const suggestionStatusSchema = z.object({
  trackingNumber: z.string(),
  kind: suggestionKindSchema,
  ministryId: z.string(),
  receivedAt: z.iso.datetime(),
  dueOn: z.iso.date(),
  state: suggestionStateSchema,
  answer: z.string().max(MOST_ANSWER_CHARACTERS).nullable(),
  answeredAt: z.iso.datetime().nullable(),
});
export type SuggestionStatus = z.infer<typeof suggestionStatusSchema>;
