import { randomBytes } from 'node:crypto';
import type { OtlpLogRecord } from '../../contract/otlp.ts';
import type { Gateway } from '../../engine/gateway/client.ts';
import { allowed } from '../../engine/telemetry/allow.ts';
import { logRecordOf, requestOf, resourceOf } from '../../engine/telemetry/encode.ts';
import type { LogLine } from './mishaps.ts';

export type Diary = {
  readonly write: (lines: readonly LogLine[], atMs: number) => void;
  /** Sends what stands in it, once; what does not get through waits. */
  readonly send: () => Promise<void>;
};

/** A played kiosk's health log, in the words and through the gate of the engine's own. */
export const createDiary = (deps: {
  readonly kioskId: string;
  readonly version: string;
  readonly gateway: Pick<Gateway, 'sendTelemetry'>;
}): Diary => {
  const buffer = randomBytes(8).toString('hex');
  const resource = resourceOf({ id: deps.kioskId, version: deps.version });
  let batch = 1;
  let waiting: readonly OtlpLogRecord[] = [];
  return {
    write: (lines, atMs) => {
      const records = lines.flatMap(({ event, fields }) => {
        const line = allowed(event, fields ?? {});
        return line === null ? [] : [logRecordOf(line, atMs)];
      });
      waiting = [...waiting, ...records];
    },
    send: async () => {
      const sending = waiting;
      if (sending.length === 0) return;
      const request = requestOf('logs', resource, sending);
      const answer = await deps.gateway.sendTelemetry('logs', { buffer, batch }, request);
      if (!answer.ok) return;
      batch += 1;
      waiting = waiting.slice(sending.length);
    },
  };
};
