import { app, type BrowserWindow, type WebContents } from 'electron';
import type { Clock } from '../contract/clock.ts';
import { FALLBACK_PAGE, KIOSK_PAGE } from './addresses.ts';
import { watchHeartbeat } from './heartbeat.ts';
import { log } from './log.ts';
import { RecoveryBudget } from './recovery.ts';

const PAGE = { tries: 5, windowMs: 120_000, firstDelayMs: 500 };
const GPU = { tries: 8, windowMs: 120_000, firstDelayMs: 0 };
const ABORTED = -3;

/** The page that says so cannot be shown either, or the GPU keeps dying: a new process must try. */
const EXIT_SOFTWARE = 70;
const EXIT_TRY_AGAIN = 75;

/** Keeps one page in the window: the kiosk's, or after too many failures the fallback, for good. */
export class PageSupervisor {
  readonly #window: BrowserWindow;
  readonly #clock: Clock;
  readonly #kiosk = new RecoveryBudget(PAGE);
  readonly #fallback = new RecoveryBudget(PAGE);
  #outOfService = false;
  #cancelRetry: (() => void) | null = null;

  constructor(window: BrowserWindow, clock: Clock) {
    this.#window = window;
    this.#clock = clock;
  }

  /** Loads the page and watches it from now on. */
  start(): void {
    const { webContents } = this.#window;
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') this.#failed(reason);
    });
    webContents.on('did-fail-load', (_event, code, _text, _url, isMainFrame) => {
      if (isMainFrame && code !== ABORTED) this.#failed(`load ${code}`);
    });
    webContents.on('did-navigate', (_event, url, status) => {
      if (status >= 400) this.#failed(`status ${status}`);
      // `about:blank` asks nobody before it is shown.
      else if (url !== this.#wanted()) this.#failed('astray');
    });
    watchHeartbeat(webContents, this.#clock, (silence) => {
      log('page-silent', { silence });
      if (silence === 'blank') this.#failed(silence);
      else webContents.forcefullyCrashRenderer(); // `render-process-gone` follows.
    });
    this.#load();
  }

  /** A new document of the kiosk page, e.g. because the engine moved. Not a failure. */
  renew(): void {
    if (this.#outOfService || this.#cancelRetry !== null) return;
    this.#cancelRetry = this.#clock.after(PAGE.firstDelayMs, () => {
      this.#cancelRetry = null;
      log('page-renewed');
      this.#load();
    });
  }

  #failed(reason: string): void {
    if (this.#cancelRetry !== null) return; // One failure can be reported in several ways.
    const budget = this.#outOfService ? this.#fallback : this.#kiosk;
    const recovery = budget.failed(this.#clock.monotonicMs());
    log('page-failed', { reason, ...recovery, outOfService: this.#outOfService });
    if (recovery.act === 'giveUp' && this.#outOfService) {
      app.exit(EXIT_SOFTWARE);
      return;
    }
    if (recovery.act === 'giveUp') this.#outOfService = true;
    const afterMs = recovery.act === 'retry' ? recovery.afterMs : PAGE.firstDelayMs;
    this.#cancelRetry = this.#clock.after(afterMs, () => {
      this.#cancelRetry = null;
      this.#load();
    });
  }

  #wanted(): string {
    return this.#outOfService ? FALLBACK_PAGE : KIOSK_PAGE;
  }

  #load(): void {
    if (this.#window.isDestroyed()) return;
    const contents: WebContents = this.#window.webContents;
    contents.loadURL(this.#wanted()).catch(() => {
      // `did-fail-load` or `render-process-gone` has said the same.
    });
  }
}

/** Chromium restarts a dead GPU process itself; where it keeps dying a new shell must start. */
export const superviseGpu = (clock: Clock): void => {
  const budget = new RecoveryBudget(GPU);
  app.on('child-process-gone', (_event, { type, reason }) => {
    log('child-process-gone', { type, reason });
    if (type !== 'GPU' || reason === 'clean-exit') return;
    if (budget.failed(clock.monotonicMs()).act === 'giveUp') app.exit(EXIT_TRY_AGAIN);
  });
};
