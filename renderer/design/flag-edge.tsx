import type { ReactNode } from 'react';

/**
 * The flag's serrated edge: five white points into red, hoist on the left.
 * `depth` and `width` in CSS px; the height is its container's.
 */
export const FlagEdge = ({
  width,
  depth,
}: {
  readonly width: number;
  readonly depth: number;
}): ReactNode => {
  const points = [0, 1, 2, 3, 4]
    .map((i) => `L${String(depth)} ${String(i * 20 + 10)}L0 ${String(i * 20 + 20)}`)
    .join('');
  return (
    <svg
      className="flag"
      width={width}
      viewBox={`0 0 ${String(width)} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path fill="currentColor" d={`M0 0${points}H${String(width)}V0Z`} />
    </svg>
  );
};
