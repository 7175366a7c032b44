import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock } from '../../contract/clock.ts';
import type { StatusReport } from '../../contract/status-report.ts';
import type { Database } from '../database/schema.ts';
import type { Carried, MessageSender } from '../messages/sender.ts';
import { mailOf, type Noticed } from './notice-text.ts';
import type { FleetTables } from './tables.ts';

const AT_ONCE = 20;
const CLAIMED_MS = 60_000;
const RETRY_FIRST_MS = 30_000;
const RETRY_MOST_MS = 3_600_000;
/** Nobody needs to hear of it any more. */
const GIVEN_UP_AFTER_MS = 2 * 86_400_000;
const WEBHOOK_TIMEOUT_MS = 10_000;

export type NoticeDeps = {
  readonly db: Database;
  readonly clock: Clock;
  /** Absent: nothing goes by e-mail, and what should waits. */
  readonly email: Pick<MessageSender, 'send'> | null;
  readonly webhookSecret: string | null;
  /** Of the operators' page, for links. */
  readonly origin: () => string;
  readonly fetch?: typeof fetch;
};

type Claimed = Pick<FleetTables['fleet_notice'], 'notice_id' | 'channel' | 'target' | 'about'> & {
  readonly tries: number;
  readonly kiosk_id: string;
  readonly rule: Noticed['rule'];
  readonly measure: number | null;
  readonly since_ms: number;
  readonly opened_ms: number;
  readonly place: StatusReport['place'] | null;
};

/** Sends what waits. Each notice is one sender's at a time and goes out under one id: a repeat can be told. */
export const carryNotices = async (deps: NoticeDeps): Promise<number> => {
  const { db, clock } = deps;
  let carried = 0;
  for (const notice of await claim(db, clock.wallMs())) {
    const answer = await send(deps, notice);
    const nowMs = clock.wallMs();
    const isLate = nowMs - notice.opened_ms > GIVEN_UP_AFTER_MS;
    await db
      .updateTable('fleet_notice')
      .set(
        answer === 'accepted'
          ? { state: 'sent', sent_ms: nowMs }
          : answer === 'refused' || isLate
            ? { state: 'refused' }
            : { next_try_ms: nowMs + waitMs(notice.tries) },
      )
      .where('notice_id', '=', notice.notice_id)
      .execute();
    if (answer === 'accepted') carried += 1;
  }
  return carried;
};

const waitMs = (tries: number): number =>
  Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** Math.max(0, tries - 1));

const claim = async (db: Database, nowMs: number): Promise<readonly Claimed[]> => {
  const { rows } = await sql<Claimed>`
    with due as (
      select notice_id from fleet_notice
        where state = 'waiting' and next_try_ms <= ${nowMs}::bigint
        order by next_try_ms limit ${AT_ONCE} for update skip locked
    ), claimed as (
      update fleet_notice n set next_try_ms = ${nowMs + CLAIMED_MS}::bigint, tries = tries + 1
        from due where n.notice_id = due.notice_id
        returning n.notice_id, n.alert_id, n.about, n.channel, n.target, n.tries
    )
    select c.notice_id, c.about, c.channel, c.target, c.tries, a.kiosk_id, a.rule, a.measure,
        a.since_ms, a.opened_ms, s.report->'place' as place
      from claimed c join fleet_alert a on a.alert_id = c.alert_id
      left join fleet_status s on s.kiosk_id = a.kiosk_id`.execute(db);
  return rows;
};

const send = async (deps: NoticeDeps, notice: Claimed): Promise<Carried> => {
  const said: Noticed = {
    id: notice.notice_id,
    about: notice.about,
    kioskId: notice.kiosk_id,
    place: notice.place,
    rule: notice.rule,
    measure: notice.measure,
    since: new Date(notice.since_ms).toISOString(),
    link: `${deps.origin()}/console/kiosks/${notice.kiosk_id}`,
  };
  if (notice.channel === 'email')
    return deps.email === null
      ? 'away'
      : deps.email.send({ id: said.id, address: notice.target, ...mailOf(said) });
  return toWebhook(deps, notice.target, JSON.stringify(said), said.id);
};

/** As JSON, with an HMAC-SHA-256 of the body where there is a secret: nobody else can tell such tales. */
const toWebhook = async (
  { webhookSecret, fetch: post = fetch }: NoticeDeps,
  url: string,
  body: string,
  id: string,
): Promise<Carried> => {
  try {
    const response = await post(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(webhookSecret === null
          ? {}
          : {
              'x-khidma-signature': `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`,
            }),
      },
      body,
    });
    await response.body?.cancel();
    if (response.ok) return 'accepted';
    return response.status >= 500 || response.status === 429 ? 'away' : 'refused';
  } catch {
    return 'away';
  }
};
