import { sql } from 'kysely';
import { sampleStatus } from '../../central/testing/status-reports.ts';
import { expect, speak, test } from './browser.ts';

const KIOSKS = 10_000;

test('ten thousand kiosks: only those in sight are rows, and the last is reached', async ({
  desk,
  stage,
  context,
}) => {
  await speak(context, 'en');
  const { db, clock } = stage.central;
  const nowMs = clock.wallMs();
  await sql`
    insert into kiosk (kiosk_id, public_key, enrolled_at_ms)
    select 'kiosk-' || n, '', 0 from generate_series(1, ${KIOSKS}::int) n`.execute(db);
  await sql`
    insert into fleet_status
      (kiosk_id, run, number, change, received_ms, skew_ms, version, report)
    select 'kiosk-' || n, gen_random_uuid(), 1, 0, ${nowMs}::bigint, 0, '0.1.0',
        ${JSON.stringify(sampleStatus(nowMs))}::text::jsonb
      from generate_series(1, ${KIOSKS}::int) n`.execute(db);
  const { page } = desk;
  await desk.signIn('Noora Isa');
  await expect(page.locator('.counts')).toHaveText('10000 of 10000 kiosks');
  const table = page.getByRole('grid', { name: 'Kiosks' });
  await expect(table).toHaveAttribute('aria-rowcount', String(KIOSKS + 1));
  const rows = page.getByRole('row');
  await expect(page.getByText('kiosk-1', { exact: true })).toBeVisible();
  expect(await rows.count()).toBeLessThan(80);
  await table.evaluate((grid) => {
    grid.scrollTop = grid.scrollHeight;
  });
  await expect(page.getByText('kiosk-10000', { exact: true })).toBeVisible();
  expect(await rows.count()).toBeLessThan(80);
  await page.getByRole('searchbox').fill('kiosk-7321');
  await expect(page.locator('.counts')).toHaveText('1 of 10000 kiosks');
});
