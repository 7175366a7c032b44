import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../contract/clock.ts';
import { logsRequestSchema, metricsRequestSchema } from '../../contract/otlp.ts';
import { fail } from '../../contract/result.ts';
import { scriptedGateway } from '../testing/scripted-gateway.ts';
import { allowed } from './allow.ts';
import type { Batch } from './buffer.ts';
import { logRecordOf, metricsOf, requestOf, resourceOf } from './encode.ts';
import { toCollector, toGateway } from './routes.ts';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

const line = allowed('device.notOpened', { role: 'printer', code: 'noSuchPath' });
const bodies = line === null ? [] : [logRecordOf(line, 1_795_435_714_070)];
const batch: Batch = { signal: 'logs', buffer: 'a'.repeat(16), batch: 7, bodies };
const resource = resourceOf({ id: 'KSK-1', version: '0.1.0' });
const request = requestOf('logs', resource, bodies);

type Got = { readonly url: string; readonly headers: IncomingHttpHeaders; readonly body: string };

/** An OpenTelemetry collector that answers with that status. */
const collector = async (status: number, got: Got[] = []) => {
  const listening = createServer((asked, response) => {
    let body = '';
    asked.on('data', (chunk: Buffer) => (body += chunk.toString()));
    asked.on('end', () => {
      got.push({ url: asked.url ?? '', headers: asked.headers, body });
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((listening.address() as AddressInfo).port)}/`;
  return toCollector({ url, headers: { 'x-key': 'k' } }, { clock: systemClock, fetch });
};

test('a collector gets OTLP in JSON where OTLP/HTTP has it', async () => {
  const got: Got[] = [];
  const send = await collector(200, got);
  expect(await send(batch, request)).toEqual({ kind: 'taken' });
  const [one] = got;
  expect(one?.url).toBe('/v1/logs');
  expect(one?.headers).toMatchObject({ 'content-type': 'application/json', 'x-key': 'k' });
  const text = one?.body ?? '';
  expect(JSON.parse(text)).toEqual({
    resourceLogs: [
      {
        resource: {
          attributes: [
            { key: 'service.name', value: { stringValue: 'khidma-kiosk' } },
            { key: 'service.version', value: { stringValue: '0.1.0' } },
            { key: 'service.instance.id', value: { stringValue: 'KSK-1' } },
          ],
        },
        scopeLogs: [
          {
            scope: { name: 'khidma.engine' },
            logRecords: [
              {
                timeUnixNano: '1795435714070000000',
                severityNumber: 13,
                severityText: 'WARN',
                eventName: 'device.notOpened',
                body: { stringValue: 'device.notOpened' },
                attributes: [
                  { key: 'device', value: { stringValue: 'printer' } },
                  { key: 'code', value: { stringValue: 'noSuchPath' } },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
  expect(logsRequestSchema.safeParse(JSON.parse(text)).success).toBe(true);
});

test.each([
  [503, { kind: 'later' }],
  [429, { kind: 'later' }],
  [500, { kind: 'later' }],
  [400, { kind: 'refused', code: 'http400' }],
])('a collector that answers %i: %j', async (status, sent) => {
  expect(await (await collector(status))(batch, request)).toEqual(sent);
});

test('a collector that is away is asked later', async () => {
  const url = 'http://127.0.0.1:9';
  const send = toCollector({ url, headers: {} }, { clock: systemClock, fetch });
  expect(await send(batch, request)).toEqual({ kind: 'later' });
});

test.each([
  [{ kind: 'away' }, { kind: 'later' }],
  [{ kind: 'trouble', status: 401, detail: 'x' }, { kind: 'later' }],
  [
    { kind: 'trouble', status: 503, detail: 'x', retryAfterMs: 5_000 },
    { kind: 'later', afterMs: 5_000 },
  ],
  [{ kind: 'problem', status: 404, code: 'notFound' }, { kind: 'later' }],
  [
    { kind: 'problem', status: 400, code: 'badRequest' },
    { kind: 'refused', code: 'badRequest' },
  ],
] as const)('central that answers %j: %j', async (error, sent) => {
  const { gateway, answers } = scriptedGateway();
  answers.sendTelemetry = () => Promise.resolve(fail(error));
  expect(await toGateway(gateway)(batch, request)).toEqual(sent);
});

test('samples of one metric become points of one, whole numbers as text', () => {
  const samples = (value: number) =>
    metricsOf(
      [
        { name: 'khidma.queue', unit: '{payment}', value },
        { name: 'khidma.device.online', unit: '1', value: 0.5, device: 'printer' },
      ],
      value,
    );
  const metrics = requestOf('metrics', resource, [samples(1), samples(2)]);
  expect(metricsRequestSchema.parse(metrics).resourceMetrics[0]?.scopeMetrics[0]?.metrics).toEqual([
    {
      name: 'khidma.queue',
      unit: '{payment}',
      gauge: {
        dataPoints: [
          { timeUnixNano: '1000000', asInt: '1', attributes: [] },
          { timeUnixNano: '2000000', asInt: '2', attributes: [] },
        ],
      },
    },
    {
      name: 'khidma.device.online',
      unit: '1',
      gauge: {
        dataPoints: [1, 2].map((ms) => ({
          timeUnixNano: `${String(ms)}000000`,
          asDouble: 0.5,
          attributes: [{ key: 'device', value: { stringValue: 'printer' } }],
        })),
      },
    },
  ]);
});
