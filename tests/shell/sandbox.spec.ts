import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processTree, renderersOf } from './processes.ts';
import { expect, test } from './open-shell.ts';
import { pagePid } from './seen.ts';

test('the page lives in Chromium’s sandbox, under a user without rights', async ({ shell }) => {
  const preferences = await shell.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) =>
      // Electron has it, its types do not.
      (contents as unknown as { getLastWebPreferences: () => unknown }).getLastWebPreferences(),
    ),
  );
  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });

  const tree = processTree(shell.pid);
  expect(tree.length).toBeGreaterThan(1);
  for (const one of tree) {
    expect(one.uid).not.toBe(0);
    expect(one.arguments).not.toContain('--no-sandbox');
  }
  const own = await pagePid(shell);
  const renderer = renderersOf(shell.pid).find(({ pid }) => pid === own);
  expect(renderer?.seccomp).toBe(2);
  expect(renderer?.namespace).not.toBe(tree[0]?.namespace);
});

test('the preload says it is sandboxed', async ({ shell }) => {
  // A preload’s `process` cannot be reached from its page: a second window with a preload that tells.
  const data = await shell.app.evaluate(({ app }) => app.getPath('userData'));
  const preload = join(data, 'probe.cjs');
  await writeFile(
    preload,
    `require('electron').contextBridge.exposeInMainWorld('probe', {
      sandboxed: process.sandboxed,
      isolated: process.contextIsolated,
    });`,
  );
  await chmod(preload, 0o644);
  const seen = await shell.app.evaluate(async ({ BrowserWindow, session }, path) => {
    const window = new BrowserWindow({
      show: false,
      // No `sandbox` here: the shell switched it on for every page there will be.
      webPreferences: { preload: path, session: session.fromPartition('kiosk') },
    });
    await window.loadURL('khidma://kiosk/index.html');
    const answer: unknown = await window.webContents.executeJavaScript('window.probe');
    window.destroy();
    return answer;
  }, preload);
  expect(seen).toEqual({ sandboxed: true, isolated: true });
});

test('nothing of Node or Electron is in the page', async ({ shell }) => {
  const seen = await shell.page.evaluate(() =>
    [
      'require',
      'process',
      'module',
      'Buffer',
      'global',
      'electron',
      'ipcRenderer',
      '__dirname',
    ].filter((name) => name in window),
  );
  expect(seen).toEqual([]);
  expect(
    await shell.page.evaluate(() => Object.keys((window as { khidma?: object }).khidma ?? {})),
  ).toEqual(['engineAccess', 'restartPage', 'takePicture']);
});

test('the window is the whole screen, without frame or menu', async ({ shell }) => {
  const facts = await shell.app.evaluate(({ BrowserWindow, Menu, screen }) => {
    const [window] = BrowserWindow.getAllWindows();
    return {
      count: BrowserWindow.getAllWindows().length,
      bounds: window?.getBounds(),
      screen: screen.getPrimaryDisplay().bounds,
      content: window?.getContentSize(),
      menu: Menu.getApplicationMenu(),
      visible: window?.isVisible(),
    };
  });
  expect(facts.count).toBe(1);
  expect(facts.visible).toBe(true);
  expect(facts.menu).toBeNull();
  expect(facts.bounds).toEqual(facts.screen);
  expect(facts.content).toEqual([facts.screen.width, facts.screen.height]);
});
