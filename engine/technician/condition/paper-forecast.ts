import type { Condition } from '../../../contract/technician-condition.ts';
import type { PaymentSearch } from '../../journal/payment-search.ts';

const DAY_MS = 86_400_000;
const DAYS = 7;
/** More than any kiosk prints in a week. */
const MOST = 20_000;

/** For how long the roll lasts at the pace of the last seven days. */
export const paperForecast = (
  search: Pick<PaymentSearch, 'between'>,
  left: number | null,
  nowMs: number,
): Condition['paper'] => {
  const printed = search
    .between(nowMs - DAYS * DAY_MS, nowMs + 1, MOST)
    .filter(({ receipt }) => receipt === 'printed' || receipt === 'unknown').length;
  return {
    left,
    tenthsPerDay: Math.round((printed * 10) / DAYS),
    days: left === null || printed === 0 ? null : Math.floor((left * DAYS) / printed),
  };
};
