import { type Authorisation, authorisationSchema } from '../../contract/payment.ts';
import type { DatabaseTransaction, Day } from '../database/schema.ts';
import { postedOn } from '../reconciliation/sources.ts';

/** `1122`, from `1122` (ZVT) and from `2026-11-22` (nexo) alike. */
const monthDay = (date: string): string => date.replaceAll('-', '').slice(-4);

/** A transaction as its terminal names it; the trace is its name on that terminal's day. */
export type AtTerminal = {
  readonly terminalId: string;
  readonly trace: string;
  readonly terminalDate: string;
};

/** Whether the imported files hold a reversal of it; a terminal reverses only before its end of day. */
export const isReversedInFile = async (
  transaction: DatabaseTransaction,
  { terminalId, trace, terminalDate }: AtTerminal,
): Promise<boolean> => {
  const rows = await transaction
    .selectFrom('acquirer_transaction')
    .select('day')
    .where('terminal_id', '=', terminalId)
    .where('kind', '=', 'reversal')
    .where('original_trace', '=', trace)
    .execute();
  return rows.some(({ day }) => monthDay(day) === monthDay(terminalDate));
};

/** Whether the imported files hold it as a charge that stands. */
export const isChargedInFile = async (
  transaction: DatabaseTransaction,
  at: AtTerminal & { readonly amountFils: number },
): Promise<boolean> => {
  const rows = await transaction
    .selectFrom('acquirer_transaction')
    .select(['day', 'amount_fils'])
    .where('terminal_id', '=', at.terminalId)
    .where('trace', '=', at.trace)
    .where('kind', '=', 'payment')
    .execute();
  const its = rows.some(
    ({ day, amount_fils }) =>
      monthDay(day) === monthDay(at.terminalDate) && amount_fils === at.amountFils,
  );
  return its && !(await isReversedInFile(transaction, at));
};

/** Whether that charge is another payment's already: in the ledger, or by a decision. */
export const isTakenByAnother = async (
  transaction: DatabaseTransaction,
  day: Day,
  name: string,
  { authorisation }: AcquirerLine,
  asked: { readonly paymentId: string; readonly caseId: string },
): Promise<boolean> => {
  const inLedger = (await postedOn(transaction, day)).some(
    ({ terminalId, trace, paymentId }) =>
      terminalId === authorisation.terminalId &&
      trace === authorisation.trace &&
      paymentId !== asked.paymentId,
  );
  if (inLedger) return true;
  const decided = await transaction
    .selectFrom('decision')
    .innerJoin('kiosk_command', 'kiosk_command.command_id', 'decision.command_id')
    .select('kiosk_command.command_id')
    .where('decision.transaction', '=', name)
    .where('decision.verdict', '=', 'charged')
    .where('decision.case_id', '<>', asked.caseId)
    .where('kiosk_command.status', 'in', ['open', 'applied'])
    .executeTakeFirst();
  return decided !== undefined;
};

const NAME = /^(\d{4}-\d{2}-\d{2}) ([^/ ]+)\/([^/ ]+)$/u;

export type AcquirerLine = {
  readonly day: Day;
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
    day,
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
