import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { expect, test, type Shell } from './open-shell.ts';

const attempt = (shell: Shell, name: string, argument = ''): Promise<string> =>
  shell.page.evaluate(
    ([what, value]) =>
      (
        window as unknown as { attempt: (name: string, argument: string) => Promise<string> }
      ).attempt(what ?? '', value ?? ''),
    [name, argument],
  );

test.describe('a page in wrong hands', () => {
  for (const name of [
    'eval',
    'function',
    'inlineScript',
    'markup',
    'dataModule',
    'blobWorker',
    'frame',
    'fetchOwn',
    'openWindow',
    'geolocation',
    'camera',
    'notification',
    'clipboard',
    'usb',
    'serial',
    'serviceWorker',
  ]) {
    test(`is refused: ${name}`, async ({ shell }) => {
      expect(await attempt(shell, name)).toMatch(/^refused/u);
    });
  }

  test('cannot reach another server on this machine', async ({ shell }) => {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(request.url ?? '');
      response.setHeader('access-control-allow-origin', '*').end('here');
    });
    new WebSocketServer({ server }).on('connection', () => requests.push('socket'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await fetch(`http://${address}/it-is-there`)).status).toBe(200);

    for (const name of ['fetchElsewhere', 'image', 'otherSocket']) {
      expect(await attempt(shell, name, address)).toMatch(/^refused/u);
    }
    // Past the page’s own policy there is a second wall: the session lets nothing else out.
    const pastThePolicy = await shell.app.evaluate(
      ({ session }, url) =>
        session
          .fromPartition('kiosk')
          .fetch(url)
          .then(
            () => 'allowed',
            () => 'refused',
          ),
      `http://${address}/past-the-policy`,
    );
    expect(pastThePolicy).toBe('refused');
    expect(requests).toEqual(['/it-is-there']);
    server.close();
    await once(server, 'close');
  });
});

test('inline scripts of the document do not run', async ({ shell }) => {
  await expect(shell.page.locator('#here')).toBeVisible();
  expect(await shell.page.evaluate(() => 'inlineScriptRan' in window)).toBe(false);
});

test('every answer of the page’s protocol carries the strict headers', async ({ shell }) => {
  const [response] = await Promise.all([
    shell.page.waitForResponse('khidma://kiosk/index.html'),
    shell.app.evaluate(({ webContents }) => {
      webContents.getAllWebContents()[0]?.reload();
    }),
  ]);
  const headers = response.headers();
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['content-security-policy']).toContain("connect-src 'none'");
  expect(headers['content-security-policy']).not.toContain('unsafe');
});

test('files outside the page’s folder are not served', async ({ shell }) => {
  const answers = await shell.app.evaluate(async ({ session }) => {
    const statuses: number[] = [];
    for (const path of [
      'khidma://kiosk/main.js',
      'khidma://kiosk/../electron/main.cjs',
      'khidma://kiosk/%2e%2e/electron/main.cjs',
      'khidma://kiosk/..%2felectron%2fmain.cjs',
      'khidma://kiosk/..%5celectron%5cmain.cjs',
      'khidma://kiosk//etc/passwd',
      'khidma://other/index.html',
    ]) {
      statuses.push((await session.fromPartition('kiosk').fetch(path)).status);
    }
    return statuses;
  });
  expect(answers).toEqual([200, 404, 404, 404, 404, 404, 404]);
});
