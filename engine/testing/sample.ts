import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../contract/clock.ts';
import { makePaymentId, type PaymentId, type RandomBytes } from '../../contract/ids.ts';
import type { Fils } from '../../contract/money.ts';
import type { Authorisation } from '../../contract/payment.ts';
import { noCrash } from '../crash-points.ts';
import { openDatabase } from '../journal/database.ts';
import type { Fact, IntentPersonal } from '../journal/facts.ts';
import { createJournal } from '../journal/journal.ts';
import { openMirror } from '../journal/mirror.ts';
import { createSealer } from '../journal/sealed.ts';
import { ensureKioskKey } from '../keys/kiosk-key.ts';
import type { ApprovalDeps } from '../payments/approval.ts';

/** Seeded bytes: the same seed, the same payments (a 32-bit xorshift). */
export const seededBytes = (seed: number): RandomBytes => {
  let x = seed | 1;
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      return x & 0xff;
    });
};

export const temporaryFolder = (): { path: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'khidma-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
};

export const authorisation = (more: Partial<Authorisation> = {}): Authorisation => ({
  amountFils: 32_569 as Fils,
  scheme: 'VISA',
  lastFour: '4242',
  authorisationCode: '731902',
  terminalId: '40001234',
  trace: '004217',
  receiptNumber: '0119',
  terminalDate: '1122',
  terminalTime: '164005',
  ...more,
});

export const intentFact = (more: Partial<Extract<Fact, { type: 'intent' }>> = {}): Fact => ({
  v: 1,
  type: 'intent',
  lines: [{ lineId: 1, serviceId: 'ewa', billId: 'ewa-12345678-1', amountFils: 32_569 as Fils }],
  totalFils: 32_569 as Fils,
  language: 'ar',
  slipCodeHash: 'a'.repeat(64),
  hold: null,
  baseline: { kind: 'none' },
  clockQuality: 'synchronised',
  ...more,
});

const both = (text: string): { ar: string; en: string } => ({ ar: text, en: text });

export const personal = (): IntentPersonal => ({
  slipCode: '0'.repeat(17) + '0',
  lines: [
    {
      lineId: 1,
      reference: '12345678',
      referenceLabel: both('Account number'),
      ministry: both('EWA'),
      serviceTitle: both('Electricity and water bill'),
      title: both('Bill'),
      detail: both('October 2026'),
    },
  ],
});

export type Bench = ApprovalDeps & { readonly folder: string; readonly newId: () => PaymentId };

let seed = 9;

/** A real journal in a real file, for tests. Throws where it cannot be opened. */
export const openBench = (folder: string, clock: Clock): Bench => {
  const database = openDatabase(folder);
  if (!database.ok) throw new Error(database.error.detail);
  const sealer = createSealer(Buffer.alloc(32, 7));
  const journal = createJournal(database.value, { clock, sealer });
  if (!journal.ok) throw new Error(journal.error.detail);
  seed += 2;
  const random = seededBytes(seed);
  return {
    folder,
    journal: journal.value,
    mirror: openMirror(join(folder, 'mirror')),
    sealer,
    clock,
    kioskId: 'KSK-1',
    key: ensureKioskKey(folder),
    crash: noCrash,
    newId: () => makePaymentId(clock.wallMs(), random),
  };
};

/** A payment with an intent, asked at the terminal. */
export const beginPayment = (bench: Bench, intent: Fact = intentFact()): PaymentId => {
  const paymentId = bench.newId();
  bench.journal.commit({ paymentId, facts: [intent], personal: personal() });
  bench.journal.commit({ paymentId, facts: [{ v: 1, type: 'authorising' }] });
  return paymentId;
};
