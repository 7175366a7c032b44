import { type JournalHead } from '../../contract/heads.ts';
import { recordAudit, subjectOf } from '../audit/record.ts';
import type { Database, DatabaseTransaction } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import type { HeadTables } from './tables.ts';

export type HeadRow = HeadTables['kiosk_head'];

/** Where a kiosk's journal stood when central last heard of it; `null` before its first word. */
export const highestHead = (
  db: Database | DatabaseTransaction,
  kioskId: string,
): Promise<HeadRow | null> =>
  db
    .selectFrom('kiosk_head')
    .where('kiosk_id', '=', kioskId)
    .selectAll()
    .orderBy('generation', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
    .then((row) => row ?? null);

/** A rebuilt journal takes the next number; one that is further on in the same generation goes on. */
const goesOn = (head: JournalHead, highest: HeadRow | null): boolean =>
  highest === null ||
  head.generation === highest.generation + 1 ||
  (head.generation === highest.generation && head.seq > highest.seq);

/** Keeps the head where it goes on from the highest known, never back; the highest known afterwards. */
export const anchorHead = (
  db: Database,
  kioskId: string,
  head: JournalHead,
  nowMs: number,
): Promise<HeadRow> =>
  writing(db, nowMs, async (transaction) => {
    // One of a kiosk's words after the other.
    await transaction
      .selectFrom('kiosk')
      .where('kiosk_id', '=', kioskId)
      .select('kiosk_id')
      .forUpdate()
      .execute();
    const highest = await highestHead(transaction, kioskId);
    if (highest !== null && !goesOn(head, highest)) return highest;
    const row: HeadRow = {
      kiosk_id: kioskId,
      generation: head.generation,
      seq: head.seq,
      hash: head.hash,
      at_ms: Date.parse(head.at),
      exposure_fils: head.exposureFils,
      exposure_count: head.exposureCount,
      received_at_ms: nowMs,
    };
    await transaction.insertInto('kiosk_head').values(row).execute();
    await recordAudit(
      transaction,
      [
        {
          subject: subjectOf(`kiosk ${kioskId}`),
          actor: kioskId,
          action: highest?.generation === head.generation ? 'headAnchored' : 'journalBegun',
          detail: `${String(head.generation)}/${String(head.seq)}`,
        },
      ],
      nowMs,
    );
    return row;
  });
