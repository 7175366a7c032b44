import type {
  SuggestionPage,
  SuggestionPhone,
  SuggestionWords,
} from '../../contract/console-suggestions.ts';
import { recordAudit } from '../audit/record.ts';
import { mayAct } from '../console/options.ts';
import type { Staff } from '../console/sessions.ts';
import { staffActor } from '../console/sign-in.ts';
import { bahrainDay } from '../database/day.ts';
import type { Database, DatabaseTransaction } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { dueCounter } from './due.ts';
import { type DeskDeps, namedMinistries, ROW_COLUMNS, rowOf } from './inbox.ts';
import { mayMinistry } from './visible.ts';

const SHOWN_DIGITS = 2;
const masked = (phone: string): string =>
  `${'•'.repeat(phone.length - SHOWN_DIGITS)}${phone.slice(-SHOWN_DIGITS)}`;

/** One message without what was written; what colleagues and the ministry wrote is for operators. */
export const findPage = async (
  db: Database,
  suggestionId: string,
  { staff, nowMs, tawasul }: DeskDeps,
): Promise<SuggestionPage | null> => {
  const row = await db
    .selectFrom('suggestion')
    .select(ROW_COLUMNS)
    .select(['version', 'written_at_ms', 'phone', 'answer', 'answered_at_ms', 'blanked_at_ms'])
    .where('suggestion_id', '=', suggestionId)
    .executeTakeFirst();
  if (row === undefined || !mayMinistry(staff, row.ministry_id)) return null;
  const events = await db
    .selectFrom('suggestion_event')
    .selectAll()
    .where('suggestion_id', '=', suggestionId)
    .orderBy('id')
    .execute();
  const notice = await db
    .selectFrom('suggestion_notice')
    .select('state')
    .where('suggestion_id', '=', suggestionId)
    .where('answered_at_ms', '=', row.answered_at_ms ?? -1)
    .executeTakeFirst();
  const mayRead = mayAct(staff.role, 'operator');
  return {
    now: new Date(nowMs).toISOString(),
    row: rowOf(row, staff, dueCounter(bahrainDay(nowMs), tawasul?.holidays)),
    version: row.version,
    writtenAt: new Date(row.written_at_ms).toISOString(),
    phone: mayRead && row.phone !== null ? masked(row.phone) : null,
    answer: mayRead ? row.answer : null,
    told: notice?.state ?? 'none',
    isBlanked: row.blanked_at_ms !== null,
    ministries: namedMinistries(tawasul, [row.ministry_id]),
    events: events.map(({ at_ms, what, by_name, text, ministry_id }) => ({
      at: new Date(at_ms).toISOString(),
      what,
      by: by_name,
      text: mayRead ? text : null,
      ministryId: ministry_id,
    })),
  };
};

type Reader = { readonly staff: Staff; readonly nowMs: number };

/** What was written; that somebody read it is written down with it. */
export const readWords = (
  db: Database,
  suggestionId: string,
  reader: Reader,
): Promise<SuggestionWords | null> =>
  writing(db, reader.nowMs, async (transaction) => {
    const row = await personal(transaction, suggestionId, reader.staff);
    if (row === null) return null;
    await audited(transaction, suggestionId, reader, 'suggestionShown');
    return { text: row.text, language: row.language };
  });

/** The phone in full; audited as a thing of its own. `null`: none was given, or it is gone. */
export const readPhone = (
  db: Database,
  suggestionId: string,
  reader: Reader,
): Promise<SuggestionPhone | null> =>
  writing(db, reader.nowMs, async (transaction) => {
    const row = await personal(transaction, suggestionId, reader.staff);
    const phone = row?.phone ?? null;
    if (phone === null) return null;
    await audited(transaction, suggestionId, reader, 'suggestionPhoneShown');
    return { phone };
  });

const personal = async (transaction: DatabaseTransaction, suggestionId: string, staff: Staff) => {
  const row = await transaction
    .selectFrom('suggestion')
    .select(['text', 'phone', 'language', 'ministry_id'])
    .where('suggestion_id', '=', suggestionId)
    .executeTakeFirst();
  return row !== undefined && mayMinistry(staff, row.ministry_id) ? row : null;
};

const audited = (
  transaction: DatabaseTransaction,
  subject: string,
  { staff, nowMs }: Reader,
  action: 'suggestionShown' | 'suggestionPhoneShown',
): Promise<void> =>
  recordAudit(transaction, [{ subject, actor: staffActor(staff.subject), action }], nowMs);
