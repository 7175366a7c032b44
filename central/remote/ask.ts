import { REMOTE_ACT_RULES, type RemoteActName } from '../../contract/remote-act-rules.ts';
import { REMOTE_ACT_CONTEXT, type RemoteAct } from '../../contract/remote-acts.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { recordAudit, subjectOf } from '../audit/record.ts';
import type { Staff } from '../console/sessions.ts';
import { staffActor } from '../console/sign-in.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import type { CatalogueKey } from '../keys.ts';

export type AskProblem =
  | 'unknownKiosk'
  | 'revoked'
  /** The same act waits for this kiosk already. */
  | 'waitsAlready';

/** Signs an act for one kiosk, which fetches it with its next look; what came of it, it tells itself. */
export const askRemoteAct = (
  db: Database,
  asked: {
    readonly kioskId: string;
    readonly act: RemoteActName;
    readonly because: string;
    readonly staff: Pick<Staff, 'subject' | 'name'>;
  },
  deps: { readonly key: CatalogueKey; readonly newId: () => string; readonly nowMs: number },
): Promise<Result<string, AskProblem>> =>
  writing(db, deps.nowMs, async (transaction) => {
    const { kioskId, act, because, staff } = asked;
    const { key, nowMs } = deps;
    const kiosk = await transaction
      .selectFrom('kiosk')
      .select('revoked_at_ms')
      .where('kiosk_id', '=', kioskId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (kiosk === undefined) return fail('unknownKiosk');
    if (kiosk.revoked_at_ms !== null) return fail('revoked');
    const waiting = await transaction
      .selectFrom('remote_act')
      .select('act_id')
      .where('kiosk_id', '=', kioskId)
      .where('act', '=', act)
      .where('status', '=', 'open')
      .where('expires_at_ms', '>', nowMs)
      .executeTakeFirst();
    if (waiting !== undefined) return fail('waitsAlready');
    const actId = deps.newId();
    const expiresAtMs = nowMs + REMOTE_ACT_RULES[act].goodForMs;
    const document = JSON.stringify({
      v: 1,
      actId,
      kioskId,
      act,
      issuedAt: new Date(nowMs).toISOString(),
      expiresAt: new Date(expiresAtMs).toISOString(),
      by: staff.name,
      because,
    } satisfies RemoteAct);
    await transaction
      .insertInto('remote_act')
      .values({
        act_id: actId,
        kiosk_id: kioskId,
        act,
        by_subject: staff.subject,
        by_name: staff.name,
        because,
        issued_at_ms: nowMs,
        expires_at_ms: expiresAtMs,
        document,
        key_id: key.keyId,
        signature: key.sign(REMOTE_ACT_CONTEXT + document),
        status: 'open',
      })
      .execute();
    const entry = {
      subject: subjectOf(`kiosk ${kioskId}`),
      actor: staffActor(staff.subject),
      action: 'remoteActAsked',
      detail: `${kioskId}: ${act} ${actId}`,
    } as const;
    await recordAudit(transaction, [entry], nowMs);
    return ok(actId);
  });
