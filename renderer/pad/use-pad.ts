import { useEffect, useLayoutEffect, useRef } from 'react';
import type { AudioAct, PadAct } from '../../contract/audio.ts';
import type { KioskView } from '../../contract/view.ts';
import type { Connection } from '../engine/connect.ts';
import { moved, rootOf } from './move.ts';
import { focusReport, isField, pressReport } from './report.ts';

const click = (selector: string): void => {
  rootOf()?.querySelector<HTMLElement>(selector)?.click();
};

/** Presses what has the focus. */
const press = (tell: (act: AudioAct) => void): void => {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || rootOf()?.contains(active) !== true) return;
  if (isField(active)) {
    active.form?.requestSubmit();
    return;
  }
  if (!active.matches('button, input')) return;
  const heard = pressReport(active);
  // First: what comes of it may have more to say.
  if (heard !== null) tell({ act: 'say', heard });
  active.click();
};

/** The whole screen by the few keys of a pad; see `docs/decisions/audio-guidance.md`. */
export const usePad = (connection: Connection, view: KioskView): void => {
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });
  // Before anything can be seen: no key is lost between.
  useLayoutEffect(() => {
    const tell = (audio: AudioAct): void => {
      void connection.intent({ do: 'audio', audio });
    };
    /** A key that is held runs on, and says where it has come to when it is let go. */
    let unsaid = false;
    const sayFocus = (): void => {
      const active = document.activeElement;
      if (active === null || latest.current.audio?.state !== 'on') return;
      tell({ act: 'say', heard: focusReport(active) });
    };
    const move = (act: 'next' | 'previous' | 'down' | 'up', held: boolean): void => {
      const root = rootOf();
      const target = root === null ? null : moved(root, act);
      if (target === null) return;
      target.focus();
      unsaid = held;
      if (!held) sayFocus();
    };
    const onKeyUp = (): void => {
      if (unsaid) sayFocus();
      unsaid = false;
    };
    const onKey = (event: KeyboardEvent): void => {
      const { audio, screen, idleWarning } = latest.current;
      if (audio === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      const found = Object.entries(audio.keys).find(([, keys]) => keys.includes(event.key));
      if (found === undefined) return;
      const act = found[0] as PadAct;
      event.preventDefault();
      const isMove = act === 'next' || act === 'previous' || act === 'down' || act === 'up';
      // The arrows go on: whoever draws the focus learns from them that it is moved by keys.
      if (!isMove) event.stopPropagation();
      if (event.repeat && !isMove) return;
      const isListening = audio.state === 'on';
      if (screen.name === 'attract' || screen.name === 'outOfService') tell({ act: 'begin' });
      else if (act === 'repeat' || act === 'volume') tell({ act: isListening ? act : 'begin' });
      // That a key was pressed at all is the answer to the warning (`useStillHere`).
      else if (idleWarning !== null) return;
      else if (isMove) move(act, event.repeat);
      else if (act === 'press') press(tell);
      else
        click(document.querySelector('.dialog') === null ? '[data-say=back]' : '[data-say=close]');
    };
    addEventListener('keydown', onKey, { capture: true });
    addEventListener('keyup', onKeyUp);
    return () => {
      removeEventListener('keydown', onKey, { capture: true });
      removeEventListener('keyup', onKeyUp);
    };
  }, [connection]);
};
