/** What people at a desk may have a kiosk do. Without zod: the operators' page reads it too. */
import type { Role } from './console.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

type Rule = {
  /** The least that may. */
  readonly role: Exclude<Role, 'viewer'>;
  /** So long the kiosk may still begin it, ms; a lock is to hold for a kiosk that comes back tomorrow. */
  readonly goodForMs: number;
};

/** In the order in which they are offered. */
export const REMOTE_ACT_RULES = {
  lock: { role: 'operator', goodForMs: DAY_MS },
  unlock: { role: 'operator', goodForMs: DAY_MS },
  takePicture: { role: 'operator', goodForMs: 5 * MINUTE_MS },
  fetchCatalogue: { role: 'operator', goodForMs: 10 * MINUTE_MS },
  restartScreen: { role: 'operator', goodForMs: 10 * MINUTE_MS },
  restartEngine: { role: 'operator', goodForMs: 10 * MINUTE_MS },
  restartMachine: { role: 'administrator', goodForMs: 10 * MINUTE_MS },
  rotateKey: { role: 'administrator', goodForMs: DAY_MS },
} as const satisfies Readonly<Record<string, Rule>>;

export type RemoteActName = keyof typeof REMOTE_ACT_RULES;
