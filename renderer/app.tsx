import { memo, useDeferredValue, useSyncExternalStore, type ReactNode } from 'react';
import type { EngineLink, LinkState } from './engine/link.ts';
import { LinkDown } from './citizen/link-down.tsx';
import { KioskPage } from './kiosk-page.tsx';

const Page = memo(KioskPage);

const isHeard = (state: LinkState): boolean =>
  state.kind === 'live' && state.view.audio?.state === 'on';

/**
 * The engine's view while there is one; else an honest word about why there is none. Its answer to a tap often comes
 * before the frame that shows the tap: drawn as a deferred value, it lets that frame go first. For somebody who listens
 * nothing is put off: the next key must find the screen that was just announced.
 */
export const App = ({ link }: { readonly link: EngineLink }): ReactNode => {
  const latest = useSyncExternalStore(link.subscribe, () => link.state);
  const deferred = useDeferredValue(latest);
  const state = isHeard(latest) || isHeard(deferred) ? latest : deferred;
  if (state.kind === 'live') return <Page view={state.view} connection={state.connection} />;
  return (
    <LinkDown
      state={state.kind}
      onUseHere={() => {
        void link.open();
      }}
    />
  );
};
