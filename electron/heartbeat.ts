import type { WebContents } from 'electron';
import type { Clock } from '../contract/clock.ts';

const EVERY_MS = 2_000;
/** Longer than any honest piece of work in the page; short enough for a person who waits. */
const ANSWER_MS = 5_000;
const LOAD_MS = 20_000;
const BLANKS = 3;

/** Whether anything stands on the page: an uncaught error in React leaves nothing. */
const HAS_TEXT = "(document.body?.textContent ?? '').trim() !== ''";

/** `hung`: it does not answer. `notLoaded`: it does not finish loading. `blank`: it shows nothing. */
export type Silence = 'hung' | 'notLoaded' | 'blank';

type Answer = 'text' | 'empty' | 'none';

const ask = (contents: WebContents, clock: Clock): Promise<Answer> =>
  new Promise((resolve) => {
    const cancel = clock.after(ANSWER_MS, () => {
      resolve('none');
    });
    contents.executeJavaScript(HAS_TEXT).then(
      (hasText: unknown) => {
        cancel();
        resolve(hasText === true ? 'text' : 'empty');
      },
      () => {
        cancel();
        resolve('empty');
      },
    );
  });

/**
 * Asks the page for a sign of life every two seconds, since Chromium itself notices a hang only
 * when somebody touches. `onSilence` is called once a loaded document at most.
 */
export const watchHeartbeat = (
  contents: WebContents,
  clock: Clock,
  onSilence: (silence: Silence) => void,
): void => {
  let cancel = (): void => undefined;
  let document = 0;

  const beat = (mine: number, blanks: number): void => {
    cancel = clock.after(EVERY_MS, () => {
      if (contents.isDestroyed() || mine !== document) return;
      if (contents.isDevToolsOpened()) {
        beat(mine, 0); // A breakpoint is no hang.
        return;
      }
      void ask(contents, clock).then((answer) => {
        if (mine !== document) return;
        const blanksNow = answer === 'empty' ? blanks + 1 : 0;
        if (answer === 'none') onSilence('hung');
        else if (blanksNow >= BLANKS) onSilence('blank');
        else beat(mine, blanksNow);
      });
    });
  };

  const restart = (then: (mine: number) => void): void => {
    cancel();
    document++;
    then(document);
  };

  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return;
    restart((mine) => {
      cancel = clock.after(LOAD_MS, () => {
        if (mine === document) onSilence('notLoaded');
      });
    });
  });
  contents.on('did-finish-load', () => {
    restart((mine) => {
      beat(mine, 0);
    });
  });
  contents.on('render-process-gone', () => {
    restart(() => undefined);
  });
};
