/** SQLite without any queue: what the disk and the database allow at most. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { timed, type Contestant } from './contestant.ts';
import { makeDurable, readDurability } from './sqlite-handle.ts';

/** One row a commit, one table, no index; as many commits for a dequeue as there are sizes. */
export const openBare = (
  folder: string,
  name: string,
  bytes: { readonly enqueue: number; readonly dequeue: readonly number[] },
): Contestant => {
  mkdirSync(folder, { recursive: true });
  const db = new Database(join(folder, 'bare.sqlite'));
  makeDurable(db);
  db.exec('CREATE TABLE bare (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO bare (body) VALUES (?)');
  const enqueued = Buffer.alloc(bytes.enqueue, 0x61);
  const dequeued = bytes.dequeue.map((count) => Buffer.alloc(count, 0x62));
  return {
    name,
    durability: readDurability(db),
    includes: `a row of ${String(bytes.enqueue)} bytes; then one commit each of ${bytes.dequeue.join(' and ')} bytes`,
    overlaps: false,
    enqueue: (count) => timed(count, 1, () => insert.run(enqueued)),
    dequeue: (count) =>
      timed(count, 1, () => {
        for (const body of dequeued) insert.run(body);
      }),
    close: () => {
      db.close();
      return Promise.resolve();
    },
  };
};
