/**
 * How many receipts the roll still has: from the millimetres fed since it was new, the receipts' learnt
 * average length and the near-end sensor. Pure; `docs/decisions/receipt-paper-left.md`.
 */
import { z } from 'zod';
import type { PrinterStatus } from '../../contract/devices.ts';
import type { FedPaper } from '../../drivers/receipt-printer.ts';

const mm = z.number().nonnegative().max(10_000_000);
const recordSchema = z.strictObject({
  v: z.literal(1),
  /** Fed since the roll was new, or since counting began. */
  usedMm: mm,
  /** When that was; Unix ms. */
  sinceMs: z.number().nonnegative(),
  /** The roll was seen to be put in: its real length can be learnt. */
  fromNew: z.boolean(),
  receipts: z.number().int().nonnegative(),
  receiptMm: mm.nullable(),
  /** Learnt length of a roll. */
  rollMm: mm.nullable(),
  /** Learnt rest of a roll when the near-end sensor strikes. */
  nearEndMm: mm.nullable(),
  /** Fed since that sensor struck; `null` before. */
  sinceNearEndMm: mm.nullable(),
  paper: z.enum(['full', 'low', 'out']),
  /** The cover was open, or the printer away, since the paper was last seen. */
  mayBeNew: z.boolean(),
});
/** Everything remembered; plain JSON. */
export type PaperRecord = Readonly<z.infer<typeof recordSchema>>;

export type PaperForecast = {
  readonly mmLeft: number;
  /** `null` until a first receipt has shown how long they are. */
  readonly receiptsLeft: number | null;
  /** Unix ms at the pace so far; `null` before a day and ten receipts. */
  readonly endsAtMs: number | null;
};

/** What is known of a roll before any was used up. */
export type RollSetup = { readonly rollMm: number; readonly nearEndMm: number };

const DAY_MS = 86_400_000;
const FEW_RECEIPTS = 10;
/** Weight of the newest receipt, and of the newest roll, in what is learnt. */
const RECEIPT_WEIGHT = 0.1;
const ROLL_WEIGHT = 0.5;
/** A roll whose length is further off was no whole roll. */
const PLAUSIBLE = { least: 0.5, most: 1.5 };

const blend = (old: number | null, found: number, weight: number): number =>
  old === null ? found : old + (found - old) * weight;

export const newPaperRecord = (nowMs: number): PaperRecord => ({
  v: 1,
  usedMm: 0,
  sinceMs: Math.max(0, nowMs),
  fromNew: false,
  receipts: 0,
  receiptMm: null,
  rollMm: null,
  nearEndMm: null,
  sinceNearEndMm: null,
  paper: 'full',
  mayBeNew: false,
});

/** What was kept, or a new record where it was nothing we understand. */
export const readPaperRecord = (kept: string | null, nowMs: number): PaperRecord => {
  if (kept === null) return newPaperRecord(nowMs);
  try {
    const read = recordSchema.safeParse(JSON.parse(kept));
    return read.success ? read.data : newPaperRecord(nowMs);
  } catch {
    return newPaperRecord(nowMs);
  }
};

/** A new roll was put in. */
export const withNewRoll = (record: PaperRecord, nowMs: number): PaperRecord => ({
  ...record,
  usedMm: 0,
  sinceMs: Math.max(0, nowMs),
  fromNew: true,
  receipts: 0,
  sinceNearEndMm: null,
  paper: 'full',
  mayBeNew: false,
});

export const withFedPaper = (record: PaperRecord, fed: FedPaper): PaperRecord => ({
  ...record,
  usedMm: record.usedMm + fed.mm,
  sinceNearEndMm: record.sinceNearEndMm === null ? null : record.sinceNearEndMm + fed.mm,
  receipts: record.receipts + (fed.receipt ? 1 : 0),
  receiptMm: fed.receipt ? blend(record.receiptMm, fed.mm, RECEIPT_WEIGHT) : record.receiptMm,
});

/** The roll is used up: it tells its own length, and what was left at near end. */
const learnt = (record: PaperRecord, setup: RollSetup): PaperRecord => {
  const { usedMm, sinceNearEndMm } = record;
  const whole =
    record.fromNew &&
    usedMm >= setup.rollMm * PLAUSIBLE.least &&
    usedMm <= setup.rollMm * PLAUSIBLE.most;
  return {
    ...record,
    rollMm: whole ? blend(record.rollMm, usedMm, ROLL_WEIGHT) : record.rollMm,
    nearEndMm:
      sinceNearEndMm === null || !record.fromNew
        ? record.nearEndMm
        : blend(record.nearEndMm, sinceNearEndMm, ROLL_WEIGHT),
  };
};

const seen = (
  record: PaperRecord,
  paper: 'full' | 'low' | 'out',
  setup: RollSetup,
  nowMs: number,
): PaperRecord => {
  if (paper === record.paper) return record.mayBeNew ? { ...record, mayBeNew: false } : record;
  if (paper === 'out') return { ...learnt(record, setup), paper, mayBeNew: false };
  // Near the threshold the sensor flickers: without an open cover it is the same roll.
  if (paper === 'full' && record.paper === 'low' && !record.mayBeNew) return record;
  if (paper === 'full') return withNewRoll(record, nowMs);
  const same = record.paper === 'full' ? record : { ...record, fromNew: false };
  return { ...same, paper, sinceNearEndMm: 0, mayBeNew: false };
};

/** What the printer says of its paper now; nothing new gives the same record. */
export const withPrinterStatus = (
  record: PaperRecord,
  status: Pick<PrinterStatus, 'paper' | 'coverOpen' | 'state'>,
  setup: RollSetup,
  nowMs: number,
): PaperRecord => {
  const { paper, coverOpen, state } = status;
  if (paper === 'full' || paper === 'low' || paper === 'out') {
    return seen(record, paper, setup, nowMs);
  }
  const away = state === 'noDevice' || state === 'offline' || state === 'powerOff';
  return (coverOpen || away) && !record.mayBeNew ? { ...record, mayBeNew: true } : record;
};

const leftMm = (record: PaperRecord, setup: RollSetup): number => {
  const nearEndMm = record.nearEndMm ?? setup.nearEndMm;
  if (record.paper === 'out') return 0;
  if (record.sinceNearEndMm !== null) return Math.max(0, nearEndMm - record.sinceNearEndMm);
  const counted = Math.max(0, (record.rollMm ?? setup.rollMm) - record.usedMm);
  // A sensor that is known to work and has not struck: there is that much at the least.
  return record.nearEndMm === null ? counted : Math.max(nearEndMm, counted);
};

export const paperForecast = (
  record: PaperRecord,
  setup: RollSetup,
  nowMs: number,
): PaperForecast => {
  const mmLeft = leftMm(record, setup);
  const { receiptMm, usedMm, receipts } = record;
  const ageMs = nowMs - record.sinceMs;
  const known = ageMs >= DAY_MS && receipts >= FEW_RECEIPTS && usedMm > 0;
  return {
    mmLeft,
    receiptsLeft: receiptMm === null || receiptMm <= 0 ? null : Math.floor(mmLeft / receiptMm),
    endsAtMs: known ? Math.round(nowMs + (mmLeft * ageMs) / usedMm) : null,
  };
};
