import { createHash } from 'node:crypto';
import type { RandomBytes } from '../../contract/ids.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { recordAudit, subjectOf } from '../audit/record.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { isKioskId } from '../identity/kiosks.ts';

/** An invitation that nobody takes up ends by itself. */
export const INVITATION_MS = 24 * 3_600_000;
const CODE_DIGITS = 12;

export type Invitation = { readonly code: string; readonly expiresAtMs: number };

/** A code is kept as this alone; with the kiosk's id, so that equal codes do not look equal. */
export const codeHash = (kioskId: string, code: string): Buffer =>
  createHash('sha256').update(`${kioskId}\n${code}`).digest();

/**
 * A new one-time code for this kiosk; an earlier invitation, and a key that waits, are void. A kiosk that
 * is enrolled already goes on with its key until another is approved, as after a change of disk.
 */
export const inviteKiosk = (
  db: Database,
  asked: { readonly kioskId: string; readonly by: string; readonly nowMs: number },
  random: RandomBytes,
): Promise<Result<Invitation, 'badKioskId'>> => {
  const { kioskId, by, nowMs } = asked;
  if (!isKioskId(kioskId)) return Promise.resolve(fail('badKioskId'));
  const code = newCode(random);
  const expiresAtMs = nowMs + INVITATION_MS;
  const row = {
    state: 'invited' as const,
    code_sha256: codeHash(kioskId, code),
    wrong: 0,
    invited_by: by,
    invited_at_ms: nowMs,
    expires_at_ms: expiresAtMs,
    public_key: null,
    offered_at_ms: null,
  };
  return writing(db, nowMs, async (transaction) => {
    await transaction
      .insertInto('kiosk_enrolment')
      .values({ kiosk_id: kioskId, ...row })
      .onConflict((c) => c.column('kiosk_id').doUpdateSet(row))
      .execute();
    const subject = subjectOf(`kiosk ${kioskId}`);
    await recordAudit(
      transaction,
      [{ subject, actor: by, action: 'kioskInvited', detail: kioskId }],
      nowMs,
    );
    return ok({ code, expiresAtMs });
  });
};

const newCode = (random: RandomBytes): string => {
  const number = Buffer.from(random(8)).readBigUInt64BE() % 10n ** BigInt(CODE_DIGITS);
  return String(number).padStart(CODE_DIGITS, '0');
};
