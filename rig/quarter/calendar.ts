import { addDays, bahrainDay, dayStartMs } from '../../central/database/day.ts';

/** The last quarter of 90 days before the project's first release. */
export const FIRST_DAY = '2026-07-01';
const HOUR_MS = 3_600_000;

export const dayName = (day: number): string => addDays(FIRST_DAY, day);

/** Kiosks are open from seven in the morning to ten in the evening. */
export const paidMs = (day: number, part: number): number =>
  dayStartMs(dayName(day)) + 7 * HOUR_MS + Math.floor(part * 15 * HOUR_MS);

/** The evening hour at which central's played clock stands while that day's payments arrive. */
export const deliveredMs = (day: number): number => dayStartMs(dayName(day)) + 23 * HOUR_MS;

export const dayOfMs = bahrainDay;
