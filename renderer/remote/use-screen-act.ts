import { useEffect } from 'react';
import type { KioskView } from '../../contract/view.ts';
import type { Connection } from '../engine/connect.ts';

/** Does what operators asked of the page, once; its code is no part of the citizens' page. */
export const useScreenAct = (connection: Connection, view: KioskView): void => {
  const actId = view.screenAct?.actId;
  const act = view.screenAct?.act;
  useEffect(() => {
    if (actId === undefined || act === undefined) return;
    void import('./screen-act.ts').then(({ performScreenAct }) =>
      performScreenAct({ actId, act }, connection),
    );
  }, [connection, actId, act]);
};
