import type { EngineService, Intent } from '../../../contract/engine-api.ts';
import type { KioskView } from '../../../contract/view.ts';
import { PowerCut } from '../disk/disk.ts';

/** The screen as the page has it: the latest view of whatever engine lives. */
export type Page = {
  readonly view: () => KioskView | null;
  readonly send: (intent: Intent) => void;
  readonly watch: (service: EngineService) => void;
  readonly goDark: () => void;
};

export const createPage = (onBug: (cause: unknown) => void): Page => {
  let view: KioskView | null = null;
  let service: EngineService | null = null;
  let stop = (): void => undefined;

  const goDark = (): void => {
    stop();
    service = null;
    view = null;
  };
  return {
    view: () => view,
    send: (intent) => {
      try {
        service?.intent(intent).catch(onBug);
      } catch {
        // The API answers an intent that threw with an error, and the engine lives on.
      }
    },
    goDark,
    watch: (next) => {
      goDark();
      service = next;
      const end = new AbortController();
      stop = () => {
        end.abort();
      };
      const follow = async (): Promise<void> => {
        for await (const seen of next.views(end.signal)) if (service === next) view = seen;
      };
      follow().catch((cause: unknown) => {
        // The engine died while it drew the view.
        if (!(cause instanceof PowerCut)) onBug(cause);
      });
    },
  };
};
