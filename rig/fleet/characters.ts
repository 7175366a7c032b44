/** Kiosks with a story of their own, so that each thing an operator may meet can be found. */
import { bahrainDay, addDays, dayStartMs } from '../../central/database/day.ts';
import type { House } from './house.ts';
import type { Told } from './fate.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export type Character = {
  /** What is to be seen, for the greeting. */
  readonly story: string;
  readonly yesterday?: (nowMs: number) => readonly Told[];
  readonly atStart?: (house: House, nowMs: number) => void;
  readonly version?: string;
  /** Its clock beside ours. */
  readonly skewMs?: number;
  /** Central knows it and never heard of it. */
  readonly silent?: boolean;
};

/** By the kiosk's number, from 1. */
const STORIES: readonly (readonly [number, Character])[] = [
  [
    17,
    {
      story: 'stopped at 14:05 yesterday, for 26 minutes',
      yesterday: (nowMs) => [
        {
          name: 'readerAway',
          atMs: dayStartMs(addDays(bahrainDay(nowMs), -1)) + 14 * HOUR_MS + 5 * MINUTE_MS,
          lastsMs: 26 * MINUTE_MS,
        },
      ],
    },
  ],
  [23, { story: 'its clock is four minutes slow', skewMs: -4 * MINUTE_MS }],
  [
    42,
    {
      story: 'a payment has been in doubt for over an hour',
      atStart: (house, nowMs) => house.inDoubt.push(nowMs - 70 * MINUTE_MS),
    },
  ],
  [
    88,
    {
      story: 'its cabinet was opened by force',
      atStart: (house) => {
        house.tamper = true;
      },
    },
  ],
  [101, { story: 'an old version', version: '0.0.9' }],
  [150, { story: 'known to central, never heard of', silent: true }],
];

export const CHARACTERS: ReadonlyMap<number, Character> = new Map(STORIES);
