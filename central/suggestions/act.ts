import type { SuggestionAct } from '../../contract/console-suggestions.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { type AuditAction, recordAudit } from '../audit/record.ts';
import type { Staff } from '../console/sessions.ts';
import { staffActor } from '../console/sign-in.ts';
import { bahrainDay } from '../database/day.ts';
import type { Database, DatabaseTransaction } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { recordEvent } from './events.ts';
import { type DueRule, USUAL } from './record.ts';
import { answerSuggestion, closeSuggestion } from './settle.ts';
import { mayMinistry } from './visible.ts';
import { workingDaysAfter } from './working-days.ts';

/** `changed`: somebody was faster, or it stands otherwise than this act needs. */
export type ActProblem = 'notFound' | 'changed' | 'badRequest';

type ActDeps = {
  readonly staff: Staff;
  readonly nowMs: number;
  readonly rule: DueRule | undefined;
  readonly ministryIds: readonly string[];
};

/** What somebody at a desk does with one message: all of it or nothing, one after the other. */
export const actOnSuggestion = (
  db: Database,
  suggestionId: string,
  act: SuggestionAct,
  { staff, nowMs, rule = USUAL, ministryIds }: ActDeps,
): Promise<Result<void, ActProblem>> =>
  writing(db, nowMs, async (transaction) => {
    const row = await transaction
      .selectFrom('suggestion')
      .select(['version', 'state', 'kind', 'ministry_id', 'blanked_at_ms'])
      .where('suggestion_id', '=', suggestionId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined || !mayMinistry(staff, row.ministry_id)) return fail('notFound');
    if (act.act !== 'note' && act.version !== row.version) return fail('changed');
    const by = { by: staff.name, actor: staffActor(staff.subject), nowMs };
    const own = ownActs(transaction, suggestionId, by);
    switch (act.act) {
      case 'note':
        if (row.blanked_at_ms !== null) return fail('changed');
        return own.note(act.text);
      case 'answer': {
        const done = await answerSuggestion(transaction, suggestionId, { ...by, answer: act.text });
        return done.ok ? ok(undefined) : fail('changed');
      }
      case 'close':
        return (await closeSuggestion(transaction, suggestionId, { ...by, because: act.because }))
          ? ok(undefined)
          : fail('changed');
      case 'take':
        return row.state === 'open' ? own.take() : fail('changed');
      case 'handOver':
        if (row.state !== 'open') return fail('changed');
        if (act.ministryId === row.ministry_id || !ministryIds.includes(act.ministryId))
          return fail('badRequest');
        return own.handOver(row.ministry_id, act.ministryId, act.because);
      case 'reopen': {
        if (row.state === 'open' || row.blanked_at_ms !== null) return fail('changed');
        const days = rule.dueWorkingDays[row.kind];
        return own.reopen(workingDaysAfter(bahrainDay(nowMs), days, rule.holidays), act.because);
      }
    }
  });

const ownActs = (
  transaction: DatabaseTransaction,
  suggestionId: string,
  { by, actor, nowMs }: { readonly by: string; readonly actor: string; readonly nowMs: number },
) => {
  const update = transaction
    .updateTable('suggestion')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('suggestion_id', '=', suggestionId);
  const audited = async (action: AuditAction, detail = ''): Promise<Result<void, never>> => {
    const entry = { subject: suggestionId, actor, action, detail };
    await recordAudit(transaction, [entry], nowMs);
    return ok(undefined);
  };
  return {
    note: async (text: string) => {
      await recordEvent(transaction, suggestionId, { what: 'noted', by, nowMs, text });
      return audited('suggestionNoted');
    },
    take: async () => {
      await update.set({ assignee: by }).execute();
      await recordEvent(transaction, suggestionId, { what: 'taken', by, nowMs });
      return audited('suggestionTaken');
    },
    /** The day by which it is answered stays: it stands on the slip of whoever wrote. */
    handOver: async (from: string, ministryId: string, text: string) => {
      await update.set({ ministry_id: ministryId, assignee: null }).execute();
      const event = { what: 'handedOver', by, nowMs, text, ministryId } as const;
      await recordEvent(transaction, suggestionId, event);
      return audited('suggestionHandedOver', `${from} > ${ministryId}`);
    },
    /** Due anew, as a message of its kind that comes today. */
    reopen: async (dueOn: string, text: string) => {
      await update
        .set({
          state: 'open',
          due_on: dueOn,
          closed_at_ms: null,
          closed_by: null,
          closed_because: null,
        })
        .execute();
      await recordEvent(transaction, suggestionId, { what: 'reopened', by, nowMs, text });
      return audited('suggestionReopened');
    },
  };
};
