import type { Fils } from '../../../contract/money.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { LastTransaction, TerminalProblem } from '../../card-terminal.ts';
import { repeatReceipt } from '../codec/commands.ts';
import type { StatusInformation } from '../codec/messages.ts';
import { toAuthorisation } from './authorisation.ts';
import { enquire } from './enquiry.ts';
import type { Session } from './session.ts';

const MALFORMED: TerminalProblem = { code: 'malformed', resultCode: null };

/**
 * `06 20` repeats an end of day too (digest §5.6). One without BMP 60, which is optional, is known by
 * naming neither receipt nor card: a payment that could not even be reversed is none to go by.
 */
const isEndOfDay = (status: StatusInformation): boolean =>
  status.totals !== null ||
  (status.resultCode === 0 &&
    status.amount !== null &&
    status.receiptNumber === null &&
    status.originalTrace === null &&
    status.cardType === null &&
    status.cardName === null &&
    status.lastFour === null &&
    status.authorisationCode === null);

const closedDay = (status: StatusInformation, knownTerminalId: string | null): LastTransaction => ({
  authorisation: {
    amountFils: (status.amount ?? status.totals?.sum ?? 0) as Fils,
    scheme: '',
    lastFour: null,
    authorisationCode: '',
    terminalId: status.terminalId ?? knownTerminalId ?? '',
    trace: status.trace ?? '',
    receiptNumber: status.totals?.lastReceipt ?? '',
    terminalDate: status.date ?? '',
    terminalTime: status.time ?? '',
  },
  resultCode: status.resultCode ?? 0,
  originalTrace: null,
  endOfDay: true,
});

/** `06 20 05 <pw> 03 03` (digest §5.6, §12.2). */
export const askLastTransaction = async (
  session: Session,
): Promise<Result<LastTransaction | null, TerminalProblem>> => {
  const end = await enquire(session, repeatReceipt(session.password), true);
  if (!end.ok) return end;
  if (end.value.kind === 'aborted') {
    const { resultCode } = end.value;
    if (resultCode !== null && session.nothingStoredCodes.includes(resultCode)) return ok(null);
    return fail({ code: 'refused', resultCode });
  }
  const { status } = end.value;
  if (status === null) return ok(null);
  if (isEndOfDay(status)) return ok(closedDay(status, session.terminalId));
  const copy = toAuthorisation(status, session.terminalId);
  if (!copy.ok || status.resultCode === null) return fail(MALFORMED);
  return ok({
    authorisation: copy.value,
    resultCode: status.resultCode,
    originalTrace: status.originalTrace,
  });
};
