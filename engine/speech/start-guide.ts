import type { KioskView } from '../../contract/view.ts';
import type { EngineDeps } from '../engine-deps.ts';
import type { CatalogueStore } from '../gateway/catalogue.ts';
import type { Visit } from '../visit/visit.ts';
import { createGuide, type Guide } from './guide.ts';
import type { Payee } from './telling.ts';

/** The guide of this kiosk, listening to its visit; `null` where the configuration wants no sound. */
export const startGuide = (
  deps: Pick<EngineDeps, 'config' | 'clock' | 'journal' | 'cabinet' | 'voice' | 'log' | 'onBug'> & {
    readonly catalogue: CatalogueStore;
    readonly visit: Visit;
    readonly view: () => KioskView;
  },
): Guide | null => {
  const { catalogue, visit, voice } = deps;
  const { audio } = deps.config;
  if (audio?.enabled !== true || voice === undefined) return null;
  const guide = createGuide({
    ...deps,
    config: audio,
    voice,
    facts: {
      get said() {
        return catalogue.said();
      },
      payees: (id) => {
        const ids = new Set(deps.journal.payment(id)?.lines.map(({ serviceId }) => serviceId));
        return [...ids].flatMap((serviceId): Payee[] => {
          const service = catalogue.service(serviceId);
          return service === null ? [] : [{ ministry: service.ministry, title: service.title }];
        });
      },
    },
    begin: () => visit.intent({ do: 'begin' }),
    touch: () => {
      visit.intent({ do: 'stillHere' });
    },
    hold: visit.hold,
    changed: visit.refresh,
  });
  visit.onChange(guide.viewChanged);
  const { cabinet } = deps;
  let plugged = cabinet?.status().headset ?? null;
  cabinet?.onChange(() => {
    const now = cabinet.status().headset;
    if (now === plugged) return;
    // A board that is away says nothing of the headset.
    if (now !== null) guide.headset(now);
    plugged = now;
  });
  return guide;
};
