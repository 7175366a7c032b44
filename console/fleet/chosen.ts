import type { FleetRow } from '../../contract/console.ts';

/** From this many ms on a clock is called wrong. */
export const MOST_SKEW_MS = 60_000;

/** Whether somebody should look at it. */
export const needsAttention = (row: FleetRow): boolean =>
  row.state !== 'revoked' &&
  (row.state !== 'selling' || row.inDoubt > 0 || row.troubles.length > 0 || row.alerts.length > 0);

const RANK: Readonly<Record<FleetRow['state'], number>> = {
  notSelling: 0,
  silent: 1,
  selling: 2,
  never: 3,
  revoked: 4,
};
const byName = new Intl.Collator('en', { numeric: true });

/** Those that fit what was typed, in trouble first, then by name. */
export const chosen = (
  rows: readonly FleetRow[],
  typed: string,
  only: 'all' | 'attention',
): readonly FleetRow[] => {
  const words = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  const fits = (row: FleetRow): boolean => {
    const text = `${row.kioskId} ${row.place?.ar ?? ''} ${row.place?.en ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return rows
    .filter((row) => (only === 'all' || needsAttention(row)) && fits(row))
    .toSorted(
      (a, b) =>
        RANK[a.state] - RANK[b.state] ||
        Number(needsAttention(b)) - Number(needsAttention(a)) ||
        byName.compare(a.kioskId, b.kioskId),
    );
};
