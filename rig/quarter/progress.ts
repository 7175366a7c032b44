import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Counts } from './submission.ts';

const progressSchema = z.object({
  seed: z.string(),
  payments: z.number().int(),
  /** The days whose payments are all recorded. */
  daysDone: z.number().int(),
  /** Spent submitting so far. */
  submittingMs: z.number(),
  counts: z.object({ first: z.number(), again: z.number(), requests: z.number() }),
  finished: z.boolean(),
});
export type Progress = z.infer<typeof progressSchema>;

const FILE = 'progress.json';
const NO_COUNTS: Counts = { first: 0, again: 0, requests: 0 };

export const noProgress = (seed: string, payments: number): Progress => ({
  seed,
  payments,
  daysDone: 0,
  submittingMs: 0,
  counts: NO_COUNTS,
  finished: false,
});

/** How far an earlier run came in this folder; `null` where there was none that can go on. */
export const readProgress = (folder: string, seed: string, payments: number): Progress | null => {
  const path = join(folder, FILE);
  if (!existsSync(path)) return null;
  const read = progressSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!read.success || read.data.finished) return null;
  return read.data.seed === seed && read.data.payments === payments ? read.data : null;
};

/** Replaces the file as a whole: an interruption leaves the one before or this one. */
export const writeProgress = (folder: string, progress: Progress): void => {
  const next = join(folder, `${FILE}.next`);
  const file = openSync(next, 'w', 0o644);
  writeSync(file, JSON.stringify(progress));
  fsyncSync(file);
  closeSync(file);
  renameSync(next, join(folder, FILE));
};

export const addCounts = (one: Counts, other: Counts): Counts => ({
  first: one.first + other.first,
  again: one.again + other.again,
  requests: one.requests + other.requests,
});
