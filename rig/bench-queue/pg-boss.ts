import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { startCluster } from '../quarter/cluster.ts';
import { timed, type Contestant } from './contestant.ts';

const NAME = 'payment';
const SETTINGS = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
/** One for each operation under way. */
const CONNECTIONS = 20;

const readDurability = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const settings: string[] = [];
  for (const name of Object.keys(SETTINGS)) {
    const { rows } = await client.query<{ setting: string }>(
      'select setting from pg_settings where name = $1',
      [name],
    );
    const setting = rows[0]?.setting ?? '?';
    if (setting !== 'on') throw new Error(`not durable: ${name}=${setting}`);
    settings.push(`${name}=${setting}`);
  }
  await client.end();
  return `PostgreSQL ${settings.join(' ')}`;
};

export const openPgBoss = async (folder: string, payload: object): Promise<Contestant> => {
  const cluster = await startCluster(folder, SETTINGS);
  const url = await cluster.createDatabase('queue');
  const durability = await readDurability(url);
  const boss = new PgBoss({
    connectionString: url,
    max: CONNECTIONS,
    supervise: false,
    schedule: false,
  });
  const problems: string[] = [];
  boss.on('error', (error) => problems.push(String(error)));
  await boss.start();
  await boss.createQueue(NAME);
  return {
    name: 'pg-boss',
    durability,
    includes: 'the job; then fetched (one transaction) and completed (one transaction)',
    overlaps: true,
    enqueue: (count, inFlight) => timed(count, inFlight, () => boss.send(NAME, payload)),
    dequeue: (count, inFlight) =>
      timed(count, inFlight, async () => {
        const [job] = await boss.fetch(NAME);
        if (job === undefined) throw new Error(`pg-boss lost a job ${problems.join('; ')}`);
        await boss.complete(NAME, job.id);
      }),
    close: async () => {
      await boss.stop({ graceful: false });
      await cluster.stop();
    },
  };
};
