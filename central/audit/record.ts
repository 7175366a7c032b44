import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { bahrainDay } from '../database/day.ts';
import type { DatabaseTransaction } from '../database/schema.ts';

export type AuditAction =
  | 'paymentRecorded'
  | 'reversalRecorded'
  | 'billsHeld'
  | 'holdReleased'
  | 'kioskEnrolled'
  | 'dayClosed';

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

/** Writes down who did what, in the very transaction that does it. */
export const recordAudit = async (
  transaction: DatabaseTransaction,
  entries: readonly AuditEntry[],
  nowMs: number,
): Promise<void> => {
  await sql`
    insert into audit (subject, received_on, at_ms, actor, action, detail)
    select subject, ${bahrainDay(nowMs)}::date, ${nowMs}::bigint, actor, action, detail
      from unnest(${entries.map(({ subject }) => subject)}::uuid[],
        ${entries.map(({ actor }) => actor)}::text[],
        ${entries.map(({ action }) => action)}::text[],
        ${entries.map(({ detail }) => detail ?? null)}::text[])
      as entry (subject, actor, action, detail)`.execute(transaction);
};

/** A name as an id (UUIDv8 of its SHA-256): one kind of key for whatever is audited. */
export const subjectOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
