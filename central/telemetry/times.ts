const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `30m`, `2h`, `3d` as milliseconds; `null` where it is not that. */
export const sinceOf = (text: string): number | null => {
  const [, count, unit] = /^([1-9][0-9]{0,3})([mhd])$/u.exec(text) ?? [];
  return count === undefined ? null : Number(count) * UNITS[unit as keyof typeof UNITS];
};

/** A day or a time of day, in Bahrain where no zone is named, as ms since 1970; `null`: it is none. */
export const momentOf = (text: string): number | null => {
  const [, day, time = '00:00', zone = '+03:00'] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/u.exec(
      text,
    ) ?? [];
  const ms = day === undefined ? Number.NaN : Date.parse(`${day}T${time}${zone}`);
  return Number.isNaN(ms) ? null : ms;
};
