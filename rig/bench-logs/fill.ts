import pg from 'pg';
import { addDays, bahrainDay, dayStartMs } from '../../central/database/day.ts';
import { LINE_KINDS, wordsOfKind } from './lines.ts';

/** The same days at every size: what grows is the fleet, so that every partition does. */
export const DAYS = 25;
const LINES_A_DAY = 200;
const LINES_A_PAYMENT = 16;
const ROWS_A_STATEMENT = 100_000;

/** Kiosks that tell so many lines in all these days. */
export const kiosksFor = (rows: number): number =>
  Math.max(1, Math.round(rows / DAYS / LINES_A_DAY));

export const kioskName = (index: number): string => `kiosk-${String(index).padStart(5, '0')}`;

/** The payment of a line by its row's number, as the database makes it too. */
export const paymentOfRow = `(md5('payment' || (n / ${String(LINES_A_PAYMENT)}))::uuid)`;

/** A table of kinds, each as many times as it is often in 10,000. */
const kinds = async (client: pg.Client): Promise<void> => {
  await client.query(`create table if not exists bench_kind (slot integer primary key, event text,
    level smallint, device text, of_payment boolean, attributes jsonb, words tsvector)`);
  let slot = 0;
  for (const kind of LINE_KINDS) {
    await client.query(
      `insert into bench_kind select slot, $3, $4, $5, $6, $7::jsonb, array_to_tsvector($8::text[])
        from generate_series($1::integer, $2::integer) as slot on conflict do nothing`,
      [
        slot,
        slot + kind.often - 1,
        kind.event,
        kind.level,
        kind.device,
        kind.ofPayment,
        JSON.stringify(kind.fields),
        wordsOfKind(kind),
      ],
    );
    slot += kind.often;
  }
};

export const slots = (): number => LINE_KINDS.reduce((sum, { often }) => sum + often, 0);

/** The first day that is filled, in ms. */
export const firstDayMs = (nowMs: number): number =>
  dayStartMs(addDays(bahrainDay(nowMs), 1 - DAYS));

/** Adds rows until there are `to`, where `from` are: spread over the days, in each by time. */
export const fillLogs = async (
  url: string,
  { from, to, nowMs }: { readonly from: number; readonly to: number; readonly nowMs: number },
  onRows: (rows: number) => void,
): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  // Ctrl-C ends the server first; what was asked of it then fails by itself.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('set synchronous_commit = off');
  await kinds(client);
  const firstMs = firstDayMs(nowMs);
  let done = from;
  for (let day = 0; day < DAYS; day++) {
    const startMs = firstMs + day * 86_400_000;
    await client.query('select ensure_health_day($1::date)', [bahrainDay(startMs)]);
    const first = Math.floor(from / DAYS);
    const last = Math.floor(to / DAYS);
    for (let part = first; part < last; part += ROWS_A_STATEMENT) {
      const end = Math.min(part + ROWS_A_STATEMENT, last);
      // hashint8 scatters kinds and kiosks; times grow with the row's number within what is added.
      await client.query(
        `insert into health_log (at_ms, kiosk_id, level, event, payment_id, device, attributes,
            words, received_ms)
          select $1::bigint + (row - $2::bigint) * 86400000 / $3::bigint,
              'kiosk-' || lpad((abs(hashint8(n)::bigint) % $4)::text, 5, '0'),
              level, event, case when of_payment then ${paymentOfRow} end, device, attributes,
              words, $1::bigint
            from generate_series($5::bigint, $6::bigint - 1) as row
            cross join lateral (select row * ${String(DAYS)} + $7 as n) as numbered
            join bench_kind on slot = abs(hashint8(n * 7919)::bigint) % $8`,
        [startMs, first, last - first, kiosksFor(to), part, end, day, slots()],
      );
      done += end - part;
      onRows(done);
    }
  }
  await client.query('vacuum analyze health_log');
  await client.end();
};
