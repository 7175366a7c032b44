/** What a kiosk tells central besides payments: its closed days, and what it cannot decide by itself. */
import { z } from 'zod';
import { paymentIdSchema } from './ids.ts';
import { positiveFilsSchema } from './money.ts';
import { authorisationSchema, paymentStateSchema } from './payment.ts';

/**
 * What the journal says of one approval since the day before was closed: `kept` counts in the terminal's
 * total, `reversed` no more, `unclear` may or may not.
 */
export const dayEntrySchema = z.object({
  paymentId: paymentIdSchema,
  standing: z.enum(['kept', 'reversed', 'unclear']),
  state: paymentStateSchema,
  amountFils: positiveFilsSchema,
  /** `null`: unclear, and the terminal never named it. */
  transaction: authorisationSchema
    .pick({
      terminalId: true,
      trace: true,
      receiptNumber: true,
      terminalDate: true,
      terminalTime: true,
    })
    .nullable(),
});
export type DayEntry = z.infer<typeof dayEntrySchema>;

/** More payments than one kiosk takes in a day. */
export const MOST_DAY_ENTRIES = 2_000;

/** One end of day of a kiosk's terminal beside the journal's own account of it. */
export const dayReportSchema = z.object({
  v: z.literal(1),
  kioskId: z.string().max(64),
  /** Counts the kiosk's closed days from 1; with the kiosk's id its name for ever. */
  number: z.number().int().positive(),
  cause: z.enum(['idle', 'overdue', 'demanded']),
  closedAt: z.iso.datetime(),
  /** The end of day before; `null` on the first. */
  since: z.iso.datetime().nullable(),
  /** What the terminal counted; `null` where it gave no totals. */
  terminal: z
    .object({ count: z.number().int().nonnegative().nullable(), fils: z.number().int() })
    .nullable(),
  /** What the journal expects of it: everything `kept`. */
  journal: z.object({
    count: z.number().int().nonnegative(),
    fils: z.number().int().nonnegative(),
  }),
  entries: z.array(dayEntrySchema).max(MOST_DAY_ENTRIES),
});
export type DayReport = z.infer<typeof dayReportSchema>;

/** A transaction as a terminal remembers it. Never card data. */
const rememberedSchema = z.object({
  trace: z.string().max(64),
  receiptNumber: z.string().max(16),
  terminalId: z.string().max(64),
  terminalDate: z.string().max(16),
  terminalTime: z.string().max(32),
  amountFils: z.number().int(),
});

/** The evidence of a payment that the kiosk cannot bring to its end alone, or no more: `over`. */
export const evidenceSchema = z.object({
  v: z.literal(1),
  kioskId: z.string().max(64),
  paymentId: paymentIdSchema,
  /** What is asked of people. */
  question: z.enum(['charged', 'reversed', 'settled', 'over']),
  state: paymentStateSchema,
  /** Since when it stands there, by the kiosk's clock. */
  since: z.iso.datetime(),
  amountFils: positiveFilsSchema,
  /** Without its bills: a bill's id may hold the account's number. */
  lines: z
    .array(z.object({ serviceId: z.string().max(32), amountFils: positiveFilsSchema }))
    .max(99),
  /** The terminal's last transaction before the payment, and before its reversal. */
  before: rememberedSchema.nullable(),
  beforeReversal: rememberedSchema.nullable(),
  /** The approval, where one came. */
  approved: rememberedSchema.nullable(),
  /** What the terminal named when it was asked; `null`: it named none, or never answered. */
  seen: rememberedSchema
    .extend({ resultCode: z.number().int(), originalTrace: z.string().max(64).nullable() })
    .nullable(),
  /** The terminal was asked and could not tell. */
  terminalAnswered: z.boolean(),
  /** What it said on the way, oldest first; the last ones of many. */
  replies: z
    .array(z.object({ kind: z.string().max(32), code: z.number().int().nullable() }))
    .max(100),
  /** Why: of a doubt, or of a quarantine. */
  why: z.string().max(260).nullable(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/**
 * What two people found. `charged` and `notCharged` answer for a payment in doubt, `reversed` and
 * `notReversed` for its reversal, `settled` says that people brought a quarantined one to its end.
 */
export const verdictSchema = z.enum([
  'charged',
  'notCharged',
  'reversed',
  'notReversed',
  'settled',
]);
export type Verdict = z.infer<typeof verdictSchema>;

/** A decision as central tells it to the kiosk: for one payment, once, for a limited time. */
export const commandSchema = z.object({
  v: z.literal(1),
  commandId: z.uuid(),
  kioskId: z.string().max(64),
  paymentId: paymentIdSchema,
  verdict: verdictSchema,
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** The two who decided. */
  operators: z.tuple([z.string().max(64), z.string().max(64)]),
  /** With `charged`, from the acquirer's own file, where the kiosk heard of no approval. */
  authorisation: authorisationSchema.nullable(),
  /** With `reversed`: the reversal's own trace. */
  reversalTrace: z.string().max(64).nullable(),
});
export type Command = z.infer<typeof commandSchema>;

/** Stands before the command's text where it is signed, so that no other text can pass for one. */
export const COMMAND_CONTEXT = 'khidma-command-v1\n';

/** A command's exact text; central's Ed25519 signature (base64url) over `COMMAND_CONTEXT` and it. */
export const signedCommandSchema = z.object({
  command: z.string().max(4_096),
  keyId: z.string().max(64),
  signature: z.string().max(128),
});
export type SignedCommand = z.infer<typeof signedCommandSchema>;

/** `GET /v1/kiosks/commands`: those not yet answered, oldest first. */
export const commandsSchema = z.object({
  commands: z.array(z.object({ commandId: z.uuid(), signed: signedCommandSchema })).max(100),
});
export type Commands = z.infer<typeof commandsSchema>;

/** Why a kiosk refused a command; it changed nothing. */
export const commandRefusalSchema = z.enum([
  'altered',
  'unreadable',
  'anotherKiosk',
  'expired',
  'replayed',
  'unknownPayment',
  'impossible',
]);
export type CommandRefusal = z.infer<typeof commandRefusalSchema>;

/** `PUT /v1/kiosks/commands/{commandId}` */
export const commandAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('applied'), state: paymentStateSchema }),
  z.object({
    outcome: z.literal('refused'),
    reason: commandRefusalSchema,
    state: paymentStateSchema.nullable(),
  }),
]);
export type CommandAnswer = z.infer<typeof commandAnswerSchema>;

/** What central says to a report that it keeps. */
export const receivedSchema = z.object({ received: z.literal(true) });
export type Received = z.infer<typeof receivedSchema>;
