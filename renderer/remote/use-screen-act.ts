import { useEffect } from 'react';
import type { KioskView } from '../../contract/view.ts';
import type { Connection } from '../engine/connect.ts';

/** Does what operators asked of the page, once; its code is no part of the citizens' page. */
export const useScreenAct = (connection: Connection, view: KioskView): void => {
  const actId = view.screenAct?.actId;
  const act = view.screenAct?.act;
  useEffect(() => {
    if (actId === undefined || act === undefined) return;
    // What it cannot tell, the engine notices by its silence.
    void import('./screen-act.ts')
      .then(({ performScreenAct }) => performScreenAct({ actId, act }, connection))
      .catch(() => undefined);
  }, [connection, actId, act]);
};
