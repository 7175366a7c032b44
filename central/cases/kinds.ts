/** Everything a case can be about. */
export const CASE_KINDS = [
  'chargedNotPosted', // in the acquirer's file, and after its deadline nowhere in the ledger
  'postedNotCharged', // the ledger or a kiosk has it, the acquirer does not settle it
  'amountDiffers',
  'refundOwed', // refused, and after its deadline not given back
  'inDoubtUnclear', // the kiosk cannot tell whether the card was charged, or given back
  'quarantined', // the kiosk set it aside
  'totalsDiffer', // a terminal's end of day against its kiosk's journal
  'duplicateCharge', // one transaction stands twice in the acquirer's file
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** Who sees to a case until it is given to somebody by name. */
export const FIRST_OWNER: Readonly<Record<CaseKind, string>> = {
  chargedNotPosted: 'reconciliation',
  postedNotCharged: 'reconciliation',
  amountDiffers: 'reconciliation',
  refundOwed: 'refunds',
  inDoubtUnclear: 'operations',
  quarantined: 'operations',
  totalsDiffer: 'reconciliation',
  duplicateCharge: 'refunds',
};
