import { expect, test, type Shell } from './open-shell.ts';
import { count, shown, STUB_TEXT } from './seen.ts';

const PAGE = 'khidma://kiosk/index.html';

const stays = async (shell: Shell): Promise<void> => {
  await expect.poll(() => shown(shell)).toMatchObject({ url: PAGE });
  expect((await shown(shell)).text).toContain(STUB_TEXT);
  expect(shell.app.windows()).toHaveLength(1);
};

/** Navigations of one page are judged in order: once this one was refused, those before it were. */
const LAST = 'https://last.example';
const afterAll = async (shell: Shell): Promise<void> => {
  await shell.app.evaluate(
    ({ webContents }, url) =>
      webContents.getAllWebContents()[0]?.executeJavaScript(`void location.assign('${url}')`),
    LAST,
  );
  await expect.poll(() => shell.log()).toContainEqual({ shell: 'navigation-refused', to: LAST });
};

for (const target of [
  'https://example.org/',
  'file:///etc/passwd',
  'khidma://fallback/out-of-service.html',
  'khidma://kiosk/index.html?again',
  'about:blank',
  'data:text/html,hello',
  'chrome://gpu',
  'javascript:document.body.remove()',
]) {
  test(`a link to ${target} leads nowhere`, async ({ shell }) => {
    await shell.page.evaluate((url) => {
      setTimeout(() => {
        const link = document.createElement('a');
        link.href = url;
        document.body.append(link);
        link.click();
      }, 0);
    }, target);
    await afterAll(shell);
    await stays(shell);
  });
}

test('a click with the middle button or Ctrl opens nothing', async ({ shell }) => {
  await shell.page.evaluate(() => {
    const link = document.createElement('a');
    link.href = '/index.html';
    link.id = 'link';
    link.textContent = 'again';
    document.body.append(link);
  });
  await shell.page.click('#link', { modifiers: ['Control'] });
  await shell.page.click('#link', { modifiers: ['Shift'] });
  await shell.page.click('#link', { button: 'middle' });
  await afterAll(shell);
  await stays(shell);
});

test('new windows are refused', async ({ shell }) => {
  await shell.page.evaluate(() => window.open('https://example.org/', '_blank', 'popup'));
  await expect.poll(() => count(shell, 'window-refused')).toBe(1);
  await stays(shell);
});

test('downloads are refused', async ({ shell }) => {
  await shell.app.evaluate(({ webContents }) => {
    webContents.getAllWebContents()[0]?.downloadURL('khidma://kiosk/main.js');
  });
  await expect.poll(() => count(shell, 'download-refused')).toBe(1);
  await stays(shell);
});

test('a file dropped on the page does not open', async ({ shell }) => {
  const kept = await shell.page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['<h1>mine</h1>'], 'mine.html', { type: 'text/html' }));
    const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
    return document.body.dispatchEvent(drop);
  });
  expect(kept).toBe(false);
  await stays(shell);
});

test('every permission is denied', async ({ shell }) => {
  const states = await shell.page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'persistent-storage',
    ];
    const asked = names.map((name) =>
      navigator.permissions.query({ name: name as PermissionName }),
    );
    return (await Promise.all(asked)).map(({ state }) => state);
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
});
