import type { Day } from './schema.ts';

const AHEAD_OF_UTC_MS = 3 * 3_600_000;
export const DAY_MS = 86_400_000;

/** The day in Bahrain of a time in milliseconds; it is three hours ahead of UTC all the year. */
export const bahrainDay = (wallMs: number): Day =>
  new Date(wallMs + AHEAD_OF_UTC_MS).toISOString().slice(0, 10);

/** When that day begins, in milliseconds since 1970. */
export const dayStartMs = (day: Day): number => Date.parse(`${day}T00:00:00Z`) - AHEAD_OF_UTC_MS;

/** The day `days` later, or earlier. */
export const addDays = (day: Day, days: number): Day => bahrainDay(dayStartMs(day) + days * DAY_MS);
