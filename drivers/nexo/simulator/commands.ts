import { failure, success } from './answers.ts';
import { pay } from './payment.ts';
import { diagnose, repeat, reverse, totals } from './services.ts';
import type { Serve } from './terminal.ts';

/** What answers which category. */
export const serve: Serve = async (terminal, category, header, body) => {
  switch (category) {
    case 'Payment':
      return pay(terminal, header, body);
    case 'TransactionStatus':
      return repeat(terminal, header, body);
    case 'Abort':
      terminal.abort(body);
      return null;
    case 'Reversal':
      return reverse(terminal, header, body);
    case 'Diagnosis':
      return diagnose(terminal, body);
    case 'GetTotals':
      return totals(terminal, false);
    case 'Reconciliation':
      return totals(terminal, true);
    case 'Login':
      return { Response: success(terminal.settings), POISystemData: { DateTime: 'now' } };
    default:
      return { Response: failure(terminal.settings, 'UnavailableService') };
  }
};
