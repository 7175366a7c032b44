/** The arithmetic of the bench. */

/** The smallest value that `share` (0–1) of all values do not exceed; NaN of none. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
};

export type Point = { readonly x: number; readonly y: number };

/**
 * Theil–Sen: the median of the slopes between every two points. One collection that comes late moves a
 * line of least squares, and this one not. NaN of fewer than two.
 */
export const slope = (points: readonly Point[]): number =>
  percentile(
    points.flatMap((a, index) =>
      points
        .slice(index + 1)
        .filter((b) => b.x !== a.x)
        .map((b) => (b.y - a.y) / (b.x - a.x)),
    ),
    0.5,
  );
