/** The shell: one locked window, and the supervision of its page. It knows nothing of payments. */
import { join } from 'node:path';
import { app, session, type BrowserWindow } from 'electron';
import { systemClock } from '../contract/clock.ts';
import { judgeStart } from './arguments.ts';
import { EngineGate } from './engine-gate.ts';
import { answerPage } from './ipc.ts';
import { lockApp, lockSession, quietenChromium } from './lockdown.ts';
import { log } from './log.ts';
import { pictureOf } from './picture.ts';
import { declareScheme, servePages } from './protocol.ts';
import { PageSupervisor, superviseGpu } from './supervision.ts';
import { openWindow } from './window.ts';

const EXIT_USAGE = 64;
const EXIT_SOFTWARE = 70;
const EXIT_CONFIG = 78;

const development = !app.isPackaged;

const leave = (code: number, event: string, detail: Record<string, unknown> = {}): never => {
  log(event, detail);
  process.exit(code);
};

const verdict = judgeStart(process.argv, process.env, app.isPackaged);
if (!verdict.ok) leave(EXIT_USAGE, 'start-refused', { refused: verdict.refused });
const windowed = verdict.ok && verdict.windowed;

const accessFile =
  process.env['KHIDMA_ENGINE_ACCESS'] ??
  leave(EXIT_CONFIG, 'not-configured', { missing: 'KHIDMA_ENGINE_ACCESS' });

/** A released shell shows the page it was released with. */
const builtPage = join(__dirname, '..', 'renderer');
const page = development ? (process.env['KHIDMA_RENDERER'] ?? builtPage) : builtPage;

const bug = (problem: unknown): void => {
  log('bug', { problem: problem instanceof Error ? problem.stack : String(problem) });
  app.exit(EXIT_SOFTWARE);
};
process.on('uncaughtException', bug);
process.on('unhandledRejection', bug);

let window: BrowserWindow | null = null;

const open = (): void => {
  // Nothing a citizen leaves behind may reach a disk: a session without `persist:` is in memory.
  const kioskSession = session.fromPartition('kiosk');
  let supervisor: PageSupervisor | null = null;
  const gate = new EngineGate(accessFile, () => supervisor?.renew());
  lockSession(kioskSession, (url) => gate.allows(url), development);
  servePages(kioskSession, {
    kiosk: page,
    fallback: join(__dirname, 'fallback'),
    engineUrl: () => gate.bindDocument(),
  });
  answerPage(() => window?.webContents ?? null, {
    access: () => gate.access(),
    restart: () => supervisor?.renew(),
    picture: pictureOf,
  });
  window = openWindow({ session: kioskSession, development, windowed });
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  window.on('close', (event) => {
    if (!quitting && !development) event.preventDefault();
  });
  supervisor = new PageSupervisor(window, systemClock);
  supervisor.start();
  log('window-open', { electron: process.versions.electron, development });
};

if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  declareScheme();
  quietenChromium();
  lockApp(development);
  superviseGpu(systemClock);
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.whenReady().then(open).catch(bug);
} else {
  leave(0, 'already-running');
}
