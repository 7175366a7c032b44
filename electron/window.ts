import { join } from 'node:path';
import { BrowserWindow, screen, type Session } from 'electron';
import { log } from './log.ts';

/** The kiosk's design size in CSS px; a developer's window shows it scaled. */
const DESIGN = { width: 1080, height: 1920 };
const DEVELOPER_SCALE = 0.5;

export type WindowWishes = {
  readonly session: Session;
  readonly development: boolean;
  /** A movable half-size window instead of the whole screen; development only. */
  readonly windowed: boolean;
};

/** The one window: the whole screen, no frame, and nothing of Node in its page. */
export const openWindow = (wishes: WindowWishes): BrowserWindow => {
  const { bounds } = screen.getPrimaryDisplay();
  const place = wishes.windowed
    ? {
        width: DESIGN.width * DEVELOPER_SCALE,
        height: DESIGN.height * DEVELOPER_SCALE,
        useContentSize: true,
      }
    : // Without a window manager `kiosk` alone leaves 800 × 600: say the size.
      { ...bounds, kiosk: true, frame: false, resizable: false };
  const window = new BrowserWindow({
    ...place,
    show: false,
    backgroundColor: '#ffffff',
    title: 'Khidma',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      session: wishes.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      enableWebSQL: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
      devTools: wishes.development,
      // Guidance is spoken without a touch first; no throttling, so that a covered window keeps its clock.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  });
  window.webContents.on('did-finish-load', () => {
    window.webContents.setZoomFactor(wishes.windowed ? DEVELOPER_SCALE : 1);
  });
  window.removeMenu();
  window.once('ready-to-show', () => {
    window.show();
    window.focus();
    log('page-shown');
  });
  if (!wishes.windowed) {
    const fill = (): void => {
      if (!window.isDestroyed()) window.setBounds(screen.getPrimaryDisplay().bounds);
    };
    fill(); // X11 makes a window that is created as large as the screen one pixel smaller.
    screen.on('display-metrics-changed', fill);
    window.on('closed', () => {
      screen.off('display-metrics-changed', fill);
    });
  }
  return window;
};
