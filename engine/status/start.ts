import { createGateway, type GatewayFetch } from '../gateway/client.ts';
import { createRequestSigner } from '../gateway/request-signature.ts';
import type { SendingParts } from '../telemetry/sending.ts';
import { VERSION } from '../telemetry/health-log.ts';
import type { Clock } from '../../contract/clock.ts';
import { startStatusReports } from './reports.ts';
import type { StatusSource } from './source.ts';

/** Status reports to the gateway, on a client of their own: whether they arrive says nothing of payments. */
export const startTelling = (
  deps: SendingParts & { readonly clock: Clock; readonly source: StatusSource },
): { readonly stop: () => Promise<void> } => {
  const { config, clock } = deps;
  const ending = new AbortController();
  // The machine's end waits for no answer.
  const send: GatewayFetch = (url, { signal, ...request }) =>
    fetch(url, { ...request, signal: AbortSignal.any([signal, ending.signal]) });
  const signer = createRequestSigner({ ...deps, kioskId: config.kiosk.id });
  const gateway = createGateway({ ...config.gateway, clock, signer, fetch: send });
  const reports = startStatusReports({
    ...deps,
    gateway,
    place: config.kiosk.place,
    version: VERSION,
  });
  return {
    stop: () => {
      ending.abort();
      return reports.stop();
    },
  };
};
