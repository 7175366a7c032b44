import type { Shell } from './open-shell.ts';

export const STUB_TEXT = 'The stub page is here.';

/** What stands in the window, asked through the shell: Playwright waits where a navigation was refused. */
export const shown = (shell: Shell): Promise<{ url: string; text: string }> =>
  shell.app.evaluate(async ({ webContents }) => {
    const contents = webContents.getAllWebContents()[0];
    if (contents === undefined || contents.isCrashed()) return { url: 'crashed', text: '' };
    return {
      url: contents.getURL(),
      text: (await contents.executeJavaScript('document.body.innerText')) as string,
    };
  });

/** How often the shell logged this event. */
export const count = (shell: Shell, event: string): number =>
  shell.log().filter((entry) => entry['shell'] === event).length;
