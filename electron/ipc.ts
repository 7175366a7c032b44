import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { EngineAccess } from '../contract/engine-api.ts';
import { ACCESS_CHANNEL, KIOSK_ORIGIN, originOf } from './addresses.ts';
import { log } from './log.ts';

/** True only for the top frame of our own window while it shows our own page. */
const isKioskPage = (event: IpcMainInvokeEvent, kiosk: WebContents | null): boolean => {
  const frame = event.senderFrame;
  return (
    kiosk !== null &&
    frame !== null &&
    event.sender === kiosk &&
    frame === kiosk.mainFrame &&
    frame.parent === null &&
    frame.url.startsWith(`${KIOSK_ORIGIN}/`)
  );
};

/** The one thing a page may ask of the shell: where the engine is. Everyone else is refused. */
export const answerAccess = (
  kiosk: () => WebContents | null,
  access: () => Promise<EngineAccess | null>,
): void => {
  ipcMain.handle(ACCESS_CHANNEL, async (event): Promise<EngineAccess | null> => {
    if (isKioskPage(event, kiosk())) return access();
    log('ipc-refused', { from: originOf(event.senderFrame?.url) });
    throw new Error('refused');
  });
};
