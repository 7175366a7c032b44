/** The same page on two surfaces: Debian's Chromium over loopback, and the shell's own window. */
import type { ChildProcess } from 'node:child_process';
import { _electron, chromium, type ElectronApplication, type Page } from '@playwright/test';
import { findElectron } from '../../scripts/setup/electron-runtime.mjs';
import { prepareShell } from '../../scripts/shell/prepare-shell.ts';
import type { Rig } from '../../rig/processes.ts';
import { fileURLToPath } from 'node:url';

const built = (folder: string): string =>
  fileURLToPath(new URL(`../../dist/${folder}`, import.meta.url));

export type Surface = 'chromium' | 'electron';

export type Open = {
  readonly page: Page;
  /** Every line that the page's console and the shell have said so far. */
  readonly said: () => string;
  /** Where the browser keeps what it writes; `null`: it keeps nothing. */
  readonly profile: string | null;
  readonly close: () => Promise<void>;
};
export type OpenShell = Open & { readonly app: ElectronApplication };

const openChromium = async (rig: Rig, flags: readonly string[]): Promise<Open> => {
  if (rig.ui === null) throw new Error('the rig serves no page');
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', ...flags],
  });
  const page = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
  const said = listen(page);
  await page.goto(rig.ui.url);
  return { page, said, profile: null, close: () => browser.close() };
};

const listen = (page: Page, program?: ChildProcess): (() => string) => {
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  for (const stream of [program?.stdout, program?.stderr]) {
    stream?.on('data', (bytes: Buffer) => lines.push(bytes.toString('utf8')));
  }
  return () => lines.join('\n');
};

export const openElectron = async (rig: Rig, flags: readonly string[] = []): Promise<OpenShell> => {
  const runtime = findElectron();
  if (runtime === null) throw new Error('no Electron here: `npm run setup` unpacks one');
  const shell = await prepareShell({
    runtime: runtime.path,
    application: built('electron'),
    page: built('renderer'),
    accessFile: rig.paths.engineAccess,
  });
  const app = await _electron.launch({
    executablePath: shell.executable,
    args: [...shell.args, ...flags],
    chromiumSandbox: true,
  });
  const page = await app.firstWindow();
  return {
    app,
    page,
    said: listen(page, app.process()),
    profile: await app.evaluate((electron) => electron.app.getPath('userData')),
    close: async () => {
      await app.close();
      await shell.dispose();
    },
  };
};

/** `flags`: for the browser itself. */
export const openSurface = (
  surface: Surface,
  rig: Rig,
  flags: readonly string[] = [],
): Promise<Open> => (surface === 'chromium' ? openChromium(rig, flags) : openElectron(rig, flags));
