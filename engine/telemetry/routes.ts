import type { Clock } from '../../contract/clock.ts';
import type { TelemetryConfig } from '../../contract/telemetry-config.ts';
import type { Gateway, GatewayFetch } from '../gateway/client.ts';
import type { SendBatch, Sent } from './sender.ts';

/** Typed answers that the same batch would get for ever. */
const FOR_GOOD: readonly string[] = ['badRequest', 'documentInvalid'];

/** To central, signed as every call: it discards a batch that it has. */
export const toGateway =
  (gateway: Pick<Gateway, 'sendTelemetry'>): SendBatch =>
  async (batch, request) => {
    const answer = await gateway.sendTelemetry(batch.signal, batch, request);
    if (answer.ok) return { kind: 'taken' };
    const { error } = answer;
    if (error.kind === 'problem' && FOR_GOOD.includes(error.code))
      return { kind: 'refused', code: error.code };
    return {
      kind: 'later',
      ...(error.kind === 'away' || error.retryAfterMs === undefined
        ? {}
        : { afterMs: error.retryAfterMs }),
    };
  };

/** OTLP/HTTP: these codes ask for another try, every other failure is for good. */
const RETRYABLE = [429, 502, 503, 504];
const TIMEOUT_MS = 10_000;

/** To any OpenTelemetry collector at `<url>/v1/logs` and so on; it may store a repeated batch twice. */
export const toCollector =
  (
    collector: NonNullable<TelemetryConfig['collector']>,
    { clock, fetch: send }: { readonly clock: Clock; readonly fetch: GatewayFetch },
  ): SendBatch =>
  async ({ signal }, request): Promise<Sent> => {
    const late = new AbortController();
    const inTime = clock.after(TIMEOUT_MS, () => {
      late.abort();
    });
    try {
      const response = await send(`${collector.url.replace(/\/+$/u, '')}/v1/${signal}`, {
        method: 'POST',
        headers: { ...collector.headers, 'content-type': 'application/json' },
        body: JSON.stringify(request),
        redirect: 'error',
        signal: late.signal,
      });
      await response.body?.cancel();
      if (response.ok) return { kind: 'taken' };
      const again = RETRYABLE.includes(response.status) || response.status >= 500;
      return again
        ? { kind: 'later' }
        : { kind: 'refused', code: `http${String(response.status)}` };
    } catch {
      return { kind: 'later' };
    } finally {
      inTime();
    }
  };
