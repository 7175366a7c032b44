/** From the shell's start until the attract screen stands in its window. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { _electron, errors } from '@playwright/test';
import { startRig } from '../processes.ts';
import { boundCommand } from '../processes/bound-command.ts';
import { findShell, shellFor } from '../start/window.ts';

const PATIENCE_MS = 20_000;

export type Startup = { readonly ms: number } | { readonly notMeasured: string };

type Screen = { readonly display: string; readonly close: () => void };

/** An X server without a screen, on a number that is free. */
const virtualScreen = async (): Promise<Screen | null> => {
  const [command, args] = boundCommand([
    ...['Xvfb', '-displayfd', '3', '-screen', '0', '1080x1920x24', '-nolisten', 'tcp'],
  ]);
  const server: ChildProcess = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const failed = once(server, 'exit').then(
    () => null,
    () => null,
  );
  const told = once(server.stdio[3] as Readable, 'data').then(([number]: unknown[]) =>
    String(number),
  );
  const display = await Promise.race([told, failed]);
  return display === null
    ? null
    : { display: `:${display.trim()}`, close: () => void server.kill('SIGTERM') };
};

export const measureStartup = async (folder: string): Promise<Startup> => {
  const shell = findShell();
  if ('missing' in shell) return { notMeasured: shell.missing };
  const screen = process.env['DISPLAY']
    ? { display: process.env['DISPLAY'], close: () => undefined }
    : await virtualScreen();
  if (!screen) return { notMeasured: 'there is neither a display nor Xvfb' };
  const rig = await startRig({ dataFolder: join(folder, 'startup') });
  const prepared = await shellFor(shell.runtime, rig.paths);
  const started = performance.now();
  const app = await _electron.launch({
    executablePath: prepared.executable,
    args: [...prepared.args],
    chromiumSandbox: true,
    env: { ...process.env, DISPLAY: screen.display },
  });
  try {
    const page = await app.firstWindow();
    await page.locator('main.attract').waitFor({ timeout: PATIENCE_MS });
    return { ms: performance.now() - started };
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return { notMeasured: `no attract screen within ${PATIENCE_MS / 1000} s` };
  } finally {
    await app.close();
    await prepared.dispose();
    await rig.stop();
    screen.close();
  }
};
