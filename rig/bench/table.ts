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

/** Columns under their heads; from the first figure on they stand to the right. */
export const grid = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const lines = [head, ...rows];
  const isFigure = (column: number): boolean => /^[\d,.]+( \S+)?$/u.test(rows[0]?.[column] ?? '');
  const widths = head.map((_, i) => Math.max(...lines.map((line) => (line[i] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, i) =>
          isFigure(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
