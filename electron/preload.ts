import { contextBridge, ipcRenderer } from 'electron';
import { ACCESS_CHANNEL } from './addresses.ts';

contextBridge.exposeInMainWorld('khidma', {
  /** Where the engine is, or `null` while it is away. */
  engineAccess: (): Promise<unknown> => ipcRenderer.invoke(ACCESS_CHANNEL),
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
