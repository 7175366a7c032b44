import { fail, ok, type Result } from '../../contract/result.ts';
import { recordAudit, subjectOf } from '../audit/record.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { keyIdOf } from '../identity/ed25519.ts';
import { enrolIn } from '../identity/kiosks.ts';
import { rowsOf } from '../store/sql/store.ts';
import { keyFingerprint } from './fingerprint.ts';

type Asked = { readonly kioskId: string; readonly by: string; readonly nowMs: number };

export type ApprovalProblem =
  | 'nothingWaits'
  /** The digits are not those of the key that waits: somebody stands between, or mistyped. */
  | 'otherFingerprint'
  /** It had this key before: a key that was revoked, or replaced, never comes back. */
  | 'keyKnown';

/** Enrols the key that waits, where its fingerprint is the one that stands on the kiosk's screen. */
export const approveKiosk = (
  db: Database,
  { kioskId, by, nowMs, fingerprint }: Asked & { readonly fingerprint: string },
): Promise<Result<void, ApprovalProblem>> =>
  writing(db, nowMs, async (transaction) => {
    const waiting = await transaction
      .selectFrom('kiosk_enrolment')
      .select(['state', 'public_key'])
      .where('kiosk_id', '=', kioskId)
      .forUpdate()
      .executeTakeFirst();
    const publicKey = waiting?.public_key ?? null;
    if (waiting?.state !== 'waiting' || publicKey === null) return fail('nothingWaits');
    if (digitsOf(fingerprint) !== digitsOf(keyFingerprint(publicKey)))
      return fail('otherFingerprint');
    const rows = rowsOf(transaction);
    const known = await rows.lockKiosk(kioskId);
    if (known?.keyIds.includes(keyIdOf(publicKey)) === true) return fail('keyKnown');
    await enrolIn(rows, { kioskId, publicKey }, by, nowMs);
    await transaction
      .updateTable('kiosk_enrolment')
      .set({ state: 'approved' })
      .where('kiosk_id', '=', kioskId)
      .execute();
    return ok(undefined);
  });

/** The key that waits is not the kiosk's. */
export const refuseKiosk = (
  db: Database,
  { kioskId, by, nowMs }: Asked,
): Promise<Result<void, 'nothingWaits'>> =>
  writing(db, nowMs, async (transaction) => {
    const refused = await transaction
      .updateTable('kiosk_enrolment')
      .set({ state: 'refused' })
      .where('kiosk_id', '=', kioskId)
      .where('state', '=', 'waiting')
      .returning('public_key')
      .executeTakeFirst();
    if (refused === undefined) return fail('nothingWaits');
    const detail = `${kioskId}, ${keyFingerprint(refused.public_key ?? '')}`;
    const subject = subjectOf(`kiosk ${kioskId}`);
    await recordAudit(
      transaction,
      [{ subject, actor: by, action: 'kioskKeyRefused', detail }],
      nowMs,
    );
    return ok(undefined);
  });

/** From now on its payments go to quarantine and everything else is refused; asking twice does no harm. */
export const revokeKiosk = (
  db: Database,
  { kioskId, by, nowMs, because }: Asked & { readonly because?: string },
): Promise<Result<void, 'notEnrolled'>> =>
  writing(db, nowMs, async (transaction) => {
    const rows = rowsOf(transaction);
    const known = await rows.lockKiosk(kioskId);
    if (known === null) return fail('notEnrolled');
    if (known.revoked) return ok(undefined);
    await rows.revoke(kioskId, nowMs);
    const subject = subjectOf(`kiosk ${kioskId}`);
    const detail = because === undefined ? kioskId : `${kioskId}: ${because}`;
    await rows.audit([{ subject, actor: by, action: 'kioskRevoked', detail }], nowMs);
    return ok(undefined);
  });

/** The kiosk makes itself a new key when it next asks how it stands. */
export const wishRotation = (
  db: Database,
  { kioskId, by, nowMs }: Asked,
): Promise<Result<void, 'notEnrolled'>> =>
  writing(db, nowMs, async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('kiosk')
      .set({ rotation_wished_at_ms: nowMs })
      .where('kiosk_id', '=', kioskId)
      .where('revoked_at_ms', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return fail('notEnrolled');
    const subject = subjectOf(`kiosk ${kioskId}`);
    await recordAudit(
      transaction,
      [{ subject, actor: by, action: 'kioskRotationWished', detail: kioskId }],
      nowMs,
    );
    return ok(undefined);
  });

const digitsOf = (fingerprint: string): string => fingerprint.replaceAll(/\D/gu, '');
