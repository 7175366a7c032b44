import { expect, test } from 'vitest';
import { withTables } from './open.ts';
import { pgliteDialect } from './pglite.ts';

test('concurrent work on the embedded database keeps to its own transactions', async () => {
  const db = await withTables(pgliteDialect());
  const kiosk = (kiosk_id: string) => ({ kiosk_id, public_key: 'k', enrolled_at_ms: 0 });
  let strangerMayGo = (): void => undefined;
  const stranger = new Promise<void>((resolve) => (strangerMayGo = resolve)).then(() =>
    db.insertInto('kiosk').values(kiosk('stranger')).execute(),
  );
  const failing = db.transaction().execute(async (transaction) => {
    await transaction.insertInto('kiosk').values(kiosk('rolled-back')).execute();
    strangerMayGo();
    await transaction.insertInto('kiosk').values(kiosk('rolled-back-too')).execute();
    throw new Error('rolled back');
  });
  const others = ['a', 'b', 'c'].map((id) =>
    db
      .transaction()
      .execute((transaction) => transaction.insertInto('kiosk').values(kiosk(id)).execute()),
  );
  await expect(failing).rejects.toThrow('rolled back');
  await Promise.all([stranger, ...others]);
  const rows = await db.selectFrom('kiosk').select('kiosk_id').orderBy('kiosk_id').execute();
  expect(rows.map(({ kiosk_id }) => kiosk_id)).toEqual(['a', 'b', 'c', 'stranger']);
  await db.destroy();
}, 60_000);
