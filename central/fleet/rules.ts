import type { AlertRule } from '../../contract/console.ts';
import { SILENT_AFTER_MS, type KioskFacts } from './rows.ts';

/** From where on something is an alert. */
export type AlertLimits = {
  readonly offlineMs: number;
  readonly notSellingMs: number;
  /** Fewer receipts than that are left. */
  readonly paperReceipts: number;
  readonly exposureFils: number;
  readonly inDoubtMs: number;
  readonly clockSkewMs: number;
};

/** Something that is so at a kiosk and should not be. `measure`: in the rule's unit. */
export type Condition = {
  readonly rule: AlertRule;
  readonly sinceMs: number;
  readonly measure: number | null;
};

const MOST_SKEW_MS = 60_000;

/** All that should not be so at this kiosk, by what it said last and how long ago that was. */
export const conditionsOf = (
  facts: KioskFacts,
  limits: AlertLimits,
  nowMs: number,
): readonly Condition[] => {
  const { report, heardMs, receivedMs, skewMs } = facts;
  if (heardMs === null) return [];
  const found: Condition[] = [];
  if (nowMs - heardMs > limits.offlineMs)
    found.push({ rule: 'offline', sinceMs: heardMs, measure: null });
  if (report === null || receivedMs === null || skewMs === null) return found;

  const correction = Math.abs(skewMs) < MOST_SKEW_MS ? 0 : skewMs;
  const sinceOf = (subject: string): number =>
    Math.min(nowMs, Date.parse(report.states[subject]?.since ?? report.at) - correction);
  const stateOf = (subject: string): string | undefined => report.states[subject]?.state;

  const sales = stateOf('sales') ?? 'open';
  // Its log comes, and it does not report: its engine did not start.
  const logOnly = nowMs - heardMs <= SILENT_AFTER_MS && nowMs - receivedMs > SILENT_AFTER_MS;
  const stoppedMs = sales !== 'open' ? sinceOf('sales') : logOnly ? receivedMs : null;
  if (stoppedMs !== null && nowMs - stoppedMs > limits.notSellingMs)
    found.push({ rule: 'notSelling', sinceMs: stoppedMs, measure: null });

  const paper = stateOf('paper');
  const { paperLeft } = report;
  const isFew = paperLeft !== null && paperLeft < limits.paperReceipts;
  if (isFew || paper === 'low' || paper === 'out')
    found.push({
      rule: 'paperLow',
      sinceMs: paper === 'low' || paper === 'out' ? sinceOf('paper') : receivedMs,
      measure: paperLeft,
    });
  if (report.exposure.fils > limits.exposureFils)
    found.push({ rule: 'exposure', sinceMs: receivedMs, measure: report.exposure.fils });
  const doubtMs = receivedMs - report.inDoubt.oldestAgeMs;
  if (report.inDoubt.payments > 0 && nowMs - doubtMs > limits.inDoubtMs)
    found.push({ rule: 'inDoubt', sinceMs: doubtMs, measure: report.inDoubt.payments });
  if (Math.abs(skewMs) > limits.clockSkewMs)
    found.push({ rule: 'clockSkew', sinceMs: receivedMs, measure: skewMs });
  if (stateOf('tamper') === 'yes')
    found.push({ rule: 'tamper', sinceMs: sinceOf('tamper'), measure: null });
  return found;
};
