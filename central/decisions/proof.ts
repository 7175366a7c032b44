/** What the acquirer's file says of a verdict: what proves it, and what speaks against it. */
import type { Command, Evidence } from '../../contract/reconciliation.ts';
import type { DatabaseTransaction } from '../database/schema.ts';
import {
  isChargedInFile,
  isReversedInFile,
  isTakenByAnother,
  type AcquirerLine,
} from './evidence-line.ts';
import type { Statement } from './statement.ts';

export type Proof = Pick<Command, 'authorisation' | 'reversalTrace'>;

export type Asked = {
  readonly evidence: Evidence;
  readonly statement: Statement;
  readonly line: AcquirerLine | null;
};

/** The terminal that the payment was begun at, as far as the evidence names it. */
const terminalsOf = ({ approved, before, seen }: Evidence): readonly string[] =>
  [approved, before, seen].flatMap((at) =>
    at === null || at.terminalId === '' ? [] : [at.terminalId],
  );

/** Whether the acquirer's file, as far as it is imported, speaks against the verdict. */
export const contradicts = async (
  transaction: DatabaseTransaction,
  { evidence, statement, line }: Asked,
): Promise<boolean> => {
  const { approved, paymentId } = evidence;
  switch (statement.verdict) {
    case 'charged': {
      if (line === null)
        return approved !== null && (await isReversedInFile(transaction, approved));
      if (approved !== null && approved.trace !== line.authorisation.trace) return true;
      const known = terminalsOf(evidence);
      const elsewhere = known.length > 0 && !known.includes(line.authorisation.terminalId);
      const asked = { paymentId, caseId: statement.caseId };
      return (
        elsewhere ||
        (await isReversedInFile(transaction, line.authorisation)) ||
        (await isTakenByAnother(transaction, line.day, statement.transaction ?? '', line, asked))
      );
    }
    case 'notCharged':
      return approved !== null && (await isChargedInFile(transaction, approved));
    case 'notReversed':
      return approved !== null && (await isReversedInFile(transaction, approved));
    case 'reversed':
    case 'settled':
      return false;
  }
};

/** What the kiosk needs with the verdict; `null` where the acquirer's file must say it and does not. */
export const proofOf = ({ evidence, statement, line }: Asked): Proof | null => {
  const { verdict } = statement;
  const named = statement.transaction !== null;
  if (named && line?.fils !== evidence.amountFils) return null;
  if (verdict === 'charged') {
    if (line !== null && line.kind !== 'payment') return null;
    if (line === null && evidence.approved === null) return null;
    return { authorisation: line?.authorisation ?? null, reversalTrace: null };
  }
  if (verdict === 'reversed' && line !== null) {
    const { approved } = evidence;
    const isIts =
      line.kind === 'reversal' &&
      line.originalTrace === approved?.trace &&
      line.authorisation.terminalId === approved.terminalId;
    return isIts ? { authorisation: null, reversalTrace: line.authorisation.trace } : null;
  }
  return { authorisation: null, reversalTrace: null };
};
