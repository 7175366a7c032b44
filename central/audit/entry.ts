import { createHash } from 'node:crypto';

export type AuditAction =
  | 'receiptMessageTaken'
  | 'paymentRecorded'
  | 'reversalRecorded'
  | 'billsHeld'
  | 'holdReleased'
  | 'kioskEnrolled'
  | 'dayClosed'
  | 'kioskDayReported'
  | 'settlementImported'
  | 'caseOpened'
  | 'caseReopened'
  | 'caseEvidence'
  | 'caseAssigned'
  | 'caseClosed'
  | 'operatorEnrolled'
  | 'decided'
  | 'commandIssued'
  | 'commandAnswered'
  | 'headAnchored'
  | 'journalBegun'
  | 'suggestionReceived'
  | 'suggestionShown'
  | 'suggestionAnswered'
  | 'suggestionClosed'
  | 'suggestionPhoneShown'
  | 'suggestionTaken'
  | 'suggestionHandedOver'
  | 'suggestionNoted'
  | 'suggestionReopened'
  | 'suggestionsBlanked'
  | 'kioskInvited'
  | 'kioskKeyWaits'
  | 'kioskKeyRefused'
  | 'kioskRevoked'
  | 'kioskRotationWished'
  | 'kioskKeyOffered'
  | 'kioskKeyTaken'
  | 'paymentQuarantined'
  | 'quarantineReleaseWished'
  | 'quarantineReleased'
  | 'staffSignedIn'
  | 'staffRefused'
  | 'staffSignedOut'
  | 'alertAcknowledged'
  | 'alertNoted'
  | 'alertCleared'
  | 'deskRefundWished'
  | 'deskRefunded'
  | 'remoteActAsked'
  | 'remoteActAnswered'
  | 'kioskPictureSeen';

export type AuditEntry = {
  /** A payment's id, or `subjectOf` anything else's name. */
  readonly subject: string;
  /** A kiosk's id, or `central`. */
  readonly actor: string;
  readonly action: AuditAction;
  /** Counts, codes and names of things; never a reference or a person. */
  readonly detail?: string;
};

export const CENTRAL = 'central';

/** A name as an id (UUIDv8 of its SHA-256): one kind of key for whatever is audited. */
export const subjectOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
