import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commandNetwork, type NetworkCommand } from './commands.ts';
import { startProxy, type NetworkProxy } from './proxy.ts';

let central: Server;
let centralPort: number;
let proxy: NetworkProxy;
/** Method, path and body of what reached the far side. */
let arrived: string[];

beforeEach(async () => {
  arrived = [];
  central = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      arrived.push(
        `${request.method ?? ''} ${request.url ?? ''} ${Buffer.concat(parts).toString()}`,
      );
      response.setHeader('content-type', 'application/json').end('{"from":"central"}');
    });
  });
  await new Promise<void>((resolve) => central.listen(0, '127.0.0.1', resolve));
  const address = central.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  centralPort = address.port;
  proxy = await startProxy(0, centralPort);
});

afterEach(async () => {
  await proxy.close();
  central.closeAllConnections();
  await new Promise((resolve) => central.close(resolve));
});

const control = async (command: NetworkCommand): Promise<Record<string, unknown>> => {
  const done = await commandNetwork(proxy, command);
  if (!done.ok) throw new Error(done.error);
  return done.value;
};

const put = async (path = '/v1/payments/1', signal?: AbortSignal): Promise<string> => {
  const url = `http://127.0.0.1:${proxy.port}${path}`;
  const answer = await fetch(url, { method: 'PUT', body: 'document', ...(signal && { signal }) });
  return `${answer.status} ${await answer.text()}`;
};
const PASSED = '200 {"from":"central"}';

test('passes requests and replies on, many on one connection', async () => {
  expect(await put()).toBe(PASSED);
  expect(await put('/v1/payments/2')).toBe(PASSED);
  expect(arrived).toEqual(['PUT /v1/payments/1 document', 'PUT /v1/payments/2 document']);
});

test('cut: live connections die, new ones fail, the port stays; restore brings it back', async () => {
  expect(await put()).toBe(PASSED);
  await control({ do: 'cut' });
  await expect(put()).rejects.toThrow('fetch failed');
  await expect(put()).rejects.toThrow('fetch failed');
  await control({ do: 'restore' });
  expect(await put()).toBe(PASSED);
  expect(arrived).toHaveLength(2);
});

test('cut while a request waits for its reply', async () => {
  await control({ do: 'hold', match: 'PUT ' });
  const waiting = put();
  await control({ do: 'seen', match: 'PUT ' });
  await control({ do: 'cut' });
  await expect(waiting).rejects.toThrow('fetch failed');
  await control({ do: 'restore' });
  expect(await put()).toBe(PASSED);
  expect(arrived).toHaveLength(1);
});

test('stall: taken, not answered, and not lost', async () => {
  await control({ do: 'stall' });
  const patience = new AbortController();
  const impatient = put('/v1/payments/1', patience.signal);
  const patient = put('/v1/payments/2');
  await control({ do: 'seen', match: 'PUT ', count: 2 });
  await fetch(`http://127.0.0.1:${centralPort}/direct`);
  expect(arrived).toEqual(['GET /direct ']);
  patience.abort();
  await expect(impatient).rejects.toThrow('aborted');
  await control({ do: 'restore' });
  expect(await patient).toBe(PASSED);
  expect(arrived).toContain('PUT /v1/payments/2 document');
});

test.each([
  ['html', '200 <!doctype html>'],
  ['500', '500 Internal Server Error'],
] as const)('answer %s comes in central’s place', async (kind, begins) => {
  await control({ do: 'answer', kind, times: 1 });
  expect(await put()).toContain(begins);
  expect(arrived).toEqual([]);
  expect(await put()).toBe(PASSED);
});

test.each(['nothing', 'garbage'] as const)('answer %s is no answer', async (kind) => {
  await control({ do: 'answer', kind });
  await expect(put()).rejects.toThrow('fetch failed');
  await expect(put()).rejects.toThrow('fetch failed');
  expect(arrived).toEqual([]);
  await control({ do: 'restore' });
  expect(await put()).toBe(PASSED);
});

test('dropReply: it arrives once, its reply is lost, others pass', async () => {
  await control({ do: 'dropReply', match: 'PUT /v1/payments/*/reversal' });
  expect(await put('/v1/payments/1')).toBe(PASSED);
  await expect(put('/v1/payments/1/reversal')).rejects.toThrow('fetch failed');
  expect(arrived.at(-1)).toBe('PUT /v1/payments/1/reversal document');
  expect(await put('/v1/payments/1/reversal')).toBe(PASSED);
});

test('cutOn: the request that cuts never arrives', async () => {
  await control({ do: 'cutOn', match: 'PUT /v1/payments/' });
  expect(await put('/v1/other')).toBe(PASSED);
  await expect(put()).rejects.toThrow('fetch failed');
  expect(arrived).toEqual(['PUT /v1/other document']);
  expect(await control({ do: 'state' })).toMatchObject({
    mode: 'cut',
    requests: [
      { line: 'PUT /v1/other', fate: 'forward' },
      { line: 'PUT /v1/payments/1', fate: 'cut' },
    ],
  });
});

test('a central that is down is a lost connection', async () => {
  central.closeAllConnections();
  await new Promise((resolve) => central.close(resolve));
  await expect(put()).rejects.toThrow('fetch failed');
});

test.each([
  [null, 'Invalid input'],
  [{}, 'do'],
  [{ do: 'flood' }, 'do'],
  [{ do: 'answer', kind: 'song' }, 'kind'],
  [{ do: 'delay', ms: -1 }, 'ms'],
  [{ do: 'cut', twice: true }, 'twice'],
])('control request %j is refused with what is wrong', async (request, named) => {
  const done = await commandNetwork(proxy, request);
  expect(done).toEqual({ ok: false, error: expect.stringContaining(named) as string });
});
