/** The command with which operators tell a kiosk's own paper from one that somebody made or altered. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTables } from '../../central/database/open.ts';
import { pgliteDialect } from '../../central/database/pglite.ts';
import { enrolKiosk } from '../../central/identity/kiosks.ts';
import { sqlStore } from '../../central/store/sql/store.ts';
import { ensureKioskKey } from '../../engine/keys/kiosk-key.ts';
import { drillPapers } from '../../engine/technician/drill/report.ts';
import { handOut } from '../../engine/technician/hand-out.ts';
import { temporaryFolder } from '../../engine/testing/sample.ts';

const COMMAND = new URL('../../central/check-report.ts', import.meta.url).pathname;
const run = promisify(execFile);
const folder = temporaryFolder();
const data = join(folder.path, 'central');
const atMs = Date.UTC(2026, 10, 22, 10);

/** The report of kiosk `id`, signed by the key in the folder `of`. */
const written = (name: string, id: string, of: string): string => {
  const key = ensureKioskKey(join(folder.path, of));
  const files = drillPapers(
    {
      language: 'en',
      entries: [],
      kiosk: { id, place: { ar: 'السيف', en: 'Seef' } },
      who: { number: '1001', name: 'Muna' },
      version: '0.1.0',
      devices: [],
      keyId: key.keyId,
      atMs,
    },
    key,
  );
  return handOut([join(folder.path, name)], files) ?? '';
};
const check = async (path: string): Promise<string> => {
  const env = { PATH: process.env['PATH'] ?? '' };
  const ended = await run(process.execPath, [COMMAND, path, '--data', data], { env }).catch(
    (error: unknown) => error as { stderr: string; stdout: string },
  );
  return ended.stdout + ended.stderr;
};

beforeAll(async () => {
  mkdirSync(data, { recursive: true });
  const db = await withTables(pgliteDialect(join(data, 'database')));
  for (const id of ['KSK-7', 'KSK-8']) {
    const { publicKey } = ensureKioskKey(join(folder.path, id));
    await enrolKiosk(sqlStore(db), { kioskId: id, publicKey }, atMs);
  }
  await db.destroy();
});
afterAll(() => {
  folder.remove();
});

test('the kiosk’s own paper is told from an altered one, another kiosk’s and a stranger’s', async () => {
  const own = written('own', 'KSK-7', 'KSK-7');
  expect(await check(own)).toMatch(/^khidma-drill-KSK-7-.* was signed by kiosk KSK-7\.\n$/u);

  const altered = written('altered', 'KSK-7', 'KSK-7');
  writeFileSync(altered, Buffer.concat([readFileSync(altered), Buffer.from('\n')]));
  expect(await check(altered)).toContain('was altered');

  // Another kiosk of ours signs in this one's name, under its own key's name and under the other's.
  const borrowed = written('borrowed', 'KSK-7', 'KSK-8');
  expect(await check(borrowed)).toContain('never had a key');
  const beside = `${borrowed}.signature`;
  const { keyId } = ensureKioskKey(join(folder.path, 'KSK-7'));
  const signature = JSON.parse(readFileSync(beside, 'utf8')) as Record<string, string>;
  writeFileSync(beside, JSON.stringify({ ...signature, keyId }));
  expect(await check(borrowed)).toContain('is not that of KSK-7');

  expect(await check(written('stranger', 'KSK-7', 'stranger'))).toContain('never had a key');
  writeFileSync(`${own}.signature`, 'nonsense');
  expect(await check(own)).toContain('is no signature of a kiosk');
});
