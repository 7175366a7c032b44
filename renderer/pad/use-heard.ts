import { useEffect, useRef } from 'react';
import type { Heard } from '../../contract/audio.ts';
import { useKiosk } from '../engine/engine-context.ts';

type Opened = Extract<Heard, { what: 'opened' }>['dialog'];

/** Says what has opened on top of the screen, and the screen again when that is closed. */
export const useHeardWhileOpen = (dialog: Opened): void => {
  const { hear, view } = useKiosk();
  const latest = useRef({ hear, screen: view.screen.name });
  useEffect(() => {
    latest.current = { hear, screen: view.screen.name };
  });
  useEffect(() => {
    const under = latest.current.screen;
    latest.current.hear({ what: 'opened', dialog });
    return () => {
      // A screen that came meanwhile speaks for itself.
      if (latest.current.screen === under) latest.current.hear({ what: 'screen' });
    };
  }, [dialog]);
};
