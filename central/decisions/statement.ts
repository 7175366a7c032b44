import type { Verdict } from '../../contract/reconciliation.ts';

export type Statement = {
  readonly caseId: string;
  readonly verdict: Verdict;
  /** `DAY TERMINAL/TRACE` of the acquirer's file, where that is the evidence of a charge or reversal. */
  readonly transaction: string | null;
  readonly because: string;
};

/** What an operator signs: this, and nothing else with such a beginning. */
export const statementText = ({ caseId, verdict, transaction, because }: Statement): string =>
  `khidma-decision-v1\n${JSON.stringify({ caseId, verdict, transaction, because })}`;
