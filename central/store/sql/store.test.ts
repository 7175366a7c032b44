import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTables } from '../../database/open.ts';
import { pgliteDialect } from '../../database/pglite.ts';
import type { Database } from '../../database/schema.ts';
import { subjectOf } from '../../audit/entry.ts';
import { START_MS } from '../testing/scene.ts';
import { sqlStore } from './store.ts';

let db: Database;
beforeAll(async () => {
  db = await withTables(pgliteDialect());
});
afterAll(() => db.destroy());

/** Writes one row, then ends as a database ends what it wants to be tried again. */
const write = async (name: string, failures: number, code: string): Promise<number> => {
  let tries = 0;
  await sqlStore(db).write(START_MS, async (rows) => {
    tries += 1;
    await rows.audit([{ subject: subjectOf(name), actor: name, action: 'dayClosed' }], START_MS);
    if (tries <= failures) throw Object.assign(new Error('try again'), { code });
  });
  return tries;
};

const rowsOf = async (name: string): Promise<number> =>
  (await db.selectFrom('audit').selectAll().where('actor', '=', name).execute()).length;

test.each(['40P01', '40001'])('what the database undid with %s is tried again', async (code) => {
  expect(await write(code, 3, code)).toBe(4);
  expect(await rowsOf(code)).toBe(1);
});

test('it is not tried for ever, and a bug not even twice', async () => {
  await expect(write('stubborn', 4, '40001')).rejects.toThrow('try again');
  await expect(write('bug', 1, '23505')).rejects.toThrow('try again');
  expect(await rowsOf('stubborn')).toBe(0);
  expect(await rowsOf('bug')).toBe(0);
});
