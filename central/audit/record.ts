import { sql } from 'kysely';
import { bahrainDay } from '../database/day.ts';
import type { DatabaseTransaction } from '../database/schema.ts';
import type { AuditEntry } from './entry.ts';

export { type AuditAction, type AuditEntry, CENTRAL, subjectOf } from './entry.ts';

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
