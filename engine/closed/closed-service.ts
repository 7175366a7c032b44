import { TRPCError } from '@trpc/server';
import type { KioskConfig } from '../../contract/config.ts';
import type { EngineService } from '../../contract/engine-api.ts';
import { USUAL_DISPLAY, type KioskView, type OutOfService } from '../../contract/view.ts';
import { identityService } from '../identity/service.ts';
import { latestValues } from '../api/views.ts';
import { adjusted, seatedReach } from '../visit/display.ts';

/** What the screen is told while the journal cannot be used: why, in either language, and nothing else. */
export const closedService = (
  config: KioskConfig,
  reason: () => OutOfService,
): EngineService & { readonly changed: () => void } => {
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  let language = config.languages[0] ?? 'ar';
  let display = USUAL_DISPLAY;
  let revision = 0;
  const view = (): KioskView => {
    revision += 1;
    return {
      revision,
      kioskId: config.kiosk.id,
      language,
      languages: config.languages,
      nearest: config.kiosk.nearest ?? null,
      screen: { name: 'outOfService', reason: reason() },
      terminal: { state: 'offline' },
      printer: {
        state: 'offline',
        paper: 'unknown',
        coverOpen: false,
        media: null,
        receiptsLeft: null,
      },
      gateway: 'offline',
      readers: { code: false, identityCard: false },
      idleWarning: null,
      canGoBack: false,
      display,
      seatedReach: seatedReach(config.kiosk.panel),
      dock: false,
    };
  };
  return {
    changed,
    intent: (intent) => {
      if (intent.do === 'adjust') display = adjusted(display, intent.display);
      else if (intent.do === 'chooseLanguage' && config.languages.includes(intent.language))
        language = intent.language;
      else return Promise.resolve({ accepted: false, problem: 'notAllowed' });
      changed();
      return Promise.resolve({ accepted: true });
    },
    views: (signal) =>
      latestValues(
        view,
        (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        signal,
      ),
    payment: () => null,
    exposure: () => {
      throw new TRPCError({
        code: 'PRECONDITION_FAILED',
        message: 'out of service: the journal cannot be asked',
      });
    },
    screenActDone: () => false,
    dock: () => Promise.resolve(false),
    ...identityService(null),
    printFinal: () => Promise.resolve(false),
  };
};
