import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { EngineRouter, EngineService } from '../../contract/engine-api.ts';
import { startApi, SUPERSEDED, type ApiServer } from './server.ts';

const ORIGIN = 'khidma://kiosk';
const TOKEN = 't'.repeat(43);
const service: EngineService = {
  intent: () => Promise.resolve({ accepted: true }),
  views: async function* () {
    await Promise.resolve();
  },
  screenActDone: () => false,
  payment: () => null,
  exposure: () => ({
    unfinished: 0,
    storedFils: 0,
    storedPayments: 0,
    oldestAt: null,
    oldestAgeMs: 0,
    deadlineMs: null,
    used: { fils: 0, count: 0, age: 0 },
    nearest: 'fils',
    level: 0,
    unclear: 0,
  }),
  dock: () => Promise.resolve(false),
  printFinal: () => Promise.resolve(false),
  identity: () => null,
  enrol: () => Promise.resolve({ accepted: false, problem: 'notNow' }),
};

let api: ApiServer;
const clients: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await api.close();
});
const start = async (): Promise<void> => {
  api = await startApi({ service, token: TOKEN, port: 0, origins: [ORIGIN] });
};

/** A real WebSocket with a given Origin and Host, as a page would have. */
const socketClass = (headers: Record<string, string>, sockets: WebSocket[]) =>
  class extends WebSocket {
    constructor(url: string) {
      super(url, { headers });
      sockets.push(this);
    }
  } as unknown as typeof globalThis.WebSocket;

const connect = (token: string, sockets: WebSocket[] = []) => {
  const ws = createWSClient({
    url: api.url,
    WebSocket: socketClass({ origin: ORIGIN }, sockets),
    connectionParams: { token },
    retryDelayMs: () => 60_000,
  });
  clients.push(ws);
  return createTRPCClient<EngineRouter>({ links: [wsLink<EngineRouter>({ client: ws })] });
};

const handshake = (headers: Record<string, string>): Promise<number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(api.url, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', () => undefined);
  });

test('a page of ours with the token is served', async () => {
  await start();
  expect(await connect(TOKEN).intent.mutate({ do: 'begin' })).toEqual({ accepted: true });
});

test('a wrong token is refused', async () => {
  await start();
  await expect(connect('x'.repeat(43)).intent.mutate({ do: 'begin' })).rejects.toThrow();
});

test.each([
  ['another origin', { origin: 'https://evil.example' }],
  ['no origin', {}],
  ['another host (DNS rebinding)', { origin: ORIGIN, host: 'evil.example' }],
])('%s is refused before the upgrade', async (_name, headers) => {
  await start();
  expect(await handshake(headers)).toBe(401);
});

test('the newest page takes over; the one before is told and can do nothing more', async () => {
  await start();
  const sockets: WebSocket[] = [];
  const first = connect(TOKEN, sockets);
  await first.intent.mutate({ do: 'begin' });
  const closed = new Promise<number>((resolve) => {
    sockets[0]?.on('close', resolve);
  });
  await connect(TOKEN).intent.mutate({ do: 'begin' });
  expect(await closed).toBe(SUPERSEDED);
});

test('an intent of nobody’s making, or of 10 million characters, does nothing', async () => {
  await start();
  const client = connect(TOKEN);
  await expect(client.intent.mutate({ do: 'emptyTheBank' } as never)).rejects.toThrow();
  await expect(
    connect(TOKEN).intent.mutate({ do: 'enterReference', typed: '1'.repeat(30_000) }),
  ).rejects.toThrow();
});
