import { sql } from 'kysely';
import type { z } from 'zod';
import {
  MOST_SUGGESTIONS_LISTED,
  type suggestionsAskedSchema,
  type SuggestionInbox,
  type SuggestionRow,
} from '../../contract/console-suggestions.ts';
import type { Tawasul } from '../../contract/tawasul.ts';
import { mayAct } from '../console/options.ts';
import type { Staff } from '../console/sessions.ts';
import { bahrainDay } from '../database/day.ts';
import type { Database } from '../database/schema.ts';
import { type Due, dueCounter } from './due.ts';
import { mayMinistry } from './visible.ts';

export type DeskDeps = {
  readonly staff: Staff;
  readonly nowMs: number;
  readonly tawasul: Tawasul | undefined;
};

/** What a list shows of a message; `text` and `phone` are not among them. */
export const ROW_COLUMNS = [
  ...(['suggestion_id', 'tracking_number', 'kind', 'ministry_id', 'kiosk_id', 'language'] as const),
  ...(['received_at_ms', 'due_on', 'state', 'assignee'] as const),
] as const;

type Kept = {
  readonly suggestion_id: string;
  readonly tracking_number: string;
  readonly kind: SuggestionRow['kind'];
  readonly ministry_id: string;
  readonly kiosk_id: string;
  readonly language: SuggestionRow['language'];
  readonly received_at_ms: number;
  readonly due_on: string;
  readonly state: SuggestionRow['state'];
  readonly assignee: string | null;
};

export const rowOf = (row: Kept, staff: Staff, due: (dueOn: string) => Due): SuggestionRow => {
  const { workingDays, isLate } = due(row.due_on);
  return {
    id: row.suggestion_id,
    trackingNumber: mayAct(staff.role, 'operator') ? row.tracking_number : null,
    kind: row.kind,
    ministryId: row.ministry_id,
    kioskId: row.kiosk_id,
    language: row.language,
    receivedAt: new Date(row.received_at_ms).toISOString(),
    dueOn: row.due_on,
    workingDays,
    isLate: row.state === 'open' && isLate,
    state: row.state,
    assignee: row.assignee,
  };
};

/** The messages asked for, what is open and due first before the others; counts of each ministry's. */
export const findInbox = async (
  db: Database,
  asked: z.output<typeof suggestionsAskedSchema>,
  { staff, nowMs, tawasul }: DeskDeps,
): Promise<SuggestionInbox> => {
  const today = bahrainDay(nowMs);
  const seen = staff.ministries;
  const sums = await db
    .selectFrom('suggestion')
    .select(['ministry_id', 'kind', 'state'])
    .select((row) => [
      row.fn.countAll<number>().as('all'),
      sql<number>`count(*) filter (where due_on < ${today}::date)`.as('past'),
    ])
    .$if(seen !== null, (query) => query.where('ministry_id', 'in', [...(seen ?? []), '']))
    .groupBy(['ministry_id', 'kind', 'state'])
    .execute();
  const open = sums.filter(({ state }) => state === 'open');
  const countOf = (id: string, what: 'all' | 'past'): number =>
    open.filter(({ ministry_id }) => ministry_id === id).reduce((sum, row) => sum + row[what], 0);
  const fits = (row: (typeof sums)[number]): boolean =>
    (asked.ministry === undefined || row.ministry_id === asked.ministry) &&
    (asked.kind === undefined || row.kind === asked.kind) &&
    (asked.state === 'all' || row.state === asked.state);
  let query = db.selectFrom('suggestion').select(ROW_COLUMNS);
  if (seen !== null) query = query.where('ministry_id', 'in', [...seen, '']);
  if (asked.ministry !== undefined) query = query.where('ministry_id', '=', asked.ministry);
  if (asked.kind !== undefined) query = query.where('kind', '=', asked.kind);
  if (asked.state !== 'all') query = query.where('state', '=', asked.state);
  const rows = await query
    .orderBy(sql`state = 'open'`, 'desc')
    // What is settled: the latest first.
    .orderBy(sql`case when state = 'open' then due_on end`)
    .orderBy(sql`case when state <> 'open' then received_at_ms end`, 'desc')
    .orderBy('received_at_ms')
    .limit(MOST_SUGGESTIONS_LISTED)
    .execute();
  const due = dueCounter(today, tawasul?.holidays);
  return {
    now: new Date(nowMs).toISOString(),
    ministries: namedMinistries(tawasul, [...sums.map(({ ministry_id: id }) => id)])
      .filter(({ id }) => mayMinistry(staff, id))
      .map((each) => ({
        ...each,
        open: countOf(each.id, 'all'),
        late: countOf(each.id, 'past'),
      })),
    total: sums.filter(fits).reduce((sum, { all }) => sum + all, 0),
    rows: rows.map((row) => rowOf(row, staff, due)),
  };
};

/** Those of the catalogue, and those that only messages still name. */
export const namedMinistries = (
  tawasul: Tawasul | undefined,
  used: readonly string[],
): Pick<SuggestionInbox['ministries'][number], 'id' | 'name'>[] => {
  const named = tawasul?.ministries ?? [];
  const others = new Set(used.filter((id) => named.every((each) => each.id !== id)));
  return [...named, ...[...others].map((id) => ({ id, name: null }))];
};
