export type Row = readonly [what: string, value: string];

/** Two aligned columns; figures stand to the right. */
export const table = (rows: readonly Row[]): string => {
  const left = Math.max(...rows.map(([what]) => what.length));
  const right = Math.max(...rows.map(([, value]) => value.length));
  return rows.map(([what, value]) => `${what.padEnd(left)}  ${value.padStart(right)}`).join('\n');
};

/** `12345` → `12,345`. */
export const grouped = (value: number, decimals = 0): string =>
  value.toLocaleString('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
