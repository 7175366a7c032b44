import { createHash } from 'node:crypto';
import type { Verdict } from '../../contract/reconciliation.ts';

/** What stands for the evidence that somebody saw: its SHA-256, hex. */
export const evidenceSeen = (evidence: string): string =>
  createHash('sha256').update(evidence).digest('hex');

export type Statement = {
  readonly caseId: string;
  readonly verdict: Verdict;
  /** `DAY TERMINAL/TRACE` of the acquirer's file, where that is the evidence of a charge or reversal. */
  readonly transaction: string | null;
  readonly because: string;
  /** `evidenceSeen` of the case’s evidence as it was looked at: an answer to another question counts nothing. */
  readonly evidence: string;
};

/** What an operator signs: this, and nothing else with such a beginning. */
export const statementText = (statement: Statement): string => {
  const { caseId, verdict, transaction, because, evidence } = statement;
  return `khidma-decision-v2\n${JSON.stringify({ caseId, verdict, transaction, because, evidence })}`;
};
