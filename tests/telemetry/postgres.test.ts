/** What only PostgreSQL can show: requests at once, transactions that overlap, plans that leave days out. */
import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../central/database/migrate.ts';
import { postgresDialect } from '../../central/database/postgres.ts';
import type { CentralTables, Database } from '../../central/database/schema.ts';
import { careForHealthLogs } from '../../central/telemetry/care.ts';
import type { NewLine } from '../../central/telemetry/read-request.ts';
import { searchHealth } from '../../central/telemetry/search.ts';
import { ensureHealthDays, storeBatch, type NewBatch } from '../../central/telemetry/store.ts';
import { tailHealth, tailStart } from '../../central/telemetry/tail.ts';
import { startPostgres, type PrivatePostgres } from '../central/postgres.ts';

const NOW = Date.UTC(2026, 10, 22, 10);
const DAY_MS = 86_400_000;
let postgres: PrivatePostgres;
let url: string;
let db: Database;
const asked: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase('khidma');
  db = new Kysely<CentralTables>({
    dialect: postgresDialect(url, () => undefined),
    log: ({ query }) => {
      asked.push(query);
    },
  });
  await migrate(db);
}, 120_000);
afterAll(async () => {
  await db.destroy();
  await postgres.stop();
}, 60_000);

const line = (event: string, atMs = NOW): NewLine => ({
  atMs,
  saidAtMs: null,
  level: 9,
  event,
  paymentId: null,
  device: null,
  attributes: {},
  words: [event],
});
const batchOf = (kioskId: string, batch: number, ...lines: NewLine[]): NewBatch => ({
  kioskId,
  buffer: 'a'.repeat(16),
  batch,
  signal: 'logs',
  lines,
  spans: [],
  metrics: [],
  forward: null,
});
const range = { fromMs: NOW - 20 * DAY_MS, toMs: NOW + DAY_MS, limit: 500 };
const eventsOf = async (kioskId: string): Promise<string[]> =>
  (await searchHealth(db, { ...range, kioskId })).lines.map(({ event }) => event);

test('forty at once with one batch store it once; forty with their own store all, on a new day', async () => {
  const same = await Promise.all(
    Array.from({ length: 40 }, () => storeBatch(db, batchOf('same', 1, line('a'), line('b')), NOW)),
  );
  expect(same.filter(({ repeated }) => !repeated)).toEqual([{ stored: 2, repeated: false }]);
  expect(await eventsOf('same')).toHaveLength(2);
  const later = NOW + DAY_MS / 2;
  await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      storeBatch(db, batchOf(`own-${String(i)}`, 1, line('c', later)), later),
    ),
  );
  const { lines } = await searchHealth(db, { ...range, text: 'c' });
  expect(lines).toHaveLength(40);
});

test('the tail waits for a transaction that began earlier, and then misses nothing', async () => {
  let place = await tailStart(db);
  const seen: string[] = [];
  const look = async (): Promise<void> => {
    const page = await tailHealth(db, {}, place);
    seen.push(...page.lines.map(({ event }) => event));
    ({ place } = page);
  };
  const slow = new pg.Client({ connectionString: url });
  await slow.connect();
  await slow.query('begin');
  await slow.query(
    `insert into health_log (at_ms, kiosk_id, level, event, attributes, words, received_ms)
      values ($1, 'slow', 9, 'first', '{}', '', $1)`,
    [NOW],
  );
  await storeBatch(db, batchOf('quick', 1, line('second')), NOW);
  await look();
  expect(seen).toEqual([]);
  await slow.query('commit');
  await slow.end();
  await look();
  expect(seen).toEqual(['first', 'second']);
  await look();
  expect(seen).toHaveLength(2);
});

/** The partitions that the plans of what was just asked name. */
const planned = async (): Promise<string[]> => {
  const found = new Set<string>();
  const statements = asked.splice(0).filter((each) => each.sql.includes('from health_log'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const { sql: text, parameters } of statements) {
    const { rows } = await client.query(`explain (format json) ${text}`, [...parameters]);
    for (const [name] of JSON.stringify(rows).matchAll(/health_log_\d{4}_\d\d_\d\d(?=")/gu))
      found.add(name);
  }
  await client.end();
  return [...found].toSorted();
};

test('a search of some hours plans for their days alone, whatever else it asks', async () => {
  const days = Array.from({ length: 20 }, (_, i) => NOW - i * DAY_MS);
  await ensureHealthDays(db, days);
  await storeBatch(db, batchOf('old', 1, ...days.map((atMs) => line('d', atMs))), NOW);
  await sql`analyze health_log`.execute(db);
  const fromMs = NOW - 3 * DAY_MS;
  const hours = { fromMs, toMs: fromMs + 3_600_000, limit: 50 };
  for (const more of [{}, { kioskId: 'old' }, { level: 'warn' }, { text: 'd' }] as const) {
    asked.length = 0;
    await searchHealth(db, { ...hours, ...more });
    expect(await planned()).toEqual(['health_log_2026_11_19']);
  }
  // A full page of the newest needs no older day.
  asked.length = 0;
  await searchHealth(db, { ...range, toMs: NOW + 1, limit: 1 });
  expect(await planned()).toEqual(['health_log_2026_11_22']);
});

test('old days go as partitions, and nothing else does', async () => {
  await storeBatch(db, batchOf('kept', 1, line('e', NOW - 15 * DAY_MS), line('f', NOW)), NOW);
  expect(await careForHealthLogs(db, { nowMs: NOW, keepDays: 10 })).toBeGreaterThan(5);
  expect(await eventsOf('kept')).toEqual(['f']);
  expect(await careForHealthLogs(db, { nowMs: NOW, keepDays: 10 })).toBe(0);
});
