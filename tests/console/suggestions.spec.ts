import { sql } from 'kysely';
import { seedSuggestions } from '../../central/demo/suggestions.ts';
import { USUAL } from '../../central/suggestions/record.ts';
import { expect, expectAccessible, speak, test } from './browser.ts';

test.beforeEach(async ({ stage: { central } }) => {
  await seedSuggestions(central.db, central.clock.wallMs(), USUAL);
});

for (const language of ['en', 'ar'] as const)
  test(`the inbox, and one message: ${language}`, async ({ desk, context }) => {
    await speak(context, language);
    const { page } = desk;
    await desk.signIn('Ali Mansoor', 'suggestions');
    await expect(page.getByRole('status')).toHaveText(language === 'en' ? '8 messages' : '8 رسائل');
    await expectAccessible(page);
    await page.screenshot({ path: `test-results/console-${language}-suggestions.png` });
    await page.getByRole('row').nth(1).click();
    await expect(page.locator('.message-middle .written').first()).toBeVisible();
    const answer = language === 'en' ? 'Answer' : 'الرد';
    await page.getByRole('button', { name: answer, exact: true }).click();
    await page.getByRole('textbox').fill('شكرًا لك.');
    await expectAccessible(page);
    await page.screenshot({ path: `test-results/console-${language}-suggestion.png` });
  });

test('by keys: narrowed to a ministry, read, taken on, handed over; each page is its address', async ({
  desk,
  context,
  stage,
}) => {
  await speak(context, 'en');
  const { page } = desk;
  await desk.signIn('Ali Mansoor', 'suggestions');
  await page.getByRole('link', { name: /Ministry of Works/u }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/ministry=works/u);
  await expect(page.getByRole('status')).toHaveText('3 messages');
  await expect(page.getByRole('row').nth(1)).toContainText('working days late');
  await page.reload();
  await expect(page.getByRole('status')).toHaveText('3 messages');
  await page.getByRole('row').nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/suggestions\/[0-9a-f-]{36}$/u);
  await expect(page.getByText('••••••01')).toBeVisible();
  await page.getByRole('button', { name: 'Show the number' }).press('Enter');
  await expect(page.getByText('30000001')).toBeVisible();
  await page.getByRole('button', { name: 'I look after it' }).press('Enter');
  await expect(page.getByText('Ali Mansoor looks after it')).toBeVisible();
  await page.getByRole('button', { name: 'Hand over' }).press('Enter');
  await page.getByLabel('To', { exact: true }).selectOption('health');
  await page.getByLabel('Why', { exact: true }).fill('It is theirs.');
  await page.getByRole('button', { name: 'Hand over: send' }).press('Enter');
  await expect(page.getByText('Ali Mansoor handed it over to: Ministry of Health')).toBeVisible();
  const shown = await stage.central.db
    .selectFrom('audit')
    .select('action')
    .where('action', 'in', ['suggestionShown', 'suggestionPhoneShown'])
    .execute();
  expect(shown.map(({ action }) => action).toSorted()).toEqual([
    'suggestionPhoneShown',
    'suggestionShown',
  ]);
});

test('who was slower is told, keeps what was typed, and may send it again', async ({
  desk,
  context,
  stage,
}) => {
  await speak(context, 'en');
  const { page } = desk;
  await desk.signIn('Ali Mansoor', 'suggestions?ministry=works');
  await page.getByRole('row').nth(1).click();
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await page.getByRole('textbox').fill('It is repaired.');
  const id = new URL(page.url()).pathname.slice(-36);
  const other = stage.desk();
  await other.signIn('demo-administrator');
  const { status } = await other.post(`/console/api/suggestions/${id}/acts`, {
    act: 'take',
    version: 1,
  });
  expect(status).toBe(204);
  await page.getByRole('button', { name: 'Answer: send' }).click();
  await expect(page.getByRole('alert')).toContainText('Somebody was faster');
  await expect(page.getByText('Fatima Jasim looks after it')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveValue('It is repaired.');
  await page.getByRole('button', { name: 'Answer: send' }).click();
  await expect(page.getByText('Ali Mansoor answered')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a viewer sees that there is a message, and nothing of what stands in it', async ({
  desk,
  context,
}) => {
  await speak(context, 'en');
  const { page } = desk;
  await desk.signIn('Noora Isa', 'suggestions');
  await page.getByRole('row').nth(1).click();
  await expect(page.getByText('Operators may read it.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What to do' })).toHaveCount(0);
});

test('ten thousand messages: only those in sight are rows, and the last is reached', async ({
  desk,
  context,
  stage: { central },
}) => {
  await speak(context, 'en');
  await sql`
    insert into suggestion (suggestion_id, tracking_number, kiosk_id, kind, ministry_id, text,
      language, content_sha256, written_at_ms, received_at_ms, due_on, state)
    select gen_random_uuid(), 'number ' || n, 'kiosk-' || n, 'complaint', 'works', 'x', 'en',
        sha256('x'), 0, ${central.clock.wallMs()}::bigint - n, date '2026-12-01', 'open'
      from generate_series(1, 9997) n`.execute(central.db);
  const { page } = desk;
  await desk.signIn('Ali Mansoor', 'suggestions?ministry=works');
  await expect(page.getByRole('status')).toHaveText('10000 messages');
  expect(await page.getByRole('row').count()).toBeLessThan(60);
  await page.getByRole('row').nth(1).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('row').last()).toHaveAttribute('aria-rowindex', '10001');
  expect(await page.getByRole('row').count()).toBeLessThan(60);
});
