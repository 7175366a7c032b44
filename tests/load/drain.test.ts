import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { migrate } from '../../central/database/migrate.ts';
import type { Database } from '../../central/database/schema.ts';
import { drainCrowd } from '../../rig/drain/crowd.ts';
import { drainOneKiosk } from '../../rig/drain/one-kiosk.ts';
import { openDatabase } from '../../rig/quarter/prepare.ts';
import { startPostgres, type PrivatePostgres } from '../central/postgres.ts';

vi.setConfig({ testTimeout: 180_000 });

let postgres: PrivatePostgres;
let folder: string;
const undo: (() => Promise<void>)[] = [];
const command = { onEnd: (step: () => Promise<void>) => void undo.push(step) };
const say = (): void => undefined;

beforeAll(async () => {
  postgres = await startPostgres();
  folder = mkdtempSync(join(tmpdir(), 'khidma-drain-'));
});
afterAll(async () => {
  for (const step of undo.reverse()) await step();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

const central = async (name: string): Promise<{ url: string; db: Database }> => {
  const url = await postgres.createDatabase(name);
  const db = openDatabase(url);
  undo.push(() => db.destroy());
  await migrate(db);
  return { url, db };
};

test('2,000 payments queued in 30 days are all posted, none twice, past a kill -9 in the middle', async () => {
  const { url, db } = await central('one');
  vi.stubEnv('DATABASE_URL', url);
  const result = await drainOneKiosk({
    folder: join(folder, 'one'),
    db,
    payments: 2_000,
    kill: true,
    baselineMs: 500,
    command,
    say,
  });
  expect(result.ledger).toMatchObject({ payments: 2_000, distinct: 2_000, postedLines: 2_000 });
  expect(result.right).toBe(true);
  // The screen went on from touch to touch while it drained.
  expect(result.during.count).toBeGreaterThan(0);
});

test('200 kiosks that return in the same moment are all served in turn, each payment once', async () => {
  const { url, db } = await central('crowd');
  const result = await drainCrowd({
    folder: join(folder, 'crowd'),
    url,
    db,
    kiosks: 200,
    payments: 3,
    jitter: false,
    admission: true,
    command,
    say,
  });
  expect(result.ledger).toMatchObject({ payments: 600, distinct: 600, postedLines: 600 });
  expect(result.right).toBe(true);
  expect(result.toldLater).toBeGreaterThan(0);
  expect(result.mostRunning).toBeLessThanOrEqual(32);
  expect(result.searchesFailed).toBe(0);
});
