import { randomUUID } from 'node:crypto';
import { Queue, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { timed, type Contestant } from './contestant.ts';
import { startRedis } from './redis-server.ts';

const NAME = 'payment';

const readDurability = async (socket: string): Promise<string> => {
  const redis = new Redis({ path: socket });
  const read = async (name: string): Promise<string> =>
    String((await redis.config('GET', name))[1]);
  const [only, sync] = [await read('appendonly'), await read('appendfsync')];
  redis.disconnect();
  if (only !== 'yes' || sync !== 'always') {
    throw new Error(`not durable: appendonly=${only}, appendfsync=${sync}`);
  }
  return `Redis appendonly=${only} appendfsync=${sync}`;
};

export const openBullmq = async (folder: string, payload: unknown): Promise<Contestant> => {
  const server = await startRedis(folder);
  const durability = await readDurability(server.socket);
  const connection = { path: server.socket, maxRetriesPerRequest: null };
  const queue = new Queue(NAME, { connection });
  // Without a function of its own it only hands out jobs when it is asked to.
  const worker = new Worker(NAME, null, { connection, autorun: false });
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  const token = randomUUID();
  return {
    name: 'bullmq',
    durability,
    includes: 'the job; then taken (one script) and completed (one script)',
    overlaps: true,
    enqueue: (count, inFlight) => timed(count, inFlight, () => queue.add(NAME, payload)),
    dequeue: (count, inFlight) =>
      timed(count, inFlight, async (id) => {
        const mine = `${token}-${String(id)}`;
        // It is typed as if there were always one.
        const job = (await worker.getNextJob(mine, { block: false })) as Job | undefined;
        if (job === undefined) throw new Error('bullmq lost a job');
        await job.moveToCompleted('done', mine, false);
      }),
    close: async () => {
      await worker.close();
      await queue.close();
      await server.stop();
    },
  };
};
