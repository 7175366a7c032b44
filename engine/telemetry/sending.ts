import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { TelemetryConfig } from '../../contract/telemetry-config.ts';
import { createGateway, type GatewayFetch } from '../gateway/client.ts';
import { createRequestSigner } from '../gateway/request-signature.ts';
import type { KioskKey } from '../keys/kiosk-key.ts';
import type { Log } from '../log.ts';
import { resourceOf } from './encode.ts';
import type { Recorder } from './recorder.ts';
import { toCollector, toGateway } from './routes.ts';
import { GAP_MS, startSender } from './sender.ts';

export type SendingParts = {
  readonly config: KioskConfig;
  readonly key: KioskKey;
  readonly random: RandomBytes;
  readonly onBug: (cause: unknown) => void;
};

/** Empties the buffer to whomever the configuration names, for as long as it runs. */
export const startSending = (
  deps: SendingParts & {
    readonly clock: Clock;
    readonly log: Log;
    readonly settings: TelemetryConfig;
    readonly recorder: Recorder;
    readonly version: string;
  },
): { readonly stop: () => Promise<void> } => {
  const { clock, config, settings, recorder, log } = deps;
  /** What was let go of is told as a line of its own. */
  const tellLost = (): void => {
    const untold = recorder.with((buffer) => {
      const { untold: count } = buffer.dropped();
      if (count > 0) buffer.toldDropped(count);
      return count;
    });
    // What could not be stored cannot be told either: it adds up until the buffer is well again.
    if (untold === null) return;
    if (untold > 0) log('telemetry.dropped', { count: untold, why: 'full' });
    const lost = recorder.lost();
    if (lost > 0) log('telemetry.dropped', { count: lost, why: 'notStored' });
  };
  const signer = createRequestSigner({ ...deps, kioskId: config.kiosk.id });
  const ending = new AbortController();
  // The machine's end waits for no answer; what was under way is sent again under its number.
  const send: GatewayFetch = (url, { signal, ...request }) =>
    fetch(url, { ...request, signal: AbortSignal.any([signal, ending.signal]) });
  // A client of its own: whether health is taken says nothing of whether payments are.
  const gateway = createGateway({ ...config.gateway, clock, signer, fetch: send });
  const sender = startSender({
    ...deps,
    send:
      settings.collector === undefined
        ? toGateway(gateway)
        : toCollector(settings.collector, { clock, fetch: send }),
    timing: { ...settings, gapMs: GAP_MS },
    resource: resourceOf({ id: config.kiosk.id, version: deps.version }),
    onRound: tellLost,
    onRefused: (code, count) => {
      log('telemetry.refused', { code });
      log('telemetry.dropped', { count, why: 'refused' });
    },
  });
  return {
    stop: () => {
      ending.abort();
      return sender.stop();
    },
  };
};
