import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  askedRemoteActSchema,
  kioskActsSchema,
  revocationAskedSchema,
  type ListedRemoteAct,
} from '../../contract/console-remote-acts.ts';
import { REMOTE_ACT_RULES } from '../../contract/remote-act-rules.ts';
import { recordAudit, subjectOf } from '../audit/record.ts';
import type { ConsoleDeps } from '../console/deps.ts';
import { type ConsoleOperation, consoleOperation } from '../console/operation.ts';
import { mayAct } from '../console/options.ts';
import { consoleProblem } from '../console/problems.ts';
import { staffActor } from '../console/sign-in.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { revokeKiosk } from '../enrolment/decide.ts';
import { json, NOTHING_TO_SAY, picture } from '../http/answer.ts';
import { askRemoteAct } from './ask.ts';

type Deps = Pick<ConsoleDeps, 'db' | 'clock' | 'commandKey'>;

const ofKiosk = z.object({ kioskId: z.string().max(64) });
const ofAct = ofKiosk.extend({ actId: z.uuid() });
const MOST_SHOWN = 30;

const iso = (ms: number): string => new Date(ms).toISOString();

/** What may be asked of a kiosk from a desk, and what came of it. */
export const remoteActConsoleOperations = (deps: Deps): readonly ConsoleOperation[] => [
  listing(deps),
  asking(deps),
  looking(deps),
  revoking(deps),
];

const listing = ({ db, clock }: Deps): ConsoleOperation =>
  consoleOperation({
    method: 'GET',
    path: '/kiosks/:kioskId/acts',
    role: 'viewer',
    schema: { params: ofKiosk },
    handle: async ({ params: { kioskId } }) => {
      const nowMs = clock.wallMs();
      return json(kioskActsSchema, { now: iso(nowMs), acts: await actsOf(db, kioskId, nowMs) });
    },
  });

const actsOf = async (
  db: Database,
  kioskId: string,
  nowMs: number,
): Promise<readonly ListedRemoteAct[]> => {
  const rows = await db
    .selectFrom('remote_act')
    .leftJoin('remote_act_picture', 'remote_act_picture.act_id', 'remote_act.act_id')
    .selectAll('remote_act')
    .select('remote_act_picture.taken_at_ms')
    .where('kiosk_id', '=', kioskId)
    .orderBy('issued_at_ms', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  return rows.map((row) => ({
    actId: row.act_id,
    act: row.act,
    by: row.by_name,
    because: row.because,
    issuedAt: iso(row.issued_at_ms),
    expiresAt: iso(row.expires_at_ms),
    state: row.status !== 'open' ? row.status : row.expires_at_ms > nowMs ? 'waiting' : 'expired',
    reason: row.reason,
    answeredAt: row.answered_at_ms === null ? null : iso(row.answered_at_ms),
    hasPicture: row.taken_at_ms !== null,
  }));
};

const asking = ({ db, clock, commandKey }: Deps): ConsoleOperation =>
  consoleOperation({
    method: 'POST',
    path: '/kiosks/:kioskId/acts',
    role: 'operator',
    schema: { params: ofKiosk, body: askedRemoteActSchema },
    handle: async ({ staff, params: { kioskId }, body: { act, because } }) => {
      if (!mayAct(staff.role, REMOTE_ACT_RULES[act].role)) return consoleProblem('notAllowed');
      const asked = await askRemoteAct(
        db,
        { kioskId, act, because, staff },
        { key: commandKey, newId: randomUUID, nowMs: clock.wallMs() },
      );
      if (asked.ok) return NOTHING_TO_SAY;
      return consoleProblem(asked.error === 'unknownKiosk' ? 'notFound' : 'changed');
    },
  });

/** Whoever looked at somebody's screen is written down. */
const looking = ({ db, clock }: Deps): ConsoleOperation =>
  consoleOperation({
    method: 'GET',
    path: '/kiosks/:kioskId/acts/:actId/picture',
    role: 'operator',
    schema: { params: ofAct },
    handle: async ({ staff, params: { kioskId, actId } }) => {
      const found = await db
        .selectFrom('remote_act_picture')
        .innerJoin('remote_act', 'remote_act.act_id', 'remote_act_picture.act_id')
        .select('jpeg')
        .where('remote_act.act_id', '=', actId)
        .where('kiosk_id', '=', kioskId)
        .executeTakeFirst();
      if (found === undefined) return consoleProblem('notFound');
      const nowMs = clock.wallMs();
      const entry = {
        subject: subjectOf(`kiosk ${kioskId}`),
        actor: staffActor(staff.subject),
        action: 'kioskPictureSeen',
        detail: `${kioskId}: ${actId}`,
      } as const;
      await writing(db, nowMs, (transaction) => recordAudit(transaction, [entry], nowMs));
      return picture(found.jpeg);
    },
  });

const revoking = ({ db, clock }: Deps): ConsoleOperation =>
  consoleOperation({
    method: 'POST',
    path: '/kiosks/:kioskId/revocation',
    role: 'administrator',
    schema: { params: ofKiosk, body: revocationAskedSchema },
    handle: async ({ staff, params: { kioskId }, body }) => {
      // Typed once more by whoever does what only an enrolment undoes.
      if (body.kioskId !== kioskId) return consoleProblem('badRequest');
      const nowMs = clock.wallMs();
      const by = staffActor(staff.subject);
      const done = await revokeKiosk(db, { kioskId, by, nowMs, because: body.because });
      return done.ok ? NOTHING_TO_SAY : consoleProblem('notFound');
    },
  });
