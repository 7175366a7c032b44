import { expect, test, type Shell } from './open-shell.ts';
import { count, pagePid, shown, STUB_TEXT as STUB } from './seen.ts';

const crash = (shell: Shell): Promise<void> =>
  shell.app.evaluate(({ webContents }) => {
    webContents.getAllWebContents()[0]?.forcefullyCrashRenderer();
  });

test('a page that crashes is back, and meets the engine again', async ({ shell }) => {
  const engine = await shell.startEngine();
  await expect.poll(async () => (await shown(shell)).text).toContain(`welcome at ${engine.port}`);
  const before = await pagePid(shell);
  await crash(shell);
  await expect.poll(() => count(shell, 'page-failed')).toBe(1);
  await expect.poll(async () => (await shown(shell)).text).toContain(`welcome at ${engine.port}`);
  expect(await pagePid(shell)).not.toBe(before);
});

test('a page killed from outside is back', async ({ shell }) => {
  const pid = await pagePid(shell);
  expect(pid).toBeGreaterThan(0);
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => count(shell, 'page-failed')).toBe(1);
  await expect.poll(async () => (await shown(shell)).text).toContain(STUB);
});

test('a page that strayed is brought back', async ({ shell }) => {
  await shell.page.evaluate(() => {
    setTimeout(() => {
      location.assign('about:blank');
    }, 0);
  });
  await expect.poll(() => shell.log().map((entry) => entry['reason'])).toContain('astray');
  await expect.poll(async () => (await shown(shell)).text).toContain(STUB);
});

test('a page that hangs is back', async ({ shell }) => {
  const before = await pagePid(shell);
  await shell.page.evaluate(() => {
    (window as unknown as { hang: () => void }).hang();
  });
  await expect.poll(() => count(shell, 'page-failed')).toBe(1);
  expect(shell.log()).toContainEqual({ shell: 'page-silent', silence: 'hung' });
  await expect.poll(async () => (await shown(shell)).text).toContain(STUB);
  expect(await pagePid(shell)).not.toBe(before);
});

test('a page that has nothing left to show is loaded again', async ({ shell }) => {
  await shell.page.evaluate(() => {
    document.body.replaceChildren();
  });
  await expect.poll(() => count(shell, 'page-failed')).toBe(1);
  expect(shell.log()).toContainEqual({ shell: 'page-silent', silence: 'blank' });
  await expect.poll(async () => (await shown(shell)).text).toContain(STUB);
});

test('a dead GPU process does not take the page along', async ({ shell }) => {
  await shell.app.evaluate(({ app }) => {
    const gpu = app.getAppMetrics().find(({ type }) => type === 'GPU');
    if (gpu !== undefined) process.kill(gpu.pid, 'SIGKILL');
  });
  await expect.poll(() => count(shell, 'child-process-gone')).toBe(1);
  await expect.poll(async () => (await shown(shell)).text).toContain(STUB);
  expect(count(shell, 'page-failed')).toBe(0);
});

test('after too many failures the page says so in both languages, and stays', async ({ shell }) => {
  test.setTimeout(120_000);
  for (let failures = 1; failures <= 6; failures++) {
    await crash(shell);
    await expect.poll(() => count(shell, 'page-failed'), { timeout: 30_000 }).toBe(failures);
    if (failures < 6)
      await expect.poll(async () => (await shown(shell)).text, { timeout: 30_000 }).toContain(STUB);
  }
  await expect
    .poll(async () => (await shown(shell)).url)
    .toBe('khidma://fallback/out-of-service.html');
  const { text } = await shown(shell);
  expect(text).toContain('Out of service');
  expect(text).toContain('خارج الخدمة');
  // It is no less locked, and comes back too.
  await crash(shell);
  await expect.poll(() => count(shell, 'page-failed')).toBe(7);
  await expect.poll(async () => (await shown(shell)).text).toContain('خارج الخدمة');
});
