import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '../../contract/result.ts';
import { CENTRAL, recordAudit, subjectOf } from '../audit/record.ts';
import type { Database, Day } from '../database/schema.ts';
import { writing } from '../database/writing.ts';

const COLUMNS = [
  'terminal_id',
  'trace',
  'receipt',
  'kind',
  'amount_fils',
  'date',
  'time',
  'authorisation_code',
  'scheme',
  'original_trace',
] as const;

const lineSchema = z
  .object({
    terminal_id: z.string().regex(/^[\x21-\x7e]{1,64}$/u),
    trace: z.string().regex(/^[0-9A-Za-z-]{1,64}$/u),
    receipt: z.string().regex(/^[0-9A-Za-z-]{1,16}$/u),
    kind: z.enum(['payment', 'reversal']),
    amount_fils: z
      .string()
      .regex(/^[1-9][0-9]{0,9}$/u)
      .transform(Number),
    date: z.iso.date(),
    time: z.string().regex(/^[0-9:]{6,8}$/u),
    authorisation_code: z.string().regex(/^[0-9A-Za-z]{0,16}$/u),
    scheme: z.string().regex(/^[ -~]{0,32}$/u),
    original_trace: z
      .string()
      .regex(/^[0-9A-Za-z-]{0,64}$/u)
      .transform((text) => (text === '' ? null : text)),
  })
  .refine((line) => (line.kind === 'reversal') === (line.original_trace !== null), {
    path: ['original_trace'],
  });
export type SettlementLine = z.infer<typeof lineSchema> & { readonly line: number };

/** A line of the file, counted from 1 with its header, and what is wrong with it. Quotes nothing of it. */
export type LineProblem = { readonly line: number; readonly reason: string };

/** The acquirer's file of one day (CSV with a header, CRLF or LF), or everything that is wrong with it. */
export const readSettlementFile = (
  text: string,
  day: Day,
): Result<readonly SettlementLine[], readonly LineProblem[]> => {
  const rows = text.replace(/^\uFEFF/u, '').split(/\r?\n/u);
  if (rows.at(-1) === '') rows.pop();
  if (rows[0] !== COLUMNS.join(','))
    return fail([{ line: 1, reason: `the header is not ${COLUMNS.join(',')}` }]);
  const problems: LineProblem[] = [];
  const lines: SettlementLine[] = [];
  for (const [index, row] of rows.entries()) {
    if (index === 0) continue;
    const line = index + 1;
    const fields = row.split(',');
    if (fields.length !== COLUMNS.length) {
      problems.push({ line, reason: `${fields.length} fields in place of ${COLUMNS.length}` });
      continue;
    }
    const parsed = lineSchema.safeParse(
      Object.fromEntries(COLUMNS.map((column, place) => [column, fields[place]])),
    );
    if (!parsed.success) {
      const names = new Set(parsed.error.issues.map(({ path }) => path.join('.')));
      problems.push({ line, reason: `not usable: ${[...names].join(', ')}` });
    } else if (parsed.data.date !== day) {
      problems.push({ line, reason: `of another day than ${day}` });
    } else lines.push({ ...parsed.data, line });
  }
  return problems.length === 0 ? ok(lines) : fail(problems);
};

export type ImportProblem =
  | { readonly code: 'malformed'; readonly problems: readonly LineProblem[] }
  /** Another file was imported for that day; `replace` takes this one in its place. */
  | { readonly code: 'anotherFile' };

const AT_ONCE = 500;

/**
 * Takes in the acquirer's file of a day as a whole or not at all. The same file again changes nothing.
 * How many lines it has, and whether they were new.
 */
export const importSettlementFile = async (
  db: Database,
  { text, day, replace, nowMs }: { text: string; day: Day; replace: boolean; nowMs: number },
): Promise<Result<{ readonly lines: number; readonly isNew: boolean }, ImportProblem>> => {
  const read = readSettlementFile(text, day);
  if (!read.ok) return fail({ code: 'malformed', problems: read.error });
  const lines = read.value;
  const sha256 = createHash('sha256').update(text, 'utf8').digest();
  return writing(db, nowMs, async (transaction) => {
    const before = await transaction
      .selectFrom('settlement_file')
      .select('sha256')
      .where('day', '=', day)
      .forUpdate()
      .executeTakeFirst();
    if (before !== undefined) {
      if (sha256.equals(before.sha256)) return ok({ lines: lines.length, isNew: false });
      if (!replace) return fail({ code: 'anotherFile' } as const);
      await transaction.deleteFrom('settlement_file').where('day', '=', day).execute();
    }
    await transaction
      .insertInto('settlement_file')
      .values({ day, sha256, lines: lines.length, imported_at_ms: nowMs })
      .execute();
    for (let from = 0; from < lines.length; from += AT_ONCE) {
      const rows = lines.slice(from, from + AT_ONCE).map(({ date, ...line }) => ({
        ...line,
        day: date,
      }));
      await transaction.insertInto('acquirer_transaction').values(rows).execute();
    }
    const detail = `${String(lines.length)} lines, SHA-256 ${sha256.toString('hex')}`;
    const subject = subjectOf(`settlement file ${day}`);
    await recordAudit(
      transaction,
      [{ subject, actor: CENTRAL, action: 'settlementImported', detail }],
      nowMs,
    );
    return ok({ lines: lines.length, isNew: true });
  });
};
