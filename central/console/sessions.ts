import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Role } from '../../contract/console.ts';
import type { Database, DatabaseTransaction } from '../database/schema.ts';

export type Staff = {
  /** The issuer's own name for them, and how people call them. */
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  /** Whose messages they may see; `null`: all. */
  readonly ministries: readonly string[] | null;
};

export type Session = Staff & {
  /** Goes with every act; made of the id, so that no other page can know it. */
  readonly token: string;
  readonly endsAtMs: number;
};

const ID_BYTES = 32;
/** A session is written to at most so often only because it was used. */
const SEEN_EVERY_MS = 30_000;

export const newId = (): string => randomBytes(ID_BYTES).toString('base64url');
export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
export const tokenOf = (id: string): string => sha256(`token ${id}`).toString('base64url');

/** Begins one under a new id, which only the browser keeps. */
export const beginSession = async (
  transaction: DatabaseTransaction,
  staff: Staff,
  { nowMs, longestMs }: { readonly nowMs: number; readonly longestMs: number },
): Promise<string> => {
  const id = newId();
  await transaction
    .insertInto('console_session')
    .values({
      id_sha256: sha256(id),
      subject: staff.subject,
      name: staff.name,
      role: staff.role,
      ministries: staff.ministries === null ? null : JSON.stringify(staff.ministries),
      seen_at_ms: nowMs,
      ends_at_ms: nowMs + longestMs,
    })
    .execute();
  return id;
};

/** Whose session it is; `null` where it is none, or none any more. `touch`: somebody is there. */
export const findSession = async (
  db: Database,
  id: string,
  {
    nowMs,
    idleMs,
    touch,
  }: { readonly nowMs: number; readonly idleMs: number; readonly touch: boolean },
): Promise<Session | null> => {
  const key = sha256(id);
  const row = await db
    .selectFrom('console_session')
    .selectAll()
    .where('id_sha256', '=', key)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.ends_at_ms <= nowMs || row.seen_at_ms + idleMs <= nowMs) {
    await endSession(db, id);
    return null;
  }
  if (touch && row.seen_at_ms + SEEN_EVERY_MS <= nowMs)
    await db
      .updateTable('console_session')
      .set({ seen_at_ms: nowMs })
      .where('id_sha256', '=', key)
      .execute();
  const { subject, name, role } = row;
  const ministries =
    row.ministries === null ? null : z.array(z.string()).parse(JSON.parse(row.ministries));
  return { subject, name, role, ministries, token: tokenOf(id), endsAtMs: row.ends_at_ms };
};

export const endSession = async (db: Database | DatabaseTransaction, id: string): Promise<void> => {
  await db.deleteFrom('console_session').where('id_sha256', '=', sha256(id)).execute();
};

/** What nobody can use any more. */
export const sweepSessions = async (
  db: Database | DatabaseTransaction,
  { nowMs, idleMs }: { readonly nowMs: number; readonly idleMs: number },
): Promise<void> => {
  await db
    .deleteFrom('console_session')
    .where((row) =>
      row.or([row('ends_at_ms', '<=', nowMs), row('seen_at_ms', '<=', nowMs - idleMs)]),
    )
    .execute();
  await db.deleteFrom('console_sign_in').where('ends_at_ms', '<=', nowMs).execute();
};
