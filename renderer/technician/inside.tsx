import { useContext, useEffect, useState, type ReactNode } from 'react';
import type {
  TechnicianAct,
  TechnicianActResult,
  TechnicianView,
} from '../../contract/technician.ts';
import type { BindWish } from '../../contract/technician-binding.ts';
import type { Connection } from '../engine/connect.ts';
import { makeThrottle } from '../engine/throttle.ts';
import { StaffIdle } from './staff-idle.tsx';
import { Pages } from './pages.tsx';
import { StaffContext } from './staff-context.ts';
import { StaffLanguage } from './words.ts';

const STILL_HERE_EVERY_MS = 5_000;

const useView = (connection: Connection, token: string): TechnicianView | null => {
  const [view, setView] = useState<TechnicianView | null>(null);
  useEffect(() => {
    const subscription = connection.technician.view.subscribe(
      { token },
      { onData: setView, onError: () => undefined },
    );
    return () => {
      subscription.unsubscribe();
    };
  }, [connection, token]);
  return view;
};

/** Everything for a technician who entered; the engine asks for the token at every act. */
export const Inside = (props: {
  readonly connection: Connection;
  readonly token: string;
  readonly onLanguage: () => void;
}): ReactNode => {
  const { connection, token } = props;
  const language = useContext(StaffLanguage);
  const view = useView(connection, token);
  const warned = view !== null && view.idleWarning !== null;

  useEffect(() => {
    const allow = warned ? () => true : makeThrottle(STILL_HERE_EVERY_MS, () => performance.now());
    const touched = (): void => {
      if (!allow()) return;
      const act: TechnicianAct = { do: 'stillHere' };
      void connection.technician.act.mutate({ token, act }).catch(() => undefined);
    };
    addEventListener('pointerdown', touched, { capture: true, passive: true });
    return () => {
      removeEventListener('pointerdown', touched, { capture: true });
    };
  }, [connection, token, warned]);

  if (view === null) return null;
  const act = (wish: TechnicianAct): void => {
    void connection.technician.act.mutate({ token, act: wish }).catch(() => undefined);
  };
  const bind = (wish: BindWish): Promise<TechnicianActResult> =>
    connection.technician.act
      .mutate({ token, act: { do: 'bind', wish } })
      .catch(() => ({ done: false }));
  const leave = (): void => {
    act({ do: 'leave' });
  };
  return (
    <StaffContext value={{ view, language, act, bind }}>
      <Pages onLanguage={props.onLanguage} onLeave={leave} />
      {view.idleWarning !== null && (
        <StaffIdle
          key={view.revision}
          msLeft={view.idleWarning.msLeft}
          onStay={() => {
            act({ do: 'stillHere' });
          }}
          onLeave={leave}
        />
      )}
    </StaffContext>
  );
};
