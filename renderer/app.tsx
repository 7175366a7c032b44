import { useSyncExternalStore, type ReactNode } from 'react';
import type { EngineLink } from './engine/link.ts';
import { KioskPage } from './kiosk-page.tsx';
import { LinkDown } from './citizen/link-down.tsx';

/** The engine's view while there is one; else an honest word about why there is none. */
export const App = ({ link }: { readonly link: EngineLink }): ReactNode => {
  const state = useSyncExternalStore(link.subscribe, () => link.state);
  if (state.kind === 'live') return <KioskPage view={state.view} connection={state.connection} />;
  return (
    <LinkDown
      state={state.kind}
      onUseHere={() => {
        void link.open();
      }}
    />
  );
};
