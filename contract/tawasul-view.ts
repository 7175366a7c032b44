/** The steps of writing to a ministry, and of asking how a message stands, as the screen shows them. */
import { z } from 'zod';
import {
  ministrySchema,
  phoneSchema,
  suggestionKindSchema,
  suggestionStateSchema,
  tawasulSchema,
} from './tawasul.ts';
import { bilingualSchema } from './language.ts';

/** As `receiptStatusSchema` of the view. */
const slipStatusSchema = z.enum(['none', 'printing', 'printed', 'unknown', 'failed']);

/** Why nothing came of it. */
export const tawasulTroubleSchema = z.enum([
  'full', // as many messages wait here as may
  'notStored', // the disk took none
  'away', // the gateway does not answer
  'trouble', // it answered nothing that can be used
  'unknown', // no message under this number, or it waits at the kiosk where it was written
  'waitsHere', // written here and not sent yet
  'tooManyTries',
]);
export type TawasulTrouble = z.infer<typeof tawasulTroubleSchema>;

const about = { kind: suggestionKindSchema, ministry: ministrySchema };

export const tawasulStepSchema = z.discriminatedUnion('at', [
  z.object({ at: z.literal('choose') }),
  z.object({
    at: z.literal('ministry'),
    kind: suggestionKindSchema,
    ministries: tawasulSchema.shape.ministries,
  }),
  z.object({
    at: z.literal('text'),
    ...about,
    /** What was written before this step was left. */
    text: z.string(),
    problem: z.enum(['empty', 'tooLong']).nullable(),
  }),
  z.object({
    at: z.literal('phone'),
    ...about,
    phone: z.string(),
    problem: z.enum(['notPhone']).nullable(),
  }),
  z.object({
    at: z.literal('check'),
    ...about,
    text: z.string(),
    phone: phoneSchema.nullable(),
    paper: z.boolean(),
    willQueue: z.boolean(),
  }),
  z.object({
    at: z.literal('sent'),
    ...about,
    trackingNumber: z.string(),
    /** Contents of the QR that leads to how it stands. */
    url: z.string(),
    /** Central has it; else it waits here and goes by itself. */
    delivered: z.boolean(),
    dueWorkingDays: z.number().int(),
    slip: slipStatusSchema,
    canPrint: z.boolean(),
  }),
  z.object({ at: z.literal('follow'), problem: z.enum(['empty', 'notANumber']).nullable() }),
  z.object({ at: z.literal('asking') }),
  z.object({
    at: z.literal('status'),
    trackingNumber: z.string(),
    kind: suggestionKindSchema,
    /** `null`: the catalogue no longer names it. */
    ministry: bilingualSchema.nullable(),
    receivedAt: z.iso.datetime(),
    dueOn: z.iso.date(),
    state: suggestionStateSchema,
    answer: z.string().nullable(),
  }),
  z.object({ at: z.literal('trouble'), why: tawasulTroubleSchema, canRetry: z.boolean() }),
]);
export type TawasulStep = z.infer<typeof tawasulStepSchema>;

/** What a person can want here; each is refused on another step than its own. */
export const tawasulActSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('open') }), // services → choose
  z.object({ act: z.literal('write'), kind: suggestionKindSchema }),
  z.object({ act: z.literal('ministry'), ministryId: z.string().max(32) }),
  z.object({ act: z.literal('text'), typed: z.string().max(20_000) }),
  z.object({ act: z.literal('phone'), typed: z.string().max(20_000) }), // empty: none
  z.object({ act: z.literal('send') }),
  z.object({ act: z.literal('print') }), // sent, where the slip failed or is unknown
  z.object({ act: z.literal('follow') }), // choose → follow
  z.object({ act: z.literal('ask'), typed: z.string().max(20_000) }),
  z.object({ act: z.literal('retry') }),
  z.object({ act: z.literal('done') }), // sent, status → goodbye
]);
export type TawasulAct = z.infer<typeof tawasulActSchema>;
