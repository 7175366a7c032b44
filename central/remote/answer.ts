import type { RemoteActAnswer } from '../../contract/remote-acts.ts';
import { recordAudit, subjectOf } from '../audit/record.ts';
import { DAY_MS } from '../database/day.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';

/** Pictures of screens are to look at now, not to collect. */
export const PICTURE_DAYS = 7;

/** Keeps a kiosk's first answer for ever; false where the act is none of its own. */
export const keepRemoteActAnswer = (
  db: Database,
  asked: {
    readonly kioskId: string;
    readonly actId: string;
    readonly answer: RemoteActAnswer;
    readonly nowMs: number;
  },
): Promise<boolean> =>
  writing(db, asked.nowMs, async (transaction) => {
    const { kioskId, actId, answer, nowMs } = asked;
    const known = await transaction
      .selectFrom('remote_act')
      .select(['status', 'act'])
      .where('act_id', '=', actId)
      .where('kiosk_id', '=', kioskId)
      .forUpdate()
      .executeTakeFirst();
    if (known === undefined) return false;
    if (known.status !== 'open') return true;
    const reason = answer.outcome === 'refused' ? answer.reason : null;
    await transaction
      .updateTable('remote_act')
      .set({ status: answer.outcome, reason, answered_at_ms: nowMs })
      .where('act_id', '=', actId)
      .execute();
    if (known.act === 'takePicture' && answer.outcome === 'done' && answer.picture !== undefined) {
      const jpeg = Buffer.from(answer.picture, 'base64');
      await transaction
        .deleteFrom('remote_act_picture')
        .where('taken_at_ms', '<', nowMs - PICTURE_DAYS * DAY_MS)
        .execute();
      await transaction
        .insertInto('remote_act_picture')
        .values({ act_id: actId, taken_at_ms: nowMs, jpeg })
        .execute();
    }
    const said = reason === null ? 'done' : `refused: ${reason}`;
    const entry = {
      subject: subjectOf(`kiosk ${kioskId}`),
      actor: kioskId,
      action: 'remoteActAnswered',
      detail: `${known.act} ${said} ${actId}`,
    } as const;
    await recordAudit(transaction, [entry], nowMs);
    return true;
  });
