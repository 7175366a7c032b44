import type { Clock } from '../../contract/clock.ts';
import type { LogsRequest, OtlpLogRecord } from '../../contract/otlp.ts';
import type { KioskClient, Reply } from './kiosk-client.ts';

export type SampleLine = {
  readonly event: string;
  readonly level?: number;
  readonly device?: string;
  readonly state?: string;
  readonly paymentId?: string;
  /** Before now, ms. */
  readonly agoMs?: number;
};

const recordOf = (
  { event, level = 9, device, state, paymentId, agoMs = 0 }: SampleLine,
  nowMs: number,
): OtlpLogRecord => ({
  timeUnixNano: `${String(nowMs - agoMs)}000000`,
  severityNumber: level,
  eventName: event,
  attributes: Object.entries({ device, state }).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: { stringValue: value } }],
  ),
  ...(paymentId === undefined ? {} : { traceId: paymentId.replaceAll('-', '') }),
});

export const logsRequest = (lines: readonly SampleLine[], nowMs: number): LogsRequest => ({
  resourceLogs: [
    {
      resource: { attributes: [] },
      scopeLogs: [
        { scope: { name: 'test' }, logRecords: lines.map((each) => recordOf(each, nowMs)) },
      ],
    },
  ],
});

export const BUFFER = '0123456789abcdef';

/** Sends lines as a kiosk does; the batch's number makes it another or a repeat. */
export const sendLines = (
  kiosk: KioskClient,
  clock: Clock,
  lines: readonly SampleLine[],
  batch = 1,
  buffer = BUFFER,
): Promise<Reply> =>
  kiosk.call(
    'POST',
    `/v1/telemetry/logs/${buffer}/${String(batch)}`,
    logsRequest(lines, clock.wallMs()),
  );
