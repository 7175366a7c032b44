/** One payment of the usual size, and the engine's own parts that make it durable. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../contract/clock.ts';
import { makePaymentId } from '../../contract/ids.ts';
import type { Fils } from '../../contract/money.ts';
import type { Authorisation } from '../../contract/payment.ts';
import { noCrash } from '../../engine/crash-points.ts';
import { openDatabase } from '../../engine/journal/database.ts';
import type { Fact, IntentPersonal } from '../../engine/journal/facts.ts';
import { createJournal, type Journal } from '../../engine/journal/journal.ts';
import { openMirror } from '../../engine/journal/mirror.ts';
import { createSealer } from '../../engine/journal/sealed.ts';
import { ensureKioskKey } from '../../engine/keys/kiosk-key.ts';
import type { ApprovalDeps } from '../../engine/payments/approval.ts';
import { sha256Hex } from '../../engine/payments/documents.ts';
import type { Payment } from '../../engine/payments/fold.ts';

const AMOUNT = 32_569 as Fils;
const SLIP_CODE = '0'.repeat(18);
const bill = { ar: 'فاتورة الكهرباء والماء', en: 'Electricity and water bill' };

export const authorisation = (): Authorisation => ({
  amountFils: AMOUNT,
  scheme: 'VISA',
  lastFour: '4242',
  authorisationCode: '083192',
  terminalId: '40001234',
  trace: '004217',
  receiptNumber: '0119',
  terminalDate: '1122',
  terminalTime: '164000',
});

export const personal = (): IntentPersonal => ({
  slipCode: SLIP_CODE,
  lines: [
    {
      lineId: 1,
      reference: '12345678',
      referenceLabel: { ar: 'رقم الحساب', en: 'Account' },
      ministry: { ar: 'هيئة الكهرباء والماء', en: 'Electricity and Water Authority' },
      serviceTitle: bill,
      title: bill,
      detail: bill,
    },
  ],
});

const intent = (): Fact => ({
  v: 1,
  type: 'intent',
  lines: [{ lineId: 1, serviceId: 'ewa', billId: 'ewa-12345678-1', amountFils: AMOUNT }],
  totalFils: AMOUNT,
  language: 'ar',
  slipCodeHash: sha256Hex(SLIP_CODE),
  hold: null,
  baseline: { kind: 'none' },
  clockQuality: 'synchronised',
});

/** A payment that the terminal has been asked about. */
export const begin = (journal: Journal): Payment =>
  journal.commit({
    paymentId: makePaymentId(systemClock.wallMs(), (count) => randomBytes(count)),
    personal: personal(),
    facts: [intent(), { v: 1, type: 'authorising' }],
  });

export const openParts = (folder: string): ApprovalDeps => {
  mkdirSync(folder, { recursive: true });
  const database = openDatabase(folder);
  if (!database.ok) throw new Error(database.error.detail);
  const sealer = createSealer(randomBytes(32));
  const journal = createJournal(database.value, { clock: systemClock, sealer });
  if (!journal.ok) throw new Error(journal.error.detail);
  return {
    journal: journal.value,
    mirror: openMirror(join(folder, 'mirror')),
    sealer,
    clock: systemClock,
    kioskId: 'KSK-1',
    key: ensureKioskKey(folder),
    crash: noCrash,
  };
};
