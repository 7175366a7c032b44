import { expect, test } from './open-shell.ts';

type Press = {
  readonly keyCode: string;
  readonly modifiers: readonly ('control' | 'shift' | 'alt')[];
};

/** Pressed as on a real keyboard: through the window, not into the page. */
const SHORTCUTS: readonly Press[] = [
  ...['r', 'w', 'p', 's', 'n', '=', '-', '0'].map((keyCode) => ({
    keyCode,
    modifiers: ['control'] as const,
  })),
  ...['r', 'j', 'c', 'n'].map((keyCode) => ({ keyCode, modifiers: ['control', 'shift'] as const })),
  ...['F4', 'Left', 'Home'].map((keyCode) => ({ keyCode, modifiers: ['alt'] as const })),
  ...['F1', 'F5', 'F7', 'F11', 'F12'].map((keyCode) => ({ keyCode, modifiers: [] })),
];
const TYPED: readonly Press[] = ['1', '2', 'a'].map((keyCode) => ({ keyCode, modifiers: [] }));

test('no shortcut does anything; typing does', async ({ shell }) => {
  await shell.page.locator('#typed').focus();
  await shell.page.evaluate(() => {
    const page = window as unknown as { seen: string[]; mark: string };
    page.mark = 'still the same document';
    page.seen = [];
    window.addEventListener('keydown', ({ key }) => page.seen.push(key));
  });
  const before = await shell.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  await shell.app.evaluate(
    ({ webContents }, presses) => {
      const contents = webContents.getAllWebContents()[0];
      for (const { keyCode, modifiers } of presses) {
        for (const type of ['keyDown', 'char', 'keyUp'] as const) {
          contents?.sendInputEvent({ type, keyCode, modifiers: [...modifiers] });
        }
      }
    },
    [...SHORTCUTS, ...TYPED],
  );

  await expect(shell.page.locator('#typed')).toHaveValue('12a');
  const after = await shell.page.evaluate(() => {
    const page = window as unknown as { seen: string[]; mark: string };
    return { seen: page.seen, mark: page.mark, scale: window.devicePixelRatio };
  });
  expect(after).toEqual({ seen: ['1', '2', 'a'], mark: 'still the same document', scale: 1 });
  const shown = await shell.app.evaluate(({ BrowserWindow, webContents }) => ({
    bounds: BrowserWindow.getAllWindows()[0]?.getBounds(),
    zoom: webContents.getAllWebContents()[0]?.getZoomFactor(),
    inspected: webContents.getAllWebContents()[0]?.isDevToolsOpened(),
  }));
  expect(shown).toEqual({ bounds: before, zoom: 1, inspected: false });
});
