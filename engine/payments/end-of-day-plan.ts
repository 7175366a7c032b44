import type { KioskConfig } from '../../contract/config.ts';

type Plan = KioskConfig['endOfDay'];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Bahrain is three hours ahead of UTC all the year. */
const AHEAD_OF_UTC_MS = 3 * HOUR_MS;
/** An overdue day waits so much longer for nobody to stand at the screen, then closes between two payments. */
const COURTESY_MS = HOUR_MS;

const minutesOf = (text: string): number => {
  const [hours, minutes] = text.split(':');
  return Number(hours) * 60 + Number(minutes);
};

/** When the window that `nowMs` stands in began; `null` outside of it. It may reach over midnight. */
const windowStartMs = (nowMs: number, { from, to }: Plan): number | null => {
  const localMs = nowMs + AHEAD_OF_UTC_MS;
  const midnightMs = Math.floor(localMs / DAY_MS) * DAY_MS;
  const length = (minutesOf(to) - minutesOf(from) + 24 * 60) % (24 * 60);
  for (const day of [midnightMs, midnightMs - DAY_MS]) {
    const start = day + minutesOf(from) * MINUTE_MS;
    if (localMs >= start && localMs < start + length * MINUTE_MS) return start - AHEAD_OF_UTC_MS;
  }
  return null;
};

/**
 * Whether the terminal's day should be closed now, and why: once in the window while nobody pays, or
 * because the last closing is too long ago. Times in milliseconds; `idleMs`: since the last visit ended,
 * `null` while somebody stands there. Pure.
 */
export const endOfDayDue = (
  plan: Plan,
  now: { readonly wallMs: number; readonly sinceMs: number; readonly idleMs: number | null },
): 'idle' | 'overdue' | null => {
  // A clock that went back says nothing about how long ago it was.
  const ageMs = Math.abs(now.wallMs - now.sinceMs);
  const latestMs = plan.mostHours * HOUR_MS;
  if (ageMs >= latestMs + COURTESY_MS) return 'overdue';
  if (now.idleMs === null) return null;
  if (ageMs >= latestMs) return 'overdue';
  const start = windowStartMs(now.wallMs, plan);
  if (start === null || now.idleMs < plan.idleMinutes * MINUTE_MS) return null;
  return now.sinceMs < start || now.sinceMs > now.wallMs ? 'idle' : null;
};
