import { lazy, Suspense, useEffect, useLayoutEffect, useMemo, useRef, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { Heard } from '../contract/audio.ts';
import type { Intent } from '../contract/engine-api.ts';
import type { KioskView } from '../contract/view.ts';
import { CitizenScreen } from './citizen/screen.tsx';
import { IdleDialog } from './design/idle-dialog.tsx';
import type { Connection } from './engine/connect.ts';
import { KioskContext, type Kiosk } from './engine/engine-context.ts';
import { makeThrottle } from './engine/throttle.ts';
import { direction, translator } from './i18n.ts';
import { usePad } from './pad/use-pad.ts';
import { useScreenAct } from './remote/use-screen-act.ts';
import { useStaff } from './technician/use-staff.ts';

const Dock = __KHIDMA_DOCK__ ? lazy(() => import('./dock/dock.tsx')) : null;

const Technician = lazy(() => import('./technician/technician.tsx'));

const STILL_HERE_EVERY_MS = 2_000;

/** Tells the engine that somebody is there: at once while it warns, else now and then. */
const useStillHere = (connection: Connection, warned: boolean): void => {
  useEffect(() => {
    const allow = warned ? () => true : makeThrottle(STILL_HERE_EVERY_MS, () => performance.now());
    const touched = (): void => {
      if (allow()) void connection.intent({ do: 'stillHere' });
    };
    addEventListener('pointerdown', touched, { capture: true, passive: true });
    addEventListener('keydown', touched, { capture: true, passive: true });
    return () => {
      removeEventListener('pointerdown', touched, { capture: true });
      removeEventListener('keydown', touched, { capture: true });
    };
  }, [connection, warned]);
};

export const KioskPage = ({
  view,
  connection,
}: {
  readonly view: KioskView;
  readonly connection: Connection;
}): ReactNode => {
  const { language, screen, staff } = view;
  const unanswered = useRef(false);
  useStillHere(connection, view.idleWarning !== null);
  usePad(connection, view);
  useStaff(connection);
  useScreenAct(connection, view);

  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction(language);
  }, [language]);

  const { contrast, text, reach } = view.display;
  useLayoutEffect(() => {
    Object.assign(document.documentElement.dataset, { contrast, text, reach });
    document.documentElement.style.setProperty('--reach', String(view.seatedReach));
  }, [contrast, text, reach, view.seatedReach]);

  const kiosk = useMemo<Kiosk>(() => {
    const send = (intent: Intent): void => {
      if (intent.do === 'stillHere') {
        void connection.intent(intent);
        return;
      }
      if (unanswered.current) return;
      unanswered.current = true;
      void connection.intent(intent).finally(() => {
        unanswered.current = false;
      });
    };
    const hear = (heard: Heard): void => {
      if (view.audio?.state === 'on') {
        void connection.intent({ do: 'audio', audio: { act: 'say', heard } });
      }
    };
    return { view, language, t: translator(language), send, hear, dock: connection.dock };
  }, [view, language, connection]);

  return (
    <I18nProvider locale={language === 'ar' ? 'ar-BH' : 'en-GB'}>
      <KioskContext value={kiosk}>
        <div className="kiosk" data-revision={view.revision}>
          {(staff === undefined || staff.at === 'waiting') && (
            <CitizenScreen key={screenKey(view)} screen={screen} />
          )}
          {staff !== undefined && (
            <Suspense fallback={null}>
              <Technician staff={staff} connection={connection} />
            </Suspense>
          )}
        </div>
        {view.idleWarning !== null && <IdleDialog msLeft={view.idleWarning.msLeft} />}
        {Dock !== null && view.dock && (
          <Suspense fallback={null}>
            <Dock />
          </Suspense>
        )}
      </KioskContext>
    </I18nProvider>
  );
};

/** A new key begins a screen afresh: nothing typed for one reference survives into the next. */
const screenKey = ({ screen }: KioskView): string => {
  switch (screen.name) {
    case 'reference':
      return `reference/${screen.service.id}`;
    case 'bills':
      return `bills/${screen.service.id}/${screen.reference}`;
    case 'notice':
      return `notice/${screen.kind}`;
    case 'tawasul':
      return `tawasul/${screen.step.at}`;
    default:
      return screen.name;
  }
};
