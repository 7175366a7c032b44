import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Cluster } from './cluster.ts';

/** One row a transaction, about as long as a payment's document, each on the disk when it is answered. */
const SCRIPT = `insert into durable (body) values (repeat('x', 1000));\n`;
const CONNECTIONS = '8';
const THREADS = '2';

/** Durable inserts a second by PostgreSQL's own pgbench, on the very cluster that central uses. */
export const measurePgbench = async (
  cluster: Cluster,
  folder: string,
  seconds: number,
): Promise<number> => {
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  await client.query('drop table if exists durable');
  await client.query('create table durable (id bigserial primary key, body text not null)');
  const script = join(folder, 'durable-insert.sql');
  writeFileSync(script, SCRIPT, { mode: 0o644 });
  const said = await cluster.run('pgbench', [
    ...['--no-vacuum', '--file', script, '--client', CONNECTIONS, '--jobs', THREADS],
    ...['--time', String(seconds), 'postgres'],
  ]);
  await client.query('drop table durable');
  await client.end();
  const rate = /^tps = ([0-9.]+)/mu.exec(said)?.[1];
  if (rate === undefined) throw new Error(`pgbench said no rate:\n${said}`);
  return Number(rate);
};
