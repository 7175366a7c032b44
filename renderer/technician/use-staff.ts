import { useEffect } from 'react';
import type { Connection } from '../engine/connect.ts';

/** Listens for the staff's gesture; its code is no part of the citizens' page. */
export const useStaff = (connection: Connection): void => {
  useEffect(() => {
    let stop: (() => void) | null = null;
    let over = false;
    void import('./gesture.ts').then(({ watchGesture }) => {
      if (!over)
        stop = watchGesture(() => void connection.technician.open.mutate().catch(() => undefined));
    });
    return () => {
      over = true;
      stop?.();
    };
  }, [connection]);
};
