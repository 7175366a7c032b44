/** Any one bit of the journal or the mirror turned over, or either cut anywhere: named at the start, or without effect. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paymentStateSchema } from '../../contract/payment.ts';
import { noCrash } from '../crash-points.ts';
import { openJournal } from '../open-journal.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import {
  approvedPayment,
  confirmedPayment,
  inDoubtPayment,
  refusedPayment,
} from '../testing/lives.ts';
import { seededBytes, temporaryFolder, type Bench } from '../testing/sample.ts';
import { stageConfig } from '../testing/visit-stage.ts';

const clock = createFakeClock();
const FILE = 'journal.sqlite';
const MIRROR = join('mirror', 'approvals.mirror');
const TRIALS = 200;
/** Four hundred starts of an engine's journal: a while on a machine that is busy. */
const PATIENCE_MS = 180_000;

let whole: ReturnType<typeof temporaryFolder>;
let trial: ReturnType<typeof temporaryFolder>;
const open = (folder: string) => openJournal(stageConfig(folder), { clock, crash: noCrash });

/**
 * Everything that a payment's fate hangs on. A person's own fields and the document of an answered payment
 * lie in boxes that say themselves, when they are opened, whether they are whole.
 */
const contents = (folder: string): string => {
  const opened = open(folder);
  if (!opened.ok) throw new Error(opened.error.detail);
  const { journal, mirror } = opened.value;
  const payments = journal.inStates(paymentStateSchema.options);
  const all = payments.map((payment) => [
    payment,
    journal.history(payment.paymentId),
    (['payment', 'reversal'] as const).map((kind) => {
      const row = journal.outbox.row(payment.paymentId, kind);
      const waits = row?.status === 'held' || row?.status === 'released';
      return [row, waits ? journal.outbox.document(payment.paymentId, kind) : null];
    }),
  ]);
  mirror.close();
  journal.close();
  return JSON.stringify(all);
};

beforeAll(() => {
  whole = temporaryFolder();
  trial = temporaryFolder();
  const opened = open(whole.path);
  if (!opened.ok) throw new Error(opened.error.detail);
  let made = 0;
  const bench: Bench = {
    ...opened.value,
    folder: whole.path,
    newId: () => {
      made += 1;
      return `019ab3c4-5d6e-7f00-8a1b-${String(made).padStart(12, '0')}` as never;
    },
  };
  for (const live of [
    confirmedPayment,
    refusedPayment,
    inDoubtPayment,
    approvedPayment,
    confirmedPayment,
  ])
    live(bench);
  opened.value.mirror.close();
  opened.value.journal.close();
  // A start names what was under way: from then on a start changes nothing.
  const again = open(whole.path);
  if (!again.ok) throw new Error(again.error.detail);
  again.value.mirror.close();
  again.value.journal.close();
});
afterAll(() => {
  whole.remove();
  trial.remove();
});

/** The whole folder again, with one file changed; then a start: what it says, and what it holds. */
const startWith = (
  file: string,
  bytes: Buffer,
): { code: string | null; contents: string | null } => {
  rmSync(trial.path, { recursive: true, force: true });
  cpSync(whole.path, trial.path, { recursive: true });
  writeFileSync(join(trial.path, file), bytes);
  const opened = open(trial.path);
  if (!opened.ok) return { code: opened.error.code, contents: null };
  opened.value.mirror.close();
  opened.value.journal.close();
  return { code: null, contents: contents(trial.path) };
};
const numbers = seededBytes(20_261_123);
const below = (most: number): number => {
  const [a = 0, b = 0, c = 0, d = 0] = numbers(4);
  return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) % most;
};

describe.each([FILE, MIRROR])('%s', (file) => {
  test(
    'one bit turned over',
    () => {
      const before = contents(whole.path);
      const bytes = readFileSync(join(whole.path, file));
      const found: Record<string, number> = {};
      for (let i = 0; i < TRIALS; i++) {
        const at = below(bytes.length);
        const bit = below(8);
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        const { code, contents: after } = startWith(file, damaged);
        found[code ?? 'opened'] = (found[code ?? 'opened'] ?? 0) + 1;
        if (code === null) expect(after, `byte ${String(at)}, bit ${String(bit)}`).toBe(before);
      }
      expect(found, 'what the start said').toMatchObject({ opened: expect.any(Number) as number });
    },
    PATIENCE_MS,
  );

  test(
    'cut anywhere',
    () => {
      const before = contents(whole.path);
      const bytes = readFileSync(join(whole.path, file));
      for (let i = 0; i < TRIALS / 4; i++) {
        const at = below(bytes.length);
        const { code, contents: after } = startWith(file, bytes.subarray(0, at));
        if (code === null) expect(after, `cut at ${String(at)}`).toBe(before);
      }
    },
    PATIENCE_MS,
  );
});
