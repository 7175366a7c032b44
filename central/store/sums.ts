/** One day by central's own clock, in fils. Two ways to the same money: documents and ledger. */
export type DaySums = {
  /** From the documents: how many cards were charged, and how much. */
  readonly charges: number;
  readonly chargedFils: number;
  /** From the ledger's kinds. */
  readonly postedFils: number;
  readonly refusedFils: number;
  /** Reversed at the terminal or refunded on this day, whenever it was charged. */
  readonly returnedFils: number;
  /** From the ledger's accounts: what the acquirer came to owe on this day. */
  readonly clearingFils: number;
};

export type Total = { readonly count: number; readonly fils: number };
export const NOTHING: Total = { count: 0, fils: 0 };

export type LedgerTotals = {
  /** Balance of every account in fils; debits count up, credits down. */
  readonly accounts: Readonly<Record<string, number>>;
  /** Zero in any ledger that holds together. */
  readonly sumFils: number;
  readonly payments: Total;
};
