/** The page as it is built, under the shell's own policy. */
import { BUILT_PAGE, expect, test } from './open-shell.ts';
import { count, shown } from './seen.ts';

test.use({ pageFolder: BUILT_PAGE });

test('the built page lives with the policy, and is honest while the engine is away', async ({
  shell,
}) => {
  const complaints: string[] = [];
  shell.page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  shell.page.on('pageerror', (problem) => complaints.push(problem.message));
  // Once more, now that we listen from its first line on.
  await shell.app.evaluate(({ webContents }) => {
    webContents.getAllWebContents()[0]?.reload();
  });
  await expect(shell.page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect.poll(async () => (await shown(shell)).text).toContain('هذا الجهاز يبدأ العمل');
  const fonts = await shell.page.evaluate(async () => {
    const loaded = await document.fonts.ready;
    return [...loaded].filter(({ status }) => status === 'loaded').length;
  });
  expect(fonts).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
  expect(count(shell, 'page-failed')).toBe(0);
  expect(count(shell, 'request-refused')).toBe(0);
});
