import { app, Menu, type Session, type WebContents } from 'electron';
import { FALLBACK_ORIGIN, KIOSK_ORIGIN, originOf } from './addresses.ts';
import { developerAct, isShortcut } from './keys.ts';
import { log } from './log.ts';

const REFUSE_CERTIFICATE = -2;

/** Before `ready`: what Chromium would do on its own. */
export const quietenChromium = (): void => {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-pinch',
    'disable-print-preview',
    'no-pings',
  ]) {
    app.commandLine.appendSwitch(name);
  }
  app.commandLine.appendSwitch('overscroll-history-navigation', '0');
  Menu.setApplicationMenu(null);
};

const hasOwnOrigin = (url: string): boolean =>
  url.startsWith(`${KIOSK_ORIGIN}/`) || url.startsWith(`${FALLBACK_ORIGIN}/`);

/** `isEngine`: whether a WebSocket address is the one engine that the page may reach. */
export const lockSession = (
  session: Session,
  isEngine: (url: string) => boolean,
  development: boolean,
): void => {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log('permission-denied', { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer({});
  });
  session.setCertificateVerifyProc((_request, answer) => {
    answer(REFUSE_CERTIFICATE);
  });
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => {
    log('download-refused');
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed =
      hasOwnOrigin(details.url) ||
      isEngine(details.url) ||
      (development && details.url.startsWith('devtools://'));
    if (!allowed) log('request-refused', { type: details.resourceType });
    answer({ cancel: !allowed });
  });
};

const lockKeys = (contents: WebContents, development: boolean): void => {
  contents.on('before-input-event', (event, input) => {
    if (isShortcut(input)) event.preventDefault();
    if (!development || input.type !== 'keyDown') return;
    const act = developerAct(input);
    if (act === 'quit') app.quit();
    if (act === 'inspect') contents.toggleDevTools();
  });
};

const lockContents = (contents: WebContents, development: boolean): void => {
  contents.setWindowOpenHandler(() => {
    log('window-refused');
    return { action: 'deny' };
  });
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
    contents.on(event as 'will-navigate', (details) => {
      log('navigation-refused', { to: originOf(details.url) });
      details.preventDefault();
    });
  }
  contents.on('will-attach-webview', (event) => {
    log('webview-refused');
    event.preventDefault();
  });
  // A page may not hold itself open: it is unloaded when the shell says so.
  contents.on('will-prevent-unload', (event) => {
    event.preventDefault();
  });
  contents.on('did-finish-load', () => {
    contents.setVisualZoomLevelLimits(1, 1).catch(() => {
      log('zoom-not-fixed');
    });
  });
  lockKeys(contents, development);
};

/** Locks every page there will ever be, ours first of all. */
export const lockApp = (development: boolean): void => {
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents, development);
  });
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    answer();
  });
  app.on('login', (event, _contents, _details, _info, answer) => {
    event.preventDefault();
    answer();
  });
};
