import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { EngineAccess } from '../contract/engine-api.ts';
import {
  ACCESS_CHANNEL,
  KIOSK_ORIGIN,
  originOf,
  PICTURE_CHANNEL,
  RESTART_CHANNEL,
} from './addresses.ts';
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

type Asks = {
  /** Where the engine is. */
  readonly access: () => Promise<EngineAccess | null>;
  readonly restart: () => void;
  /** A JPEG in base64. */
  readonly picture: (kiosk: WebContents) => Promise<string>;
};

/** The three things a page may ask of the shell, and our own page alone. Everyone else is refused. */
export const answerPage = (kiosk: () => WebContents | null, asks: Asks): void => {
  const answer = (channel: string, give: (contents: WebContents) => unknown): void => {
    ipcMain.handle(channel, (event): unknown => {
      if (isKioskPage(event, kiosk())) return give(event.sender);
      log('ipc-refused', { channel, from: originOf(event.senderFrame?.url) });
      throw new Error('refused');
    });
  };
  answer(ACCESS_CHANNEL, asks.access);
  answer(RESTART_CHANNEL, asks.restart);
  answer(PICTURE_CHANNEL, asks.picture);
};
