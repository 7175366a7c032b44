import { contextBridge, ipcRenderer } from 'electron';
import { ACCESS_CHANNEL, PICTURE_CHANNEL, RESTART_CHANNEL } from './addresses.ts';

contextBridge.exposeInMainWorld('khidma', {
  /** Where the engine is, or `null` while it is away. */
  engineAccess: (): Promise<unknown> => ipcRenderer.invoke(ACCESS_CHANNEL),
  /** A new document in this one's place, when the engine was told to have it restart. */
  restartPage: (): Promise<unknown> => ipcRenderer.invoke(RESTART_CHANNEL),
  /** What the window shows, as a JPEG in base64; the page covers what is personal first. */
  takePicture: (): Promise<unknown> => ipcRenderer.invoke(PICTURE_CHANNEL),
});

/** Nothing may be dropped into, dragged out of or called up on the page. */
for (const name of ['dragstart', 'dragover', 'drop', 'contextmenu', 'auxclick'] as const) {
  window.addEventListener(
    name,
    (event) => {
      event.preventDefault();
    },
    { capture: true },
  );
}
