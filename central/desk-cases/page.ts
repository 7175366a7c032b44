import type { CasePage } from '../../contract/console-cases.ts';
import {
  commandAnswerSchema,
  evidenceSchema,
  verdictSchema,
  type Evidence,
} from '../../contract/reconciliation.ts';
import { bahrainDay, DAY_MS } from '../database/day.ts';
import type { Database } from '../database/schema.ts';
import { FITS } from '../decisions/decide.ts';
import { evidenceSeen } from '../decisions/statement.ts';
import { caseRow } from './list.ts';

const MOST_LINES = 20;
const DAYS_AFTER = 4;

const iso = (ms: number): string => new Date(ms).toISOString();

/** One case with all that is known of it, and what may be decided; `null`: there is none. */
export const casePage = async (
  db: Database,
  caseId: string,
  { self, nowMs }: { readonly self: string; readonly nowMs: number },
): Promise<CasePage | null> => {
  const file = await db
    .selectFrom('case_file')
    .selectAll()
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  if (file === undefined) return null;
  const evidence: unknown = JSON.parse(file.evidence);
  const question = evidenceSchema.safeParse(evidence);
  const asked = question.success ? question.data : null;
  const decided = await db
    .selectFrom('decision')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('command_id', 'is', null)
    .executeTakeFirst();
  const command = await commandOf(db, caseId, nowMs);
  const row = caseRow(file, decided?.operator, self);
  const history = await db
    .selectFrom('audit')
    .select(['at_ms', 'actor', 'action', 'detail'])
    .where('subject', '=', caseId)
    .orderBy('at_ms')
    .execute();
  const isOpen = row.asksPeople && command?.state !== 'waiting';
  return {
    row,
    asked,
    found: asked === null ? (evidence as Record<string, unknown>) : null,
    seen: evidenceSeen(file.evidence),
    verdicts: asked === null || !isOpen ? [] : [...FITS[asked.question]],
    lines: asked === null ? [] : await linesLike(db, asked),
    decided:
      decided === undefined
        ? null
        : {
            by: decided.operator.replace(/^staff\//u, ''),
            verdict: verdictSchema.parse(decided.verdict),
            line: decided.transaction,
            because: decided.because,
            at: iso(decided.decided_at_ms),
            isSelf: decided.operator === self,
          },
    command,
    closedBecause: file.closed_because,
    history: history.map(({ at_ms: at, actor, action, detail }) => ({
      at: iso(at),
      by: actor.replaceAll('staff/', ''),
      action,
      detail,
    })),
  };
};

const commandOf = async (
  db: Database,
  caseId: string,
  nowMs: number,
): Promise<CasePage['command']> => {
  const row = await db
    .selectFrom('kiosk_command')
    .select(['command', 'issued_at_ms', 'expires_at_ms', 'status', 'answer'])
    .where('case_id', '=', caseId)
    .orderBy('issued_at_ms', 'desc')
    .executeTakeFirst();
  if (row === undefined) return null;
  const { verdict } = JSON.parse(row.command) as { readonly verdict?: unknown };
  const answer = commandAnswerSchema.safeParse(JSON.parse(row.answer ?? 'null'));
  const waits = row.expires_at_ms > nowMs ? 'waiting' : 'expired';
  return {
    verdict: verdictSchema.parse(verdict),
    at: iso(row.issued_at_ms),
    state: row.status === 'open' ? waits : row.status,
    reason: answer.success && answer.data.outcome === 'refused' ? answer.data.reason : null,
  };
};

/** Which lines of the acquirer's files it may be: the same sum, from the day before on. */
const linesLike = async (
  db: Database,
  { amountFils, since }: Evidence,
): Promise<CasePage['lines']> => {
  const sinceMs = Date.parse(since);
  const rows = await db
    .selectFrom('acquirer_transaction')
    .select(['day', 'terminal_id', 'trace', 'kind', 'time', 'receipt'])
    .where('amount_fils', '=', amountFils)
    .where('day', '>=', bahrainDay(sinceMs - DAY_MS))
    .where('day', '<=', bahrainDay(sinceMs + DAYS_AFTER * DAY_MS))
    .orderBy('day')
    .orderBy('line')
    .limit(MOST_LINES)
    .execute();
  return rows.map(({ day, terminal_id: terminal, trace, kind, time, receipt }) => ({
    name: `${day} ${terminal}/${trace}`,
    kind,
    time,
    receipt,
  }));
};
