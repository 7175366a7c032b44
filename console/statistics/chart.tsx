import type { ReactNode } from 'react';
import type { StatisticsRow } from '../../contract/statistics.ts';
import { useSpoken } from '../language.tsx';

const WIDE = 960;
const HIGH = 220;
const FOOT = 26;
const TOP = 8;
const WIDEST_BAR = 64;

/** A part's place in the period: `11` of `2026-11`, `22` of `2026-11-22`. */
const shortName = (name: string): string => name.slice(-2);

/**
 * Bars over the period, the year before as a line's end beside each. Time runs as one reads. The table
 * beneath holds the same figures: to the ear this is one picture with a name.
 */
export const Chart = ({ parts }: { readonly parts: readonly StatisticsRow[] }): ReactNode => {
  const { words, language } = useSpoken();
  const most = Math.max(1, ...parts.flatMap(({ fils, before }) => [fils, before.fils]));
  const step = WIDE / Math.max(parts.length, 1);
  const bar = Math.min(step * 0.6, WIDEST_BAR);
  const high = (fils: number): number => (fils / most) * (HIGH - FOOT - TOP);
  const x = (index: number): number =>
    language === 'ar' ? WIDE - (index + 1) * step : index * step;
  return (
    <figure className="chart">
      <svg
        viewBox={`0 0 ${String(WIDE)} ${String(HIGH)}`}
        role="img"
        aria-label={words.statistics.course}
      >
        {parts.map(({ name, fils, before }, index) => (
          <g key={name}>
            <rect
              className="chart-now"
              x={x(index) + (step - bar) / 2}
              width={bar}
              y={HIGH - FOOT - high(fils)}
              height={high(fils)}
            />
            {before.fils > 0 && (
              <line
                className="chart-before"
                x1={x(index) + (step - bar) / 2 - bar * 0.2}
                x2={x(index) + (step + bar) / 2 + bar * 0.2}
                y1={HIGH - FOOT - high(before.fils)}
                y2={HIGH - FOOT - high(before.fils)}
              />
            )}
            <text x={x(index) + step / 2} y={HIGH - 8} textAnchor="middle">
              {shortName(name)}
            </text>
          </g>
        ))}
        <line className="chart-ground" x1={0} x2={WIDE} y1={HIGH - FOOT} y2={HIGH - FOOT} />
      </svg>
      <figcaption>
        <span className="chart-key now">{words.statistics.legendNow}</span>
        <span className="chart-key before">{words.statistics.legendBefore}</span>
      </figcaption>
    </figure>
  );
};
