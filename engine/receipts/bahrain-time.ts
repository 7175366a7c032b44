const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Bahrain',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  numberingSystem: 'latn',
});

/** `2026-11-22 16:40`: Bahrain's time from ms since 1970, Latin digits, the same in both languages. */
export const bahrainTime = (wallMs: number): string => {
  const found = new Map(parts.formatToParts(wallMs).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => found.get(name) ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
};
