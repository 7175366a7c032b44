/** Bahrain's time, in Latin digits, whatever the desk's own clock is set to. */
const AHEAD_OF_UTC_MS = 3 * 3_600_000;
export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

const shifted = (ms: number): string => new Date(ms + AHEAD_OF_UTC_MS).toISOString();

/** `2026-11-23` */
export const dayOf = (ms: number): string => shifted(ms).slice(0, 10);
/** `14:05` */
export const timeOf = (ms: number): string => shifted(ms).slice(11, 16);
/** `14:05:07` */
export const secondsOf = (ms: number): string => shifted(ms).slice(11, 19);
/** `23.11.2026` */
export const dateText = (day: string): string => day.split('-').reverse().join('.');

/** `23.11.2026 14:05` */
export const momentText = (iso: string): string => {
  const ms = Date.parse(iso);
  return `${dateText(dayOf(ms))} ${timeOf(ms)}`;
};

/** When that day began, milliseconds since 1970. */
export const dayStart = (day: string): number => Date.parse(`${day}T00:00:00Z`) - AHEAD_OF_UTC_MS;
export const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text));

/** How long, in its largest unit: `3 min`. */
export const lastingOf = (
  ms: number,
  units: Readonly<Record<'seconds' | 'minutes' | 'hours' | 'days', string>>,
): string => {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const [count, unit] =
    seconds < 60
      ? [seconds, units.seconds]
      : seconds < 3_600
        ? [Math.floor(seconds / 60), units.minutes]
        : seconds < 2 * 86_400
          ? [Math.floor(seconds / 3_600), units.hours]
          : [Math.floor(seconds / 86_400), units.days];
  return unit.replace('{n}', String(count));
};
