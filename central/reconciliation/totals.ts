import type { DayReport } from '../../contract/reconciliation.ts';
import type { Finding } from '../cases/case-files.ts';

/**
 * A terminal's end of day against its kiosk's journal. `charged`: payments that the ledger knows to be
 * charged by now, which may explain what was unclear then. `null` where the sums agree. Pure.
 */
export const totalsFinding = (
  report: DayReport,
  charged: ReadonlySet<string> = new Set(),
): Finding | null => {
  const unclear = report.entries.filter(({ standing }) => standing === 'unclear');
  const found = unclear.filter(({ paymentId }) => charged.has(paymentId));
  const fils = found.reduce((sum, { amountFils }) => sum + amountFils, report.journal.fils);
  const count = report.journal.count + found.length;
  const { terminal } = report;
  const sameCount = terminal?.count === null || terminal?.count === count;
  if (terminal?.fils === fils && sameCount) return null;
  return {
    kind: 'totalsDiffer',
    subject: `${report.kioskId} ${String(report.number)}`,
    kioskId: report.kioskId,
    paymentId: null,
    evidence: {
      closedAt: report.closedAt,
      terminal,
      journal: report.journal,
      // What stood open then: one of these may be the difference.
      unclear: unclear.map(({ paymentId, amountFils }) => ({ paymentId, amountFils })),
    },
  };
};
