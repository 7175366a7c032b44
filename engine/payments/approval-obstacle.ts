import type { Authorisation } from '../../contract/payment.ts';
import type { LastTransaction } from '../../drivers/card-terminal.ts';
import type { ApprovalDeps } from './approval.ts';
import type { Payment } from './fold.ts';
import { isSamePayment } from './last-transaction.ts';

/** Among so many of the newest payments is the one that a terminal's last transaction may belong to. */
const NEWEST = 1_000;

type Known = Pick<ApprovalDeps, 'journal'>;

const someOther = (
  { paymentId }: Payment,
  { journal }: Known,
  isIt: (authorisation: Authorisation) => boolean,
): boolean =>
  journal
    .latest(NEWEST)
    .some(
      (other) =>
        other.paymentId !== paymentId && other.authorisation !== null && isIt(other.authorisation),
    );

export type ApprovalObstacle =
  /** What document and receipt need of the person cannot be read: nothing could be sent. */
  | 'sealedFieldsLost'
  /** It is another payment's: one charge must not pay two. */
  | 'ofAnotherPayment';

/** Why an approval that was learnt afterwards may not be recorded; `null`: it may. */
export const approvalObstacle = (
  payment: Payment,
  authorisation: Authorisation,
  known: Known,
): ApprovalObstacle | null => {
  if (known.journal.personal(payment.paymentId) === null) return 'sealedFieldsLost';
  const isTaken = someOther(payment, known, (held) => isSamePayment(held, authorisation));
  return isTaken ? 'ofAnotherPayment' : null;
};

/** Whether a reversal that the terminal remembers took back another payment than this. */
export const isReversalOfAnother = (
  payment: Payment,
  { authorisation, originalTrace }: LastTransaction,
  known: Known,
): boolean =>
  someOther(
    payment,
    known,
    (held) => held.trace === originalTrace && held.terminalId === authorisation.terminalId,
  );
