import type { Clock } from '../../contract/clock.ts';
import { DAY_MS } from '../database/day.ts';
import type { Database } from '../database/schema.ts';
import { composeAnswer } from '../messages/compose-answer.ts';
import type { MessageSender } from '../messages/sender.ts';

const AT_ONCE = 20;
const LEASE_MS = 2 * 60_000;
const FIRST_MS = 30_000;
const LONGEST_MS = 4 * 60 * 60_000;
/** Later nobody expects it any more: the answer still stands under the number. */
const GIVEN_UP_AFTER_MS = 7 * DAY_MS;

const BAHRAIN = '+973';
const BAHRAIN_DIGITS = 8;
/** `36123456` and `0097336123456` as `+97336123456`. */
const addressOf = (phone: string): string =>
  phone.length === BAHRAIN_DIGITS ? `${BAHRAIN}${phone}` : `+${phone.replace(/^00/u, '')}`;

export type TellDeps = {
  readonly db: Database;
  readonly clock: Clock;
  readonly senders: readonly MessageSender[];
};

/** Answers that are due to be told, leased to this replica alone. */
const take = (db: Database, nowMs: number) =>
  db.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('suggestion_notice as notice')
      .innerJoin('suggestion', 'suggestion.suggestion_id', 'notice.suggestion_id')
      .select(['notice.notice_id', 'notice.tries', 'phone', 'language', 'answer'])
      .select('tracking_number')
      .where('notice.state', '=', 'waiting')
      .where('notice.next_at_ms', '<=', nowMs)
      .orderBy('notice.next_at_ms')
      .limit(AT_ONCE)
      .forUpdate('notice')
      .skipLocked()
      .execute();
    if (rows.length === 0) return rows;
    await transaction
      .updateTable('suggestion_notice')
      .set((row) => ({ next_at_ms: nowMs + LEASE_MS, tries: row('tries', '+', 1) }))
      .where(
        'notice_id',
        'in',
        rows.map(({ notice_id: id }) => id),
      )
      .execute();
    return rows;
  });

/** Tells by text message what was answered to whoever left a phone; how many were tried. */
export const tellAnswers = async ({ db, clock, senders }: TellDeps): Promise<number> => {
  const nowMs = clock.wallMs();
  await db
    .updateTable('suggestion_notice')
    .set({ state: 'givenUp' })
    .where('state', '=', 'waiting')
    .where('answered_at_ms', '<=', nowMs - GIVEN_UP_AFTER_MS)
    .execute();
  const sender = senders.find(({ channel }) => channel === 'sms');
  if (sender === undefined) return 0;
  const rows = await take(db, nowMs);
  for (const row of rows) {
    const { phone, answer, tracking_number: number, language } = row;
    const carried =
      phone === null || answer === null
        ? 'refused'
        : await sender.send({
            id: row.notice_id,
            address: addressOf(phone),
            ...composeAnswer(number, answer, language),
          });
    const pauseMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** row.tries);
    await db
      .updateTable('suggestion_notice')
      .set(
        carried === 'away'
          ? { next_at_ms: clock.wallMs() + pauseMs }
          : { state: carried === 'accepted' ? 'sent' : 'givenUp' },
      )
      .where('notice_id', '=', row.notice_id)
      .execute();
  }
  return rows.length;
};
