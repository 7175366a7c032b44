/** What the operators' page and central say to one another under `/console/api`. */
import { z } from 'zod';
import { bilingualSchema } from './language.ts';

/** Each role may do what those before it may. */
export const ROLES = ['viewer', 'operator', 'administrator'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** Whoever is signed in. `token` goes with every act, as `x-console-token`. */
export const meSchema = z.object({
  name: z.string(),
  role: roleSchema,
  token: z.string(),
  /** However busy they are, here it ends. */
  endsAt: z.iso.datetime(),
});
export type Me = z.infer<typeof meSchema>;

export const alertRuleSchema = z.enum([
  'offline',
  'notSelling',
  'paperLow',
  'exposure',
  'inDoubt',
  'clockSkew',
  'tamper',
]);
export type AlertRule = z.infer<typeof alertRuleSchema>;

/** A kiosk in the list. */
export const fleetRowSchema = z.object({
  kioskId: z.string(),
  place: bilingualSchema.nullable(),
  /** `silent`: not heard of for longer than a kiosk may be; `never`: not once; `revoked`: taken out of service. */
  state: z.enum(['selling', 'notSelling', 'silent', 'never', 'revoked']),
  /** Why it does not sell, as it said itself. */
  why: z.string().nullable(),
  lastContact: z.iso.datetime().nullable(),
  /** Devices that are not well: role and state. */
  troubles: z.array(z.object({ subject: z.string(), state: z.string() })),
  /** Receipts that the roll is still good for. */
  paperLeft: z.number().nullable(),
  paper: z.string().nullable(),
  exposureFils: z.number(),
  exposurePayments: z.number(),
  /** Payments of which it is not known whether they charged. */
  inDoubt: z.number(),
  /** Ahead of central's clock, ms; behind it where negative. */
  skewMs: z.number().nullable(),
  version: z.string().nullable(),
  alerts: z.array(alertRuleSchema),
});
export type FleetRow = z.infer<typeof fleetRowSchema>;

export const fleetSchema = z.object({ now: z.iso.datetime(), kiosks: z.array(fleetRowSchema) });
export type Fleet = z.infer<typeof fleetSchema>;

const timesSchema = { from: z.iso.datetime(), to: z.iso.datetime() };
const MOST_DAYS = 32;
const isShort = ({ from, to }: { from: string; to: string }): boolean =>
  Date.parse(to) - Date.parse(from) <= MOST_DAYS * 86_400_000;

/** One kiosk as it is now. */
export const kioskPageSchema = z.object({
  now: z.iso.datetime(),
  row: fleetRowSchema,
  enrolledAt: z.iso.datetime(),
  /** What it said last, thing by thing; empty before its first word. */
  states: z.record(z.string(), z.object({ state: z.string(), since: z.iso.datetime() })),
  reportedAt: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime().nullable(),
  catalogueVersion: z.number().nullable(),
  oldestWaitingMs: z.number(),
  oldestInDoubtMs: z.number(),
});
export type KioskPage = z.infer<typeof kioskPageSchema>;

export const timelineAskedSchema = z.strictObject(timesSchema).refine(isShort, 'too long');

export const timelineEntrySchema = z.object({
  at: z.iso.datetime(),
  /**
   * `change`: it told so itself. `log`: a line of its log that says more than a change does. `alert`: what
   * central noticed; its subject is the rule.
   */
  kind: z.enum(['change', 'log', 'alert']),
  subject: z.string(),
  state: z.string(),
  /** When that was over; `null`: it still is so, or it is nothing that lasts. */
  until: z.iso.datetime().nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

export const timelineSchema = z.object({
  /** Whether it sold when the time began, in the words of `sales`; `null`: not known. */
  before: z.string().nullable(),
  /** Newest first. */
  entries: z.array(timelineEntrySchema),
});
export type Timeline = z.infer<typeof timelineSchema>;

export const consoleLogsAskedSchema = z
  .strictObject({ ...timesSchema, level: z.enum(['debug', 'info', 'warn', 'error']) })
  .refine(isShort, 'too long');

export const alertSchema = z.object({
  id: z.uuid(),
  kioskId: z.string(),
  place: bilingualSchema.nullable(),
  rule: alertRuleSchema,
  /** In the rule's unit: receipts, fils, payments, ms of skew. */
  measure: z.number().nullable(),
  since: z.iso.datetime(),
  openedAt: z.iso.datetime(),
  acknowledgedAt: z.iso.datetime().nullable(),
  acknowledgedBy: z.string().nullable(),
  closedAt: z.iso.datetime().nullable(),
  /** `null`: open, or it passed by itself. */
  closedBy: z.string().nullable(),
  notes: z.array(z.object({ at: z.iso.datetime(), by: z.string(), text: z.string() })),
});
export type Alert = z.infer<typeof alertSchema>;

/** `open`: the oldest first; `closed`: the latest of those that are over. */
export const alertsAskedSchema = z.strictObject({
  show: z.enum(['open', 'closed']).default('open'),
  kiosk: z.string().max(64).optional(),
});
export const alertsSchema = z.object({ now: z.iso.datetime(), alerts: z.array(alertSchema) });
export type Alerts = z.infer<typeof alertsSchema>;

/** Written for colleagues; nothing about people who pay. */
export const noteSchema = z.strictObject({ text: z.string().trim().min(1).max(1_000) });

/** What people at desks did. */
export const staffActsSchema = z.object({
  acts: z.array(
    z.object({
      at: z.iso.datetime(),
      by: z.string(),
      action: z.string(),
      detail: z.string().nullable(),
    }),
  ),
});
export type StaffActs = z.infer<typeof staffActsSchema>;

export const consoleProblemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number(),
  code: z.enum([
    'notSignedIn',
    'notAllowed',
    'notFromHere',
    'notFound',
    'badRequest',
    'tooMany',
    'changed',
  ]),
});
export type ConsoleProblem = z.infer<typeof consoleProblemSchema>;
