/** The engine goes, comes back elsewhere, refuses, or is taken over by another page. */
import { expect, test } from './browser.ts';
import { breaches, LIMITS } from './measure.ts';
import { startPageServer } from './page-server.ts';
import { card, EWA } from './samples.ts';
import { startViewServer } from './view-server.ts';
import { inLanguage, viewOf } from './views.ts';

const services = inLanguage(viewOf({ name: 'services', services: [card(EWA)] }), 'en');

test('before the engine answers, the page says that it is starting', async ({ page }) => {
  const server = await startPageServer(() => null);
  await page.goto(server.url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('هذا الجهاز يبدأ العمل');
  await expect(page.getByText('This kiosk is starting')).toBeVisible();
  expect(await page.evaluate(breaches, LIMITS)).toEqual([]);
  await server.close();
});

test('a dead engine is said honestly; one on another port with another token is found', async ({
  page,
}) => {
  const first = await startViewServer(services);
  let access = first.access;
  const server = await startPageServer(() => access);
  await page.goto(server.url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What would you like to pay?');
  await first.close();
  await expect(page.getByText('Do not pay again')).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  expect(await page.evaluate(breaches, LIMITS)).toEqual([]);
  const second = await startViewServer(inLanguage(viewOf({ name: 'goodbye' }), 'en'));
  access = second.access;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you');
  await second.close();
  await server.close();
});

test('a refused token is not offered again; a new one is', async ({ page }) => {
  const engine = await startViewServer(services);
  const stale = engine.access;
  const fresh = engine.changeToken();
  let access = stale;
  let asked = 0;
  const server = await startPageServer(() => {
    asked += 1;
    return access;
  });
  await page.goto(server.url);
  await expect.poll(() => asked, 'it looks for a new token').toBeGreaterThan(3);
  expect(engine.connections()).toBe(1);
  access = fresh;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What would you like to pay?');
  await engine.close();
  await server.close();
});

test('a page that was taken over stays quiet until somebody asks it not to', async ({
  kiosk: { page, show, server, engine },
  context,
}) => {
  await show(services);
  const connectionsBefore = engine.connections();
  const other = await context.newPage();
  await other.goto(server.url);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('What would you like to pay?');
  await expect(page.getByText('This kiosk is shown in another window')).toBeVisible();
  expect(await page.evaluate(breaches, LIMITS)).toEqual([]);
  expect(engine.connections()).toBe(connectionsBefore + 1);
  await page.getByRole('button', { name: 'Continue here' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What would you like to pay?');
  await expect(other.getByText('This kiosk is shown in another window')).toBeVisible();
});
