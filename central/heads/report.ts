/** `node central/heads/report.ts [--kiosk ID]`: what each kiosk's loss of both its copies would leave open. */
import { parseArgs } from 'node:util';
import { Kysely, sql } from 'kysely';
import { filsDigits, type Fils } from '../../contract/money.ts';
import { postgresDialect } from '../database/postgres.ts';
import type { CentralTables } from '../database/schema.ts';

const USAGE = `DATABASE_URL=… node central/heads/report.ts [--kiosk ID]

  For each kiosk the last head of its journal that central heard of: how old it is, what was charged and
  not yet answered for then, and what was recorded of it since.
`;
const EXIT_USAGE = 64;

const url = process.env['DATABASE_URL'] ?? '';
const { values } = parseArgs({ options: { kiosk: { type: 'string' } }, strict: false });
if (url === '') {
  process.stderr.write(USAGE);
  process.exit(EXIT_USAGE);
}

type Line = {
  kiosk_id: string;
  generation: number;
  seq: number;
  received_at_ms: number;
  exposure_fils: number;
  exposure_count: number;
  since_count: number;
  since_fils: number;
};

const db = new Kysely<CentralTables>({ dialect: postgresDialect(url, () => undefined) });
const only = typeof values.kiosk === 'string' ? values.kiosk : null;
const { rows } = await sql<Line>`
  select head.*, since.count as since_count, since.fils as since_fils
    from (select distinct on (kiosk_id) * from kiosk_head
      where ${only}::text is null or kiosk_id = ${only}::text
      order by kiosk_id, generation desc, seq desc) as head
    cross join lateral (select count(*)::bigint as count, coalesce(sum(total_fils), 0)::bigint as fils
      from payment where payment.kiosk_id = head.kiosk_id
        and payment.recorded_at_ms >= head.received_at_ms) as since
    order by head.kiosk_id`.execute(db);
const money = (fils: number): string => filsDigits(fils as Fils).padStart(14);
process.stdout.write(
  'kiosk | generation/fact | heard | open then (BD, payments) | recorded since\n',
);
for (const row of rows)
  process.stdout.write(
    [
      row.kiosk_id,
      `${String(row.generation)}/${String(row.seq)}`,
      new Date(row.received_at_ms).toISOString(),
      `${money(row.exposure_fils)} ${String(row.exposure_count).padStart(5)}`,
      `${money(row.since_fils)} ${String(row.since_count).padStart(5)}`,
    ].join(' | ') + '\n',
  );
await db.destroy();
