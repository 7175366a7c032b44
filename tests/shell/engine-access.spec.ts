import { expect, test, type Shell } from './open-shell.ts';

const engineText = (shell: Shell): ReturnType<Shell['page']['locator']> =>
  shell.page.locator('#engine');

const ask = (shell: Shell): Promise<unknown> =>
  shell.page.evaluate(() =>
    (
      window as unknown as { khidma: { engineAccess: () => Promise<unknown> } }
    ).khidma.engineAccess(),
  );

test('the page meets its engine, from the shell’s own origin', async ({ shell }) => {
  await expect(engineText(shell)).toHaveText('away');
  const engine = await shell.startEngine();
  await expect(engineText(shell)).toHaveText(`welcome at ${engine.port}`);
  expect(engine.origins).toEqual(['khidma://kiosk']);
});

test('an engine that comes back elsewhere is found again', async ({ shell }) => {
  const first = await shell.startEngine();
  await expect(engineText(shell)).toHaveText(`welcome at ${first.port}`);
  await first.stop();
  const second = await shell.startEngine();
  expect(second.port).not.toBe(first.port);
  await expect(engineText(shell)).toHaveText(`welcome at ${second.port}`);
});

test('half a file, or none, gives no access', async ({ shell }) => {
  const good = JSON.stringify({ url: 'ws://127.0.0.1:9/', token: 'k'.repeat(43) });
  await shell.writeAccess(good.slice(0, 30));
  expect(await ask(shell)).toBeNull();
  await shell.removeAccess();
  expect(await ask(shell)).toBeNull();
});

test('no other window, page or frame is answered', async ({ shell }) => {
  await shell.startEngine();
  const answers = await shell.app.evaluate(async ({ app, BrowserWindow, session }) => {
    const said: unknown[] = [];
    for (const url of ['khidma://kiosk/index.html', 'khidma://fallback/out-of-service.html']) {
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: `${app.getAppPath()}/preload.cjs`,
          session: session.fromPartition('kiosk'),
        },
      });
      await window.loadURL(url);
      said.push(
        await window.webContents.executeJavaScript(
          "Promise.all([khidma.engineAccess, khidma.takePicture, khidma.restartPage].map((ask) => ask().then(() => 'answered', (problem) => problem.message))).then((all) => all.join())",
        ),
      );
      window.destroy();
    }
    return said;
  });
  expect(answers).toHaveLength(2);
  for (const answer of answers) {
    expect(String(answer).match(/refused/gu)).toHaveLength(3);
    expect(answer).not.toContain('answered');
  }
  for (const from of ['khidma://kiosk', 'khidma://fallback']) {
    for (const channel of ['engine-access', 'take-picture', 'restart-page'])
      expect(shell.log()).toContainEqual({ shell: 'ipc-refused', channel, from });
  }
});
