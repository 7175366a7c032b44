/** A PostgreSQL of the test's own: a fresh cluster in a temporary folder, gone after the test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '../../rig/quarter/cluster.ts';

export type PrivatePostgres = {
  /** Makes an empty database and gives its connection URL. */
  readonly createDatabase: (name: string) => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Nothing in it outlives the test, so it need not reach the disk. */
export const startPostgres = async (): Promise<PrivatePostgres> => {
  const folder = mkdtempSync(join(tmpdir(), 'khidma-pg-'));
  const cluster = await startCluster(folder, { fsync: 'off', max_connections: '60' });
  return {
    createDatabase: cluster.createDatabase,
    stop: async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
