import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { better, defineQueue } from 'plainjob';
import { timed, type Contestant } from './contestant.ts';
import { makeDurable, readDurability } from './sqlite-handle.ts';

const TYPE = 'payment';
const nothing = (): void => undefined;
const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing };

export const openPlainjob = (folder: string, payload: unknown): Contestant => {
  mkdirSync(folder, { recursive: true });
  const db = new Database(join(folder, 'plainjob.sqlite'));
  const queue = defineQueue({ connection: better(db), logger: silent });
  // After the queue: it sets synchronous=NORMAL itself.
  makeDurable(db);
  return {
    name: 'plainjob',
    durability: readDurability(db),
    includes: 'the job; then taken (one commit) and done (one commit)',
    overlaps: false,
    enqueue: (count) => timed(count, 1, () => queue.add(TYPE, payload)),
    dequeue: (count) =>
      timed(count, 1, () => {
        const job = queue.getAndMarkJobAsProcessing(TYPE);
        if (job === undefined) throw new Error('plainjob lost a job');
        const found = queue.getJobById(job.id);
        if (found === undefined) throw new Error('plainjob lost a job');
        queue.markJobAsDone(job.id);
      }),
    close: () => {
      queue.close();
      return Promise.resolve();
    },
  };
};
