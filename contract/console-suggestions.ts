/** What the operators' page and central say to one another about messages to the ministries. */
import { z } from 'zod';
import { bilingualSchema, languageSchema } from './language.ts';
import { cleanSuggestion, MOST_ANSWER_CHARACTERS, MOST_REASON_CHARACTERS } from './tawasul-text.ts';
import { ministrySchema, suggestionKindSchema, suggestionStateSchema } from './tawasul.ts';

const ministryIdSchema = ministrySchema.shape.id;

/** As many as one list shows; the counts are of all. */
export const MOST_SUGGESTIONS_LISTED = 10_000;

export const suggestionsAskedSchema = z.strictObject({
  ministry: ministryIdSchema.optional(),
  kind: suggestionKindSchema.optional(),
  state: z.enum([...suggestionStateSchema.options, 'all']).default('open'),
});

/** A message in the list: nothing of what was written. */
export const suggestionRowSchema = z.object({
  id: z.uuid(),
  /** `null` for whoever may not read the answer that it opens. */
  trackingNumber: z.string().nullable(),
  kind: suggestionKindSchema,
  ministryId: z.string(),
  kioskId: z.string(),
  language: languageSchema,
  receivedAt: z.iso.datetime(),
  dueOn: z.iso.date(),
  /** Working days in Bahrain until then; where it is late, since then, and so none on a weekend after it. */
  workingDays: z.number().int(),
  isLate: z.boolean(),
  state: suggestionStateSchema,
  assignee: z.string().nullable(),
});
export type SuggestionRow = z.infer<typeof suggestionRowSchema>;

const namedMinistrySchema = z.object({
  id: z.string(),
  /** `null`: the catalogue names it no more. */
  name: bilingualSchema.nullable(),
});

export const suggestionsSchema = z.object({
  now: z.iso.datetime(),
  ministries: z.array(namedMinistrySchema.extend({ open: z.number(), late: z.number() })),
  /** Those asked for, of which `rows` are the most urgent. */
  total: z.number(),
  rows: z.array(suggestionRowSchema),
});
export type SuggestionInbox = z.infer<typeof suggestionsSchema>;

export const suggestionEventSchema = z.object({
  at: z.iso.datetime(),
  what: z.enum(['taken', 'handedOver', 'noted', 'answered', 'closed', 'reopened', 'blanked']),
  by: z.string().nullable(),
  /** A note, a reason or an answer: for operators. */
  text: z.string().nullable(),
  ministryId: z.string().nullable(),
});
export type SuggestionEvent = z.infer<typeof suggestionEventSchema>;

export const suggestionPageSchema = z.object({
  now: z.iso.datetime(),
  row: suggestionRowSchema,
  /** Goes with each act: on an older one nothing is done. */
  version: z.number().int(),
  writtenAt: z.iso.datetime(),
  /** All but its last two digits hidden; `null`: none was given, it is gone, or it is not for this role. */
  phone: z.string().nullable(),
  answer: z.string().nullable(),
  /** Whether the answer went out by text message; `none`: there is no phone. */
  told: z.enum(['none', 'waiting', 'sent', 'givenUp']),
  /** What was written is gone. */
  isBlanked: z.boolean(),
  /** To whom it may be handed over, its own among them. */
  ministries: z.array(namedMinistrySchema),
  events: z.array(suggestionEventSchema),
});
export type SuggestionPage = z.infer<typeof suggestionPageSchema>;

/** `POST …/read`: what was written, as it was written. Each reading is audited. */
export const suggestionWordsSchema = z.object({ text: z.string(), language: languageSchema });
export type SuggestionWords = z.infer<typeof suggestionWordsSchema>;

/** `POST …/phone`: audited as well. */
export const suggestionPhoneSchema = z.object({ phone: z.string() });
export type SuggestionPhone = z.infer<typeof suggestionPhoneSchema>;

const wordsOf = (most: number): z.ZodType<string, string> =>
  z
    .string()
    .max(4 * most)
    .transform(cleanSuggestion)
    .pipe(z.string().min(1).max(most));
const version = z.number().int().positive();
const because = wordsOf(MOST_REASON_CHARACTERS);

/** A note changes nothing that another act could contradict: it needs no version. */
export const suggestionActSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('take'), version }),
  z.strictObject({ act: z.literal('handOver'), version, ministryId: ministryIdSchema, because }),
  z.strictObject({ act: z.literal('note'), text: because }),
  z.strictObject({ act: z.literal('answer'), version, text: wordsOf(MOST_ANSWER_CHARACTERS) }),
  z.strictObject({ act: z.literal('close'), version, because }),
  /** They wrote or called again. */
  z.strictObject({ act: z.literal('reopen'), version, because }),
]);
export type SuggestionAct = z.infer<typeof suggestionActSchema>;
