import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { buildDBClient, SqliteQueue } from 'liteque';
import { timed, type Contestant } from './contestant.ts';
import { makeDurable, readDurability } from './sqlite-handle.ts';

const TIMEOUT_SECONDS = 600;

type Body = (...args: unknown[]) => unknown;

/**
 * liteque takes a job in an asynchronous transaction, which better-sqlite3 refuses since its version 12:
 * taking would always fail. Here BEGIN and COMMIT stand around the promise, as its author meant it.
 */
const allowAsynchronousTransactions = (db: Database.Database): void => {
  const transaction = (body: Body): unknown => {
    const run = async (...args: unknown[]): Promise<unknown> => {
      db.exec('BEGIN');
      try {
        const value = await body(...args);
        db.exec('COMMIT');
        return value;
      } catch (cause) {
        db.exec('ROLLBACK');
        throw cause;
      }
    };
    return Object.assign(run, { deferred: run, immediate: run, exclusive: run });
  };
  Object.assign(db, { transaction });
};

export const openLiteque = (folder: string, payload: unknown): Contestant => {
  mkdirSync(folder, { recursive: true });
  const client = buildDBClient(join(folder, 'liteque.sqlite'), { runMigrations: true });
  const db = (client as unknown as { session: { client: Database.Database } }).session.client;
  // After the client: it sets synchronous=NORMAL itself.
  makeDurable(db);
  allowAsynchronousTransactions(db);
  const queue = new SqliteQueue<unknown>('payment', client, {
    defaultJobArgs: { numRetries: 1 },
    keepFailedJobs: false,
  });
  return {
    name: 'liteque',
    durability: readDurability(db),
    includes: 'the task; then taken (one commit) and deleted (one commit)',
    overlaps: false,
    enqueue: (count) => timed(count, 1, () => queue.enqueue(payload)),
    dequeue: (count) =>
      timed(count, 1, async () => {
        const job = await queue.attemptDequeue({ timeoutSecs: TIMEOUT_SECONDS });
        if (job === null) throw new Error('liteque lost a task');
        await queue.finalize(job.id, job.allocationId, 'completed');
      }),
    close: () => {
      db.close();
      return Promise.resolve();
    },
  };
};
