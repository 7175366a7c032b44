import type { Service } from '../../contract/catalogue.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import { paymentDocumentSchema } from '../../contract/payment.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { recordAudit } from '../audit/record.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { recordPayment } from '../payments/record.ts';
import type { Store } from '../store/port.ts';

export type Quarantined = {
  readonly kioskId: string;
  readonly paymentId: string;
  readonly totalFils: number;
  readonly keyId: string;
  readonly receivedAtMs: number;
  readonly wishedBy: string | null;
};

const AT_ONCE = 500;

/** What nobody has decided of yet, oldest first. */
export const listQuarantine = async (db: Database): Promise<readonly Quarantined[]> => {
  const rows = await db
    .selectFrom('quarantined_payment')
    .selectAll()
    .where('released_at_ms', 'is', null)
    .orderBy('received_at_ms')
    .limit(AT_ONCE)
    .execute();
  return rows.map((row) => ({
    kioskId: row.kiosk_id,
    paymentId: row.payment_id,
    totalFils: row.total_fils,
    keyId: row.key_id,
    receivedAtMs: row.received_at_ms,
    wishedBy: row.wished_by,
  }));
};

export type ReleaseProblem = 'notQuarantined' | 'recordedOtherwise';

type Deps = {
  readonly db: Database;
  readonly store: Store;
  readonly services: readonly Service[];
  readonly random: RandomBytes;
};

/**
 * Posts a quarantined payment as if it came now, once two operators want it; the first one's wish stands
 * until then. A wish made at a desk and one made with a key are no two: the later one stands alone. What was posted stays posted where this is interrupted and asked again.
 */
export const releasePayment = async (
  deps: Deps,
  asked: {
    readonly kioskId: string;
    readonly paymentId: string;
    readonly by: string;
    readonly nowMs: number;
  },
): Promise<Result<'awaitsSecond' | 'released', ReleaseProblem>> => {
  const { kioskId, paymentId, by, nowMs } = asked;
  const row = await wish(deps.db, asked);
  if (row === null) return fail('notQuarantined');
  if (row.released_at_ms !== null) return ok('released');
  if (row.wished_by === by) return ok('awaitsSecond');
  const document = paymentDocumentSchema.parse(JSON.parse(row.document));
  const signed = { document: row.document, keyId: row.key_id, signature: row.signature };
  const { store, services, random } = deps;
  const recorded = await recordPayment(store, signed, document, nowMs, services, random);
  if (!recorded.ok) return fail('recordedOtherwise');
  await writing(deps.db, nowMs, async (transaction) => {
    await transaction
      .updateTable('quarantined_payment')
      .set({ released_by: by, released_at_ms: nowMs })
      .where('kiosk_id', '=', kioskId)
      .where('payment_id', '=', paymentId)
      .where('released_at_ms', 'is', null)
      .execute();
    const detail = `after ${row.wished_by ?? ''}`;
    await recordAudit(
      transaction,
      [{ subject: paymentId, actor: by, action: 'quarantineReleased', detail }],
      nowMs,
    );
  });
  return ok('released');
};

/** At a desk, or with a key of one's own: whoever has both might be one person. */
const isAtDesk = (by: string): boolean => by.startsWith('staff/');
const isSameWay = (wishedBy: string | null, by: string): boolean =>
  wishedBy !== null && isAtDesk(wishedBy) === isAtDesk(by);

/** The row as it stands with this wish; `null` where there is none. */
const wish = (
  db: Database,
  asked: Parameters<typeof releasePayment>[1],
): Promise<{
  readonly document: string;
  readonly key_id: string;
  readonly signature: string;
  readonly wished_by: string | null;
  readonly released_at_ms: number | null;
} | null> => {
  const { kioskId, paymentId, by, nowMs } = asked;
  return writing(db, nowMs, async (transaction) => {
    const row = await transaction
      .selectFrom('quarantined_payment')
      .select(['document', 'key_id', 'signature', 'wished_by', 'released_at_ms'])
      .where('kiosk_id', '=', kioskId)
      .where('payment_id', '=', paymentId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return null;
    if (row.released_at_ms !== null || isSameWay(row.wished_by, by)) return row;
    await transaction
      .updateTable('quarantined_payment')
      .set({ wished_by: by })
      .where('kiosk_id', '=', kioskId)
      .where('payment_id', '=', paymentId)
      .execute();
    await recordAudit(
      transaction,
      [{ subject: paymentId, actor: by, action: 'quarantineReleaseWished' }],
      nowMs,
    );
    return { ...row, wished_by: by };
  });
};
