/** What does not agree, or what only people can tell, as people at desks see and decide it. */
import { z } from 'zod';
import { paymentIdSchema } from './ids.ts';
import { evidenceSchema, verdictSchema } from './reconciliation.ts';

const reasonSchema = z.string().trim().min(1).max(500);

export const caseStatusSchema = z.enum(['open', 'acknowledged', 'closed']);
/** Whose standing decision waits for a second one. */
const standingSchema = z.enum(['none', 'self', 'other']);

export const caseRowSchema = z.object({
  caseId: z.uuid(),
  kind: z.string(),
  status: caseStatusSchema,
  owner: z.string(),
  kioskId: z.string().nullable(),
  paymentId: paymentIdSchema.nullable(),
  /** As it stands on the receipt. */
  number: z.string().nullable(),
  fils: z.number().int().nullable(),
  openedAt: z.iso.datetime(),
  /** A kiosk waits for an answer. */
  asksPeople: z.boolean(),
  standing: standingSchema,
});
export type CaseRow = z.infer<typeof caseRowSchema>;

export const casesAskedSchema = z.strictObject({
  show: z.enum(['open', 'closed']).default('open'),
});
export const casesSchema = z.object({ cases: z.array(caseRowSchema) });
export type Cases = z.infer<typeof casesSchema>;

export const casePageSchema = z.object({
  row: caseRowSchema,
  /** Of a kiosk's question; `null`: the case is none. */
  asked: evidenceSchema.omit({ v: true }).nullable(),
  /** Of any other case: what was found, name by name. */
  found: z.record(z.string(), z.unknown()).nullable(),
  /** Goes with the decision: another question since then counts nothing. */
  seen: z.string(),
  /** What may be decided now; empty: nothing. */
  verdicts: z.array(verdictSchema),
  /** Lines of the acquirer's files with this amount on the days around: by their names. */
  lines: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['payment', 'reversal']),
      time: z.string(),
      receipt: z.string(),
    }),
  ),
  /** What one person decided already. */
  decided: z
    .object({
      by: z.string(),
      verdict: verdictSchema,
      line: z.string().nullable(),
      because: z.string(),
      at: z.iso.datetime(),
      isSelf: z.boolean(),
    })
    .nullable(),
  /** What two decided and the kiosk was told, the latest; `null`: nothing. */
  command: z
    .object({
      verdict: verdictSchema,
      at: z.iso.datetime(),
      state: z.enum(['waiting', 'applied', 'refused', 'withdrawn', 'expired']),
      reason: z.string().nullable(),
    })
    .nullable(),
  closedBecause: z.string().nullable(),
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      by: z.string(),
      action: z.string(),
      detail: z.string().nullable(),
    }),
  ),
});
export type CasePage = z.infer<typeof casePageSchema>;

export const deskDecisionSchema = z.strictObject({
  verdict: verdictSchema,
  line: z.string().max(200).nullable(),
  because: reasonSchema,
  seen: z.string().max(64),
});

export const caseClosedSchema = z.strictObject({ because: reasonSchema });

/** Why a decision counts nothing; nothing was changed. */
export const decisionRefusalSchema = z.enum([
  'verdictDoesNotFit',
  'evidenceMissing',
  'evidenceContradicts',
  'evidenceChanged',
  'anotherVerdictStands',
  'decidedElsewhere',
  'commandOpen',
  'notDecidable',
]);
export const decisionAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('waitsForSecond') }),
  z.object({ outcome: z.literal('issued') }),
  z.object({ outcome: z.literal('refused'), why: decisionRefusalSchema }),
]);
export type DecisionAnswer = z.infer<typeof decisionAnswerSchema>;
