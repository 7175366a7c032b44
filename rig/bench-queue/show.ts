import { readFileSync } from 'node:fs';
import { grid, grouped } from '../bench/table.ts';
import type { Figures } from './rounds.ts';

/** The load averages of 1, 5 and 15 minutes: a figure without them says nothing. */
export const loadAverage = (): string =>
  readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ');

const rate = (figure: number | null): string => (figure === null ? '–' : grouped(figure));

const ratio = (figure: number | null, to: number | null): string =>
  figure === null || to === null ? '–' : grouped(figure / to, 2);

/** One line each: rates a second, and how many times as fast as it the journal is. */
export const figuresTable = (figures: readonly Figures[], journal: Figures): string =>
  grid(
    ['', 'in /s', 'journal ÷', 'out /s', 'journal ÷', 'in, many', 'out, many'],
    figures.map((one) => [
      one.name,
      rate(one.enqueue),
      ratio(journal.enqueue, one.enqueue),
      rate(one.dequeue),
      ratio(journal.dequeue, one.dequeue),
      rate(one.enqueueInFlight),
      rate(one.dequeueInFlight),
    ]),
  );
