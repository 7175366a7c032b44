import type { Shell } from './open-shell.ts';

export const STUB_TEXT = 'The stub page is here.';

const SILENT = { url: 'silent', text: '' };
const PATIENCE_MS = 2_000;

/**
 * What stands in the window, asked through the shell: Playwright waits where a navigation was
 * refused. A page that dies while it is asked never answers: that is an answer too.
 */
export const shown = (shell: Shell): Promise<{ url: string; text: string }> =>
  Promise.race([
    shell.app.evaluate(async ({ webContents }) => {
      const contents = webContents.getAllWebContents()[0];
      if (contents === undefined || contents.isCrashed()) return { url: 'crashed', text: '' };
      return {
        url: contents.getURL(),
        text: (await contents.executeJavaScript('document.body.innerText')) as string,
      };
    }),
    new Promise<typeof SILENT>((resolve) => {
      setTimeout(() => {
        resolve(SILENT);
      }, PATIENCE_MS);
    }),
  ]);

/** How often the shell logged this event. */
export const count = (shell: Shell, event: string): number =>
  shell.log().filter((entry) => entry['shell'] === event).length;

/** The process in which the page lives now; 0 between two of them. */
export const pagePid = (shell: Shell): Promise<number> =>
  shell.app.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents()[0];
    return contents === undefined || contents.isCrashed() ? 0 : contents.getOSProcessId();
  });
