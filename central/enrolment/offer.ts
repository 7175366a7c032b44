import { timingSafeEqual } from 'node:crypto';
import {
  type EnrolmentAnswer,
  type EnrolmentRequest,
  enrolmentStatement,
} from '../../contract/identity.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { recordAudit, subjectOf } from '../audit/record.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { publicKeyFromRaw, verifyText } from '../identity/ed25519.ts';
import { isKioskId } from '../identity/kiosks.ts';
import { keyFingerprint } from './fingerprint.ts';
import { codeHash } from './invite.ts';

/** So many wrong codes, and the invitation is void: of 10^12 nobody finds the right one. */
const MOST_WRONG = 10;

/**
 * A kiosk's key with the code that its operator was given. The first key with the right code waits for
 * approval; asked again with the same key it is told how it stands. One refusal for every reason.
 */
export const offerKioskKey = (
  db: Database,
  asked: EnrolmentRequest,
  nowMs: number,
): Promise<Result<EnrolmentAnswer, 'enrolmentRefused'>> => {
  const { kioskId, publicKey } = asked;
  if (!isKioskId(kioskId) || !isProven(asked)) return Promise.resolve(fail('enrolmentRefused'));
  return writing(db, nowMs, async (transaction) => {
    const row = await transaction
      .selectFrom('kiosk_enrolment')
      .selectAll()
      .where('kiosk_id', '=', kioskId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return fail('enrolmentRefused');
    const change = transaction.updateTable('kiosk_enrolment').where('kiosk_id', '=', kioskId);
    const over = row.wrong >= MOST_WRONG || row.expires_at_ms <= nowMs;
    if (row.state === 'invited' && over) return fail('enrolmentRefused');
    if (!timingSafeEqual(codeHash(kioskId, asked.code), row.code_sha256)) {
      if (row.state === 'invited') await change.set({ wrong: row.wrong + 1 }).execute();
      return fail('enrolmentRefused');
    }
    if (row.state !== 'invited')
      return row.public_key === publicKey ? ok({ state: row.state }) : fail('enrolmentRefused');
    await change.set({ state: 'waiting', public_key: publicKey, offered_at_ms: nowMs }).execute();
    const detail = `${kioskId}, ${keyFingerprint(publicKey)}`;
    const subject = subjectOf(`kiosk ${kioskId}`);
    await recordAudit(
      transaction,
      [{ subject, actor: kioskId, action: 'kioskKeyWaits', detail }],
      nowMs,
    );
    return ok({ state: 'waiting' });
  });
};

const isProven = ({ proof, ...asked }: EnrolmentRequest): boolean => {
  const key = publicKeyFromRaw(asked.publicKey);
  return key !== null && verifyText(key, enrolmentStatement(asked), proof);
};
