import { randomBytes } from 'node:crypto';
import type { KioskConfig } from '../../contract/config.ts';
import { systemClock } from '../../contract/clock.ts';
import { makePaymentId } from '../../contract/ids.ts';
import { noCrash } from '../../engine/crash-points.ts';
import { openJournal } from '../../engine/open-journal.ts';
import { recordApproval } from '../../engine/payments/approval.ts';
import { sha256Hex } from '../../engine/payments/documents.ts';
import { RigError } from '../processes/rig-error.ts';
import { drainAmount, drainBillId, drainReference } from './bills.ts';

const THIRTY_DAYS_MS = 30 * 86_400_000;
const title = { ar: 'فاتورة', en: 'Bill' };

/**
 * 30 days of sales without the gateway, through the engine's own journal, mirror and signatures, each
 * write as durable as at a sale; only the clock is played. `bill`: the first one's number.
 */
export const fillJournal = (
  config: KioskConfig,
  payments: number,
  onProgress: (done: number) => void,
): void => {
  const startMs = Date.now() - THIRTY_DAYS_MS;
  let nowMs = startMs;
  const opened = openJournal(config, {
    clock: { ...systemClock, wallMs: () => nowMs },
    crash: noCrash,
  });
  if (!opened.ok) throw new RigError(`The journal could not be opened: ${opened.error.detail}`);
  const parts = opened.value;
  for (let index = 0; index < payments; index++) {
    nowMs = startMs + Math.floor((index / payments) * THIRTY_DAYS_MS);
    const paymentId = makePaymentId(nowMs, (count) => randomBytes(count));
    const amountFils = drainAmount(index);
    const slipCode = `${paymentId.slice(0, 8)}${String(index).padStart(10, '0')}`.slice(0, 18);
    const line = { lineId: 1, serviceId: 'ewa', billId: drainBillId(index), amountFils };
    const begun = parts.journal.commit({
      paymentId,
      facts: [
        {
          v: 1,
          type: 'intent',
          lines: [line],
          totalFils: amountFils,
          language: index % 3 === 0 ? 'en' : 'ar',
          slipCodeHash: sha256Hex(slipCode),
          hold: null,
          baseline: { kind: 'none' },
          clockQuality: 'unverified',
        },
        { v: 1, type: 'authorising' },
      ],
      personal: {
        slipCode,
        lines: [
          {
            lineId: 1,
            reference: drainReference(index),
            referenceLabel: title,
            ministry: title,
            serviceTitle: title,
            title,
            detail: title,
          },
        ],
      },
    });
    const at = new Date(nowMs).toISOString();
    const trace = String((index % 999_999) + 1).padStart(6, '0');
    recordApproval(
      begun,
      {
        amountFils,
        scheme: 'VISA',
        lastFour: '4242',
        authorisationCode: trace,
        terminalId: '40001234',
        trace,
        receiptNumber: trace.slice(2),
        terminalDate: at.slice(5, 10).replace('-', ''),
        terminalTime: at.slice(11, 19).replaceAll(':', ''),
      },
      'statusInformation',
      parts,
    );
    parts.journal.commit({
      paymentId,
      facts: [
        { v: 1, type: 'confirmed', by: 'completion' },
        { v: 1, type: 'visitEnded' },
      ],
      outbox: (table) => {
        table.mark(paymentId, 'payment', 'released');
      },
    });
    if (index % 500 === 499) onProgress(index + 1);
  }
  parts.mirror.close();
  parts.journal.close();
};
