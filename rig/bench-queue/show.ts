import { readFileSync } from 'node:fs';
import { grid, grouped } from '../bench/table.ts';
import type { Figures, Middle } from './rounds.ts';

/** The load averages of 1, 5 and 15 minutes: a figure without them says nothing. */
export const loadAverage = (): string =>
  readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ');

const rate = (figure: Middle | null): string => (figure === null ? '–' : grouped(figure.median));

const spread = (figure: Middle | null, decimals: number): string =>
  figure === null
    ? '–'
    : `${grouped(figure.median, decimals)} (${grouped(figure.low, decimals)}–${grouped(figure.high, decimals)})`;

/** One line each: rates a second, and how many times as fast as it the journal is. */
export const figuresTable = (figures: readonly Figures[]): string =>
  grid(
    ['', 'in /s', 'journal ÷', 'out /s', 'journal ÷', 'in, many', 'out, many'],
    figures.map((one) => [
      one.name,
      spread(one.enqueue, 0),
      spread(one.enqueueRatio, 2),
      spread(one.dequeue, 0),
      spread(one.dequeueRatio, 2),
      rate(one.enqueueInFlight),
      rate(one.dequeueInFlight),
    ]),
  );
