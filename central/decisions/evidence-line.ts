import { type Authorisation, authorisationSchema } from '../../contract/payment.ts';
import type { DatabaseTransaction } from '../database/schema.ts';

const NAME = /^(\d{4}-\d{2}-\d{2}) ([^/ ]+)\/([^/ ]+)$/u;

export type AcquirerLine = {
  readonly kind: 'payment' | 'reversal';
  readonly fils: number;
  readonly originalTrace: string | null;
  readonly authorisation: Authorisation;
};

/** The line of the imported file that `DAY TERMINAL/TRACE` names; `null` where there is not just one. */
export const acquirerLine = async (
  transaction: DatabaseTransaction,
  name: string,
): Promise<AcquirerLine | null> => {
  const [, day, terminalId, trace] = NAME.exec(name) ?? [];
  if (day === undefined || terminalId === undefined || trace === undefined) return null;
  const rows = await transaction
    .selectFrom('acquirer_transaction')
    .selectAll()
    .where('day', '=', day)
    .where('terminal_id', '=', terminalId)
    .where('trace', '=', trace)
    .execute();
  const [row] = rows;
  if (row === undefined || rows.length > 1) return null;
  return {
    kind: row.kind,
    fils: row.amount_fils,
    originalTrace: row.original_trace,
    authorisation: authorisationSchema.parse({
      amountFils: row.amount_fils,
      scheme: row.scheme,
      lastFour: null,
      authorisationCode: row.authorisation_code,
      terminalId,
      trace,
      receiptNumber: row.receipt,
      terminalDate: day.slice(5).replace('-', ''),
      terminalTime: row.time,
    }),
  };
};
