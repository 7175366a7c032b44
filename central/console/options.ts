import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Role, ROLES } from '../../contract/console.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { AlertLimits } from '../fleet/rules.ts';

const MINUTE_MS = 60_000;

const issuerSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/u }),
  clientId: z.string().min(1),
  /** Which claim of the ID token says what somebody may; a path with dots, as `realm_access.roles`. */
  claim: z.string().min(1).default('roles'),
  /** What must stand in it for each role. */
  roles: z.strictObject({
    viewer: z.array(z.string()).default([]),
    operator: z.array(z.string()).default([]),
    administrator: z.array(z.string()).default([]),
  }),
});

/** When something is an alert. */
const alertsSchema = z.strictObject({
  offlineMinutes: z.number().int().min(1).max(1_440).default(10),
  notSellingMinutes: z.number().int().min(1).max(1_440).default(5),
  paperReceipts: z.number().int().min(0).max(10_000).default(40),
  exposureFils: z.number().int().min(1).max(1_000_000_000).default(500_000),
  inDoubtMinutes: z.number().int().min(1).max(10_080).default(60),
  clockSkewSeconds: z.number().int().min(5).max(86_400).default(60),
});

/** Who is told of alerts. */
const tellSchema = z.strictObject({
  emails: z.array(z.email()).max(50).default([]),
  /** Gets each as JSON; see docs/console.md. */
  webhooks: z
    .array(z.url({ protocol: /^https?$/u }))
    .max(10)
    .default([]),
});

/** What people write to the ministries. */
const suggestionsSchema = z.strictObject({
  /** After so many days a closed message's words and phone are gone. */
  keepDays: z.number().int().min(1).max(3_650).default(180),
  /** A value in the claim → the ministries whose messages it shows, `*` for all; left out: all to everybody. */
  ministries: z.record(z.string().min(1), z.array(z.string().min(1)).min(1)).optional(),
});
const ALL_MINISTRIES = '*';
export const USUAL_KEEP_DAYS = suggestionsSchema.parse({}).keepDays;

/** The file of `--console`. */
export const consoleFileSchema = z.strictObject({
  /** Under which operators open it, as `https://console.example`; without it central's own. */
  origin: z.url({ protocol: /^https?$/u }).optional(),
  issuer: issuerSchema,
  idleMinutes: z.number().int().min(1).max(720).default(30),
  longestHours: z.number().int().min(1).max(24).default(10),
  alerts: alertsSchema.prefault({}),
  tell: tellSchema.prefault({}),
  suggestions: suggestionsSchema.prefault({}),
});

export type ConsoleOptions = {
  /** `null`: the address at which central listens. */
  readonly origin: string | null;
  readonly issuer: z.output<typeof issuerSchema> & { readonly clientSecret: string | null };
  readonly idleMs: number;
  readonly longestMs: number;
  readonly alerts: AlertLimits;
  readonly tell: z.output<typeof tellSchema> & { readonly webhookSecret: string | null };
  readonly suggestions: z.output<typeof suggestionsSchema>;
};

export const CONSOLE_USAGE = `  --console FILE       offers the operators' page as the file says: see docs/console.md

  KHIDMA_CONSOLE_SECRET  its client's secret at the issuer, where it has one
  KHIDMA_WEBHOOK_SECRET  signs what webhooks are told of alerts
`;

/** The file's content as options, or what is wrong with it, in words. */
export const readConsoleFile = (
  path: string,
  env: Readonly<Record<string, string | undefined>>,
  production: boolean,
): Result<ConsoleOptions, string> => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fail(
      `--console: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? ''})`,
    );
  }
  return readConsoleOptions(text, env, production);
};

export const readConsoleOptions = (
  text: string,
  env: Readonly<Record<string, string | undefined>>,
  production: boolean,
): Result<ConsoleOptions, string> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('--console: the file is not JSON');
  }
  const parsed = consoleFileSchema.safeParse(value);
  if (!parsed.success) return fail(`--console: ${z.prettifyError(parsed.error)}`);
  const { origin, issuer, idleMinutes, longestHours, alerts, tell, suggestions } = parsed.data;
  if (production && origin === undefined)
    return fail('--console: `origin` is needed in production');
  if (production && [origin, issuer.url].some((url) => url?.startsWith('https://') !== true))
    return fail('--console: in production `origin` and the issuer are https://');
  if (origin !== undefined && new URL(origin).origin !== origin)
    return fail('--console: `origin` is a scheme, a host and perhaps a port, no more');
  if (ROLES.every((role) => issuer.roles[role].length === 0))
    return fail('--console: no role is given to anybody');
  const clientSecret = env['KHIDMA_CONSOLE_SECRET'] ?? '';
  const webhookSecret = env['KHIDMA_WEBHOOK_SECRET'] ?? '';
  return ok({
    origin: origin ?? null,
    issuer: { ...issuer, clientSecret: clientSecret === '' ? null : clientSecret },
    idleMs: idleMinutes * MINUTE_MS,
    longestMs: longestHours * 60 * MINUTE_MS,
    alerts: {
      offlineMs: alerts.offlineMinutes * MINUTE_MS,
      notSellingMs: alerts.notSellingMinutes * MINUTE_MS,
      paperReceipts: alerts.paperReceipts,
      exposureFils: alerts.exposureFils,
      inDoubtMs: alerts.inDoubtMinutes * MINUTE_MS,
      clockSkewMs: alerts.clockSkewSeconds * 1_000,
    },
    tell: { ...tell, webhookSecret: webhookSecret === '' ? null : webhookSecret },
    suggestions,
  });
};

type Claimed = Readonly<Record<string, unknown>>;

const saidIn = (claims: Claimed, claim: string): readonly string[] => {
  const found = claim
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Record<string, unknown>)[name]
          : undefined,
      claims,
    );
  return (Array.isArray(found) ? found : [found]).filter((one) => typeof one === 'string');
};

/** The highest role that the claims give; `null`: none, and there is no way in. */
export const roleOf = (
  claims: Claimed,
  { claim, roles }: Pick<ConsoleOptions['issuer'], 'claim' | 'roles'>,
): Role | null => {
  const said = saidIn(claims, claim);
  return ROLES.findLast((role) => roles[role].some((one) => said.includes(one))) ?? null;
};

export const mayAct = (has: Role, needed: Role): boolean =>
  ROLES.indexOf(has) >= ROLES.indexOf(needed);

/** The ministries that the claims give where any are given out; `null`: all of them. */
export const ministriesOf = (
  claims: Claimed,
  { claim }: Pick<ConsoleOptions['issuer'], 'claim'>,
  given: ConsoleOptions['suggestions']['ministries'],
): readonly string[] | null => {
  if (given === undefined) return null;
  const said = saidIn(claims, claim);
  const theirs = Object.entries(given).flatMap(([value, ids]) => (said.includes(value) ? ids : []));
  return theirs.includes(ALL_MINISTRIES) ? null : [...new Set(theirs)];
};
